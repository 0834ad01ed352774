//! Reading a registry, for tests of services.
//!
//! A test has a registry of its own, so that others do not count into it: [`Registry::new`], or [`Registry::with_env`] if
//! variables of the process must not matter. What one recorder has, it tells itself: `orders_total.with(…).value()`. What
//! is exposed under a name, and what a piece of work changed, the registry tells:
//!
//! ```
//! # #[cfg(feature = "derive")] {
//! use metricspec::{Metrics, Registry};
//!
//! #[derive(Metrics)]
//! #[metrics(schema = "schemas/shop.toml", partial)]
//! struct Shop {
//!     orders_total: shop::OrdersTotal,
//!     open_orders: shop::OpenOrders,
//! }
//! use shop::labels::{Customer, OrderResult};
//!
//! let (registry, service) = (Registry::new(), Shop::with_metrics());
//! registry.register(&service, ())?;
//! let before = registry.snapshot();
//!
//! service.orders_total.with(Customer("blue"), OrderResult::Accepted).add(2);
//! service.open_orders.inc();
//!
//! assert_eq!(registry.value("shop_orders_total", &[("result", "accepted")])?, 2.0);
//! let changes = registry.snapshot().since(&before);
//! assert_eq!(
//!     changes.to_string(),
//!     "shop_open_orders 0 -> 1\n\
//!      shop_orders_total{customer=\"blue\",result=\"accepted\"} absent -> 2\n"
//! );
//! assert_eq!(changes.of("shop_open_orders", &[])?, 1.0);
//!
//! let error = registry.value("shop_orders_totl", &[]).unwrap_err();
//! assert_eq!(error.to_string(), "no metric is called `shop_orders_totl`; did you mean `shop_orders_total`?");
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod changes;
mod error;
mod nearest;
mod samples;
mod snapshot;

pub use changes::{Change, Changes};
pub use error::ReadError;
pub use snapshot::Snapshot;

use crate::registry::Registry;

impl Registry {
    /// The value of one sample, as [`Snapshot::value`] finds it now.
    ///
    /// # Errors
    /// If there is not exactly one, see [`ReadError`].
    pub fn value(&self, name: &str, labels: &[(&str, &str)]) -> Result<f64, ReadError> {
        self.snapshot().value(name, labels)
    }

    /// What is exposed under one name, in Prometheus' text format, with its `# HELP` and `# TYPE`; the empty text if there
    /// are no series.
    ///
    /// # Errors
    /// If nothing that is registered has the name.
    pub fn family_text(&self, name: &str) -> Result<String, ReadError> {
        samples::check_name(&self.known(), name, false)?;
        let (mut out, mut wanted) = (String::new(), false);
        for line in self.text().split_inclusive('\n') {
            if let Some(rest) = line.strip_prefix("# HELP ") {
                wanted = rest.strip_prefix(name).is_some_and(|rest| rest.starts_with(' '));
            }
            if wanted {
                out.push_str(line);
            }
        }
        Ok(out)
    }

    /// All values at this moment.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot::new(self.gather(), self.known())
    }
}
