metricspec::labels!("bad/shared.toml");
metricspec::schema!("of_bad.toml", include = crate::shared);

fn main() {}
