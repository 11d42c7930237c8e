//! The names by which a wasm file and its glue find each other, made short.
//!
//! wasm-bindgen gives every function that crosses the border a name with a hash of 16 digits in it, in both files. Nobody reads them,
//! and no compression helps against a hash: in the viewer they took 5.9 of 128.9 KB (brotli 11, `cargo xtask size` before and after).
//! Sections that only tools read go as well.

use std::collections::BTreeMap;

use miette::{IntoDiagnostic, Result, miette};
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{ExportSection, ImportSection, Module, RawSection};
use wasmparser::{Parser, Payload};

/// The glue's object of imports, as the wasm calls it from now on.
const MODULE: &str = ".";

/// What the second file of the viewer imports from, and how the two call what the linker defines for both.
const FIRST: &str = "__wasm_split";

/// Exports of the linker that come with the table of functions, which the two files share, and that nobody asks for.
const UNASKED: [&str; 2] = ["__data_end", "__heap_base"];

/// Shortens the names in a wasm file and in the glue that goes with it.
///
/// # Errors
/// The wasm cannot be read, or the glue does not name what the wasm imports: then the two do not belong together.
pub(super) fn shorten(wasm: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let mut names = Names::default();
    let wasm = rewrite(wasm, &mut names)?;
    let glue = names.replace(glue)?;
    Ok((wasm, glue))
}

/// Shortens the names in two wasm files, of which the second imports what the first exports, and in the glue of the first.
///
/// # Errors
/// As [`shorten`].
pub(super) fn shorten_both(first: &[u8], second: &[u8], glue: &str) -> Result<(Vec<u8>, Vec<u8>, String)> {
    let mut names = Names::default();
    let (first, second) = (rewrite(first, &mut names)?, rewrite(second, &mut names)?);
    let glue = names.replace(glue)?;
    Ok((first, second, glue))
}

#[derive(Default)]
struct Names {
    /// By long name. Imports and exports share the numbers: the glue holds them in two objects, so nothing depends on that.
    short: BTreeMap<String, String>,
    modules: Vec<String>,
}

impl Names {
    fn import(&mut self, module: &str, name: &str) -> String {
        if module == FIRST {
            return self.export(name);
        }
        if !self.modules.iter().any(|known| known == module) {
            self.modules.push(module.to_owned());
        }
        self.shortened(name)
    }

    /// What does not look like wasm-bindgen's may be a word of the glue, such as `memory`, and is short anyway.
    fn export(&mut self, name: &str) -> String {
        if name.starts_with("__") || name.contains("wasm_bindgen") { self.shortened(name) } else { name.to_owned() }
    }

    fn shortened(&mut self, name: &str) -> String {
        let next = short_name(self.short.len());
        self.short.entry(name.to_owned()).or_insert(next).clone()
    }

    /// Whole identifiers only, and the modules' names in quotes.
    fn replace(&self, glue: &str) -> Result<String> {
        let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '$';
        let mut text = String::with_capacity(glue.len());
        let mut met = std::collections::BTreeSet::new();
        let mut rest = glue;
        while let Some(start) = rest.find(is_part) {
            let (before, from) = rest.split_at(start);
            let (word, after) = from.split_at(from.find(|letter| !is_part(letter)).unwrap_or(from.len()));
            text.push_str(before);
            text.push_str(self.short.get(word).map_or(word, String::as_str));
            met.insert(word);
            rest = after;
        }
        text.push_str(rest);
        if let Some(name) = self.short.keys().find(|name| name.starts_with("__wbg_") && !met.contains(name.as_str())) {
            return Err(miette!("the wasm file imports {name}, and its glue does not have it"));
        }
        for module in &self.modules {
            text = text.replace(&format!("\"{module}\""), &format!("\"{MODULE}\""));
        }
        Ok(text)
    }
}

/// `a` to `z`, then `a1`…
fn short_name(number: usize) -> String {
    let letter = char::from(b'a' + (number % 26) as u8);
    match number / 26 {
        0 => letter.to_string(),
        round => format!("{letter}{round}"),
    }
}

