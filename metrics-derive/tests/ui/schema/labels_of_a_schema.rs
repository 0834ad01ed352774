metricspec::labels!("good.toml");

fn main() {}
