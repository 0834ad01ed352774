//! Several structs on one schema.

use crate::{lines, register};
use metricspec::{Metrics, Registry};

#[derive(Metrics)]
#[metrics(schema = "schemas/http.toml", partial)]
pub(crate) struct Frontend<'a> {
    pub(crate) requests_total: http::RequestsTotal,
    #[metrics(skip)]
    pub(crate) name: &'a str,
}

#[derive(Metrics)]
#[metrics(schema = "schemas/http.toml", types = http, partial)]
pub(crate) struct Timing<T: Clone>
where
    T: Send,
{
    #[metrics(skip)]
    pub(crate) clock: T,
    request_duration_seconds: http::RequestDurationSeconds,
}

/// The same types under another name.
mod elsewhere {
    use super::http as types;
    pub(crate) type Active = types::ActiveRequests;

    #[derive(metricspec::Metrics)]
    #[metrics(schema = "schemas/http.toml", types = super::http, partial)]
    pub(crate) struct Gauges {
        pub(crate) active_requests: Active,
    }
}

#[test]
fn partial_structs_of_one_schema_register_together() {
    let frontend = Frontend::with_metrics("shop");
    let timing = Timing::with_metrics(7);
    let gauges = elsewhere::Gauges::with_metrics();
    let registry = Registry::new();
    register(&registry, &frontend, ());
    register(&registry, &timing, ());
    register(&registry, &gauges, ());
    let up = gauges.active_requests.guard();
    assert_eq!(lines(&registry, "shop_frontend_active_requests "), ["shop_frontend_active_requests 1"]);
    drop(up);
    assert_eq!(lines(&registry, "shop_frontend_active_requests "), ["shop_frontend_active_requests 0"]);
    timing.request_duration_seconds.with(http::labels::Route::Cart).observe(std::time::Duration::from_millis(500));
    let sum = lines(&registry, "shop_frontend_request_duration_seconds_sum{route=\"cart\"");
    assert_eq!(sum, ["shop_frontend_request_duration_seconds_sum{route=\"cart\"} 0.5"]);
    assert_eq!((frontend.name, timing.clock), ("shop", 7));
}

/// A recorder as a `static`, which a `const fn` makes.
#[test]
fn a_recorder_can_be_a_static() {
    static FRONTEND: Frontend<'static> = Frontend::with_metrics("static");
    let registry = Registry::new();
    register(&registry, &FRONTEND, ());
    assert_eq!(FRONTEND.name, "static");
}
