metricspec::labels!("shared.toml");
metricspec::schema!("app.toml", include = shared);

fn main() {}
