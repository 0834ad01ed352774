//! What the tests of this crate share.
#![allow(dead_code, unreachable_pub)]

use metricspec_schema::load::Files;
use std::collections::HashMap;
use std::path::PathBuf;

/// Files in memory.
pub struct Memory(HashMap<String, Vec<u8>>);

impl Memory {
    pub fn new<P: Into<String>, T: Into<Vec<u8>>>(files: impl IntoIterator<Item = (P, T)>) -> Memory {
        Memory(files.into_iter().map(|(p, t)| (p.into(), t.into())).collect())
    }

    pub fn set(&mut self, path: &str, bytes: Vec<u8>) {
        self.0.insert(path.to_owned(), bytes);
    }
}

impl Files for Memory {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        self.0.get(path).cloned().ok_or_else(|| "no such file".to_owned())
    }
}

/// Files of a folder.
pub struct Folder(pub PathBuf);

impl Files for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        std::fs::read(self.0.join(path)).map_err(|e| e.to_string())
    }
}

/// The root of the repository.
pub fn repository() -> Folder {
    Folder(PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/..")))
}
