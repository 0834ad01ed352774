#[derive(metricspec::Metrics)]
#[metrics(schema = "app.toml")]
struct Service {
    requests_total: app::RequestsTotal,
    active_requests: app::ActiveRequests,
}

impl Service {
    fn request(&self) {}
}

fn main() {}
