//! Every lint's examples are its tests; what is common to all of them is tested here as well.

use super::engine::check_with;
use super::*;
use crate::diagnostic::{Diagnostic, Severity, catalogue, render_all};
use crate::load::{Files, load_project};
use std::collections::HashMap;

/// Files in memory.
struct Memory(HashMap<String, String>);

impl Files for Memory {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        self.0.get(path).map(|text| text.clone().into_bytes()).ok_or_else(|| "no such file".to_owned())
    }
}

/// The workspace of an example, which must be without mistakes.
fn workspace(example: &str) -> Workspace {
    let files = Memory(catalogue::complete(example).into_iter().collect());
    let (workspace, diagnostics) = load_project(&files, "metrics.toml");
    assert!(diagnostics.is_empty(), "{}", render_all(&diagnostics, &workspace.sources));
    workspace
}

/// The workspace of an example under a project file with some more keys.
fn under(keys: &str, example: &str) -> Workspace {
    workspace(&format!("{example}\n#--- ../metrics.toml\nversion = 1\nschemas = [\"schemas/example.toml\"]\n{keys}\n"))
}

fn today() -> Option<Date> {
    Date::parse("2026-11-22")
}

fn names(diagnostics: &[Diagnostic]) -> Vec<&'static str> {
    diagnostics.iter().map(|d| d.code.name).collect()
}

/// What is found by the lints that are on by default, and by one more.
fn found(workspace: &Workspace, also: &str) -> Vec<Diagnostic> {
    let level = |lint: &Lint| if lint.code.name == also { Level::Warning } else { lint.level };
    check_with(workspace, today(), level).0
}

