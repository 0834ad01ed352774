//! What all macros that read a schema begin with: the file, its model, and where its shared labels come from.

use crate::attributes::{Args, FilePath, rebased};
use crate::expand::{Context, module_name};
use crate::fields::path_text;
use crate::load::{Loaded, fingerprint};
use crate::output::{Mistake, Output, way_out};
use crate::place::Origin;
use metricspec_schema::source::FileId;
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;

/// Arguments that most macros take.
pub(crate) struct Common {
    /// `crate = …`: the run time.
    pub(crate) krate: TokenStream,
    /// `include = …`: modules that `labels!` made.
    pub(crate) includes: Vec<syn::Path>,
    /// Whether somebody else reports what is wrong with the schema.
    pub(crate) reported: bool,
}

impl Common {
    /// Takes them.
    pub(crate) fn take(args: &mut Args, out: &mut Output) -> Common {
        let krate = krate(args, out);
        let includes = std::iter::from_fn(|| args.path("include", "crate::shared", out)).collect();
        Common { krate, includes, reported: false }
    }
}

/// `crate = …`, or the run time under its own name.
pub(crate) fn krate(args: &mut Args, out: &mut Output) -> TokenStream {
    let relative = |path: &syn::Path| path.segments.first().is_some_and(|s| s.ident == "self" || s.ident == "super");
    match args.path("crate", "::metricspec", out) {
        Some(path) if relative(&path) => {
            let message = "`crate` takes a path that holds in generated modules too: write `crate::…`, or `::name`";
            out.mistake_at(&path, message);
            quote!(::metricspec)
        }
        path => path.map_or_else(|| quote!(::metricspec), |path| path.to_token_stream()),
    }
}

/// A schema that was opened for expansion.
pub(crate) struct Opened {
    /// The schema.
    pub(crate) loaded: Loaded,
    /// Whether nothing is wrong with it. If not, nothing that reads it is checked: what it lacks may be its mistake.
    pub(crate) sound: bool,
    krate: TokenStream,
    span: Span,
    shared: Vec<(FileId, TokenStream)>,
}

impl Opened {
    /// Reads a schema and reports what is wrong with it. Assertions on shared modules become items of `out`.
    pub(crate) fn open(written: &FilePath, common: Common, origin: &Origin, out: &mut Output) -> Option<Opened> {
        let loaded = out.take(Loaded::schema(written, origin))?;
        let mut opened = Opened::unreported(loaded, written, common.krate);
        for path in &common.includes {
            if let Some(module) = out.take(shared_module(&opened.loaded, path)) {
                let name = path.to_token_stream();
                let of = fingerprint(&[&opened.loaded.source(module.0).text]);
                let message = format!(
                    "the module `{}` was made of another text than the file that `{}` includes",
                    path_text(path),
                    opened.loaded.path()
                );
                out.items(quote_spanned! {path.span()=>
                    #[allow(unused_qualifications)]
                    const _: () = ::core::assert!(#name::FINGERPRINT == #of, #message);
                });
                opened.shared.push(module);
            }
        }
        // `labels!` reports what is wrong with its file.
        let elsewhere: Vec<FileId> = opened.shared.iter().map(|(file, _)| *file).collect();
        if !common.reported {
            opened.loaded.mistake(written, &elsewhere).into_iter().for_each(|mistake| out.push(mistake));
        }
        Some(opened)
    }

    /// Takes what was loaded and reports what is wrong with it.
    pub(crate) fn of(loaded: Loaded, written: &FilePath, krate: TokenStream, out: &mut Output) -> Opened {
        loaded.mistake(written, &[]).into_iter().for_each(|mistake| out.push(mistake));
        Opened::unreported(loaded, written, krate)
    }

    fn unreported(loaded: Loaded, written: &FilePath, krate: TokenStream) -> Opened {
        Opened { sound: loaded.is_sound(), loaded, krate, span: written.span, shared: Vec::new() }
    }

    /// What the parts of the expansion need; `None` if there is no model.
    pub(crate) fn context(&self) -> Option<Context<'_>> {
        let schema = self.loaded.model()?;
        let mut cx = Context::new(&self.loaded, schema, self.krate.clone(), self.span);
        cx.shared.clone_from(&self.shared);
        Some(cx)
    }
}

/// The included file that a module of shared labels was made of: the one of its name.
fn shared_module(loaded: &Loaded, path: &syn::Path) -> Result<(FileId, TokenStream), Mistake> {
    let mistake = |message| Mistake::at(path, message);
    let wanted = path.segments.last().map(|s| s.ident.to_string()).unwrap_or_default();
    let modules: Vec<(FileId, String)> = loaded.includes().map(|(file, path)| (file, module_name(path))).collect();
    let Some((file, _)) = modules.iter().find(|(_, name)| *name == wanted) else {
        let way_out = way_out(&wanted, modules.iter().map(|(_, name)| name.as_str()));
        let own = loaded.path();
        return Err(mistake(format!("`{own}` includes no file that is called like the module `{wanted}`{way_out}")));
    };
    Ok((*file, rebased(path).map_err(mistake)?))
}
