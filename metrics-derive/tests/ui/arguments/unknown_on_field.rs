#[derive(metricspec::Metrics)]
#[metrics(schema = "app.toml")]
struct App {
    items_total: app::ItemsTotal,
    #[metrics(skipped)]
    items: u8,
}

fn main() {}
