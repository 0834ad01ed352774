//! Whole pages as goldens, in each mode. `UPDATE_GOLDENS=1` writes them.

mod support;

use metricspec_schema::model::DocsMode;
use std::path::Path;

fn golden(mode: DocsMode, name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut workspace = support::load(&support::Disk(folder.join("input")));
    if let Some(project) = &mut workspace.project {
        project.docs.mode = mode;
        project.output.docs = name.to_owned();
        if mode == DocsMode::Single {
            // It links to pages that are not made in this mode.
            project.docs.intros.clear();
        }
    }
    let files = support::pages(&workspace);
    assert_eq!(files, support::pages(&workspace), "two runs make the same bytes");
    if std::env::var_os("UPDATE_GOLDENS").is_some() {
        let _ = std::fs::remove_dir_all(folder.join(name));
        for file in &files {
            let path = folder.join(&file.path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("folder");
            std::fs::write(path, &file.text).expect("golden");
        }
    }
    for file in &files {
        let want = std::fs::read_to_string(folder.join(&file.path)).unwrap_or_default();
        assert_eq!(file.text, want, "{} differs; UPDATE_GOLDENS=1 writes it", file.path);
    }
    support::lint(&support::write(&format!("golden-{name}"), &files));
}

#[test]
fn one_page_a_schema() {
    golden(DocsMode::Group, "group");
}

#[test]
fn one_page_for_all() {
    golden(DocsMode::Single, "single");
}

#[test]
fn one_page_a_metric() {
    golden(DocsMode::Metric, "metric");
}

#[test]
fn the_pages_of_this_repository() {
    for mode in [DocsMode::Group, DocsMode::Single, DocsMode::Metric] {
        let mut workspace = support::load(&support::Disk(support::root()));
        if let Some(project) = &mut workspace.project {
            project.docs.mode = mode;
        }
        let files = support::pages(&workspace);
        support::lint(&support::write(&format!("repository-{mode:?}"), &files));
    }
}
