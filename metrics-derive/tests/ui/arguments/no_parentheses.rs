#[derive(metricspec::Metrics)]
#[metrics = "app.toml"]
struct App {}

fn main() {}
