//! PromQL: an expression as a tree of which every part knows where it stands.
//!
//! [`parse`] reads all of PromQL as of Prometheus 3.14, with its experiments if they are asked for, and refuses what an
//! older server would not accept if one is named. After a mistake it goes on, so that an expression tells all of its
//! mistakes at once. The tree prints back in one canonical form.
//!
//! ```
//! use metricspec_promql::{Options, Version, parse};
//!
//! let parsed = parse("sum(rate(http_requests_total{code=~\"5..\"}[5m]))by(job)>0.5", &Options::default());
//! assert!(parsed.problems.is_empty());
//! assert_eq!(parsed.expr.to_string(), "sum by (job) (rate(http_requests_total{code=~\"5..\"}[5m])) > 0.5");
//!
//! let old = Options::of(Version::new(2, 42));
//! let problem = &parse("histogram_avg(latency_seconds)", &old).problems[0];
//! assert_eq!(problem.message, "`histogram_avg` needs Prometheus 2.51");
//! ```

mod check;
mod functions;
mod lex;
mod options;
mod parse;
mod print;
mod problem;
pub mod regex;
mod span;
pub mod tree;

pub use functions::{Function, ValueType};
pub use options::{Options, Placeholders, Version};
pub use parse::{Parsed, parse};
pub use problem::Problem;
pub use span::Span;
