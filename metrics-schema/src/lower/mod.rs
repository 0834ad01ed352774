//! From the tree to the model: reads every key, resolves every name within a schema, and reports what does not fit.

mod buckets;
mod external;
mod label;
mod metric;
mod name;
mod operation;
#[cfg(feature = "commands")]
pub(crate) mod overrides;
#[cfg(feature = "commands")]
pub(crate) mod project;
mod rules;
mod series;

use crate::diagnostic::{Code, Diagnostic, catalogue};
use crate::fields::Fields;
use crate::language::tables::root;
use crate::language::{Key, Table};
use crate::model::{Deprecation, LabelId, Prefix, Schema, Stability, Waiver};
use crate::source::{FileId, Span, Spanned};
use crate::tree::{Entry, Node, Value};

/// A file that has passed [`crate::form`].
pub(crate) struct Document {
    pub(crate) file: FileId,
    pub(crate) path: String,
    pub(crate) root: Node,
}

impl Document {
    pub(crate) fn fields(&self, table: &'static Table) -> Fields<'_> {
        Fields::of(table, &self.root, Span::new(self.file, 0..0))
    }
}

/// What the lowering of one schema passes around.
pub(crate) struct Context<'a> {
    pub(crate) diagnostics: &'a mut Vec<Diagnostic>,
    /// Keys of labels and metrics that have a key or a value of the wrong form: what is said of them elsewhere may be right.
    pub(crate) doubtful: Vec<Span>,
}

impl Context<'_> {
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub(crate) fn error(&mut self, code: &'static Code, span: Span, message: impl Into<String>) {
        self.report(Diagnostic::error(code, span, message));
    }
}

/// Lowers a schema with the shared files that it includes.
pub(crate) fn schema(document: &Document, includes: &[&Document], diagnostics: &mut Vec<Diagnostic>) -> Schema {
    let mut ctx = Context { diagnostics, doubtful: Vec::new() };
    let fields = document.fields(&root::TABLE);
    let name = fields.spanned(&root::NAME).unwrap_or_else(|| Spanned::new(String::new(), fields.span));
    let mut schema = Schema {
        file: document.file,
        path: document.path.clone(),
        includes: includes.iter().map(|d| d.file).collect(),
        title: fields.text(&root::TITLE).unwrap_or_else(|| name.value.clone()),
        description: fields.text(&root::DESCRIPTION),
        prefix: prefix(fields),
        const_labels: Vec::new(),
        any_const_labels: false,
        owner: fields.text(&root::OWNER),
        stability: stability(fields.word(&root::STABILITY)).unwrap_or(Stability::Stable),
        interval: fields.duration(&root::INTERVAL).map(|d| d.value),
        waivers: waivers(fields, &root::ALLOW),
        name,
        labels: Vec::new(),
        presets: Vec::new(),
        metrics: Vec::new(),
        externals: Vec::new(),
        removed: Vec::new(),
        operations: Vec::new(),
        groups: Vec::new(),
        records: Vec::new(),
        alerts: Vec::new(),
        slos: Vec::new(),
        queries: Vec::new(),
    };
    if crate::names::is_rust_keyword(&schema.name) {
        let message = format!("`{}` is a keyword of Rust and cannot name a module", schema.name);
        ctx.error(&catalogue::RUST_KEYWORD, schema.name.span, message);
    }
    schema.labels = label::lower(&definitions(document, includes, Definitions::Labels, &mut ctx), &mut ctx);
    schema.presets = buckets::presets(&definitions(document, includes, Definitions::Buckets, &mut ctx), &mut ctx);
    let (const_labels, any) = const_labels(fields, &schema, &mut ctx);
    schema.const_labels = const_labels;
    schema.any_const_labels = any;
    metric::lower(fields, &mut schema, &mut ctx);
    external::lower(fields, &mut schema, &mut ctx);
    operation::lower(fields, &mut schema, &mut ctx);
    rules::lower(fields, &mut schema, &mut ctx);
    schema
}

/// The tables that a schema shares with the files that it includes.
#[derive(Clone, Copy)]
enum Definitions {
    Labels,
    Buckets,
}

