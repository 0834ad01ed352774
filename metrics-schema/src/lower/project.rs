//! The project file.

use super::{Context, Document, external, waivers};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::fields::Fields;
use crate::language::tables::project::{
    self as keys, docs, endpoint, kubernetes, monitor, output, port, prometheus, rbac_proxy, service, static_job, tls,
};
use crate::model::{
    Docs, DocsMode, Duration, Endpoint, Kubernetes, Level, Monitor, Output, Project, Prometheus, RbacProxy, Service,
    StaticJob, Tls,
};
use crate::source::Span;
use crate::tree::{Entry, Value};

/// Lowers a project file.
pub(crate) fn lower(document: &Document, diagnostics: &mut Vec<Diagnostic>) -> Project {
    let mut ctx = Context { diagnostics, doubtful: Vec::new() };
    let fields = document.fields(&keys::TABLE);
    Project {
        file: document.file,
        schemas: fields.strings(&keys::SCHEMAS),
        base_url: fields.text(&keys::BASE_URL).map(|url| url.trim_end_matches('/').to_owned()),
        output: output_of(fields, &mut ctx),
        prometheus: prometheus_of(fields),
        kubernetes: kubernetes_of(fields),
        lints: fields.map(&keys::LINTS).iter().filter_map(level).collect(),
        docs: docs_of(fields),
        externals: external::externals(fields.map(&keys::EXTERNAL), &mut ctx),
        endpoints: fields.map(&keys::ENDPOINTS).iter().map(|e| endpoint_of(e, &mut ctx)).collect(),
    }
}

fn level(entry: &Entry) -> Option<(crate::source::Spanned<String>, Level)> {
    let Value::Text(word) = &entry.node.value else { return None };
    let level = match word.as_str() {
        "error" => Level::Error,
        "warning" => Level::Warning,
        _ => Level::Off,
    };
    Some((entry.key.clone(), level))
}

fn output_of(root: Fields<'_>, ctx: &mut Context<'_>) -> Output {
    let default = Output::default();
    let Some(fields) = root.table(&keys::OUTPUT, &output::TABLE) else { return default };
    let mut folder = |key, default: String| {
        let Some(path) = fields.spanned(key) else { return default };
        if leaves(&path) {
            let message = format!("`{}` leaves the workspace", path.value);
            let help = "write inside the folder of the project file, or elsewhere with `--out`";
            ctx.report(Diagnostic::error(&catalogue::OUTSIDE_WORKSPACE, path.span, message).help(help));
            return default;
        }
        path.trim_end_matches('/').trim_start_matches("./").to_owned()
    };
    Output {
        docs: folder(&output::DOCS, default.docs),
        rules: folder(&output::RULES, default.rules),
        deploy: folder(&output::DEPLOY, default.deploy),
        dashboards: folder(&output::DASHBOARDS, default.dashboards),
    }
}

/// Whether a relative path leads above the folder at which it starts.
fn leaves(path: &str) -> bool {
    let mut depth = 0i32;
    path.split('/').any(|part| {
        depth += match part {
            "" | "." => 0,
            ".." => -1,
            _ => 1,
        };
        depth < 0
    })
}

fn prometheus_of(root: Fields<'_>) -> Prometheus {
    let default = Prometheus::default();
    let Some(fields) = root.table(&keys::PROMETHEUS, &prometheus::TABLE) else { return default };
    let version = fields.text(&prometheus::VERSION).and_then(|v| {
        let (major, minor) = v.split_once('.')?;
        Some((major.parse().ok()?, minor.parse().ok()?))
    });
    let duration = |key, default: Duration| fields.duration(key).map_or(default, |d| d.value);
    Prometheus {
        version: version.unwrap_or(default.version),
        scrape_interval: duration(&prometheus::SCRAPE_INTERVAL, default.scrape_interval),
        evaluation_interval: duration(&prometheus::EVALUATION_INTERVAL, default.evaluation_interval),
        retention: fields.duration(&prometheus::RETENTION).map(|d| d.value),
        external_labels: fields.text_map(&prometheus::EXTERNAL_LABELS),
        alertmanagers: fields.strings(&prometheus::ALERTMANAGERS).into_iter().map(|s| s.value).collect(),
    }
}

fn kubernetes_of(root: Fields<'_>) -> Kubernetes {
    let Some(fields) = root.table(&keys::KUBERNETES, &kubernetes::TABLE) else { return Kubernetes::default() };
    Kubernetes {
        namespace: fields.text(&kubernetes::NAMESPACE),
        rule_labels: fields.text_map(&kubernetes::RULE_LABELS),
        monitor_labels: fields.text_map(&kubernetes::MONITOR_LABELS),
        dashboard_labels: fields.text_map(&kubernetes::DASHBOARD_LABELS),
    }
}

