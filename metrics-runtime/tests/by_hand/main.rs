//! Generated code, written by hand, with the calls that services make.
#![allow(missing_docs)]

mod calls;
mod demo;
