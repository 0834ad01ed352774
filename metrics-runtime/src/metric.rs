//! A recorder, and how the registry finds it.

use std::fmt;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

use crate::desc;
use crate::family::{self, Family, Search};
use crate::kind::{Kind, Storage};
use crate::label::{ClosedLabels, ConstLabels, OpenLabels};
use crate::settings::Env;
use crate::storage::hot;
use crate::storage::table::NONE;

/// A schema as a type. Implemented by generated code.
pub trait Schema: Send + Sync + 'static {
    /// Everything that the schema declares.
    const DESC: &'static desc::Schema;
}

/// A schema whose metric number `N` is declared `removable`. Implemented by generated code.
#[diagnostic::on_unimplemented(
    message = "the series of this metric cannot be removed",
    label = "it is not declared `removable`",
    note = "put `removable = true` into its table in the schema"
)]
pub trait Removable<const N: usize>: Schema {}

/// A struct of recorders, all of one schema. Implemented by `#[derive(Metrics)]` and `schema!`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no recorders that could be registered",
    note = "put `#[derive(metricspec::Metrics)]` on `{Self}`"
)]
pub trait Metrics {
    /// The schema.
    const SCHEMA: &'static desc::Schema;
    /// Its const labels; `()` if it has none.
    type ConstLabels<'a>: ConstLabels;
    /// Shows each recorder.
    fn visit(&self, visitor: &mut Visitor<'_>);
}

impl<M: Metrics> Metrics for Arc<M> {
    const SCHEMA: &'static desc::Schema = M::SCHEMA;
    type ConstLabels<'a> = M::ConstLabels<'a>;
    fn visit(&self, visitor: &mut Visitor<'_>) {
        M::visit(self, visitor);
    }
}

/// Sees the recorders of a struct.
#[derive(Debug)]
pub struct Visitor<'a> {
    env: &'a Env,
    found: Vec<(Arc<Family>, Storage)>,
}

impl<'a> Visitor<'a> {
    pub(crate) fn new(env: &'a Env) -> Self {
        Visitor { env, found: Vec::new() }
    }

    pub(crate) fn into_found(self) -> Vec<(Arc<Family>, Storage)> {
        self.found
    }

    /// Shows a recorder.
    pub fn metric<S: Schema, const N: usize, O: OpenLabels, C: ClosedLabels, K: Kind>(
        &mut self,
        metric: &Metric<S, N, O, C, K>,
    ) {
        self.found.push((Arc::clone(metric.core.family_with(self.env)), K::STORAGE));
    }
}

/// A recorder: the metric number `N` of the schema `S`, with the open labels `O`, the closed labels `C` and the kind `K`.
///
/// Which calls it has depends on the kind, see [`kind`](crate::kind). Without labels they are methods of the metric
/// itself. Otherwise `with` takes the labels, open ones first, and `bind` takes the open ones alone, so that they are
/// looked up once. Recorders are made with `new`, as fields of a service's struct or in a `static`; clones of one record
/// into the same series. No call panics, and all can be made before the recorder is registered.
pub struct Metric<S, const N: usize, O, C, K> {
    core: Core,
    #[allow(clippy::type_complexity)]
    // names the parameters, and makes the recorder `Send` and `Sync` whatever they are
    types: PhantomData<fn() -> (S, O, C, K)>,
}

impl<S: Schema, const N: usize, O, C, K: Kind> Metric<S, N, O, C, K> {
    /// A recorder without a record.
    pub const fn new() -> Self {
        let make = |env: &Env| Family::new(S::DESC, N, const { &S::DESC.metrics[N] }, K::STORAGE, env);
        Metric { core: Core::new(make), types: PhantomData }
    }

    /// Its description.
    pub fn desc(&self) -> &'static desc::Metric {
        const { &S::DESC.metrics[N] }
    }

    #[inline]
    pub(crate) fn core(&self) -> &Core {
        &self.core
    }

    #[inline]
    pub(crate) fn family(&self) -> &Arc<Family> {
        self.core.family()
    }

    /// Bounds of a histogram that only the schema sets.
    #[inline(always)]
    pub(crate) fn fixed() -> Option<&'static Search> {
        const { Fixed::<S, N, K>::SEARCH.as_ref() }
    }
}

/// What is known of a metric when the service is compiled.
struct Fixed<S, const N: usize, K>(PhantomData<(S, K)>);

impl<S: Schema, const N: usize, K: Kind> Fixed<S, N, K> {
    const SEARCH: &'static Option<Search> = &family::fixed(&S::DESC.metrics[N], K::STORAGE);
}

impl<S: Schema, const N: usize, O, C, K: Kind> Default for Metric<S, N, O, C, K> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S: Schema, const N: usize, O, C, K: Kind> Clone for Metric<S, N, O, C, K> {
    fn clone(&self) -> Self {
        Metric { core: self.core.share(), types: PhantomData }
    }
}

impl<S: Schema, const N: usize, O, C, K> fmt::Debug for Metric<S, N, O, C, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Metric").field(&S::DESC.metrics[N].key).finish()
    }
}

/// A recorder without its types.
pub(crate) struct Core {
    /// Number of the first cell of a metric without open labels, `NONE` before the first record.
    first: AtomicU32,
    family: OnceLock<Arc<Family>>,
    make: fn(&Env) -> Family,
}

impl Core {
    const fn new(make: fn(&Env) -> Family) -> Self {
        Core { first: AtomicU32::new(NONE), family: OnceLock::new(), make }
    }

    /// Number of the first cell of a metric without open labels; [`NONE`] before it is known.
    #[inline(always)]
    pub(crate) fn first(&self) -> u32 {
        // Acquire: cells that were another metric's before are seen as they were left for this one.
        self.first.load(Ordering::Acquire)
    }

    #[inline]
    pub(crate) fn family(&self) -> &Arc<Family> {
        match self.family.get() {
            Some(family) => family,
            None => self.family_with(&Env::Process),
        }
    }

    #[cold]
    fn family_with(&self, env: &Env) -> &Arc<Family> {
        let family = self.family.get_or_init(|| Arc::new((self.make)(env)));
        self.publish(family);
        family
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn first_for_new(&self) -> u32 {
        self.family().table.base().map_or(NONE, |base| base.first)
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn cold_add(&self, offset: usize, value: u64) {
        hot::cold_add(self.first_for_new() as usize + offset, value);
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn cold_add_f64(&self, offset: usize, value: f64) {
        hot::cold_add_f64(self.first_for_new() as usize + offset, value);
    }

    fn publish(&self, family: &Family) {
        if let Some(base) = family.table.base() {
            self.first.store(base.first, Ordering::Release);
        }
    }

    fn share(&self) -> Self {
        let core = Core::new(self.make);
        let family = Arc::clone(self.family());
        core.publish(&family);
        // The new cell is empty.
        _ = core.family.set(family);
        core
    }
}
