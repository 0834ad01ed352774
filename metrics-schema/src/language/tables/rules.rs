//! Groups, recording rules, alerts, objectives, queries.

use super::buckets::{LABEL_NAMES, RANGE};
use super::root::WAIVERS;
use super::{Format, Kind, array};

const SEVERITY: Kind = Kind::Word(&["critical", "warning", "info"]);
const LABEL_TEXTS: Kind = Kind::Map(Format::LabelName, &Kind::Any);
const DURATION: Kind = Kind::Str(Format::Duration);

pub(crate) mod group {
    use super::*;
    crate::language::table! { "[groups.KEY]", "a rule group";
        INTERVAL = "interval": DURATION, optional ("the server's"), "how often it is evaluated", "\"30s\"";
        LIMIT = "limit": Kind::Int(0, i64::MAX), optional ("0, none"), "most series or alerts that a rule may produce", "100";
        QUERY_OFFSET = "query_offset": DURATION, optional ("`\"0s\"`"), "how far back it evaluates", "\"1m\"";
    }
}

pub(crate) mod record {
    use super::*;
    crate::language::table! { "[records.\"level:metric:operations\"]", "a recording rule";
        EXPR = "expr": Kind::Promql, required, "what is recorded", "'sum by (model) (rate(dynamo_frontend_requests_total[5m]))'";
        DESCRIPTION = "description": Kind::Markdown, required, "what it holds", "\"Requests per second by model.\"";
        UNIT = "unit": Kind::Str(Format::Unit), optional, "its unit", "\"requests/second\"";
        RANGE_KEY = "range": RANGE, optional, "values that can occur", "[0, 1]";
        GROUP = "group": Kind::Str(Format::Snake), optional ("the schema's own"), "key of its group", "\"slow\"";
        ADD_LABELS = "add_labels": LABEL_TEXTS, optional, "labels to add", "{ team = \"platform\" }";
        ALLOW = "allow": WAIVERS, optional ("`[]`"), "waivers", "[{ lint = \"unit_near_known\", reason = \"counts these\" }]";
    }
}

pub(crate) mod runbook {
    use super::*;
    crate::language::table! { "runbook", "a runbook";
        MEANING = "meaning": Kind::Markdown, required, "what the alert says", "\"No worker serves the model.\"";
        IMPACT = "impact": Kind::Markdown, required, "what it does to users", "\"Every request for the model fails.\"";
        DIAGNOSIS = "diagnosis": Kind::Markdown, required, "how to find the cause", "\"Look for workers that load a model.\"";
        MITIGATION = "mitigation": Kind::Markdown, required, "how to mend it", "\"Restart the worker.\"";
    }
}

pub(crate) mod test {
    use super::*;
    crate::language::table! { "tests", "a test of an alert";
        TITLE = "title": Kind::Text, optional, "what it shows", "\"one rollback fires\"";
        INTERVAL = "interval": DURATION, optional ("`\"1m\"`"), "step of the input series", "\"1m\"";
        INPUT = "input": Kind::Map(Format::Line, &Kind::Text), required, "series → values, in promtool's notation", "{ 'up{job=\"x\"}' = \"0x10\" }";
        AT = "at": DURATION, required, "when it is looked at", "\"8m\"";
        FIRES = "fires": array(&LABEL_TEXTS), required, "labels of the alerts that fire then; `[]`: must not fire", "[{ pool = \"G1\" }]";
    }
}

pub(crate) mod alert {
    use super::*;
    crate::language::table! { "[alerts.NAME]", "an alert";
        EXPR = "expr": Kind::Promql, required, "fires for each series that it gives", "'max by (model) (dynamo_frontend_model_ready) == 0'";
        SEVERITY_KEY = "severity": SEVERITY, required, "`critical` wakes somebody up, `warning` is looked at in working hours, `info` is only shown", "\"warning\"";
        SUMMARY = "summary": Kind::Text, required, "annotation; may hold Prometheus' templates", "\"Model {{ $labels.model }} is not ready\"";
        DESCRIPTION = "description": Kind::Markdown, optional, "annotation; may hold Prometheus' templates", "\"No front end can route a request for it.\"";
        FOR = "for": DURATION, optional ("`\"0s\"`"), "how long it must hold before it fires", "\"10m\"";
        KEEP_FIRING_FOR = "keep_firing_for": DURATION, optional ("`\"0s\"`"), "how long it fires on after it has ended", "\"5m\"";
        RUNBOOK = "runbook": Kind::Table(&runbook::TABLE), optional, "what to do: all four parts or none", "";
        TESTS = "tests": array(&Kind::Table(&test::TABLE)), optional ("`[]`"), "cases that cannot be derived from `expr`", "";
        GROUP = "group": Kind::Str(Format::Snake), optional ("the schema's own"), "key of its group", "\"slow\"";
        OWNER = "owner": Kind::Text, optional ("the root's"), "team that answers for it", "\"frontend\"";
        ADD_LABELS = "add_labels": LABEL_TEXTS, optional, "labels beyond those that are made of the other keys", "{ team = \"platform\" }";
        ADD_ANNOTATIONS = "add_annotations": LABEL_TEXTS, optional, "annotations beyond those that are made of the other keys", "{ dashboard = \"https://grafana.example.com\" }";
        ALLOW = "allow": WAIVERS, optional ("`[]`"), "waivers", "[{ lint = \"owner_missing\", reason = \"goes to everybody\" }]";
    }
}

