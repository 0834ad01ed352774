//! Values of labels: the generated types, and a service's own enums in their place.

use crate::types::http::labels::{Customer, ErrorType, Outcome, Route};
use crate::{lines, register};
use metricspec::label::{Closed, Open, Text, Value};
use metricspec::{Label, Metrics, Registry};

#[derive(Clone, Copy, Label)]
#[metrics(label = crate::types::http::labels::Route, schema = "schemas/http.toml")]
enum Page {
    Cart,
    #[metrics(value = "checkout")]
    Payment,
    #[metrics(value = "checkout")]
    Confirmation,
    Search,
}

#[derive(Label)]
#[metrics(label = crate::types::http::labels::Outcome, schema = "schemas/http.toml")]
enum Reply {
    #[metrics(value = "success")]
    Fine,
    Validation,
    #[metrics(value = "error/overload")]
    Busy,
    Internal,
}

#[derive(Metrics)]
#[metrics(schema = "schemas/http.toml", types = crate::types::http, partial)]
struct Service {
    requests_total: crate::types::http::RequestsTotal,
}

#[test]
fn an_own_enum_goes_right_into_a_call() {
    let service = Service::with_metrics();
    let registry = Registry::new();
    register(&registry, &service, ());
    service.requests_total.with(Customer("a"), Page::Confirmation, Reply::Busy).inc();
    service.requests_total.bind(Customer("a")).with(Page::Payment, Outcome::Error(ErrorType::Overload)).inc();
    let counted: Vec<String> =
        lines(&registry, "shop_frontend_requests_total{").into_iter().filter(|l| !l.ends_with(" 0")).collect();
    let labels = r#"customer="a",route="checkout",status="error",error_type="overload""#;
    assert_eq!(counted, [format!("shop_frontend_requests_total{{{labels}}} 2")]);
    let replies = [Reply::Fine, Reply::Validation, Reply::Internal].map(Value::<Outcome>::value);
    let errors = [ErrorType::Validation, ErrorType::Internal].map(Outcome::Error);
    assert_eq!(replies, [Outcome::Success, errors[0], errors[1]]);
    assert_eq!([Page::Cart, Page::Search].map(Value::<Route>::value), [Route::Cart, Route::Search]);
}

fn round_trip<L: Closed + PartialEq + std::fmt::Debug>() {
    for index in 0..L::DESC.values.len() {
        assert_eq!(L::from_index(index).map(L::index), Some(index));
    }
    assert_eq!(L::from_index(L::DESC.values.len()), None);
}

#[test]
fn closed_labels_and_pairs_count_their_values() {
    use crate::kinds::labels_of_all_kinds::labels::{Cached, ClassReason, Outcome as Pair, Result};
    round_trip::<Route>();
    round_trip::<Outcome>();
    round_trip::<Cached>();
    round_trip::<ClassReason>();
    round_trip::<Pair>();
    round_trip::<Result>();
    assert_eq!(ClassReason::DESC.values[ClassReason::Other.index()], ["other", "unknown"]);
    assert_eq!(Cached::from(true), Value::<Cached>::value(true));
    assert_eq!(Result::DESC.values, [["ok"], ["not found"], [""]]);
}

fn text<L: Open>(arg: &L::Arg<'_>) -> String {
    L::text(arg, &mut Text::new()).to_owned()
}

#[test]
fn open_labels_are_texts_and_back() {
    use crate::kinds::labels_of_all_kinds::labels::{Connection, DpRank, Node, String as Known, Version, WorkerId};
    assert_eq!(text::<Known<'static>>(&Known::KNOWN_VALUE), "known_value");
    assert_eq!(text::<Known<'static>>(&Known(None)), "");
    assert_eq!((Known::from_text(""), Known::from_text("a")), (Some(Known(None)), Some(Known(Some("a")))));
    assert_eq!(text::<Version<'static>>(&Version("1")), "1");
    assert_eq!((text::<WorkerId>(&WorkerId(7)), WorkerId::from_text("7")), ("7".into(), Some(WorkerId(7))));
    assert_eq!(WorkerId::from_text("__other__"), None);
    assert_eq!(text::<Connection>(&Connection(Some(255))), "ff");
    assert_eq!(
        (Connection::from_text("ff"), Connection::from_text("")),
        (Some(Connection(Some(255))), Some(Connection(None)))
    );
    assert_eq!((text::<Node>(&Node(Some(3))), text::<Node>(&Node(None))), ("3".into(), String::new()));
    for rank in [DpRank::Value(3), DpRank::None, DpRank::All] {
        assert_eq!(DpRank::from_text(&text::<DpRank>(&rank)), Some(rank));
    }
    assert_eq!((text::<DpRank>(&DpRank::All), DpRank::from_text("many")), ("all".into(), None));
}
