metricspec::schema!("app.toml");
#[derive(metricspec::Label)]
#[metrics(label = app::labels::Root, schema = "app.toml")]
enum Page {
    Cart,
    Checkout,
}

fn main() {}
