metricspec::schema!("app.toml");
#[derive(metricspec::Label)]
#[metrics(label = app::labels::User, schema = "app.toml")]
enum Users {
    Me,
}

fn main() {}
