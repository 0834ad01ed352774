#[derive(metricspec::Metrics)]
#[metrics(schema = "app.toml", partial)]
struct App {
    failures_total: app::ErrorsTotal,
}

fn main() {}