#[test]
fn bad_examples_show_their_lint_and_good_ones_nothing() {
    let mut wrong = Vec::new();
    for code in LINTS.iter().map(|lint| &lint.code).chain(CODES.iter().copied()) {
        for (example, is_bad) in [(code.bad, true), (code.good, false)] {
            let workspace = workspace(example);
            let diagnostics = found(&workspace, code.name);
            let right = diagnostics.is_empty() != is_bad
                && diagnostics.iter().all(|d| d.code.name == code.name && (d.help.is_some() || d.fix.is_some()));
            if !right {
                let which = if is_bad { "bad" } else { "good" };
                wrong.push(format!("{which} `{}`:\n{}", code.name, render_all(&diagnostics, &workspace.sources)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_list_is_in_order() {
    let mut seen = std::collections::HashSet::new();
    for lint in LINTS {
        assert!(crate::names::is_snake(lint.code.name), "{}", lint.code.name);
        assert!(seen.insert(lint.code.name), "`{}` is there twice", lint.code.name);
        assert!(find(lint.code.name).is_some_and(|found| std::ptr::eq(found, *lint)));
    }
    assert_eq!(LINTS.last().map(|lint| lint.code.name), Some("unused_waiver"), "it has to come after all others");
}

#[test]
fn each_lint_is_a_file_of_its_name_in_its_family() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/lint");
    let families = ["names", "units", "labels", "histograms", "time"];
    let mut files = Vec::new();
    for family in families {
        for entry in std::fs::read_dir(format!("{folder}/{family}")).expect("a family") {
            let name = entry.expect("an entry").file_name().into_string().expect("is UTF-8");
            files.push(format!("{family}/{}", name.trim_end_matches(".rs")));
        }
    }
    files.sort();
    let mut listed: Vec<String> =
        LINTS.iter().map(|lint| format!("{:?}/{}", lint.code.family, lint.code.name).to_lowercase()).collect();
    listed.sort();
    assert_eq!(files, listed);
}

const GAUGE: &str = "[metrics.shop_orders_total]\ntype = \"gauge\"\nhelp = \"Orders that wait for their payment\"\n";

#[test]
fn levels_come_from_the_project() {
    let with = |lints: &str| check(&under(&format!("[lints]\n{lints}"), GAUGE), None);
    let severities = |diagnostics: &[Diagnostic]| diagnostics.iter().map(|d| d.severity).collect::<Vec<_>>();
    assert_eq!(severities(&with("")), [Severity::Warning]);
    assert_eq!(severities(&with("total_on_gauge = \"error\"\n")), [Severity::Error]);
    assert_eq!(severities(&with("total_on_gauge = \"off\"\n")), []);
}

#[test]
fn a_waiver_silences_the_lint_where_it_stands() {
    let waiver = "allow = [{ lint = \"total_on_gauge\", reason = \"public name\" }]\n";
    let on_metric = workspace(&format!("{GAUGE}{waiver}"));
    let on_root = workspace(&format!("{waiver}{GAUGE}"));
    assert_eq!(names(&check(&on_metric, today())), [""; 0]);
    assert_eq!(names(&check(&on_root, today())), [""; 0]);
    // The narrower one is the one that is needed.
    let both = workspace(&format!("{waiver}{GAUGE}{waiver}"));
    let diagnostics = check(&both, today());
    assert_eq!(names(&diagnostics), ["unused_waiver"]);
    assert_eq!(both.sources.place(diagnostics[0].span), "schemas/example.toml:3:10");
}

#[test]
fn a_waiver_of_a_lint_that_is_off_is_not_judged() {
    let waived = format!("{GAUGE}allow = [{{ lint = \"total_on_gauge\", reason = \"public name\" }}]\n");
    assert_eq!(names(&check(&under("[lints]\ntotal_on_gauge = \"off\"", &waived), today())), [""; 0]);
}

#[test]
fn an_expired_waiver_still_waives_and_the_date_may_be_left_out() {
    let waiver = "allow = [{ lint = \"total_on_gauge\", reason = \"public name\", until = 2026-11-21 }]\n";
    let workspace = workspace(&format!("{GAUGE}{waiver}"));
    assert_eq!(names(&check(&workspace, today())), ["expired_waiver"]);
    assert_eq!(names(&check(&workspace, Date::parse("2026-11-21"))), [""; 0]);
    assert_eq!(names(&check(&workspace, None)), [""; 0]);
}

#[test]
fn an_unknown_lint_gets_a_suggestion() {
    let workspace = workspace(&format!("allow = [{{ lint = \"total_on_guage\", reason = \"x\" }}]\n{GAUGE}"));
    let diagnostics = check(&workspace, today());
    assert_eq!(names(&diagnostics), ["unknown_lint", "total_on_gauge"]);
    assert_eq!(diagnostics[0].help.as_deref(), Some("did you mean `total_on_gauge`?"));
    assert_eq!(diagnostics[0].severity, Severity::Error);
}

#[test]
fn a_baseline_hides_what_is_known_and_shows_what_is_stale() {
    let old = workspace(GAUGE);
    let text = baseline::write(&old, &check(&old, None));
    assert_eq!(text.lines().last(), Some("total_on_gauge\tschemas/example.toml metrics.shop_orders_total"));

    // Lines move, a second finding appears.
    let more = GAUGE.replace("orders", "parcels");
    let new = workspace(&format!("\n\n# a comment\n{more}\n{GAUGE}"));
    let mut diagnostics = check(&new, None);
    assert_eq!(baseline::apply(&new, &text, &mut diagnostics), []);
    assert_eq!(diagnostics.len(), 1);
    assert!(diagnostics[0].message.contains("shop_parcels_total"), "{}", diagnostics[0].message);

    // The old one is mended.
    let mut diagnostics = Vec::new();
    let stale = baseline::apply(&new, &text, &mut diagnostics);
    assert_eq!(stale.len(), 1);
    assert_eq!(
        (stale[0].line, stale[0].text.as_str()),
        (2, "total_on_gauge\tschemas/example.toml metrics.shop_orders_total")
    );
}

mod clash {
    use super::*;

    fn found(endpoint: &str) -> Vec<String> {
        let schema = "[metrics.operator_objects]\ntype = \"gauge\"\nhelp = \"Objects that are watched\"\n\
            labels = [\"namespace\", \"product\"]\n\
            [labels.namespace]\ndescription = \"Where the object lives.\"\nmax_values = 10\n\
            [labels.product]\ndescription = \"What it runs on.\"\nmax_values = 10\n";
        let workspace = under(&format!("[endpoints.here]\nschemas = [\"example\"]\n{endpoint}"), schema);
        check(&workspace, None).into_iter().map(|d| d.message).collect()
    }

    #[test]
    fn depends_on_how_the_schema_is_scraped() {
        let namespace = ["label `namespace` is also one of the scraped target"];
        let product = ["label `product` is also one of the scraped target"];
        let monitor = |keys: &str| format!("pod_monitor = {{ port = \"http\", selector = {{ app = \"x\" }}, {keys} }}");
        assert_eq!(found(&monitor("path = \"/metrics\"")), namespace);
        assert_eq!(found(&monitor("honor_labels = true")), [""; 0]);
        assert_eq!(found("static = { targets = [\"a:1\"] }"), [""; 0]);
        assert_eq!(found("static = { targets = [\"a:1\"], add_labels = { product = \"x\" } }"), product);
        assert_eq!(
            found("static = { targets = [\"a:1\"], add_labels = { product = \"x\" }, honor_labels = true }"),
            [""; 0]
        );
    }
}

mod meanings {
    use super::*;

    #[test]
    fn labels_of_one_name_in_two_schemas() {
        let schema = |prefix: &str, label: &str| {
            format!(
                "version = 1\nname = \"{prefix}\"\nprefix = \"{prefix}\"\n[metrics.items]\ntype = \"gauge\"\n\
                 help = \"Things that are there now\"\nlabels = [\"thing\"]\n\
                 [labels.thing]\ndescription = \"What it is about.\"\n{label}\n"
            )
        };
        let found = |first: &str, second: &str| {
            let both = format!("{}\n#--- depot.toml\n{}", schema("shop", first), schema("depot", second));
            names(&check(&workspace(&both), None))
        };
        let closed = "values = [\"a\", \"b\", \"c\"]";
        assert_eq!(found(closed, "values = [\"b\", \"c\", \"a\"]"), ["label_declared_twice"]);
        assert_eq!(found(closed, "values = [\"b\", \"c\"]"), ["label_meaning_differs"]);
        assert_eq!(found(closed, "values = [\"c\", \"d\", \"e\"]"), [""; 0]);
        assert_eq!(found(closed, "max_values = 10"), ["label_meaning_differs"]);
        assert_eq!(found("max_values = 20", "max_values = 10"), [""; 0]);
        assert_eq!(
            found("max_values = 20\nvalue_type = \"u64\"", "max_values = 10\nvalue_type = \"u64\"\nformat = \"hex\""),
            ["label_meaning_differs"]
        );
    }
}

mod shared {
    use super::*;

    /// Two schemas that use one shared label, which has two values that differ in case.
    fn found(root: &str, label: &str, second_root: &str) -> Vec<&'static str> {
        let schema = |name: &str, root: &str| {
            format!(
                "version = 1\nname = \"{name}\"\nprefix = \"{name}\"\ninclude = [\"shared.toml\"]\n{root}\n\
                 [metrics.items]\ntype = \"gauge\"\nhelp = \"Things that are there now\"\nlabels = [\"stage\"]\n"
            )
        };
        let shared = format!(
            "version = 1\n{root}\n[labels.stage]\ndescription = \"Where it is.\"\n\
             values = {{ up = \"a\", UP = {{ rust = \"Loud\", description = \"b\" }} }}\n{label}\n"
        );
        let (first, second) = (schema("shop", ""), schema("depot", second_root));
        names(&check(&workspace(&format!("{first}\n#--- depot.toml\n{second}\n#--- shared.toml\n{shared}")), None))
    }

    #[test]
    fn a_label_is_judged_once_and_waived_where_it_is_declared() {
        let waiver = "allow = [{ lint = \"label_case_variants\", reason = \"public\" }]";
        assert_eq!(found("", "", ""), ["label_case_variants"]);
        assert_eq!(found(waiver, "", ""), [""; 0]);
        assert_eq!(found("", waiver, ""), [""; 0]);
        // A schema that includes the file does not speak for it.
        assert_eq!(found("", "", waiver), ["label_case_variants", "unused_waiver"]);
    }
}

#[test]
fn fixes_mend_what_they_are_for() {
    let mut fixes = 0;
    for lint in LINTS {
        let files = catalogue::complete(lint.code.bad);
        let workspace = workspace(lint.code.bad);
        for finding in run(lint, &workspace) {
            let Some(fix) = finding.diagnostic.fix else { continue };
            let path = &workspace.sources.get(fix.span.file).path;
            let mut mended: HashMap<String, String> = files.iter().cloned().collect();
            mended.get_mut(path).expect("a file of the example").replace_range(fix.span.range(), &fix.text);
            let (mended, diagnostics) = load_project(&Memory(mended), "metrics.toml");
            assert!(diagnostics.is_empty(), "{}", render_all(&diagnostics, &mended.sources));
            assert!(run(lint, &mended).is_empty(), "`{}`", lint.code.name);
            fixes += 1;
        }
    }
    assert!(fixes > 0);
}

#[test]
fn names_that_only_look_alike() {
    let found = |keys: &str, labels: &str| {
        let metrics: String = keys
            .split(' ')
            .map(|key| {
                format!("[metrics.shop_{key}]\ntype = \"gauge\"\nhelp = \"What is there now\"\nlabels = [{labels}]\n")
            })
            .collect();
        let declared: String = labels
            .split(", ")
            .filter(|label| !label.is_empty())
            .map(|label| {
                format!("[labels.{}]\ndescription = \"What it is.\"\nmax_values = 3\n", label.trim_matches('"'))
            })
            .collect();
        names(&check(&workspace(&(metrics + &declared)), None))
    };
    assert_eq!(found("blocks_d2h blocks_h2d blocks_d2d", ""), [""; 0]);
    assert_eq!(found("host_to_device_blocks device_to_host_blocks", ""), [""; 0]);
    assert_eq!(found("cached_tokens uncached_tokens", ""), [""; 0]);
    assert_eq!(found("received_orders recieved_orders", ""), ["near_duplicate_names"]);
    assert_eq!(found("order orders", ""), ["near_duplicate_names"]);
    assert_eq!(found("orders", "\"client_zone\", \"client_zones\""), ["two_names_for_one_thing"]);
    assert_eq!(found("orders", "\"client_ab\", \"client_ac\""), [""; 0]);
    assert_eq!(found("orders", "\"customer\", \"custmer\""), ["two_names_for_one_thing"]);
}

#[test]
fn an_objective_needs_classic_buckets() {
    let schema = |buckets: &str| {
        workspace(&format!(
            "[metrics.wait_seconds]\ntype = \"histogram\"\nunit = \"seconds\"\nhelp = \"Time in the queue of orders\"\n\
             range = [0, 60]\n{buckets}\n[slos.short]\ntitle = \"Short waits\"\nobjective = 99\nperiod = \"30d\"\n\
             histogram = \"wait_seconds\"\nat_most = 2\n"
        ))
    };
    assert!(!names(&check(&schema("buckets = [1, 2]"), None)).contains(&"objective_no_bound"));
    let native = schema("native = { factor = 1.1 }");
    let found = check(&native, None);
    let found = found.iter().find(|finding| finding.code.name == "objective_no_bound").expect("it is found");
    assert_eq!(found.help.as_deref(), Some("give it `buckets`, 2 among them"));
}