/// Entries of a definition table of a schema and of its includes, the schema's own first. A key that is defined twice is
/// reported, and its first definition holds.
fn definitions<'a>(
    document: &'a Document,
    includes: &[&'a Document],
    which: Definitions,
    ctx: &mut Context<'_>,
) -> Vec<(FileId, &'a Entry)> {
    let own = document.fields(&root::TABLE).map(match which {
        Definitions::Labels => &root::LABELS,
        Definitions::Buckets => &root::BUCKETS,
    });
    let shared = includes.iter().flat_map(|d| {
        let key = match which {
            Definitions::Labels => &root::shared::LABELS,
            Definitions::Buckets => &root::shared::BUCKETS,
        };
        d.fields(&root::shared::TABLE).map(key).iter().map(|e| (d.file, e))
    });
    let mut all: Vec<(FileId, &Entry)> = Vec::new();
    let mut seen: std::collections::HashMap<&str, Span> = std::collections::HashMap::new();
    for (file, entry) in own.iter().map(|e| (document.file, e)).chain(shared) {
        match seen.get(entry.key.as_str()) {
            Some(first) => {
                let what = match which {
                    Definitions::Labels => "label",
                    Definitions::Buckets => "bucket preset",
                };
                let message = format!("the {what} `{}` is defined twice", entry.key);
                ctx.report(
                    Diagnostic::error(&catalogue::DUPLICATE_DEFINITION, entry.key.span, message)
                        .related(*first, "first defined here")
                        .help("rename one of them"),
                );
            }
            None => {
                seen.insert(&entry.key, entry.key.span);
                all.push((file, entry));
            }
        }
    }
    all
}

fn prefix(fields: Fields<'_>) -> Prefix {
    if let Some(table) = fields.table(&root::PREFIX, &root::prefix::TABLE) {
        return Prefix {
            default: table.text(&root::prefix::DEFAULT),
            env: table.strings(&root::prefix::ENV).into_iter().map(|s| s.value).collect(),
        };
    }
    Prefix { default: fields.text(&root::PREFIX), env: Vec::new() }
}

/// The root's const labels, and whether `"*"` is among them.
fn const_labels(fields: Fields<'_>, schema: &Schema, ctx: &mut Context<'_>) -> (Vec<LabelId>, bool) {
    let mut ids = Vec::new();
    let mut any = false;
    for name in fields.strings(&root::CONST_LABELS) {
        if name.value == "*" {
            any = true;
            continue;
        }
        let Some(id) = label::find(schema, &name, ctx) else { continue };
        if matches!(schema.label(id).set, crate::model::LabelSet::Dependent { .. }) {
            let message = format!("the dependent label `{name}` cannot be a const label");
            ctx.error(&catalogue::DEPENDENT_LABEL, name.span, message);
        } else if ids.contains(&id) {
            ctx.error(&catalogue::DUPLICATE_LABEL, name.span, format!("the label `{name}` is named twice"));
        } else {
            const_field(&name, fields, ctx);
            ids.push(id);
        }
    }
    (ids, any)
}

/// A const label is a field of `ConstLabels`.
fn const_field(name: &Spanned<String>, fields: Fields<'_>, ctx: &mut Context<'_>) {
    let help = "rename the key, and give the exposed name with `name`";
    if crate::names::is_rust_keyword(name) {
        let message = format!("`{name}` is a keyword of Rust and cannot name a field");
        ctx.report(Diagnostic::error(&catalogue::RUST_KEYWORD, name.span, message).help(help));
    } else if name.value == "others" && fields.strings(&root::CONST_LABELS).iter().any(|n| n.value == "*") {
        let message = "the field `others` is taken: it holds the labels that `*` admits";
        ctx.report(Diagnostic::error(&catalogue::RUST_COLLISION, name.span, message).help(help));
    }
}

pub(super) fn stability(word: Option<&str>) -> Option<Stability> {
    match word? {
        "experimental" => Some(Stability::Experimental),
        _ => Some(Stability::Stable),
    }
}

pub(super) fn waivers(fields: Fields<'_>, key: &'static Key) -> Vec<Waiver> {
    let table = &root::waiver::TABLE;
    let waiver = |node: &Node| {
        let fields = Fields::of(table, node, node.span);
        Some(Waiver {
            lint: fields.spanned(&root::waiver::LINT)?,
            reason: fields.text(&root::waiver::REASON).unwrap_or_default(),
            until: fields.node(&root::waiver::UNTIL).and_then(|n| match &n.value {
                Value::Date(date) => Some(Spanned::new(date.clone(), n.span)),
                _ => None,
            }),
            span: node.span,
        })
    };
    fields.array(key).iter().filter_map(waiver).collect()
}

pub(super) fn deprecation(fields: Fields<'_>, key: &'static Key) -> Option<Deprecation> {
    use root::deprecated::{REASON, REMOVE_IN, SINCE, TABLE, USE};
    let fields = fields.table(key, &TABLE)?;
    Some(Deprecation {
        since: fields.spanned(&SINCE),
        replacement: fields.spanned(&USE),
        remove_in: fields.spanned(&REMOVE_IN),
        reason: fields.text(&REASON),
        span: fields.span,
    })
}

/// Waivers on the root of a shared file.
pub(crate) fn shared_waivers(fields: Fields<'_>) -> Vec<Waiver> {
    waivers(fields, &root::shared::ALLOW)
}
