//! The gehoor program.

/// Most of the time of an answer goes to small pieces of memory: see decision 0018.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    gehoor::cli::main()
}
