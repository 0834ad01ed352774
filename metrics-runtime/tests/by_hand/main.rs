//! Generated code, written by hand, with the calls that services make.
#![allow(missing_docs)]

mod bounds;
mod calls;
mod data;
mod demo;
mod environment;
mod exemplars;
mod extremes;
mod formats;
mod operations;
mod random;
mod reading;
mod registry;
mod scrapes;
mod small;
mod threads;
mod tools;
