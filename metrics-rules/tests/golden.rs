//! Whole files as goldens. `UPDATE_GOLDENS=1` writes them.

mod support;

use std::path::Path;

#[test]
fn files_are_as_they_were() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let workspace = support::load(&support::Disk(folder.join("input")));
    let files = support::rules(&workspace);
    assert_eq!(files, support::rules(&workspace), "two runs make the same bytes");
    let names: Vec<&str> = files.iter().filter_map(|f| f.path.strip_prefix("deploy/rules/")).collect();
    assert_eq!(
        names,
        ["shop.rules.yml", "quiet_store.rules.yml", "shop.prometheusrule.yaml", "quiet_store.prometheusrule.yaml"]
    );
    for (file, name) in files.iter().zip(names) {
        let golden = folder.join(name);
        if std::env::var_os("UPDATE_GOLDENS").is_some() {
            std::fs::write(&golden, &file.text).expect("golden");
        }
        let want = std::fs::read_to_string(&golden).unwrap_or_default();
        assert_eq!(file.text, want, "{name} differs; UPDATE_GOLDENS=1 writes it");
    }
}
