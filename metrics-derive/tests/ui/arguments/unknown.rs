#[derive(metricspec::Metrics)]
#[metrics(schema = "app.toml", partail)]
struct App {
    items_total: app::ItemsTotal,
}

fn main() {}
