metricspec::schema!("app.toml");
use app::exemplars::*;
static APP: app::Recorders = app::Recorders::new();

fn main() {
    APP.tokens.observe_with(7, (SpanId("00f067aa"), TraceId("4bf92f35")));
}
