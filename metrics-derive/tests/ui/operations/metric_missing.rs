#[derive(metricspec::Metrics)]
#[metrics(schema = "app.toml", partial)]
struct Service {
    requests_total: app::RequestsTotal,
}

fn main() {
    drop(Service::with_metrics().request(app::labels::Route::Cart));
}
