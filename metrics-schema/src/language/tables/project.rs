//! The project file, `metrics.toml`.

use super::root::{VERSION_KIND, WAIVERS};
use super::{Format, Kind, array};

const TEXTS: Kind = Kind::Map(Format::Line, &Kind::Any);
const DURATION: Kind = Kind::Str(Format::Duration);
const SCHEME: Kind = Kind::Word(&["http", "https"]);

pub(crate) mod output {
    use super::*;
    crate::language::table! { "[output]", "the output folders";
        DOCS = "docs": Kind::Str(Format::Path), optional ("`\"docs/reference\"`"), "pages", "\"docs/reference\"";
        RULES = "rules": Kind::Str(Format::Path), optional ("`\"deploy/rules\"`"), "rules", "\"deploy/rules\"";
        DEPLOY = "deploy": Kind::Str(Format::Path), optional ("`\"deploy\"`"), "scrape configuration", "\"deploy\"";
        DASHBOARDS = "dashboards": Kind::Str(Format::Path), optional ("`\"deploy/dashboards\"`"), "dashboards", "\"deploy/dashboards\"";
    }
}

pub(crate) mod prometheus {
    use super::*;
    crate::language::table! { "[prometheus]", "the Prometheus settings";
        VERSION = "version": Kind::Str(Format::ServerVersion), optional ("`\"2.42\"`"), "oldest server that reads the rules", "\"2.42\"";
        SCRAPE_INTERVAL = "scrape_interval": DURATION, optional ("`\"1m\"`"), "scrape interval of what says nothing else", "\"10s\"";
        EVALUATION_INTERVAL = "evaluation_interval": DURATION, optional ("`\"1m\"`"), "evaluation interval of groups that say nothing else", "\"10s\"";
        RETENTION = "retention": DURATION, optional, "how long samples are kept", "\"30d\"";
        EXTERNAL_LABELS = "external_labels": Kind::Map(Format::LabelName, &Kind::Any), optional, "labels that the server adds", "{ cluster = \"dev\" }";
        ALERTMANAGERS = "alertmanagers": array(&Kind::Str(Format::HostPort)), optional ("`[]`"), "`host:port` of each Alertmanager", "[\"alertmanager:9093\"]";
    }
}

pub(crate) mod kubernetes {
    use super::*;
    crate::language::table! { "[kubernetes]", "the Kubernetes settings";
        NAMESPACE = "namespace": Kind::Str(Format::Dns), optional, "namespace of the objects", "\"dynamo-system\"";
        RULE_LABELS = "rule_labels": TEXTS, optional, "what the installed operator selects `PrometheusRule` objects by", "{ release = \"prometheus\" }";
        MONITOR_LABELS = "monitor_labels": TEXTS, optional, "what it selects monitors by", "{ release = \"prometheus\" }";
        DASHBOARD_LABELS = "dashboard_labels": TEXTS, optional, "what Grafana selects ConfigMaps by", "{ grafana_dashboard = \"1\" }";
    }
}

pub(crate) mod docs {
    use super::*;
    crate::language::table! { "[docs]", "the documentation settings";
        MODE = "mode": Kind::Word(&["group", "single", "metric"]), optional ("`\"group\"`"), "one page a schema, one for all, or one a metric", "\"group\"";
        IGNORE_METRICS = "ignore_metrics": array(&Kind::Str(Format::MetricPattern)), optional ("`[]`"), "exposed names that pages leave out, `*` allowed", "[\"dynamo_operator_power_*\"]";
        IGNORE_LABELS = "ignore_labels": array(&Kind::Str(Format::MetricPattern)), optional ("`[]`"), "label names that pages leave out, `*` allowed", "[\"instance_id\"]";
        LINKS = "links": Kind::Map(Format::MetricPattern, &Kind::Str(Format::Url)), optional, "name or pattern → where it is documented", "{ \"node_*\" = \"https://github.com/prometheus/node_exporter\" }";
        INTROS = "intros": Kind::Map(Format::Line, &Kind::Markdown), optional, "page (a schema's name, `index` or `labels`) → a text of its own", "{ index = \"Start here.\" }";
    }
}

pub(crate) mod static_job {
    use super::*;
    crate::language::table! { "static", "a static job";
        TARGETS = "targets": Kind::Array(&Kind::Str(Format::HostPort), 1, 10_000), required, "`host:port` of each target", "[\"localhost:8000\"]";
        JOB = "job": Kind::Text, optional ("the endpoint's key"), "name of the job", "\"dynamo-backend\"";
        PATH = "path": Kind::Text, optional ("`\"/metrics\"`"), "path", "\"/metrics\"";
        SCHEME_KEY = "scheme": SCHEME, optional ("`\"http\"`"), "scheme", "\"https\"";
        INTERVAL = "interval": DURATION, optional ("the server's"), "scrape interval", "\"10s\"";
        TIMEOUT = "timeout": DURATION, optional ("the server's"), "scrape timeout", "\"5s\"";
        HONOR_LABELS = "honor_labels": Kind::Bool, optional ("`false`"), "whether labels of a series win over those of the target", "true";
        ADD_LABELS = "add_labels": Kind::Map(Format::LabelName, &Kind::Any), optional, "target labels to add", "{ instance = \"xpu-host\" }";
    }
}

pub(crate) mod tls {
    use super::*;
    crate::language::table! { "tls", "TLS settings";
        CA_CONFIG_MAP = "ca_config_map": Kind::Str(Format::Dns), optional, "ConfigMap that holds the CA", "\"metrics-ca\"";
        SERVER_NAME = "server_name": Kind::Text, optional, "name that the certificate must have", "\"metrics.example.com\"";
        INSECURE_SKIP_VERIFY = "insecure_skip_verify": Kind::Bool, optional ("`false`"), "whether any certificate will do", "true";
    }
}

