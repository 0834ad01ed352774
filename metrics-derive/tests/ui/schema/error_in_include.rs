metricspec::schema!("includes_bad.toml");

fn main() {}
