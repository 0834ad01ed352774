//! This product's types, made from the schemas as a service would.

metricspec::schema!(pub(crate) "schemas/bench.toml");
metricspec::schema!(pub(crate) "schemas/scrape.toml");
