//! Lints: what a schema should not say although it can. One file a lint, with its documentation, its check and its
//! examples, which are its tests; the list below is the one line that a new lint adds.

mod alerts;
pub mod baseline;
mod date;
mod engine;
mod explain;
mod findings;
mod near;
mod scan;
mod waivers;
mod words;

pub use date::Date;
pub use engine::{check, check_counted, run};
pub use explain::{explain, reference};
pub use findings::{About, Finding, Findings};
pub use waivers::UNKNOWN_LINT;

use crate::diagnostic::Code;
use crate::model::{Level, Workspace};

/// A lint.
pub struct Lint {
    /// Name, documentation and examples.
    pub code: Code,
    /// Its level where the project file says nothing.
    pub level: Level,
    /// Finds it.
    pub check: fn(&Workspace, &mut Findings<'_>),
}

/// Declares the modules and [`LINTS`] at once, so that a new lint is one file and one line.
macro_rules! lints {
    ($($family:ident { $($name:ident),* $(,)? })*) => {
        $(mod $family { $(pub(super) mod $name;)* })*

        /// Every lint. `unused_waiver` is the last one: it reports what no other lint needed.
        pub static LINTS: &[&Lint] = &[$($(&$family::$name::LINT),*),*];
    };
}

lints! {
    names {
        help_without_substance,
        counter_without_total,
        total_on_gauge,
        type_word_in_name,
        colon_in_name,
        camel_case_name,
        histogram_suffix,
        reserved_suffix,
        missing_prefix,
        label_in_metric_name,
        vague_name,
        near_duplicate_names,
        external_differs,
    }
    units {
        abbreviated_unit,
        non_base_unit,
        percent_or_ratio,
        unit_after_total,
        unit_near_known,
        unit_not_declared,
        unit_not_in_name,
    }
    labels {
        camel_case_label,
        description_without_substance,
        label_case_variants,
        label_declared_twice,
        label_meaning_differs,
        series_budget,
        target_label_clash,
        two_names_for_one_thing,
        unbounded_by_nature,
        unused_label,
    }
    histograms {
        bounds_do_not_fit_unit,
        bounds_far_apart,
        bounds_negative,
        bounds_outside_range,
        objective_no_bound,
        too_many_buckets,
        unused_buckets,
    }
    time {
        deprecated_without_replacement,
        metric_without_alert,
        needless_no_alert,
        owner_missing,
        removal_overdue,
        expired_waiver,
        unused_waiver,
    }
}

/// The lint of a name.
pub fn find(name: &str) -> Option<&'static Lint> {
    LINTS.iter().copied().find(|lint| lint.code.name == name)
}

/// Codes about lints that are no lints themselves: nothing can waive them.
pub static CODES: &[&Code] = &[&UNKNOWN_LINT];

#[cfg(test)]
mod tests;
