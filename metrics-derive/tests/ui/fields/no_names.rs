#[derive(metricspec::Metrics)]
#[metrics(schema = "app.toml")]
struct App(app::RequestsTotal);

fn main() {}
