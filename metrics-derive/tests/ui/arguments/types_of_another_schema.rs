metricspec::schema!("other.toml");

#[derive(metricspec::Metrics)]
#[metrics(schema = "app.toml", types = other)]
struct App {
    items_total: other::ItemsTotal,
}

fn main() {}
