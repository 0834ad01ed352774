#[derive(metricspec::Metrics)]
#[metrics(schema = "app.toml", partial)]
struct App {
    requests_total: app::ErrorsTotal,
}

fn main() {}
