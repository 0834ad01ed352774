//! The project file `metrics.toml`, and overrides.

use super::{Decimal, Duration, External, Severity, Waiver};
use crate::source::{FileId, Span, Spanned};

/// `metrics.toml`.
#[derive(Clone, Debug)]
pub struct Project {
    /// The file.
    pub file: FileId,
    /// `schemas`, as written: relative to the project file.
    pub schemas: Vec<Spanned<String>>,
    /// Where the pages are published.
    pub base_url: Option<String>,
    /// Output folders.
    pub output: Output,
    /// `[prometheus]`.
    pub prometheus: Prometheus,
    /// `[kubernetes]`.
    pub kubernetes: Kubernetes,
    /// `[lints]`: code and level.
    pub lints: Vec<(Spanned<String>, Level)>,
    /// `[docs]`.
    pub docs: Docs,
    /// `[external.NAME]`.
    pub externals: Vec<External>,
    /// `[endpoints.KEY]`.
    pub endpoints: Vec<Endpoint>,
}

/// `[output]`, relative to the project file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Pages.
    pub docs: String,
    /// Rules.
    pub rules: String,
    /// Scrape configuration.
    pub deploy: String,
    /// Dashboards.
    pub dashboards: String,
}

impl Default for Output {
    fn default() -> Output {
        Output {
            docs: "docs/reference".into(),
            rules: "deploy/rules".into(),
            deploy: "deploy".into(),
            dashboards: "deploy/dashboards".into(),
        }
    }
}

/// `[prometheus]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prometheus {
    /// Oldest server that reads the rules, `(2, 42)`.
    pub version: (u32, u32),
    /// Default scrape interval.
    pub scrape_interval: Duration,
    /// Default evaluation interval.
    pub evaluation_interval: Duration,
    /// How long samples are kept.
    pub retention: Option<Duration>,
    /// Labels that the server adds.
    pub external_labels: Vec<(String, String)>,
    /// `host:port`.
    pub alertmanagers: Vec<String>,
}

impl Default for Prometheus {
    fn default() -> Prometheus {
        Prometheus {
            version: (2, 42),
            scrape_interval: Duration::from_secs(60),
            evaluation_interval: Duration::from_secs(60),
            retention: None,
            external_labels: Vec::new(),
            alertmanagers: Vec::new(),
        }
    }
}

/// `[kubernetes]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kubernetes {
    /// Namespace of the objects.
    pub namespace: Option<String>,
    /// Labels that the rule selector asks for.
    pub rule_labels: Vec<(String, String)>,
    /// Labels that the monitor selector asks for.
    pub monitor_labels: Vec<(String, String)>,
    /// Labels that Grafana's sidecar asks for.
    pub dashboard_labels: Vec<(String, String)>,
}

/// A level in `[lints]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// Fails the command.
    Error,
    /// Is shown.
    Warning,
    /// Is not looked for.
    Off,
}

/// `[docs]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    /// How metrics are spread over pages.
    pub mode: DocsMode,
    /// Exposed names left out, `*` allowed.
    pub ignore_metrics: Vec<String>,
    /// Label names left out, `*` allowed.
    pub ignore_labels: Vec<String>,
    /// Name or pattern, and where it is documented.
    pub links: Vec<(String, String)>,
    /// Page, and a text of its own.
    pub intros: Vec<(String, String)>,
}

/// `mode` of `[docs]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DocsMode {
    /// One page a schema.
    #[default]
    Group,
    /// One page for all.
    Single,
    /// One page a metric.
    Metric,
}

/// `[endpoints.KEY]`.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// The table key.
    pub key: Spanned<String>,
    /// Names of the schemas found there; empty: someone else's.
    pub schemas: Vec<Spanned<String>>,
    /// When it is there.
    pub condition: Option<String>,
    /// `static`.
    pub static_: Option<StaticJob>,
    /// `pod_monitor`.
    pub pod_monitor: Option<Monitor>,
    /// `service_monitor`.
    pub service_monitor: Option<Monitor>,
    /// `service`.
    pub service: Option<Service>,
    /// `rbac_proxy`.
    pub rbac_proxy: Option<RbacProxy>,
    /// Waivers.
    pub waivers: Vec<Waiver>,
}