fn docs_of(root: Fields<'_>) -> Docs {
    let Some(fields) = root.table(&keys::DOCS, &docs::TABLE) else { return Docs::default() };
    let texts = |key| fields.strings(key).into_iter().map(|s| s.value).collect();
    Docs {
        mode: match fields.word(&docs::MODE) {
            Some("single") => DocsMode::Single,
            Some("metric") => DocsMode::Metric,
            _ => DocsMode::Group,
        },
        ignore_metrics: texts(&docs::IGNORE_METRICS),
        ignore_labels: texts(&docs::IGNORE_LABELS),
        links: fields.text_map(&docs::LINKS),
        intros: fields.text_map(&docs::INTROS),
    }
}

fn endpoint_of(entry: &Entry, ctx: &mut Context<'_>) -> Endpoint {
    let fields = Fields::of(&endpoint::TABLE, &entry.node, entry.key.span);
    let endpoint = Endpoint {
        key: entry.key.clone(),
        schemas: fields.strings(&endpoint::SCHEMAS),
        condition: fields.text(&endpoint::CONDITION),
        static_: fields.table(&endpoint::STATIC, &static_job::TABLE).map(static_of),
        pod_monitor: fields.table(&endpoint::POD_MONITOR, &monitor::TABLE).map(|f| monitor_of(f, f.span)),
        service_monitor: fields.table(&endpoint::SERVICE_MONITOR, &monitor::TABLE).map(|f| monitor_of(f, f.span)),
        service: fields.table(&endpoint::SERVICE, &service::TABLE).and_then(service_of),
        rbac_proxy: fields.table(&endpoint::RBAC_PROXY, &rbac_proxy::TABLE).and_then(rbac_proxy_of),
        waivers: waivers(fields, &endpoint::ALLOW),
    };
    let scraped = [&endpoint::STATIC, &endpoint::POD_MONITOR, &endpoint::SERVICE_MONITOR];
    if scraped.iter().all(|key| fields.node(key).is_none()) {
        let message = format!("nothing scrapes the endpoint `{}`", entry.key);
        ctx.report(
            Diagnostic::error(&catalogue::BAD_ENDPOINT, entry.key.span, message)
                .help("give it `static`, `pod_monitor` or `service_monitor`"),
        );
    }
    endpoint
}

fn static_of(fields: Fields<'_>) -> StaticJob {
    StaticJob {
        targets: fields.strings(&static_job::TARGETS).into_iter().map(|s| s.value).collect(),
        job: fields.text(&static_job::JOB),
        path: fields.text(&static_job::PATH).unwrap_or_else(|| "/metrics".into()),
        scheme: fields.text(&static_job::SCHEME_KEY),
        interval: fields.duration(&static_job::INTERVAL).map(|d| d.value),
        timeout: fields.duration(&static_job::TIMEOUT).map(|d| d.value),
        honor_labels: fields.flag(&static_job::HONOR_LABELS).unwrap_or(false),
        add_labels: fields.text_map(&static_job::ADD_LABELS),
    }
}

fn monitor_of(fields: Fields<'_>, span: Span) -> Monitor {
    let texts = |list: Vec<crate::source::Spanned<String>>| list.into_iter().map(|s| s.value).collect::<Vec<_>>();
    Monitor {
        ports: texts(fields.strings(&monitor::PORT)),
        selector: fields
            .map(&monitor::SELECTOR)
            .iter()
            .map(|e| (e.key.value.clone(), texts(e.node.strings())))
            .collect(),
        path: fields.text(&monitor::PATH).unwrap_or_else(|| "/metrics".into()),
        scheme: fields.text(&monitor::SCHEME_KEY),
        interval: fields.duration(&monitor::INTERVAL).map(|d| d.value),
        timeout: fields.duration(&monitor::TIMEOUT).map(|d| d.value),
        honor_labels: fields.flag(&monitor::HONOR_LABELS).unwrap_or(false),
        target_labels: fields.text_map(&monitor::TARGET_LABELS),
        service_account: fields.word(&monitor::AUTHORIZATION) == Some("service_account"),
        tls: fields.table(&monitor::TLS, &tls::TABLE).map(|f| Tls {
            ca_config_map: f.text(&tls::CA_CONFIG_MAP),
            server_name: f.text(&tls::SERVER_NAME),
            insecure_skip_verify: f.flag(&tls::INSECURE_SKIP_VERIFY).unwrap_or(false),
        }),
        span,
    }
}

fn service_of(fields: Fields<'_>) -> Option<Service> {
    let port_fields = fields.table(&service::PORT, &port::TABLE)?;
    Some(Service {
        port_name: port_fields.text(&port::NAME)?,
        port_number: u16::try_from(port_fields.int(&port::NUMBER)?).ok()?,
        selector: fields.text_map(&service::SELECTOR),
    })
}

fn rbac_proxy_of(fields: Fields<'_>) -> Option<RbacProxy> {
    Some(RbacProxy {
        listen: fields.text(&rbac_proxy::LISTEN)?,
        upstream: fields.text(&rbac_proxy::UPSTREAM)?,
        ignore_paths: fields.strings(&rbac_proxy::IGNORE_PATHS).into_iter().map(|s| s.value).collect(),
    })
}
