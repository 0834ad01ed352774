metricspec::schema!("app.toml");
#[derive(metricspec::Label)]
#[metrics(label = app::labels::Route, schema = "app.toml")]
struct Page;

fn main() {}