pub(crate) mod window {
    use super::*;
    crate::language::table! { "windows", "a pair of windows";
        BURN = "burn": Kind::Number, required, "how many times faster than allowed the budget burns", "14.4";
        LONG = "long": DURATION, required, "long window", "\"1h\"";
        SHORT = "short": DURATION, required, "short window", "\"5m\"";
        FOR = "for": DURATION, required, "`for` of the alert", "\"2m\"";
        SEVERITY_KEY = "severity": SEVERITY, required, "severity of the alert", "\"critical\"";
    }
}

pub(crate) mod slo {
    use super::*;
    const ONE_OF: &[&[&str]] = &[&["errors", "total"], &["good", "total"], &["histogram", "at_most"]];
    crate::language::table! { "[slos.KEY]", "an objective", one_of: ONE_OF;
        TITLE = "title": Kind::Text, required, "what is promised", "\"First token within 2.2 s\"";
        OBJECTIVE = "objective": Kind::Number, required, "per cent that must be good, above 0, below 100", "99.9";
        PERIOD = "period": DURATION, required, "over which the budget holds", "\"30d\"";
        ERRORS = "errors": Kind::Promql, optional, "with `total`: counter selectors, joined by `+`, without `rate` and range", "'dynamo_operator_reconcile_total{result=\"error\"}'";
        GOOD = "good": Kind::Promql, optional, "with `total`, instead of `errors`", "'dynamo_operator_reconcile_total{result=\"success\"}'";
        TOTAL = "total": Kind::Promql, optional, "all that is counted", "'dynamo_operator_reconcile_total'";
        HISTOGRAM = "histogram": Kind::Promql, optional, "with `at_most`: name of a histogram, with `{…}` if needed", "'dynamo_frontend_time_to_first_token_seconds'";
        AT_MOST = "at_most": Kind::Number, optional, "good is what is at most this; one of the bounds", "2.2";
        BY = "by": LABEL_NAMES, optional ("`[]`"), "exposed names: one objective for each combination", "[\"model\"]";
        MIN_RATE = "min_rate": Kind::Number, optional ("`0`"), "events a second below which nothing fires", "0.05";
        WINDOWS = "windows": Kind::Array(&Kind::Table(&window::TABLE), 1, 16), optional ("see below"), "burn rates that are alerted on", "[{ burn = 14.4, long = \"1h\", short = \"5m\", for = \"2m\", severity = \"critical\" }]";
        DESCRIPTION = "description": Kind::Markdown, optional, "more for the page", "\"What the client got wrong does not count.\"";
        RUNBOOK = "runbook": Kind::Table(&runbook::TABLE), optional, "as for alerts", "";
        GROUP = "group": Kind::Str(Format::Snake), optional ("the schema's own"), "key of its group", "\"slow\"";
        OWNER = "owner": Kind::Text, optional ("the root's"), "team that answers for it", "\"frontend\"";
        ALLOW = "allow": WAIVERS, optional ("`[]`"), "waivers", "[{ lint = \"owner_missing\", reason = \"shared by all teams\" }]";
    }
}

pub(crate) mod query {
    use super::*;
    crate::language::table! { "[queries.KEY]", "a query";
        TITLE = "title": Kind::Text, required, "what it answers", "\"Request rate by model\"";
        EXPR = "expr": Kind::Either(&[Kind::Promql, Kind::Map(Format::Line, &Kind::Promql)]), required, "promql, or table of legend → promql", "'sum by (model) (rate(dynamo_frontend_requests_total[5m]))'";
        DESCRIPTION = "description": Kind::Markdown, optional, "more for the page", "\"Counts retries too.\"";
        UNIT = "unit": Kind::Str(Format::Unit), optional, "unit of the result", "\"requests/second\"";
        PANEL = "panel": Kind::Word(&["timeseries", "stat", "gauge", "heatmap", "table"]), optional, "also a panel of the dashboard, of this kind", "\"timeseries\"";
        ALLOW = "allow": WAIVERS, optional ("`[]`"), "waivers", "[{ lint = \"unit_near_known\", reason = \"counts these\" }]";
    }
}
