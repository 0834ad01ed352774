metricspec::schema!("app.toml");
use app::labels::Route;

fn main() {
    let recorders = app::Recorders::new();
    recorders.request(Route::Cart).finish(Route::Cart);
}
