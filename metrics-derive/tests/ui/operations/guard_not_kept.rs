#![deny(unused_must_use)]
metricspec::schema!("app.toml");

fn main() {
    app::Recorders::new().request(app::labels::Route::Cart);
}
