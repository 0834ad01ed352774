#[derive(metricspec::Metrics)]
#[metrics(schema = "app.toml", partial)]
struct App {
    engine: String,
}

fn main() {}
