//! Rules, objectives and queries. Expressions are kept as text; `metricspec-rules` reads them.

use super::{Decimal, Duration, Unit, Waiver};
use crate::source::{Span, Spanned};

/// `[groups.KEY]`.
#[derive(Clone, Debug)]
pub struct Group {
    /// The table key; the group's name is schema name + `_` + key.
    pub key: Spanned<String>,
    /// Evaluation interval.
    pub interval: Option<Duration>,
    /// Most series or alerts a rule may produce.
    pub limit: Option<u64>,
    /// How far back it evaluates.
    pub query_offset: Option<Duration>,
}

/// `[records."level:metric:operations"]`.
#[derive(Clone, Debug)]
pub struct Record {
    /// The exposed name.
    pub name: Spanned<String>,
    /// PromQL.
    pub expr: Spanned<String>,
    /// What it holds, in markdown.
    pub description: String,
    /// Its unit.
    pub unit: Option<Spanned<Unit>>,
    /// Values that can occur.
    pub range: Option<(Option<Decimal>, Option<Decimal>)>,
    /// Key of its group, the schema's own if `None`.
    pub group: Option<Spanned<String>>,
    /// Labels to add.
    pub add_labels: Vec<(String, String)>,
    /// Waivers.
    pub waivers: Vec<Waiver>,
}

/// `severity`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Severity {
    /// Wakes somebody up.
    Critical,
    /// Is looked at in working hours.
    Warning,
    /// Is only shown.
    Info,
}

impl Severity {
    /// The word in the language.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Critical => "critical",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }
    }
}

/// `[alerts.NAME]`.
#[derive(Clone, Debug)]
pub struct Alert {
    /// Its name.
    pub name: Spanned<String>,
    /// PromQL.
    pub expr: Spanned<String>,
    /// Severity.
    pub severity: Severity,
    /// Annotation `summary`.
    pub summary: Spanned<String>,
    /// Annotation `description`.
    pub description: Option<Spanned<String>>,
    /// How long it must hold; zero if not given.
    pub for_: Duration,
    /// How long it keeps firing; zero if not given.
    pub keep_firing_for: Duration,
    /// What to do.
    pub runbook: Option<Runbook>,
    /// Explicit test cases.
    pub tests: Vec<AlertTest>,
    /// Key of its group, the schema's own if `None`.
    pub group: Option<Spanned<String>>,
    /// Team that answers for it: its own, else the schema's.
    pub owner: Option<String>,
    /// Labels to add.
    pub add_labels: Vec<(String, String)>,
    /// Annotations to add.
    pub add_annotations: Vec<(String, String)>,
    /// Waivers.
    pub waivers: Vec<Waiver>,
}

/// `runbook`, each part in markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Runbook {
    /// What the alert says.
    pub meaning: String,
    /// What it does to users.
    pub impact: String,
    /// How to find the cause.
    pub diagnosis: String,
    /// How to mend it.
    pub mitigation: String,
}

/// One entry of `tests`.
#[derive(Clone, Debug)]
pub struct AlertTest {
    /// What it shows.
    pub title: Option<String>,
    /// Step of the input series; a minute if not given.
    pub interval: Duration,
    /// Series and their values in promtool's notation.
    pub input: Vec<(String, String)>,
    /// When it is looked at.
    pub at: Duration,
    /// Labels of the alerts that fire then.
    pub fires: Vec<Vec<(String, String)>>,
    /// The whole entry.
    pub span: Span,
}

/// `[slos.KEY]`.
#[derive(Clone, Debug)]
pub struct Slo {
    /// The table key.
    pub key: Spanned<String>,
    /// Its title.
    pub title: String,
    /// Per cent that must be good.
    pub objective: Spanned<Decimal>,
    /// Over which the budget holds.
    pub period: Spanned<Duration>,
    /// What is counted.
    pub indicator: Indicator,
    /// One objective for each combination of these exposed labels.
    pub by: Vec<Spanned<String>>,
    /// Events a second below which nothing fires.
    pub min_rate: Decimal,
    /// Burn-rate windows; the default ones if not given.
    pub windows: Vec<Window>,
    /// More for the page.
    pub description: Option<String>,
    /// What to do.
    pub runbook: Option<Runbook>,
    /// Key of its group, the schema's own if `None`.
    pub group: Option<Spanned<String>>,
    /// Team that answers for it.
    pub owner: Option<String>,
    /// Waivers.
    pub waivers: Vec<Waiver>,
}

/// What an objective counts.
#[derive(Clone, Debug)]
pub enum Indicator {
    /// `errors` and `total`.
    Errors {
        /// Selectors joined by `+`.
        errors: Spanned<String>,
        /// Selectors joined by `+`.
        total: Spanned<String>,
    },
    /// `good` and `total`.
    Good {
        /// Selectors joined by `+`.
        good: Spanned<String>,
        /// Selectors joined by `+`.
        total: Spanned<String>,
    },
    /// `histogram` with `at_most`.
    Latency {
        /// Selector of a histogram.
        histogram: Spanned<String>,
        /// Good is what is at most this.
        at_most: Spanned<Decimal>,
    },
}

/// One entry of `windows`.
#[derive(Clone, Debug, PartialEq)]
pub struct Window {
    /// Burn rate.
    pub burn: Decimal,
    /// Long window.
    pub long: Duration,
    /// Short window.
    pub short: Duration,
    /// `for` of the alert.
    pub for_: Duration,
    /// Severity of the alert.
    pub severity: Severity,
}

/// `[queries.KEY]`.
#[derive(Clone, Debug)]
pub struct Query {
    /// The table key.
    pub key: Spanned<String>,
    /// Its title.
    pub title: String,
    /// Legend and PromQL; one entry without a legend if `expr` is a text.
    pub exprs: Vec<(Option<String>, Spanned<String>)>,
    /// More for the page.
    pub description: Option<String>,
    /// Unit of the result.
    pub unit: Option<Spanned<Unit>>,
    /// Kind of dashboard panel: `timeseries`, `stat`, `gauge`, `heatmap`, `table`.
    pub panel: Option<String>,
    /// Waivers.
    pub waivers: Vec<Waiver>,
}
