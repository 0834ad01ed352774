#[derive(metricspec::Metrics)]
#[metrics(schema = app)]
struct App {}

fn main() {}
