metricspec::schema!("app.toml");

fn main() {
    let recorders = app::Recorders::new();
    drop(recorders.request());
}
