//! Labels that several schemas include are one type.

metricspec::labels!(pub(crate) "schemas/shared.toml");
metricspec::schema!(pub(crate) "schemas/http.toml", include = self::shared);

mod deeper {
    metricspec::schema!(pub(crate) "worker.toml", include = super::shared);

    #[derive(metricspec::Metrics)]
    #[metrics(schema = "schemas/http.toml", include = crate::shared::shared, partial)]
    pub(crate) struct Service {
        pub(crate) request_duration_seconds: http::RequestDurationSeconds,
    }
}

#[test]
fn a_shared_label_is_one_type() {
    let (route, customer) = (shared::Route::Cart, shared::Customer::ANONYMOUS);
    let http = http::Recorders::new();
    http.requests_total.with(customer, route, http::labels::Outcome::Success).inc();
    deeper::worker::Recorders::new().jobs_total.with(customer, route).inc();
    deeper::Service::with_metrics().request_duration_seconds.with(route).observe(std::time::Duration::ZERO);
    let same: [http::labels::Route; 2] = [deeper::worker::labels::Route::Cart, deeper::http::labels::Route::Cart];
    assert_eq!(same, [route, route]);
}
