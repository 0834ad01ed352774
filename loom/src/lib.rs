//! Models of the run time's memory: its own files, built with the primitives of loom.
#![cfg(all(loom, test))]
#![allow(dead_code)]

mod family;
mod models;
mod slots;
mod storage;
