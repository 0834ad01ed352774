#[derive(metricspec::Metrics)]
#[metrics(schema = "no_toml.toml")]
struct App {
    app_requests_total: no_toml::AppRequestsTotal,
}

fn main() {}
