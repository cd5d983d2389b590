//! Bounds on what is accepted, each in one place.

/// Largest padded inner envelope, bytes.
pub(crate) const MAX_PADDED_BYTES: usize = 4 * 1024 * 1024;
/// Largest outer envelope, bytes: the padded inner one, its tag, ids and lengths.
pub const MAX_OUTER_BYTES: usize = MAX_PADDED_BYTES + 256;
/// Most bytes of changes in one envelope, unpacked.
pub const MAX_CHANGES_BYTES: usize = 16 * 1024 * 1024;
/// Most changes in one envelope.
pub const MAX_CHANGES: usize = 1_000;
/// Largest batch of messages, bytes: a frame, or a whole bundle.
pub const MAX_MESSAGE_BYTES: usize = 256 * 1024 * 1024;
/// Most documents one device may say it holds.
pub const MAX_DOCS: usize = 200_000;
/// Most devices that wrote in one document.
pub const MAX_DEVICES: usize = 1_000;
