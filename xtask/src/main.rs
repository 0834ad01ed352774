//! The commands of Metricspec for this workspace: `cargo xtask help`.

fn main() -> std::process::ExitCode {
    metricspec_cli::main()
}
