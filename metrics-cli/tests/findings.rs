//! Mistakes in a schema, through whole commands: what is said, in each format, and how the command ends.

mod support;

use metricspec_cli::Exit;
use support::{Project, assert_golden};

/// A project whose schema has two mistakes.
fn misspelt(test: &str) -> Project {
    let project = Project::new(test);
    project.edit("labels = [\"channel\"]", "labels = [\"chanel\"]");
    project.edit("help = \"Orders that were paid\"", "hepl = \"Orders, 100%, that were paid\"");
    project
}

#[test]
fn text_shows_all_mistakes_with_carets() {
    let project = misspelt("text");
    let done = project.run("check");
    assert_eq!((done.exit, done.stdout.as_str()), (Exit::Findings, ""));
    assert_golden("misspelt.txt", &done.stderr);
}

#[test]
fn json_is_one_array_on_standard_output() {
    let project = misspelt("json");
    let done = project.run("check --format json");
    assert_eq!((done.exit, done.stderr.as_str()), (Exit::Findings, ""));
    assert_golden("misspelt.json", &done.stdout);
}

#[test]
fn github_gets_paths_from_the_repository() {
    let project = misspelt("github");
    std::fs::create_dir(project.root.join(".git")).expect("makes the folder");
    let done = project.run("check --format github");
    assert_eq!((done.exit, done.stderr.as_str()), (Exit::Findings, ""));
    assert_golden("misspelt.github", &done.stdout);

    let outer = Project::new("github-outer");
    std::fs::create_dir(outer.root.join(".git")).expect("makes the folder");
    for file in ["metrics.toml", "schemas/shop.toml"] {
        outer.put(&format!("a b/metrics/{file}"), &project.text(file));
    }
    let done = outer.run_in(&outer.root.join("a b/metrics/schemas"), "check --format github");
    assert!(done.stdout.starts_with("::error file=a b/metrics/schemas/shop.toml,line="), "{}", done.stdout);
}

#[test]
fn errors_keep_everything_from_being_written() {
    let project = misspelt("nothing");
    for command in ["gen", "gen-docs", "gen-rules", "gen-schema", "gen --check", "gen --out elsewhere"] {
        let done = project.run(command);
        assert_eq!(done.exit, Exit::Findings, "{command}");
        assert!(done.stderr.starts_with("error["), "{command}: {}", done.stderr);
        assert_eq!(project.names(""), ["metrics.toml", "schemas/shop.toml"], "{command}");
    }
}

#[test]
fn mistakes_of_several_files_come_in_one_run() {
    let project = misspelt("several");
    project.put("schemas/b.toml", "version = 1\nname = \"b\"\nownre = \"x\"\n");
    project.put("schemas/c.toml", "version = 1\nname = \n");
    project.put(
        "metrics.toml",
        "version = 1\nschemas = [\"schemas/shop.toml\", \"schemas/b.toml\", \"schemas/c.toml\", \"schemas/d.toml\"]\n",
    );
    let text = project.run("check").stderr;
    for place in ["schemas/shop.toml:15:", "schemas/b.toml:3:1", "schemas/c.toml:2:", "metrics.toml:2:"] {
        assert!(text.contains(place), "{place} is not in\n{text}");
    }
}

#[test]
fn warnings_do_not_fail_and_can_be_put_in_a_baseline() {
    let project = Project::new("baseline");
    project.edit("orders_total]", "orders]");
    project.edit("shop_orders_total", "shop_orders");
    let done = project.run("check");
    assert_eq!(done.exit, Exit::Success);
    assert!(done.stderr.contains("warning[counter_without_total]"), "{}", done.stderr);
    assert_eq!(project.run("check --quiet").stderr, "");
    assert_eq!(Project::new("clean").run("check").stderr, "nothing to report: 1 schema, 1 metric\n");

    project.put("metrics.toml", &format!("{}[lints]\ncounter_without_total = \"error\"\n", support::PROJECT));
    assert_eq!(project.run("check").exit, Exit::Findings);
    let done = project.run("check --write-baseline known.txt");
    assert_eq!((done.exit, done.stdout.as_str()), (Exit::Success, ""));
    let done = project.run("check --baseline known.txt");
    assert_eq!(done.exit, Exit::Success, "{}", done.stderr);
    assert!(!done.stderr.contains("counter_without_total"), "{}", done.stderr);
    assert_eq!(project.run("gen --baseline known.txt").exit, Exit::Success);
    assert!(project.root.join("docs/reference/shop.md").exists());

    project.edit("orders]", "orders_total]");
    project.edit("shop_orders[", "shop_orders_total[");
    let done = project.run("check --baseline known.txt");
    assert!(done.stderr.contains("no longer"), "{}", done.stderr);
    project.edit("type = ", "tpye = ");
    let done = project.run("check --baseline known.txt --write-baseline other.txt");
    assert_eq!(done.exit, Exit::Findings);
    assert!(!done.stderr.contains("no longer") && !project.root.join("other.txt").exists(), "{}", done.stderr);
    let done = project.run("check --baseline absent.txt");
    assert_eq!(done.exit, Exit::Findings, "errors come first");
    project.edit("tpye = ", "type = ");
    let done = project.run("check --baseline absent.txt");
    assert_eq!(done.exit, Exit::Trouble);
    assert!(done.stderr.contains("absent.txt`: no such file"), "{}", done.stderr);
}

#[test]
fn every_code_is_explained_with_what_its_example_is_reported_as() {
    let project = Project::new("explain");
    let list = project.run("explain").stdout;
    let codes: Vec<&str> = list.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(codes.len() > 20, "{list}");
    for code in codes {
        let done = project.run(&format!("explain {code}"));
        assert_eq!((done.exit, done.stderr.as_str()), (Exit::Success, ""), "{code}");
        assert!(done.stdout.contains(code), "{code}: {}", done.stdout);
    }
    let done = project.run("explain error[unknown_key]:");
    assert!(done.stdout.contains("error[unknown_key]: "), "{}", done.stdout);
    let done = project.run("explain unknown_kye");
    assert_eq!(done.exit, Exit::Trouble);
    assert!(done.stderr.contains("did you mean `unknown_key`?"), "{}", done.stderr);
}

#[test]
fn the_day_is_that_of_the_sources_if_they_have_one() {
    let project = Project::new("day");
    let waiver = "allow = [{ lint = \"counter_without_total\", reason = \"public name\", until = 2030-06-30 }]\n";
    project.edit("type = \"counter\"\n", &format!("type = \"counter\"\n{waiver}"));
    project.edit("orders_total]", "orders]");
    for (seconds, expired) in [("1900000000", false), ("2000000000", true)] {
        let output = project.binary().arg("check").env("SOURCE_DATE_EPOCH", seconds).output().expect("runs");
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{text}");
        assert_eq!(text.contains("warning[expired_waiver]"), expired, "{text}");
    }
}
