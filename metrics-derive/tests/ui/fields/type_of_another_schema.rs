metricspec::schema!("other.toml");

#[derive(metricspec::Metrics)]
#[metrics(schema = "app.toml", partial)]
struct App {
    requests_total: other::ItemsTotal,
}

fn main() {}
