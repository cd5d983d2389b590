//! Looking into mailboxes, in one moment and one statement: it sees one state of the database, and costs one round trip.

use super::{column, fixed, number};
use crate::hash::Hash;
use crate::limits::INLINE_BYTES;
use crate::store::{Body, Held, Look, ObjectName, Pages, StoreError};
use bytes::Bytes;
use deadpool_postgres::Object;
use std::collections::HashMap;
use tokio_postgres::Row;
use visita_wire::MailboxTag;
use visita_wire::relay::MAX_PAGE_BYTES;

/// More rows than any answer holds: every envelope is padded to 4 KiB at least.
const MOST_ROWS: i64 = (MAX_PAGE_BYTES / 4096) as i64 + 1;
const _: () = assert!(INLINE_BYTES < MAX_PAGE_BYTES);

const MAILBOXES: &str = "SELECT tag, token_hash, head FROM mailbox WHERE tag = ANY($1)";
/// Every mailbox that its token opens, with the rows that fit, and the first that does not, without its body: it only says
/// that there is more. Hashes may be compared here: how long that takes tells nothing of the tokens that they are of.
const PAGES: &str = "
    WITH open AS MATERIALIZED (
        SELECT l.place, l.known, mailbox.number, mailbox.head
        FROM unnest($1::bytea[], $2::bytea[], $3::bigint[]) WITH ORDINALITY AS l (tag, key, known, place)
        JOIN mailbox ON mailbox.tag = l.tag AND mailbox.token_hash = l.key
    )
    SELECT open.place, open.head, fits.position, fits.size, fits.object, fits.body, fits.whole
    FROM open LEFT JOIN (
        SELECT place, position, size, object, total <= $4 OR nth = 1 AS whole,
               CASE WHEN total <= $4 OR nth = 1 THEN body END AS body
        FROM (
            SELECT open.place, i.position, i.size, i.object, i.body,
                   (sum(i.size) OVER w)::bigint AS total, row_number() OVER w AS nth
            FROM open
            CROSS JOIN LATERAL (
                SELECT position, size, object, body FROM item
                WHERE item.mailbox = open.number AND item.position > open.known
                ORDER BY position LIMIT $5
            ) AS i
            WINDOW w AS (ORDER BY open.place, i.position ROWS UNBOUNDED PRECEDING)
            ORDER BY open.place, i.position LIMIT $5
        ) AS asked
        WHERE total - size <= $4 OR nth <= 2
    ) AS fits ON fits.place = open.place
    ORDER BY open.place, fits.position";

type Found = Vec<Option<u64>>;

fn judge(rows: &[Row], looks: &[Look]) -> Result<Found, StoreError> {
    let mut found: HashMap<MailboxTag, (Hash, u64)> = HashMap::new();
    for row in rows {
        let tag = MailboxTag(fixed(row.try_get(0)?)?);
        let key = Hash(fixed(row.try_get(1)?)?);
        found.insert(tag, (key, number(row.try_get(2)?)));
    }
    let open = |look: &Look| {
        let (key, head) = found.get(&look.tag)?;
        key.is(&look.key).then_some(*head)
    };
    Ok(looks.iter().map(open).collect())
}

/// The head of each mailbox whose token is its own.
pub(super) async fn heads(client: &Object, looks: &[Look]) -> Result<Found, StoreError> {
    let tags: Vec<&[u8]> = looks.iter().map(|look| look.tag.0.as_slice()).collect();
    let statement = client.prepare_cached(MAILBOXES).await?;
    judge(&client.query(&statement, &[&tags]).await?, looks)
}

pub(super) async fn pages(client: &Object, looks: &[Look], room_bytes: u64) -> Result<Pages, StoreError> {
    let tags: Vec<&[u8]> = looks.iter().map(|look| look.tag.0.as_slice()).collect();
    let keys: Vec<&[u8]> = looks.iter().map(|look| look.key.0.as_slice()).collect();
    let known: Vec<i64> = looks.iter().map(|look| column(look.after)).collect();
    let read = client.prepare_cached(PAGES).await?;
    let room = column(room_bytes);
    let rows = client.query(&read, &[&tags, &keys, &known, &room, &MOST_ROWS]).await?;
    let none = |_: &Look| Held {
        head: None,
        kept: Vec::new(),
    };
    let mut pages = Pages {
        held: looks.iter().map(none).collect(),
        is_cut: false,
    };
    for row in rows {
        let place = usize::try_from(row.try_get::<_, i64>(0)? - 1).unwrap_or(usize::MAX);
        let too_many = || StoreError::Unusable("postgres: a row too many".into());
        let page = pages.held.get_mut(place).ok_or_else(too_many)?;
        page.head = Some(number(row.try_get(1)?));
        match row.try_get::<_, Option<bool>>(6)? {
            None => {}
            Some(true) => page.kept.push((number(row.try_get(2)?), body(&row)?)),
            Some(false) => {
                pages.held.truncate(place + 1);
                pages.is_cut = true;
                break;
            }
        }
    }
    Ok(pages)
}

fn body(row: &Row) -> Result<Body, StoreError> {
    Ok(match row.try_get::<_, Option<Vec<u8>>>(4)? {
        Some(name) => Body::Shelved {
            name: ObjectName(fixed(name)?),
            bytes: number(row.try_get(3)?),
        },
        None => Body::Inline(Bytes::from(row.try_get::<_, Vec<u8>>(5)?)),
    })
}
