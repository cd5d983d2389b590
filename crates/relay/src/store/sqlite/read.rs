//! Looking into mailboxes, in one moment.

use crate::hash::Hash;
use crate::store::{Body, Held, Look, ObjectName, Pages, StoreError, column, number};
use bytes::Bytes;
use rusqlite::{Connection, OptionalExtension as _, Transaction};

/// Number and head of a mailbox, if the token is its own.
fn open(tx: &Transaction<'_>, look: &Look) -> Result<Option<(i64, u64)>, StoreError> {
    let mut find = tx.prepare_cached("SELECT number, token_hash, head FROM mailbox WHERE tag = ?1")?;
    let found = find
        .query_row([look.tag.0], |row| Ok((row.get(0)?, Hash(row.get(1)?), row.get(2)?)))
        .optional()?;
    Ok(found.and_then(|(row, key, head)| key.is(&look.key).then_some((row, number(head)))))
}

pub(super) fn heads(connection: &mut Connection, looks: &[Look]) -> Result<Vec<Option<u64>>, StoreError> {
    let tx = connection.transaction()?;
    looks
        .iter()
        .map(|look| Ok(open(&tx, look)?.map(|(_, head)| head)))
        .collect()
}

pub(super) fn pages(connection: &mut Connection, looks: &[Look], room_bytes: u64) -> Result<Pages, StoreError> {
    let tx = connection.transaction()?;
    let mut after = tx.prepare_cached(
        "SELECT position, size, object, body FROM item WHERE mailbox = ?1 AND position > ?2 ORDER BY position",
    )?;
    let mut pages = Pages {
        held: Vec::new(),
        is_cut: false,
    };
    let (mut taken, mut is_first) = (0, true);
    for look in looks {
        let Some((row, head)) = open(&tx, look)? else {
            pages.held.push(Held {
                head: None,
                kept: Vec::new(),
            });
            continue;
        };
        let mut kept = Vec::new();
        let mut rows = after.query((row, column(look.after)))?;
        while let Some(row) = rows.next()? {
            let size = number(row.get(1)?);
            if !is_first && taken + size > room_bytes {
                pages.is_cut = true;
                break;
            }
            (taken, is_first) = (taken + size, false);
            let body = match row.get::<_, Option<[u8; 16]>>(2)? {
                Some(name) => Body::Shelved {
                    name: ObjectName(name),
                    bytes: size,
                },
                None => Body::Inline(Bytes::from(row.get::<_, Vec<u8>>(3)?)),
            };
            kept.push((number(row.get(0)?), body));
        }
        pages.held.push(Held { head: Some(head), kept });
        if pages.is_cut {
            break;
        }
    }
    Ok(pages)
}
