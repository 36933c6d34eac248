//! The gehoor program.

fn main() -> std::process::ExitCode {
    gehoor::cli::main()
}
