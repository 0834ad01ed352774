//! The one metric that the run time has itself: what it could not record as it was given.

use std::sync::Arc;

use crate::desc::{self, Kind, Name};
use crate::kind::CallbackCounter;
use crate::label::{Closed, Open, Text};
use crate::metric::{Metric, Metrics, Schema, Visitor};

use super::{RegisterError, Registered, Registry};

enum Own {}

impl Schema for Own {
    const DESC: &'static desc::Schema = &desc::Schema {
        name: "metricspec",
        path: "metricspec",
        fingerprint: 1,
        prefix: desc::Prefix { default: Some("metricspec"), env: &[] },
        const_labels: &[],
        metrics: &[desc::Metric {
            open: &[OfMetric::DESC, OfLabel::DESC],
            closed: &[Fate::DESC],
            ..desc::Metric::new(
                "label_overflows_total",
                Name::Prefixed("label_overflows_total"),
                Kind::Counter,
                "Records with a value beyond the bound of a label, by what became of them",
                "metricspec itself",
            )
        }],
    };
}

/// A free label that holds a text.
macro_rules! text_label {
    ($label:ident $name:literal) => {
        struct $label<'a>(&'a str);

        impl Open for $label<'static> {
            type Arg<'a> = $label<'a>;
            const DESC: &'static desc::OpenLabel =
                &desc::OpenLabel { name: $name, known: &[], max_values: None, optional: false };
            fn text<'b>(arg: &'b $label<'_>, _: &'b mut Text) -> &'b str {
                arg.0
            }
            fn from_text(text: &str) -> Option<$label<'_>> {
                Some($label(text))
            }
        }
    };
}

text_label!(OfMetric "metric");
text_label!(OfLabel "label");

#[derive(Clone, Copy)]
enum Fate {
    Other,
    Dropped,
}

impl Closed for Fate {
    const DESC: &'static desc::ClosedLabel =
        &desc::ClosedLabel { names: &["fate"], values: &[&["other"], &["dropped"]] };
    fn index(self) -> usize {
        self as usize
    }
    fn from_index(index: usize) -> Option<Self> {
        [Self::Other, Self::Dropped].get(index).copied()
    }
}

struct Overflows(Metric<Own, 0, (OfMetric<'static>, OfLabel<'static>), (Fate,), CallbackCounter<u64>>);

impl Metrics for Overflows {
    const SCHEMA: &'static desc::Schema = Own::DESC;
    type ConstLabels<'a> = ();
    fn visit(&self, visitor: &mut Visitor<'_>) {
        visitor.metric(&self.0);
    }
}

impl Registry {
    /// Exposes what [`overflows`](Registry::overflows) tells, as the counter `metricspec_label_overflows_total` with the
    /// labels `metric`, `label` and `fate`: `other` for records that ended in `__other__`, `dropped` for those that ended
    /// nowhere. It is absent while there are none. An error if it is exposed already.
    pub fn expose_overflows(&self) -> Result<Registered, RegisterError> {
        let own = Overflows(Metric::new());
        // Not the registry itself, which holds the recorder: neither would ever be freed.
        let registry = Arc::downgrade(&self.inner);
        own.0.on_scrape(move |out| {
            let Some(inner) = registry.upgrade() else { return };
            for each in inner.overflows() {
                for (fate, count) in [(Fate::Other, each.other), (Fate::Dropped, each.refused)] {
                    if count > 0 {
                        out.set(OfMetric(&each.metric), OfLabel(each.label), fate, count);
                    }
                }
            }
        });
        self.register(&own, ())
    }
}
