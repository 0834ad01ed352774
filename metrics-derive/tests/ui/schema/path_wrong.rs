#[derive(metricspec::Metrics)]
#[metrics(schema = "god.toml")]
struct App {
    app_requests_total: god::AppRequestsTotal,
}

fn main() {}
