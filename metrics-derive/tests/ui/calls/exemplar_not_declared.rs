metricspec::schema!("app.toml");
use app::exemplars::*;
static APP: app::Recorders = app::Recorders::new();

fn main() {
    APP.wait_seconds.observe_with(std::time::Duration::ZERO, TraceId("4bf92f35"));
}
