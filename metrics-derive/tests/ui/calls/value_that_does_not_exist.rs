metricspec::schema!("app.toml");
use app::labels::*;
static APP: app::Recorders = app::Recorders::new();

fn main() {
    APP.requests_total.with(User("a"), Group("b"), Route::Card, Outcome::Success).inc();
}
