//! A look at the bytes of a change before anything decodes them.
//!
//! Columns are run-length encoded, so a hundred bytes can ask for gigabytes. Counting the runs needs no memory.

/// Largest change accepted, bytes.
pub(crate) const MAX_CHANGE_BYTES: usize = 256 * 1024;
/// Most operations, and most rows of any column, in one change.
pub(crate) const MAX_ROWS: u64 = 50_000;
/// Most dependencies, and most other actors, of one change.
const MAX_LISTED: u64 = 1_000;
/// Longest actor id, bytes.
const MAX_ACTOR_BYTES: u64 = 64;

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
const CHECKSUM_BYTES: usize = 4;
/// The only chunk type let in: an uncompressed change.
const CHANGE_CHUNK: u8 = 1;
const HASH_BYTES: u64 = 32;

/// Bits 0–2 of a column's specification: its encoding.
const COLUMN_TYPE: u64 = 0b111;
/// Bit 3: deflated.
const COLUMN_DEFLATED: u64 = 0b1000;

struct Cursor<'a>(&'a [u8]);

impl<'a> Cursor<'a> {
    fn take(&mut self, n: u64) -> Option<&'a [u8]> {
        let (head, tail) = self.0.split_at_checked(usize::try_from(n).ok()?)?;
        self.0 = tail;
        Some(head)
    }

    fn unsigned(&mut self) -> Option<u64> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let [byte] = self.take(1)? else { return None };
            value |= u64::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    fn signed(&mut self) -> Option<i64> {
        let mut value = 0_i64;
        let mut shift = 0_u32;
        loop {
            let [byte] = self.take(1)? else { return None };
            value |= i64::from(byte & 0x7f).checked_shl(shift)?;
            shift += 7;
            if byte & 0x80 == 0 {
                let negative = byte & 0x40 != 0 && shift < i64::BITS;
                return Some(if negative { value | (-1_i64 << shift) } else { value });
            }
            if shift >= i64::BITS {
                return None;
            }
        }
    }
}

/// Whether the bytes can be decoded within bounds: an uncompressed change chunk whose columns stay small.
pub(crate) fn within_bounds(bytes: &[u8]) -> bool {
    bytes.len() <= MAX_CHANGE_BYTES && columns_within_bounds(bytes).unwrap_or(false)
}

/// Whether the bytes say of themselves what their hash is: the decoder works it out anew and does not look.
pub(crate) fn says_its_hash(bytes: &[u8], hash: &[u8; 32]) -> bool {
    let said = bytes.get(MAGIC.len()..MAGIC.len() + CHECKSUM_BYTES);
    said.is_some() && said == hash.get(..CHECKSUM_BYTES)
}

fn columns_within_bounds(bytes: &[u8]) -> Option<bool> {
    let mut cursor = Cursor(bytes.strip_prefix(&MAGIC)?.get(CHECKSUM_BYTES..)?);
    if cursor.take(1)? != [CHANGE_CHUNK] {
        return Some(false);
    }
    let length = cursor.unsigned()?;
    // Nothing may follow the chunk: a second one would enter unseen.
    if usize::try_from(length).ok()? != cursor.0.len() {
        return Some(false);
    }
    let deps = cursor.unsigned().filter(|n| *n <= MAX_LISTED)?;
    cursor.take(deps * HASH_BYTES)?;
    skip_actor(&mut cursor)?;
    cursor.unsigned()?; // seq
    cursor.unsigned()?; // start op
    cursor.signed()?; // time
    let message = cursor.unsigned()?;
    cursor.take(message)?;
    let others = cursor.unsigned().filter(|n| *n <= MAX_LISTED)?;
    for _ in 0..others {
        skip_actor(&mut cursor)?;
    }
    let count = cursor.unsigned().filter(|n| *n <= MAX_LISTED)?;
    let mut columns = Vec::new();
    for _ in 0..count {
        columns.push((cursor.unsigned()?, cursor.unsigned()?));
    }
    for (specification, length) in columns {
        let data = cursor.take(length)?;
        if specification & COLUMN_DEFLATED != 0 || !column_within_bounds(specification & COLUMN_TYPE, data)? {
            return Some(false);
        }
    }
    Some(true)
}

fn skip_actor(cursor: &mut Cursor<'_>) -> Option<()> {
    let length = cursor.unsigned().filter(|n| *n <= MAX_ACTOR_BYTES)?;
    cursor.take(length).map(|_| ())
}

/// Types: 0 group count, 1 actor, 2 unsigned, 3 delta, 4 boolean, 5 text, 6 value metadata, 7 raw values.
fn column_within_bounds(kind: u64, data: &[u8]) -> Option<bool> {
    let mut cursor = Cursor(data);
    let mut rows = 0_u64;
    while !cursor.0.is_empty() {
        match kind {
            7 => return Some(true),
            4 => rows = rows.checked_add(cursor.unsigned()?)?,
            _ => match cursor.signed()? {
                0 => rows = rows.checked_add(cursor.unsigned()?)?,
                run if run > 0 => {
                    let values = skip_value(kind, &mut cursor)?;
                    // A group counts rows of other columns; one repeated group multiplies them.
                    let weight = if kind == 0 { values.max(1) } else { 1 };
                    rows = rows.checked_add(run.unsigned_abs().checked_mul(weight)?)?;
                }
                literal => {
                    let count = literal.unsigned_abs();
                    rows = rows.checked_add(count)?;
                    if count > MAX_ROWS {
                        return Some(false);
                    }
                    for _ in 0..count {
                        skip_value(kind, &mut cursor)?;
                    }
                }
            },
        }
        if rows > MAX_ROWS {
            return Some(false);
        }
    }
    Some(true)
}

fn skip_value(kind: u64, cursor: &mut Cursor<'_>) -> Option<u64> {
    match kind {
        3 => cursor.signed().map(i64::unsigned_abs),
        5 => {
            let length = cursor.unsigned()?;
            cursor.take(length)?;
            Some(length)
        }
        _ => cursor.unsigned(),
    }
}
