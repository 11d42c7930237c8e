//! The command `tidings`; see [`tidings_pack`].

/// Pages are made of thousands of small pieces, on all cores at once (docs/measurements.md).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    tidings_pack::cli::run()
}
