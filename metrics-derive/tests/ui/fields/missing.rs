#[derive(metricspec::Metrics)]
#[metrics(schema = "app.toml")]
struct App {
    requests_total: app::RequestsTotal,
}

fn main() {}
