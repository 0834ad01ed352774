#[derive(metricspec::Metrics)]
#[metrics(schema = "app.toml", partial, partial)]
struct App {}

fn main() {}
