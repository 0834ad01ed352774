#[derive(metricspec::Metrics)]
#[metrics(schema = "app.toml")]
struct App {
    requests_total: app::RequestsTotal,
    errors_total: app::
}

fn main() {
    App::with_metrics().requests_total.inc();
}
