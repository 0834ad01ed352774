metricspec::schema!("app.toml");
#[derive(metricspec::Label)]
#[metrics(label = app::labels::Route, schema = "app.toml")]
enum Page {
    Cart,
    Checkout(u8),
}

fn main() {}
