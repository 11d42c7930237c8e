//! Parts of wasm-bindgen's glue, exchanged: it can be started in six ways, and ours is started in one; it describes values for messages
//! of mistakes in many words; it makes up for what no browser with WebAssembly lacks.
//!
//! What goes takes 0.8 KB of every reader's first kilobytes (`cargo xtask size` before and after).

use miette::{Result, miette};

/// Where the part that starts the wasm begins. What stands before it translates between the two worlds.
const BEGINS: &str = "async function __wbg_load(";
/// What the new end calls; they stand before [`BEGINS`].
const CALLS: [&str; 2] = ["function __wbg_get_imports(", "function __wbg_finalize_init("];

const START: &str = "\
export default async ({ module_or_path }) => {
  const response = await module_or_path;
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  const imports = __wbg_get_imports();
  // A host that does not know the type of wasm is read as well, only later.
  const isKnown = response.headers.get(\"Content-Type\")?.startsWith(\"application/wasm\");
  const { instance, module } = await (isKnown
    ? WebAssembly.instantiateStreaming(response, imports)
    : WebAssembly.instantiate(await response.arrayBuffer(), imports));
  return __wbg_finalize_init(instance, module);
};
";

/// Blocks at the top, from how they begin to the brace at the start of a line, and what takes their place.
const BLOCKS: [(&str, &str); 2] = [
    ("function debugString(val) {", "function debugString(val) { return String(val); }"),
    ("if (!('encodeInto' in cachedTextEncoder)) {", ""),
];

/// Exchanges the end of a glue that is a module, and what else is too long.
///
/// # Errors
/// The glue does not look like that of the wasm-bindgen this was written for.
pub(super) fn with_our_start(glue: &str) -> Result<String> {
    let mut glue = glue.to_owned();
    for (begins, ours) in BLOCKS {
        let start = glue.find(begins);
        let end = start.and_then(|start| Some(start + glue.get(start..)?.find("\n}\n")? + "\n}\n".len()));
        if let Some((start, end)) = start.zip(end) {
            glue.replace_range(start..end, ours);
        }
    }
    let kept = glue.split_once(BEGINS).map(|(kept, _)| kept);
    match kept.filter(|kept| CALLS.iter().all(|call| kept.contains(call))) {
        Some(kept) => Ok(format!("{kept}{START}")),
        None => Err(miette!(
            help = "look at what `wasm-bindgen --target web` writes now",
            "the glue of the viewer has another end than {} knows",
            file!()
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_is_ours_and_the_rest_stays() {
        let glue = "function debugString(val) {\n  long\n}\nfunction __wbg_get_imports() {}\nfunction __wbg_finalize_init() {}\nasync function __wbg_load(a) {}\nexport { a };";
        let ours = with_our_start(glue).unwrap();
        assert!(ours.starts_with("function debugString(val) { return String(val); }function __wbg_get_imports() {}"));
        assert!(ours.ends_with("};\n"), "{ours}");
        assert!(!ours.contains("__wbg_load") && ours.matches("export").count() == 1, "{ours}");
        assert!(with_our_start(&glue.replace("finalize", "finish")).is_err());
    }
}
