//! `_category_.json` and `_category_.yml`: what Docusaurus calls a folder, and where it puts it.

use super::fields::Fields;
use super::markdown::{self, Context, Outcome, Section};
use super::{json, yaml};
use crate::report::Finding;

/// Reads the file as a description of its folder.
pub fn read(relative: &str, text: &str, context: &Context) -> (Outcome, Vec<Finding>) {
    let table = match relative.ends_with(".json") {
        true => json::read(text.trim_start()).map(|(table, _)| table),
        false => yaml::read(text, 1),
    };
    let table = match table {
        Ok(table) => table,
        Err(error) => {
            let finding = Finding::warning(relative, Some(error.line), error.message)
                .remedy("correct it; the folder is called by its own name until then");
            return (Outcome::Nothing, vec![finding]);
        }
    };
    let fields = Fields::new(relative, &table);
    let section = Section {
        file: relative.to_owned(),
        folder: markdown::folder_of(relative, context),
        language: None,
        title: fields.text(&["label"]),
        description: fields.text(&["description"]),
        order: fields.integer(&["position"]),
    };
    (Outcome::Section(section), fields.into_findings())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_names_its_folder() {
        let now = tidings_bundle::Timestamp::parse("2026-01-15T12:00:00Z").unwrap();
        let numbered = ["01-guides".to_owned()].into();
        let context = Context { now, languages: Vec::new(), numbered, content: None };
        for (file, text) in [
            ("01-guides/_category_.json", "{\n  \"label\": \"The Guides\",\n  \"position\": 2\n}\n"),
            ("guides/_category_.yml", "label: The Guides\nposition: 2\n"),
        ] {
            let (Outcome::Section(section), findings) = read(file, text, &context) else { panic!("{file}") };
            assert_eq!((section.folder.as_str(), section.title.as_deref()), ("guides", Some("The Guides")));
            assert_eq!((section.order, findings), (Some(2), Vec::new()));
        }
        assert_eq!(read("a/_category_.json", "{\"label\": }", &context).1[0].line, Some(1));
    }
}
