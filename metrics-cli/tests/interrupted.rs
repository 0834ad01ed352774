//! Runs that do not reach their end: each file must be old or new and whole, and the next run must make the set right.

#![cfg(unix)]

mod support;

use std::collections::BTreeMap;
use std::process::{Command, Stdio};
use std::time::Instant;
use support::{Project, SHOP};

/// How many schemas: enough files for a kill to land among them.
const SCHEMAS: usize = 24;

type Files = BTreeMap<String, Vec<u8>>;

/// A project with many schemas that has been generated, and what it has to look like after an edit of every schema that
/// also takes the last schema away.
fn edited(test: &str) -> (Project, Files, Files) {
    let project = Project::new(test);
    let schema = |i: usize, text: &str| {
        let named = SHOP.replace("shop", &format!("shop{i}")).replace("Shop", &format!("Shop{i}"));
        named.replace("labels = [", &format!("description = \"A {text} description.\"\nlabels = ["))
    };
    let write = |text: &str, count: usize| {
        for i in 0..count {
            // The second half has long texts, so that a limit on file sizes is met half-way.
            let long = if i < SCHEMAS / 2 { 1 } else { 2000 };
            project.put(&format!("schemas/{i}.toml"), &schema(i, &text.repeat(long)));
        }
        let list: Vec<String> = (0..count).map(|i| format!("\"schemas/{i}.toml\"")).collect();
        project.put("metrics.toml", &format!("version = 1\nschemas = [{}]\n", list.join(", ")));
    };
    let generated = || {
        let done = project.run("gen --quiet");
        assert_eq!(done.stderr, "");
        let mut files = project.files("docs");
        files.extend(project.files("deploy"));
        files
    };
    write("newer ", SCHEMAS - 1);
    let new = generated();
    write("old ", SCHEMAS);
    let old = generated();
    write("newer ", SCHEMAS - 1);
    (project, old, new)
}

fn state(project: &Project) -> Files {
    let mut files = project.files("docs");
    files.extend(project.files("deploy"));
    files
}

/// Puts the old files back.
fn reset(project: &Project, old: &Files) {
    for name in state(project).keys().filter(|name| !old.contains_key(*name)) {
        std::fs::remove_file(project.root.join(name)).expect("removes");
    }
    for (name, bytes) in old {
        let path = project.root.join(name);
        std::fs::create_dir_all(path.parent().expect("is in a folder")).expect("makes the folder");
        std::fs::write(path, bytes).expect("writes");
    }
}

/// Each file is whole, and one of its two selves; whether all of them are old, or all new.
fn each_is_old_or_new(project: &Project, old: &Files, new: &Files) {
    let now = state(project);
    for name in old.keys().chain(new.keys()).filter(|name| !name.contains("/.metricspec-")) {
        let bytes = now.get(name);
        assert!(bytes == old.get(name) || bytes == new.get(name), "{name} is neither its old nor its new self");
    }
    for name in now.keys().filter(|name| !name.ends_with(".metricspec-tmp")) {
        assert!(old.contains_key(name) || new.contains_key(name), "{name} came from nowhere");
    }
}

fn next_run_repairs(project: &Project, new: &Files) {
    let done = project.run("gen --quiet");
    assert_eq!(done.stderr, "");
    assert!(state(project) == *new, "the next run left {:?}", state(project).keys());
}

#[test]
fn killed_at_any_moment() {
    let (project, old, new) = edited("killed");
    let start = || {
        let mut command = project.binary();
        command.args(["gen", "--quiet"]).stderr(Stdio::null()).spawn().expect("starts")
    };
    reset(&project, &old);
    let began = Instant::now();
    assert!(start().wait().expect("ends").success());
    let whole = began.elapsed();
    assert!(state(&project) == new);

    let page = project.root.join("docs/reference/shop0.md");
    let temp = project.root.join("docs/reference/.shop1.md.metricspec-tmp");
    let old_page = &old["docs/reference/shop0.md"];
    let (mut killed, mut mixed) = (0, 0);
    for round in 0..15_u32 {
        reset(&project, &old);
        let began = Instant::now();
        let mut child = start();
        let limit = whole * 3;
        match round % 3 {
            // At some moment; when texts are being staged; when the first page has just been replaced.
            0 => std::thread::sleep(whole * (round + 1) / 15),
            1 => while !temp.exists() && began.elapsed() < limit {},
            _ => while std::fs::read(&page).is_ok_and(|bytes| bytes == *old_page) && began.elapsed() < limit {},
        }
        child.kill().expect("can be killed");
        killed += u32::from(!child.wait().expect("ends").success());
        each_is_old_or_new(&project, &old, &new);
        let now = state(&project);
        let is_new = |name: &String| now.get(name) == new.get(name) && new.get(name) != old.get(name);
        mixed += u32::from(old.keys().any(is_new) && !old.keys().all(|n| is_new(n) || old.get(n) == new.get(n)));
        next_run_repairs(&project, &new);
    }
    println!("{killed} of 15 runs were killed before their end, {mixed} of them among the writes");
    assert!(killed > 0, "no run was killed before its end");
}

#[test]
fn a_limit_on_file_sizes_is_met_half_way() {
    let (project, old, new) = edited("limit");
    // In units of 512 bytes: the pages of the first schemas are smaller, those of the later ones are not.
    for (signal, ends) in [("trap '' XFSZ;", "with an error"), ("", "by the signal")] {
        reset(&project, &old);
        let script = format!("{signal} ulimit -f 16; exec '{}' gen --quiet", env!("CARGO_BIN_EXE_metricspec"));
        let output = Command::new("sh").args(["-c", &script]).current_dir(&project.root).output().expect("runs");
        let message = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success(), "{ends}");
        if !signal.is_empty() {
            assert_eq!(output.status.code(), Some(2), "{message}");
            let want = "error: cannot write `docs/reference/shop12.md`: a limit on the size of files is reached (`ulimit -f`)\n";
            assert!(message.starts_with(want), "{message}");
            assert!(state(&project) == old, "an error changes nothing");
        }
        each_is_old_or_new(&project, &old, &new);
        next_run_repairs(&project, &new);
    }
}

#[test]
fn folders_that_cannot_be_written_are_named() {
    let project = Project::new("unwritable");
    project.put("docs/reference", "a file where the folder should be");
    let done = project.run("gen-docs");
    let want = "error: cannot make the folder `docs/reference`: `docs/reference` is not a folder\n  = help: ";
    assert!(done.stderr.starts_with(want), "{}", done.stderr);
    assert_eq!(done.exit, metricspec_cli::Exit::Trouble);

    // Nobody can write there, root included.
    let done = project.run("gen-docs --out /proc/metricspec");
    assert!(done.stderr.starts_with("error: cannot make the folder `/proc/metricspec`: "), "{}", done.stderr);
    let done = project.run("gen --out /dev/null");
    assert!(done.stderr.contains("`/dev/null` is not a folder"), "{}", done.stderr);
}

#[test]
fn runs_at_the_same_time_do_not_harm_each_other() {
    let (project, old, new) = edited("together");
    for _ in 0..5 {
        reset(&project, &old);
        let start = |_| project.binary().args(["gen", "--quiet"]).stderr(Stdio::piped()).spawn().expect("starts");
        let runs: Vec<_> = (0..4).map(start).collect();
        for run in runs {
            let output = run.wait_with_output().expect("ends");
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        assert!(state(&project) == new);
    }
}
