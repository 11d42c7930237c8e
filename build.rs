//! Asks the linker to keep its notes where the viewer is to be cut into two files (`crates/xtask/src/build/split.rs`): they tell which
//! function needs which, in tables of functions too. For the viewer alone, so that what it depends on is compiled once.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var_os("CARGO_FEATURE_SPLIT").is_some() {
        println!("cargo::rustc-link-arg-bin=viewer=--emit-relocs");
    }
}