pub(crate) mod monitor {
    use super::*;
    crate::language::table! { "pod_monitor, service_monitor", "a monitor";
        PORT = "port": Kind::Either(&[Kind::Text, Kind::Array(&Kind::Text, 1, 64)]), required, "name of the port, or several", "\"http\"";
        SELECTOR = "selector": Kind::Map(Format::Line, &Kind::Either(&[Kind::Any, Kind::Array(&Kind::Any, 1, 64)])), required, "label → text, or array of texts", "{ \"nvidia.com/metrics-enabled\" = \"true\" }";
        PATH = "path": Kind::Text, optional ("`\"/metrics\"`"), "path", "\"/metrics\"";
        SCHEME_KEY = "scheme": SCHEME, optional ("`\"http\"`"), "scheme", "\"https\"";
        INTERVAL = "interval": DURATION, optional ("the server's"), "scrape interval", "\"5s\"";
        TIMEOUT = "timeout": DURATION, optional ("the server's"), "scrape timeout", "\"5s\"";
        HONOR_LABELS = "honor_labels": Kind::Bool, optional ("`false`"), "whether labels of a series win over those of the target", "true";
        TARGET_LABELS = "target_labels": Kind::Map(Format::LabelName, &Kind::Text), optional, "label of the series → label of the pod or service", "{ dynamo_namespace = \"nvidia.com/dynamo-namespace\" }";
        AUTHORIZATION = "authorization": Kind::Word(&["none", "service_account"]), optional ("`\"none\"`"), "whether the service account's token is sent", "\"service_account\"";
        TLS = "tls": Kind::Table(&tls::TABLE), optional, "TLS settings", "{ insecure_skip_verify = true }";
    }
}

pub(crate) mod port {
    use super::*;
    crate::language::table! { "port", "a port";
        NAME = "name": Kind::Str(Format::Dns), required, "its name", "\"https\"";
        NUMBER = "number": Kind::Int(1, 65535), required, "its number", "8443";
    }
}

pub(crate) mod service {
    use super::*;
    crate::language::table! { "service", "a metrics Service";
        PORT = "port": Kind::Table(&port::TABLE), required, "`{ name, number }`", "{ name = \"https\", number = 8443 }";
        SELECTOR = "selector": TEXTS, required, "labels of the pods", "{ control-plane = \"controller-manager\" }";
    }
}

pub(crate) mod rbac_proxy {
    use super::*;
    crate::language::table! { "rbac_proxy", "a proxy";
        LISTEN = "listen": Kind::Str(Format::HostPort), required, "address at which it listens", "\"0.0.0.0:8443\"";
        UPSTREAM = "upstream": Kind::Str(Format::Url), required, "address of the process", "\"http://127.0.0.1:8080/\"";
        IGNORE_PATHS = "ignore_paths": array(&Kind::Text), optional ("`[]`"), "paths that need no token", "[\"/metrics\"]";
    }
}

pub(crate) mod endpoint {
    use super::*;
    crate::language::table! { "[endpoints.KEY]", "an endpoint";
        SCHEMAS = "schemas": array(&Kind::Str(Format::Snake)), optional ("`[]`"), "names of the schemas found there; `[]`: someone else's", "[\"http\"]";
        CONDITION = "condition": Kind::Text, optional, "when it is there", "\"`DYN_KVBM_METRICS` is set\"";
        STATIC = "static": Kind::Table(&static_job::TABLE), optional, "a job of `prometheus.yml`", "";
        POD_MONITOR = "pod_monitor": Kind::Table(&monitor::TABLE), optional, "a `PodMonitor`", "";
        SERVICE_MONITOR = "service_monitor": Kind::Table(&monitor::TABLE), optional, "a `ServiceMonitor`", "";
        SERVICE = "service": Kind::Table(&service::TABLE), optional, "the metrics Service", "";
        RBAC_PROXY = "rbac_proxy": Kind::Table(&rbac_proxy::TABLE), optional, "the proxy's arguments and RBAC", "";
        ALLOW = "allow": WAIVERS, optional ("`[]`"), "waivers", "[{ lint = \"target_label_clash\", reason = \"relabelled elsewhere\" }]";
    }
}

crate::language::table! { "the root of the project file", "a project file";
    VERSION = "version": VERSION_KIND, required, "version of this language", "1";
    SCHEMAS = "schemas": Kind::Array(&Kind::Str(Format::Path), 1, usize::MAX), required, "every schema by name, relative to this file", "[\"schemas/http.toml\"]";
    BASE_URL = "base_url": Kind::Str(Format::Url), optional, "where the pages are published; `runbook_url` is made from it", "\"https://docs.example.com/metrics\"";
    OUTPUT = "output": Kind::Table(&output::TABLE), optional, "folders", "";
    PROMETHEUS = "prometheus": Kind::Table(&prometheus::TABLE), optional, "the servers that scrape and evaluate", "";
    KUBERNETES = "kubernetes": Kind::Table(&kubernetes::TABLE), optional, "what Kubernetes objects need", "";
    LINTS = "lints": Kind::Map(Format::Snake, &Kind::Word(&["error", "warning", "off"])), optional, "lint → level", "{ unit_not_in_name = \"error\" }";
    DOCS = "docs": Kind::Table(&docs::TABLE), optional, "how pages are made", "";
    EXTERNAL = "external": Kind::Map(Format::MetricPattern, &Kind::Table(&super::external::TABLE)), optional, "metrics of others, for every schema", "";
    ENDPOINTS = "endpoints": Kind::Map(Format::Dns, &Kind::Table(&endpoint::TABLE)), optional, "places that are scraped", "";
}
