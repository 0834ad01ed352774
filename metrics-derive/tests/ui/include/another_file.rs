metricspec::labels!("other/shared.toml");
metricspec::schema!("app.toml", include = crate::shared);

fn main() {}
