//! The command `tidings`; see [`tidings_pack`].

fn main() -> std::process::ExitCode {
    tidings_pack::cli::run()
}
