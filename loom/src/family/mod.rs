#[path = "../../../metrics-runtime/src/family/key.rs"]
pub(crate) mod key;
#[path = "../../../metrics-runtime/src/family/slots.rs"]
pub(crate) mod slots;
