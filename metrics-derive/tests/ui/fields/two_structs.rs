#[derive(metricspec::Metrics)]
#[metrics(schema = "other.toml")]
struct One { items_total: other::ItemsTotal }

#[derive(metricspec::Metrics)]
#[metrics(schema = "other.toml")]
struct Two { items_total: other::ItemsTotal }

fn main() {}
