#[derive(metricspec::Metrics)]
#[metrics(schema = "app.toml")]
enum App {
    RequestsTotal,
}

fn main() {}
