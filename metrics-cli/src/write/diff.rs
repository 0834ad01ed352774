//! Unified diffs, in the form that `patch -p1` and `git apply` read.

use similar::TextDiff;

/// The diff of one file. `None` is a file that does not exist.
pub(super) fn unified(path: &str, old: Option<&str>, new: Option<&str>) -> String {
    let path = path.trim_start_matches('/');
    let name = |side: &str, text: Option<&str>| text.map_or("/dev/null".to_owned(), |_| format!("{side}/{path}"));
    let diff = TextDiff::from_lines(old.unwrap_or(""), new.unwrap_or(""));
    diff.unified_diff().context_radius(3).header(&name("a", old), &name("b", new)).to_string()
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn says_what_changes_comes_and_goes() {
        let changed = "--- a/x/y.md\n+++ b/x/y.md\n@@ -1,2 +1,2 @@\n one\n-two\n+three\n";
        assert_eq!(unified("x/y.md", Some("one\ntwo\n"), Some("one\nthree\n")), changed);
        assert_eq!(unified("y", None, Some("a\n")), "--- /dev/null\n+++ b/y\n@@ -0,0 +1 @@\n+a\n");
        assert_eq!(
            unified("y", Some("a"), None),
            "--- a/y\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n\\ No newline at end of file\n"
        );
    }
}
