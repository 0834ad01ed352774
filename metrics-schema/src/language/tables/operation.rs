//! `[operations.KEY]`.

use super::{Format, Kind};

crate::language::table! { "[operations.KEY]", "an operation";
    DESCRIPTION = "description": Kind::Markdown, required, "what one operation is", "\"One inference request, to the last byte of the reply.\"";
    STARTED = "started": Kind::Str(Format::Snake), optional, "key of an `inc` counter, counted at the start", "\"requests_started_total\"";
    FINISHED = "finished": Kind::Str(Format::Snake), optional, "key of an `inc` counter, counted at the end", "\"requests_total\"";
    IN_FLIGHT = "in_flight": Kind::Str(Format::Snake), optional, "key of an `inc_dec` gauge, up at the start, down at the end", "\"active_requests\"";
    DURATION = "duration": Kind::Str(Format::Snake), optional, "key of a histogram of durations, observed at the end", "\"request_duration_seconds\"";
    OUTCOME = "outcome": Kind::Map(Format::Snake, &Kind::Any), optional ("`{}`"),
        "table label → value: the labels that are known only at the end, and what a dropped guard records for them", "{ status = \"error\", error_type = \"internal\" }";
}
