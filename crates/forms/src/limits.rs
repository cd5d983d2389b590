//! What a table may hold.

/// Largest file, bytes as they are on the disk.
pub const MAX_TABLE_BYTES: usize = 32 * 1024 * 1024;
/// Largest a packed workbook may be once unpacked, bytes.
pub const MAX_UNPACKED_BYTES: u64 = 256 * 1024 * 1024;
/// Most files inside a packed workbook.
pub const MAX_ENTRIES: usize = 2_000;
/// Most rows below the header.
pub const MAX_ROWS: usize = 20_000;
/// Most columns.
pub const MAX_COLUMNS: usize = 200;
/// Longest cell, characters.
pub const MAX_CELL_CHARS: usize = 20_000;
/// Most text in a whole table, bytes: one long text that many cells share is long in each of them.
pub const MAX_TEXT_BYTES: usize = 64 * 1024 * 1024;
