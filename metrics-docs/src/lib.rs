//! Reference pages from Metricspec schemas: an index, a page for each schema, a page of all labels.
//!
//! Model in, texts out; nothing is written to disk. Every text of a schema goes through `markdown`, so that none can
//! break a page, and `verify` reads the finished pages again to find headings with one anchor and links to nowhere.

mod buckets;
pub mod codes;
mod index;
mod label_table;
mod labels_page;
mod links;
mod markdown;
mod metric;
mod natural;
mod number;
mod operations;
mod others;
mod rules;
mod schema_page;
mod site;
mod slo;
mod verify;

metricspec_schema::emitters! {
    pages,
}
