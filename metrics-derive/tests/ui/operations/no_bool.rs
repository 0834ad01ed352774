#[derive(metricspec::Metrics)]
#[metrics(schema = "app.toml", partial, operations)]
struct Service {}

fn main() {}
