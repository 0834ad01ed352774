#[derive(metricspec::Metrics)]
struct App {}

fn main() {}
