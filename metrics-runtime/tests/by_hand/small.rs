//! Schemas of a single metric, for what two schemas do to each other.

/// `single! { module, fingerprint, desc::Metric, metric type parameters… }`: a schema with one metric, and a struct
/// with a recorder of it.
macro_rules! single {
    ($module:ident, $fingerprint:literal, $metric:expr, $open:ty, $closed:ty, $kind:ty) => {
        mod $module {
            #[allow(unused_imports)]
            use crate::demo::labels::*;
            #[allow(unused_imports)]
            use metricspec::{desc::*, kind, label::Closed as _, label::Open as _};

            pub(crate) enum Schema {}

            impl metricspec::Schema for Schema {
                const DESC: &'static metricspec::desc::Schema = &metricspec::desc::Schema {
                    name: stringify!($module),
                    path: concat!("schemas/", stringify!($module), ".toml"),
                    fingerprint: $fingerprint,
                    prefix: Prefix { default: None, env: &[] },
                    const_labels: &[ConstLabel { names: &["instance"] }],
                    metrics: &[$metric],
                };
            }

            impl metricspec::Removable<0> for Schema {}

            #[derive(Default)]
            pub(crate) struct Recorder {
                pub(crate) metric: metricspec::Metric<Schema, 0, $open, $closed, $kind>,
            }

            impl metricspec::Metrics for Recorder {
                const SCHEMA: &'static metricspec::desc::Schema = <Schema as metricspec::Schema>::DESC;
                type ConstLabels<'a> = crate::small::Const<'a>;
                fn visit(&self, visitor: &mut metricspec::Visitor<'_>) {
                    visitor.metric(&self.metric);
                }
            }
        }
    };
}
pub(crate) use single;

/// The const labels of a single metric: declared ones, and others.
pub(crate) struct Const<'a>(pub(crate) &'a str, pub(crate) &'a [(&'a str, &'a str)]);

impl metricspec::label::ConstLabels for Const<'_> {
    fn collect(&self, values: &mut metricspec::label::ConstValues) {
        values.open::<crate::demo::labels::Version<'static>>(0, &crate::demo::labels::Version(self.0));
        values.others(self.1);
    }
}
