metricspec::labels!("shared.toml");
metricspec::schema!("app.toml", include = crate::shred);

fn main() {}
