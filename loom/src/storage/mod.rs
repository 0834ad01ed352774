#[path = "../../../metrics-runtime/src/storage/memory.rs"]
mod memory;
#[path = "../../../metrics-runtime/src/storage/sharded.rs"]
mod sharded;
#[path = "../../../metrics-runtime/src/storage/single.rs"]
mod single;
#[path = "../../../metrics-runtime/src/storage/slab.rs"]
pub(crate) mod slab;
#[path = "../../../metrics-runtime/src/storage/sums.rs"]
pub(crate) mod sums;
#[path = "../../../metrics-runtime/src/storage/sync.rs"]
pub(crate) mod sync;
#[path = "../../../metrics-runtime/src/storage/table.rs"]
pub(crate) mod table;
