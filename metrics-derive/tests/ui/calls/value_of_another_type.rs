metricspec::schema!("app.toml");
static APP: app::Recorders = app::Recorders::new();

fn main() {
    APP.wait_seconds.observe(0.5);
}
