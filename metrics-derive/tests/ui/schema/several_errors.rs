#[derive(metricspec::Metrics)]
#[metrics(schema = "misspelt.toml")]
struct App {
    app_requests_total: misspelt::AppRequestsTotal,
    app_errors_total: misspelt::AppErrorsTotal,
}

static APP: App = App::with_metrics();

fn main() {}
