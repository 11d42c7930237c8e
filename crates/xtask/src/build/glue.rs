//! Parts of wasm-bindgen's glue, exchanged: it can be started in six ways, and ours is started in one; it describes values for messages
//! of mistakes in many words; it makes up for what no browser with WebAssembly lacks.
//!
//! What goes takes 1 KB of every reader's first kilobytes (`cargo xtask size` before and after).

use miette::{Result, miette};

/// Where the part that starts the wasm begins. What stands before it translates between the two worlds.
const BEGINS: &str = "async function __wbg_load(";
/// What the new end calls; they stand before [`BEGINS`].
const CALLS: [&str; 3] = ["function __wbg_get_imports(", "function __wbg_finalize_init(", "wasm = instance.exports;"];

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
// What src/platform/second_file.rs asks for.
const secondFile = () => new URL(\"{second}\", import.meta.url).href;
const join = bytes => WebAssembly.instantiate(bytes, { \".\": wasm });
// What src/platform/edition.rs asks for. The page of an edition has it already.
const makeEdition = async (root, ...asked) => {
  if (!globalThis.tidingsEdition) await import(new URL(\"edition.js\", root));
  return tidingsEdition(root, ...asked);
};
// What src/platform/foreign_feed.rs asks for.
const readFeed = async (...asked) => {
  if (!globalThis.tidingsFeed) await import(new URL(\"open.js\", import.meta.url));
  return tidingsFeed(...asked);
};
";

/// From where to where, and what takes its place.
const BLOCKS: [(&str, &str, &str); 4] = [
    ("function debugString(val) {", "\n}\n", "function debugString(val) { return String(val); }\n"),
    ("if (!('encodeInto' in cachedTextEncoder)) {", "\n}\n", ""),
    ("(typeof FinalizationRegistry === 'undefined')", ": new", "new"),
    // Theirs saves a copy of long texts. Ours come as bytes.
    ("function passStringToWasm0(", "\n}\n", PASS_STRING),
];

const PASS_STRING: &str = "\
function passStringToWasm0(arg, malloc) {
  const bytes = cachedTextEncoder.encode(arg);
  const ptr = malloc(bytes.length, 1) >>> 0;
  getUint8ArrayMemory0().set(bytes, ptr);
  WASM_VECTOR_LEN = bytes.length;
  return ptr;
}
";

/// Exchanges the end of a glue that is a module, and what else is too long. `second` is the name of the second wasm file, which lies
/// beside the glue.
///
/// # Errors
/// The glue does not look like that of the wasm-bindgen this was written for.
pub(super) fn with_our_start(glue: &str, second: &str) -> Result<String> {
    let mut glue = glue.to_owned();
    for (begins, ends, ours) in BLOCKS {
        let start = glue.find(begins);
        let end = start.and_then(|start| Some(start + glue.get(start..)?.find(ends)? + ends.len()));
        let Some((start, end)) = start.zip(end) else {
            return Err(strange());
        };
        glue.replace_range(start..end, ours);
    }
    let kept = glue.split_once(BEGINS).map(|(kept, _)| kept);
    match kept.filter(|kept| CALLS.iter().all(|call| kept.contains(call))) {
        Some(kept) => Ok([kept, &START.replace("{second}", second)].concat()),
        None => Err(strange()),
    }
}

fn strange() -> miette::Report {
    miette!(
        help = "look at what `wasm-bindgen --target web` writes now",
        "the glue of the viewer is another than {} knows",
        file!()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_is_ours_and_the_rest_stays() {
        let glue = "function __wbg_get_imports() {}\nconst A = (typeof FinalizationRegistry === 'undefined')\n  ? {}\n  : new B();\n\
            function debugString(val) {\n  long\n}\nfunction __wbg_finalize_init() {}\n\
            function passStringToWasm0(arg, malloc, realloc) {\n  longer\n}\n\
            if (!('encodeInto' in cachedTextEncoder)) {\n  never\n}\nwasm = instance.exports;\nasync function __wbg_load(a) {}\nexport { a };";
        let ours = with_our_start(glue, "b.wasm").unwrap();
        assert!(ours.starts_with("function __wbg_get_imports() {}\nconst A = new B();\n"), "{ours}");
        assert!(["long", "never", "__wbg_load"].iter().all(|gone| !ours.contains(gone)), "{ours}");
        assert!(ours.contains("new URL(\"b.wasm\", import.meta.url)"), "{ours}");
        assert!(ours.contains("cachedTextEncoder.encode(arg)") && ours.matches("export ").count() == 1, "{ours}");
        for known in ["finalize", "debugString", "instance.exports", "async function"] {
            assert!(with_our_start(&glue.replace(known, "other"), "").is_err(), "{known}");
        }
    }
}
