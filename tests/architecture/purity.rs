//! What the pure crates may not name: the same input must give the same bytes in a test, a browser and a packer.

use crate::packages::PURE;
use crate::source::{Source, code, names, sources};
use crate::{expect_none, root};

const FORBIDDEN: [(&str, &str); 15] = [
    ("std::fs", "reads files: the caller reads them"),
    ("std::net", "speaks to the network"),
    ("std::env", "depends on the environment"),
    ("std::process", "starts or ends programs"),
    ("std::thread", "starts threads, which the browser has not"),
    ("std::io", "reads or writes: take and give bytes"),
    ("SystemTime", "asks a clock: take the time as an argument"),
    ("Instant", "asks a clock, and panics in the browser"),
    ("println", "prints: answer with a value"),
    ("eprintln", "prints: answer with a value"),
    ("target_arch", "differs between browser and machine"),
    ("target_family", "differs between browser and machine"),
    ("web_sys", "names the browser"),
    ("js_sys", "names the browser"),
    ("wasm_bindgen", "names the browser"),
];

fn complaints(folder: &str, source: &Source) -> Vec<String> {
    let mut complaints = Vec::new();
    for (number, line) in code(&source.text) {
        for (word, why) in FORBIDDEN {
            if names(line, word) {
                complaints.push(format!("{folder}/src/{}:{number}: `{word}` {why}", source.path));
            }
        }
    }
    complaints
}

#[test]
fn the_pure_crates_name_no_clock_no_file_and_no_browser() {
    let of_crate = |folder: &str| -> Vec<String> {
        sources(&root().join(folder).join("src")).iter().flat_map(|source| complaints(folder, source)).collect()
    };
    expect_none(PURE.into_iter().flat_map(of_crate).collect());
}

#[test]
fn each_forbidden_name_is_found_and_a_test_may_use_it() {
    for (word, _) in FORBIDDEN {
        let source = |text: String| Source { path: "lib.rs".to_owned(), text };
        assert_eq!(complaints("x", &source(format!("use {word}::thing;"))).len(), 1, "{word}");
        let in_test = format!("#[cfg(test)]\nmod tests {{\n    use {word}::thing;\n}}\n");
        assert_eq!(complaints("x", &source(in_test)).len(), 0, "{word}");
    }
}
