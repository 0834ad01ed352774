metricspec::schema!("misspelt.toml");

#[derive(metricspec::Metrics)]
#[metrics(schema = "misspelt.toml", types = misspelt, partial)]
struct App {
    app_requests_total: misspelt::AppRequestsTotal,
}

fn main() {}
