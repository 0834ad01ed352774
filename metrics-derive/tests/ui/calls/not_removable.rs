metricspec::schema!("app.toml");
static APP: app::Recorders = app::Recorders::new();

fn main() {
    APP.requests_total.retain(|_, _| true);
}
