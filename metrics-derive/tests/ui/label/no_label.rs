#[derive(metricspec::Label)]
#[metrics(schema = "app.toml")]
enum Page {
    Cart,
    Checkout,
}

fn main() {}