fn rewrite(wasm: &[u8], names: &mut Names) -> Result<Vec<u8>> {
    let mut module = Module::new();
    let mut types = RoundtripReencoder;
    for payload in Parser::new(0).parse_all(wasm) {
        match payload.into_diagnostic()? {
            Payload::ImportSection(section) => {
                let mut imports = ImportSection::new();
                for import in section.into_imports() {
                    let import = import.into_diagnostic()?;
                    let name = names.import(import.module, import.name);
                    imports.import(MODULE, &name, types.entity_type(import.ty).into_diagnostic()?);
                }
                module.section(&imports);
            }
            Payload::ExportSection(section) => {
                let mut exports = ExportSection::new();
                for export in section {
                    let export = export.into_diagnostic()?;
                    if UNASKED.contains(&export.name) {
                        continue;
                    }
                    let kind = types.export_kind(export.kind).into_diagnostic()?;
                    exports.export(&names.export(export.name), kind, export.index);
                }
                module.section(&exports);
            }
            Payload::CustomSection(_) => {}
            other => {
                if let Some((id, range)) = other.as_section() {
                    let data = wasm.get(range.start as usize..range.end as usize).unwrap_or_default();
                    module.section(&RawSection { id, data });
                }
            }
        }
    }
    Ok(module.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{CustomSection, EntityType, ExportKind, FunctionSection, TypeSection};

    fn wasm() -> Vec<u8> {
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], []);
        module.section(&types);
        let mut imports = ImportSection::new();
        imports.import("./viewer_bg.js", "__wbg_now_463ac581d2fc7ea3", EntityType::Function(0));
        imports.import("./viewer_bg.js", "__wbg_now_463ac581d2fc7ea4", EntityType::Function(0));
        module.section(&imports);
        module.section(&FunctionSection::new());
        let mut exports = ExportSection::new();
        exports.export("__wbindgen_start", ExportKind::Func, 0).export("memory", ExportKind::Func, 1);
        module.section(&exports);
        module.section(&CustomSection { name: "producers".into(), data: b"rustc"[..].into() });
        module.finish()
    }

    const GLUE: &str = r#"const n={"./viewer_bg.js":{__wbg_now_463ac581d2fc7ea3:f,__wbg_now_463ac581d2fc7ea4:g}};e.__wbindgen_start();e.memory;start"#;

    #[test]
    fn both_sides_use_the_same_short_names() {
        let (wasm, glue) = shorten(&wasm(), GLUE).unwrap();
        assert_eq!(glue, r#"const n={".":{a:f,b:g}};e.c();e.memory;start"#);
        let mut found = Vec::new();
        for payload in Parser::new(0).parse_all(&wasm) {
            match payload.unwrap() {
                Payload::ImportSection(section) => {
                    found.extend(section.into_imports().map(|import| import.unwrap().name.to_owned()));
                }
                Payload::ExportSection(section) => {
                    found.extend(section.into_iter().map(|export| export.unwrap().name.to_owned()));
                }
                Payload::CustomSection(_) => panic!("a section that only tools read"),
                _ => {}
            }
        }
        assert_eq!(found, ["a", "b", "c", "memory"]);
    }

    #[test]
    fn the_second_file_asks_for_what_the_first_now_calls_it() {
        let mut first = Module::new();
        let mut exports = ExportSection::new();
        for name in ["__heap_base", "__indirect_function_table", "memory"] {
            exports.export(name, ExportKind::Func, 0);
        }
        first.section(&exports);
        let mut second = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], []);
        second.section(&types);
        let mut imports = ImportSection::new();
        for name in ["memory", "__indirect_function_table"] {
            imports.import("__wasm_split", name, EntityType::Function(0));
        }
        second.section(&imports);
        let (first, second, _) = shorten_both(&first.finish(), &second.finish(), "").unwrap();
        let mut found = Vec::new();
        for payload in Parser::new(0).parse_all(&first).chain(Parser::new(0).parse_all(&second)) {
            match payload.unwrap() {
                Payload::ExportSection(section) => {
                    found.extend(section.into_iter().map(|export| export.unwrap().name.to_owned()));
                }
                Payload::ImportSection(section) => found.extend(section.into_imports().map(|import| {
                    let import = import.unwrap();
                    format!("{} {}", import.module, import.name)
                })),
                _ => {}
            }
        }
        assert_eq!(found, ["a", "memory", ". memory", ". a"]);
    }

    #[test]
    fn a_glue_of_another_wasm_is_refused() {
        let error = shorten(&wasm(), &GLUE.replace("ea4", "ea5")).unwrap_err();
        assert!(error.to_string().contains("__wbg_now_463ac581d2fc7ea4"), "{error}");
    }

    #[test]
    fn short_names_are_all_different() {
        let names: std::collections::BTreeSet<String> = (0..1_000).map(short_name).collect();
        assert_eq!(names.len(), 1_000);
        assert_eq!((short_name(0), short_name(25), short_name(26)), ("a".into(), "z".into(), "a1".into()));
    }
}
