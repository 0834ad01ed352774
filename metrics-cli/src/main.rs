//! The commands of Metricspec for those who have no `xtask`.

fn main() -> std::process::ExitCode {
    metricspec_cli::main()
}
