metricspec::schema!("include_missing.toml");

fn main() {}
