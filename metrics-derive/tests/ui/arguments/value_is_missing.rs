#[derive(metricspec::Metrics)]
#[metrics(schema = "app.toml", types =)]
struct App {
    items_total: app::ItemsTotal,
}

fn main() {}
