//! An overrides file: what one environment changes.

use super::root::VERSION_KIND;
use super::{Format, Kind};

pub(crate) mod schema {
    use super::*;
    crate::language::table! { "[schemas.NAME]", "an override of a schema";
        PREFIX = "prefix": Kind::Str(Format::MetricName), required, "prefix that the environment's processes run with", "\"staging_frontend\"";
    }
}

pub(crate) mod buckets {
    use super::*;
    crate::language::table! { "[buckets.SCHEMA.KEY]", "an override of buckets";
        LOG = "log": Kind::Table(&crate::language::tables::buckets::log::TABLE), required, "bounds that the environment's processes run with", "{ min = 0.01, max = 60, count = 12 }";
    }
}

pub(crate) mod alert {
    use super::*;
    crate::language::table! { "[alerts.NAME]", "an override of an alert";
        ENABLED = "enabled": Kind::Bool, optional ("`true`"), "whether it is emitted", "false";
        THRESHOLD = "threshold": Kind::Number, optional, "replaces the one number that `expr` compares with; an error if there is not exactly one", "400";
        EXPR = "expr": Kind::Promql, optional, "replaces the expression", "'max by (model) (dynamo_frontend_model_ready) == 0'";
        FOR = "for": Kind::Str(Format::Duration), optional, "replaces `for`", "\"15m\"";
        SEVERITY = "severity": Kind::Word(&["critical", "warning", "info"]), optional, "replaces the severity", "\"warning\"";
    }
}

pub(crate) mod slo {
    use super::*;
    crate::language::table! { "[slos.SCHEMA.KEY]", "an override of an objective";
        ENABLED = "enabled": Kind::Bool, optional ("`true`"), "whether it is emitted", "false";
        OBJECTIVE = "objective": Kind::Number, optional, "replaces the objective", "99";
        AT_MOST = "at_most": Kind::Number, optional, "replaces the bound", "4.7";
        MIN_RATE = "min_rate": Kind::Number, optional, "replaces the least rate", "0.5";
    }
}

crate::language::table! { "the root of an overrides file", "an overrides file";
    VERSION = "version": VERSION_KIND, required, "version of this language", "1";
    SCHEMAS = "schemas": Kind::Map(Format::Snake, &Kind::Table(&schema::TABLE)), optional, "schemas that run under another prefix; names in expressions, pages and dashboards follow", "";
    BUCKETS = "buckets": Kind::Map(Format::Snake, &Kind::Map(Format::Snake, &Kind::Table(&buckets::TABLE))), optional, "presets that run with other bounds, so that objectives are checked against those", "";
    ALERTS = "alerts": Kind::Map(Format::Pascal, &Kind::Table(&alert::TABLE)), optional, "alerts", "";
    SLOS = "slos": Kind::Map(Format::Snake, &Kind::Map(Format::Snake, &Kind::Table(&slo::TABLE))), optional, "objectives", "";
}
