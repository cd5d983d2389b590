//! Looking into mailboxes, in one moment and two statements.

use super::{column, fixed, number};
use crate::hash::Hash;
use crate::limits::INLINE_BYTES;
use crate::store::{Body, Held, Look, ObjectName, Pages, StoreError};
use bytes::Bytes;
use deadpool_postgres::Object;
use std::collections::HashMap;
use tokio_postgres::IsolationLevel;
use tokio_postgres::types::ToSql;
use visita_wire::MailboxTag;
use visita_wire::relay::MAX_PAGE_BYTES;

/// More rows than any answer holds: every envelope is padded to 4 KiB at least.
const MOST_ROWS: i64 = (MAX_PAGE_BYTES / 4096) as i64 + 1;
const _: () = assert!(INLINE_BYTES < MAX_PAGE_BYTES);

const MAILBOXES: &str = "SELECT tag, number, token_hash, head FROM mailbox WHERE tag = ANY($1)";
/// The rows that fit, and the first that does not, without its body: it only says that there is more.
const ITEMS: &str = "
    SELECT place, position, size, object, CASE WHEN total <= $3 OR nth = 1 THEN body END, total <= $3 OR nth = 1
    FROM (
        SELECT l.place, i.position, i.size, i.object, i.body,
               (sum(i.size) OVER w)::bigint AS total, row_number() OVER w AS nth
        FROM unnest($1::bigint[], $2::bigint[]) WITH ORDINALITY AS l (mailbox, known, place)
        CROSS JOIN LATERAL (
            SELECT position, size, object, body FROM item
            WHERE item.mailbox = l.mailbox AND item.position > l.known
            ORDER BY position LIMIT $4
        ) AS i
        WINDOW w AS (ORDER BY l.place, i.position ROWS UNBOUNDED PRECEDING)
        ORDER BY l.place, i.position LIMIT $4
    ) AS fitting
    WHERE total - size <= $3 OR nth <= 2
    ORDER BY place, position";

type Found = Vec<Option<(i64, u64)>>;

fn judge(rows: &[tokio_postgres::Row], looks: &[Look]) -> Result<Found, StoreError> {
    let mut found: HashMap<MailboxTag, (i64, Hash, u64)> = HashMap::new();
    for row in rows {
        let tag = MailboxTag(fixed(row.try_get(0)?)?);
        let key = Hash(fixed(row.try_get(2)?)?);
        found.insert(tag, (row.try_get(1)?, key, number(row.try_get(3)?)));
    }
    let open = |look: &Look| {
        let (row, key, head) = found.get(&look.tag)?;
        key.is(&look.key).then_some((*row, *head))
    };
    Ok(looks.iter().map(open).collect())
}

/// Number and head of each mailbox whose token is its own.
pub(super) async fn mailboxes(client: &Object, looks: &[Look]) -> Result<Found, StoreError> {
    let tags: Vec<&[u8]> = looks.iter().map(|look| look.tag.0.as_slice()).collect();
    let statement = client.prepare_cached(MAILBOXES).await?;
    judge(&client.query(&statement, &[&tags]).await?, looks)
}

pub(super) async fn pages(client: &mut Object, looks: &[Look], room_bytes: u64) -> Result<Pages, StoreError> {
    let tags: Vec<&[u8]> = looks.iter().map(|look| look.tag.0.as_slice()).collect();
    // The transaction begins, looks and ends in two round trips: statements go out before their predecessors are answered.
    let find = client.prepare_cached(MAILBOXES).await?;
    let read = client.prepare_cached(ITEMS).await?;
    let tx = client
        .build_transaction()
        .isolation_level(IsolationLevel::RepeatableRead)
        .read_only(true)
        .start()
        .await?;
    let found = judge(&tx.query(&find, &[&tags]).await?, looks)?;
    let has_more = |(look, mailbox): (&Look, &Option<(i64, u64)>)| {
        mailbox.and_then(|(row, head)| (head > look.after).then_some((row, column(look.after))))
    };
    let (rows, after): (Vec<i64>, Vec<i64>) = looks.iter().zip(&found).filter_map(has_more).unzip();
    let room = column(room_bytes);
    let params: [&(dyn ToSql + Sync); 4] = [&rows, &after, &room, &MOST_ROWS];
    let items = if rows.is_empty() {
        Vec::new()
    } else {
        tx.query(&read, &params).await?
    };
    tx.commit().await?;
    let mut kept: HashMap<i64, Vec<(u64, Body)>> = HashMap::new();
    let mut cut = None;
    for item in &items {
        let place = usize::try_from(item.try_get::<_, i64>(0)? - 1).unwrap_or(usize::MAX);
        let row = *rows
            .get(place)
            .ok_or(StoreError::Unusable("postgres: a row too many".into()))?;
        let fits: bool = item.try_get(5)?;
        if !fits {
            cut = Some(row);
            break;
        }
        let body = match item.try_get::<_, Option<Vec<u8>>>(3)? {
            Some(name) => Body::Shelved {
                name: ObjectName(fixed(name)?),
                bytes: number(item.try_get(2)?),
            },
            None => Body::Inline(Bytes::from(item.try_get::<_, Vec<u8>>(4)?)),
        };
        kept.entry(row).or_default().push((number(item.try_get(1)?), body));
    }
    let mut held = Vec::with_capacity(found.len());
    for mailbox in found {
        let row = mailbox.map(|(row, _)| row);
        held.push(Held {
            head: mailbox.map(|(_, head)| head),
            kept: row.and_then(|row| kept.remove(&row)).unwrap_or_default(),
        });
        if cut.is_some() && cut == row {
            break;
        }
    }
    Ok(Pages {
        held,
        is_cut: cut.is_some(),
    })
}
