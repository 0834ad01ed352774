//! Labels and metrics called like things of the prelude, beside code that uses these.

use crate::{lines, register};
use metricspec::{Metrics, Registry};

#[derive(Debug, Metrics)]
#[metrics(schema = "result.toml")]
pub(crate) struct Poller {
    pub(crate) polls_total: polls::PollsTotal,
    pub(crate) default: polls::Default,
    pub(crate) vec: polls::Vec,
}

fn poll(poller: &Poller, reply: Option<&str>) -> Result<Vec<String>, String> {
    let result = if reply.is_some() { polls::labels::Result::Ok } else { polls::labels::Result::Err };
    poller.polls_total.with(polls::labels::Option("a"), polls::labels::String(reply), result).inc();
    poller.vec.set(1);
    Ok(vec![reply.ok_or("none")?.to_owned()])
}

#[test]
fn a_label_called_result_shadows_nothing() -> Result<(), Box<dyn std::error::Error>> {
    let poller = Poller::with_metrics();
    let registry = Registry::new();
    register(&registry, &poller, ());
    assert_eq!(poll(&poller, Some("b"))?, ["b"]);
    assert_eq!(poll(&poller, None), Err("none".to_owned()));
    let counted = lines(&registry, "app_polls_total{");
    assert_eq!(counted.len(), 2, "{counted:?}");
    assert!(counted.contains(&r#"app_polls_total{option="a",string="b",result="ok"} 1"#.to_owned()), "{counted:?}");
    Ok(())
}

/// The user's own types of well-known names, in the same module as the macros.
mod shadows {
    #![allow(dead_code, non_camel_case_types)]
    use metricspec::{Label, Metrics};

    struct Option;
    struct Some;
    struct None;
    struct Result;
    struct Default;
    struct Copy;
    struct u64;
    struct str;

    metricspec::schema!(pub(super) "result.toml");

    #[derive(Metrics)]
    #[metrics(schema = "result.toml", types = polls, partial)]
    pub(super) struct Poller {
        pub(super) polls_total: polls::PollsTotal,
    }

    #[derive(Label)]
    #[metrics(label = polls::labels::Result, schema = "result.toml")]
    pub(super) enum Reply {
        Ok,
        Err,
        Some,
        None,
    }
}

#[test]
fn the_users_own_names_do_not_reach_generated_code() {
    let poller = shadows::Poller::with_metrics();
    let (option, string) = (shadows::polls::labels::Option("a"), shadows::polls::labels::String(None));
    poller.polls_total.with(option, string, shadows::Reply::Some).inc();
    let _ = (shadows::Reply::Ok, shadows::Reply::Err, shadows::Reply::None);
    let registry = Registry::new();
    register(&registry, &poller, ());
    assert!(lines(&registry, "app_polls_total{")[0].ends_with(r#"result="some"} 1"#));
}

/// A module without the prelude.
mod bare {
    #![no_implicit_prelude]

    ::metricspec::labels!(pub(super) "schemas/shared.toml");
    ::metricspec::schema!(pub(super) "worker.toml");
    ::metricspec::schema!(pub(super) "tests/expansions/labels.toml");

    #[derive(::metricspec::Metrics)]
    #[metrics(schema = "schemas/http.toml", include = self::shared, partial)]
    pub(super) struct Service {
        pub(super) active_requests: http::ActiveRequests,
    }
}

#[test]
fn generated_code_needs_no_prelude() {
    let service = bare::Service::with_metrics();
    let registry = Registry::new();
    register(&registry, &service, ());
    service.active_requests.inc();
    assert_eq!(lines(&registry, "shop_frontend_active_requests "), ["shop_frontend_active_requests 1"]);
    let (worker, labels) = (bare::worker::Recorders::new(), bare::labels_of_all_kinds::Recorders::new());
    assert_eq!((worker.up.desc().key, labels.build_info.desc().key), ("up", "build_info"));
    assert_eq!(bare::shared::Customer::ANONYMOUS.0, "anonymous");
}

/// A schema inside a function.
#[test]
fn a_module_can_stand_in_a_function() {
    metricspec::schema!("result.toml");
    static POLLS: polls::Recorders = polls::Recorders::new();
    POLLS.default.set(3);
    let registry = Registry::new();
    register(&registry, &POLLS, ());
    assert_eq!(lines(&registry, "app_default"), ["app_default 3"]);
}
