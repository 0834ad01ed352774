metricspec::schema!();

fn main() {}
