metricspec::schema!("../schemas/none.toml");

fn main() {}
