#[derive(metricspec::Metrics)]
#[metrics(schema = "app.toml")]
struct App {
    request_total: app::RequestsTotal,
    errors_total: app::ErrorsTotal,
}

fn main() {}