/// `static`: a job of `prometheus.yml`.
#[derive(Clone, Debug)]
pub struct StaticJob {
    /// `host:port`.
    pub targets: Vec<String>,
    /// Name of the job: the endpoint's key if not given.
    pub job: Option<String>,
    /// Path.
    pub path: String,
    /// `http` or `https`.
    pub scheme: Option<String>,
    /// Scrape interval.
    pub interval: Option<Duration>,
    /// Scrape timeout.
    pub timeout: Option<Duration>,
    /// Whether the labels of a series win over those of the target.
    pub honor_labels: bool,
    /// Target labels to add.
    pub add_labels: Vec<(String, String)>,
}

/// `pod_monitor` or `service_monitor`.
#[derive(Clone, Debug)]
pub struct Monitor {
    /// Names of the ports.
    pub ports: Vec<String>,
    /// Label and the values that it may have.
    pub selector: Vec<(String, Vec<String>)>,
    /// Path.
    pub path: String,
    /// `http` or `https`.
    pub scheme: Option<String>,
    /// Scrape interval.
    pub interval: Option<Duration>,
    /// Scrape timeout.
    pub timeout: Option<Duration>,
    /// Whether the labels of a series win over those of the target.
    pub honor_labels: bool,
    /// Label of the series, label of the pod or service.
    pub target_labels: Vec<(String, String)>,
    /// Whether the service account's token is sent.
    pub service_account: bool,
    /// TLS settings.
    pub tls: Option<Tls>,
    /// Where the table stands.
    pub span: Span,
}

/// `tls` of a monitor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tls {
    /// ConfigMap that holds the CA.
    pub ca_config_map: Option<String>,
    /// Name that the certificate must have.
    pub server_name: Option<String>,
    /// Whether any certificate will do.
    pub insecure_skip_verify: bool,
}

/// `service` of an endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Name of the port.
    pub port_name: String,
    /// Its number.
    pub port_number: u16,
    /// Labels of the pods.
    pub selector: Vec<(String, String)>,
}

/// `rbac_proxy` of an endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RbacProxy {
    /// Address it listens at.
    pub listen: String,
    /// Address of the process.
    pub upstream: String,
    /// Paths that need no token.
    pub ignore_paths: Vec<String>,
}

/// An overrides file.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// Schema name and prefix.
    pub prefixes: Vec<(Spanned<String>, Spanned<String>)>,
    /// Schema name, preset key and bounds.
    pub buckets: Vec<(Spanned<String>, Spanned<String>, super::Buckets)>,
    /// Alerts.
    pub alerts: Vec<AlertOverride>,
    /// Objectives.
    pub slos: Vec<SloOverride>,
}

/// `[alerts.NAME]` of an overrides file.
#[derive(Clone, Debug)]
pub struct AlertOverride {
    /// Name of the alert.
    pub name: Spanned<String>,
    /// Whether it is emitted.
    pub enabled: Option<bool>,
    /// Replaces the one number that the expression compares with.
    pub threshold: Option<Spanned<Decimal>>,
    /// Replaces the expression.
    pub expr: Option<Spanned<String>>,
    /// Replaces `for`.
    pub for_: Option<Duration>,
    /// Replaces the severity.
    pub severity: Option<Severity>,
}

/// `[slos.SCHEMA.KEY]` of an overrides file.
#[derive(Clone, Debug)]
pub struct SloOverride {
    /// Name of the schema.
    pub schema: Spanned<String>,
    /// Key of the objective.
    pub key: Spanned<String>,
    /// Whether it is emitted.
    pub enabled: Option<bool>,
    /// Replaces the objective.
    pub objective: Option<Spanned<Decimal>>,
    /// Replaces the bound.
    pub at_most: Option<Spanned<Decimal>>,
    /// Replaces the least rate.
    pub min_rate: Option<Decimal>,
}
