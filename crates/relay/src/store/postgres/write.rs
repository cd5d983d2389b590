//! One task writes for a process: what waits is committed together. Between processes, rows are locked in one order
//! (mailboxes by tag, then invitations by number, then new mailboxes by tag), so that nobody waits in a circle.

use super::{CHANNEL, SWEEPING, allowance, column, fixed, number};
use crate::hash::Hash;
use crate::limits::{BATCH_BYTES, BATCH_ITEMS, BATCH_TRIES, QUEUED_PUTS, SWEEP_ITEMS};
use crate::store::ledger::{Invited, Ledger, Mailbox};
use crate::store::{Body, Day, Fate, Incoming, ObjectName, StoreError, Swept};
use deadpool_postgres::{Object, Pool, Transaction};
use std::collections::{BTreeMap, BTreeSet};
use tokio::sync::{mpsc, oneshot};
use visita_wire::MailboxTag;

/// Tags in one notification: its text may have 8,000 bytes.
const TAGS_TOLD: usize = 120;

struct Put {
    items: Vec<Incoming>,
    today: Day,
    answer: oneshot::Sender<Result<Vec<Fate>, StoreError>>,
}

/// The door to the writing task. It ends when the door is gone and everything before that is done.
pub(super) struct Writer {
    queue: mpsc::Sender<Put>,
}

impl Writer {
    pub(super) fn start(pool: Pool, mailbox_bytes: u64) -> Self {
        let (queue, mut waiting) = mpsc::channel(QUEUED_PUTS);
        tokio::spawn(async move {
            let mut next = None;
            loop {
                let first = match next.take() {
                    Some(put) => put,
                    None => match waiting.recv().await {
                        Some(put) => put,
                        None => return,
                    },
                };
                let (batch, after) = gather(first, &mut waiting);
                next = after;
                commit(&pool, batch, mailbox_bytes).await;
            }
        });
        Self { queue }
    }

    pub(super) async fn put(&self, items: Vec<Incoming>, today: Day) -> Result<Vec<Fate>, StoreError> {
        let (answer, answered) = oneshot::channel();
        self.queue
            .try_send(Put { items, today, answer })
            .map_err(|_| StoreError::Busy("too many puts are waiting".into()))?;
        let stopped = |_| StoreError::Busy("the writer has stopped".into());
        answered.await.map_err(stopped)?
    }
}

/// What waits behind a put, as long as it is of the same day and fits one transaction.
fn gather(first: Put, waiting: &mut mpsc::Receiver<Put>) -> (Vec<Put>, Option<Put>) {
    let weight = |put: &Put| put.items.iter().map(|item| item.body.size()).sum::<u64>();
    let (mut items, mut bytes, today) = (first.items.len(), weight(&first), first.today);
    let mut batch = vec![first];
    while let Ok(put) = waiting.try_recv() {
        items += put.items.len();
        bytes += weight(&put);
        if put.today != today || items > BATCH_ITEMS || bytes > BATCH_BYTES as u64 {
            return (batch, Some(put));
        }
        batch.push(put);
    }
    (batch, None)
}

async fn commit(pool: &Pool, batch: Vec<Put>, mailbox_bytes: u64) {
    let mut outcome = Err(StoreError::Busy("not tried".into()));
    for _ in 0..BATCH_TRIES {
        outcome = match pool.get().await {
            Ok(mut client) => try_commit(&mut client, &batch, mailbox_bytes).await,
            Err(error) => Err(error.into()),
        };
        // A put is idempotent: one whose commit was not answered is found there the second time.
        if !matches!(outcome, Err(StoreError::Busy(_))) {
            break;
        }
    }
    match outcome {
        Ok(fates) => {
            for (put, fates) in batch.into_iter().zip(fates) {
                let _ = put.answer.send(Ok(fates));
            }
        }
        Err(error) => {
            for put in batch {
                let _ = put.answer.send(Err(error.clone()));
            }
        }
    }
}

async fn try_commit(client: &mut Object, batch: &[Put], mailbox_bytes: u64) -> Result<Vec<Vec<Fate>>, StoreError> {
    let today = batch.first().map_or(0, |put| put.today);
    let items: Vec<&Incoming> = batch.iter().flat_map(|put| &put.items).collect();
    let tx = client.transaction().await?;
    let mut ledger = load(&tx, &items, mailbox_bytes, today).await?;
    let fates: Vec<Vec<Fate>> = batch
        .iter()
        .map(|put| put.items.iter().map(|item| ledger.decide(item)).collect())
        .collect();
    let new: Vec<(&Incoming, u64)> = items
        .iter()
        .zip(fates.iter().flatten())
        .filter_map(|(item, fate)| match fate {
            Fate::Kept { position, is_new: true } => Some((*item, *position)),
            Fate::Kept { .. } | Fate::Refused(_) => None,
        })
        .collect();
    if new.is_empty() {
        return Ok(fates);
    }
    let changed: BTreeSet<MailboxTag> = new.iter().map(|(item, _)| item.tag).collect();
    let rows = write_mailboxes(&tx, &ledger, &changed).await?;
    write_invitations(&tx, &ledger).await?;
    write_items(&tx, &new, &rows, today).await?;
    let changed: Vec<MailboxTag> = changed.into_iter().collect();
    for told in changed.chunks(TAGS_TOLD) {
        let payload: String = told.iter().map(ToString::to_string).collect();
        let notify = tx.prepare_cached("SELECT pg_notify($1, $2)").await?;
        tx.execute(&notify, &[&CHANNEL, &payload]).await?;
    }
    tx.commit().await?;
    Ok(fates)
}

/// Loads the rows a batch touches, and holds them until the transaction ends.
async fn load(tx: &Transaction<'_>, items: &[&Incoming], mailbox_bytes: u64, today: Day) -> Result<Ledger, StoreError> {
    let mut ledger = Ledger {
        mailbox_bytes,
        today,
        ..Ledger::default()
    };
    let tags: BTreeSet<&[u8]> = items.iter().map(|item| item.tag.0.as_slice()).collect();
    let tags: Vec<&[u8]> = tags.into_iter().collect();
    let find = tx
        .prepare_cached(
            "SELECT tag, number, token_hash, invitation, head, bytes FROM mailbox WHERE tag = ANY($1)
             ORDER BY tag FOR UPDATE",
        )
        .await?;
    let mut rows = BTreeMap::new();
    for row in tx.query(&find, &[&tags]).await? {
        let tag = MailboxTag(fixed(row.try_get(0)?)?);
        let mailbox = Mailbox {
            row: Some(row.try_get(1)?),
            key: Hash(fixed(row.try_get(2)?)?),
            invitation: row.try_get(3)?,
            head: number(row.try_get(4)?),
            bytes: number(row.try_get(5)?),
        };
        rows.insert(row.try_get::<_, i64>(1)?, tag);
        ledger.mailboxes.insert(tag, mailbox);
    }
    load_invitations(tx, items, &mut ledger).await?;
    let mut mailboxes = Vec::new();
    let mut hashes: Vec<&[u8]> = Vec::new();
    for item in items {
        if let Some(row) = ledger.mailboxes.get(&item.tag).and_then(|mailbox| mailbox.row) {
            mailboxes.push(row);
            hashes.push(&item.hash.0);
        }
    }
    if !mailboxes.is_empty() {
        let held = tx
            .prepare_cached(
                "SELECT i.mailbox, i.hash, i.position FROM unnest($1::bigint[], $2::bytea[]) AS asked (mailbox, hash)
                 JOIN item i ON i.mailbox = asked.mailbox AND i.hash = asked.hash",
            )
            .await?;
        for row in tx.query(&held, &[&mailboxes, &hashes]).await? {
            if let Some(tag) = rows.get(&row.try_get(0)?) {
                let hash = Hash(fixed(row.try_get(1)?)?);
                ledger.held.insert((*tag, hash), number(row.try_get(2)?));
            }
        }
    }
    Ok(ledger)
}

async fn load_invitations(tx: &Transaction<'_>, items: &[&Incoming], ledger: &mut Ledger) -> Result<(), StoreError> {
    let numbers: BTreeSet<i64> = ledger.mailboxes.values().map(|mailbox| mailbox.invitation).collect();
    let numbers: Vec<i64> = numbers.into_iter().collect();
    let tokens: BTreeSet<Hash> = items.iter().filter_map(|item| item.invitation).collect();
    let tokens: Vec<&[u8]> = tokens.iter().map(|token| token.0.as_slice()).collect();
    let find = tx
        .prepare_cached(
            "SELECT number, token_hash, mailboxes_most, bytes_most, until_day, mailboxes, bytes, is_withdrawn
             FROM invitation WHERE number = ANY($1) OR token_hash = ANY($2) ORDER BY number FOR UPDATE",
        )
        .await?;
    for row in tx.query(&find, &[&numbers, &tokens]).await? {
        let number_of: i64 = row.try_get(0)?;
        let invited = Invited {
            allowance: allowance(&row, 2)?,
            mailboxes: number(row.try_get(5)?),
            bytes: number(row.try_get(6)?),
            is_withdrawn: row.try_get(7)?,
        };
        ledger.invitations.insert(number_of, invited);
        ledger.tokens.insert(Hash(fixed(row.try_get(1)?)?), number_of);
    }
    Ok(())
}

/// Answers the number of each.
async fn write_mailboxes(
    tx: &Transaction<'_>,
    ledger: &Ledger,
    changed: &BTreeSet<MailboxTag>,
) -> Result<BTreeMap<MailboxTag, i64>, StoreError> {
    let mut rows = BTreeMap::new();
    let (mut old, mut old_heads, mut old_bytes) = (Vec::new(), Vec::new(), Vec::new());
    let (mut tags, mut keys): (Vec<&[u8]>, Vec<&[u8]>) = (Vec::new(), Vec::new());
    let (mut invitations, mut heads, mut bytes) = (Vec::new(), Vec::new(), Vec::new());
    for (tag, mailbox) in ledger.mailboxes.iter().filter(|(tag, _)| changed.contains(tag)) {
        if let Some(row) = mailbox.row {
            rows.insert(*tag, row);
            old.push(row);
            old_heads.push(column(mailbox.head));
            old_bytes.push(column(mailbox.bytes));
        } else {
            tags.push(&tag.0);
            keys.push(&mailbox.key.0);
            invitations.push(mailbox.invitation);
            heads.push(column(mailbox.head));
            bytes.push(column(mailbox.bytes));
        }
    }
    if !old.is_empty() {
        let update = tx
            .prepare_cached(
                "UPDATE mailbox SET head = new.head, bytes = new.bytes
                 FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS new (number, head, bytes)
                 WHERE mailbox.number = new.number",
            )
            .await?;
        tx.execute(&update, &[&old, &old_heads, &old_bytes]).await?;
    }
    if !tags.is_empty() {
        let insert = tx
            .prepare_cached(
                "INSERT INTO mailbox (tag, token_hash, invitation, head, bytes)
                 SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::bigint[], $4::bigint[], $5::bigint[]) AS new (tag)
                 ORDER BY new.tag ON CONFLICT (tag) DO NOTHING RETURNING tag, number",
            )
            .await?;
        let made = tx.query(&insert, &[&tags, &keys, &invitations, &heads, &bytes]).await?;
        if made.len() != tags.len() {
            // Another process opened one of them since they were looked for.
            return Err(StoreError::Busy("two processes opened one mailbox".into()));
        }
        for row in made {
            rows.insert(MailboxTag(fixed(row.try_get(0)?)?), row.try_get(1)?);
        }
    }
    Ok(rows)
}

async fn write_invitations(tx: &Transaction<'_>, ledger: &Ledger) -> Result<(), StoreError> {
    let numbers: Vec<i64> = ledger.invitations.keys().copied().collect();
    let mailboxes: Vec<i64> = ledger.invitations.values().map(|one| column(one.mailboxes)).collect();
    let bytes: Vec<i64> = ledger.invitations.values().map(|one| column(one.bytes)).collect();
    let update = tx
        .prepare_cached(
            "UPDATE invitation SET mailboxes = new.mailboxes, bytes = new.bytes
             FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS new (number, mailboxes, bytes)
             WHERE invitation.number = new.number",
        )
        .await?;
    tx.execute(&update, &[&numbers, &mailboxes, &bytes]).await?;
    Ok(())
}

async fn write_items(
    tx: &Transaction<'_>,
    new: &[(&Incoming, u64)],
    rows: &BTreeMap<MailboxTag, i64>,
    today: Day,
) -> Result<(), StoreError> {
    let (mut mailboxes, mut positions, mut sizes) = (Vec::new(), Vec::new(), Vec::new());
    let mut hashes: Vec<&[u8]> = Vec::new();
    let mut objects: Vec<Option<&[u8]>> = Vec::new();
    let mut bodies: Vec<Option<&[u8]>> = Vec::new();
    for (item, position) in new {
        let row = rows
            .get(&item.tag)
            .ok_or(StoreError::Unusable("a mailbox without a row".into()))?;
        mailboxes.push(*row);
        positions.push(column(*position));
        sizes.push(column(item.body.size()));
        hashes.push(&item.hash.0);
        match &item.body {
            Body::Inline(bytes) => {
                objects.push(None);
                bodies.push(Some(bytes));
            }
            Body::Shelved { name, .. } => {
                objects.push(Some(&name.0));
                bodies.push(None);
            }
        }
    }
    let insert = tx
        .prepare_cached(
            "INSERT INTO item (mailbox, position, size, hash, object, body, day)
             SELECT new.*, $7 FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bytea[], $5::bytea[], $6::bytea[])
             AS new",
        )
        .await?;
    let day = i64::from(today);
    tx.execute(
        &insert,
        &[&mailboxes, &positions, &sizes, &hashes, &objects, &bodies, &day],
    )
    .await?;
    Ok(())
}

/// Removes the oldest, unless another process is at it.
pub(super) async fn sweep(client: &mut Object, before: Day) -> Result<Swept, StoreError> {
    let tx = client.transaction().await?;
    let is_ours: bool = tx
        .query_one("SELECT pg_try_advisory_xact_lock($1)", &[&SWEEPING])
        .await?
        .try_get(0)?;
    if !is_ours {
        return Ok(Swept::default());
    }
    let most = SWEEP_ITEMS as i64;
    let old = tx
        .query(
            "SELECT mailbox, position, size, object FROM item WHERE day < $1 LIMIT $2",
            &[&i64::from(before), &most],
        )
        .await?;
    let mut swept = Swept {
        items: old.len() as u64,
        has_more: old.len() == SWEEP_ITEMS,
        ..Swept::default()
    };
    let (mut mailboxes, mut positions) = (Vec::new(), Vec::new());
    let mut freed: BTreeMap<i64, i64> = BTreeMap::new();
    for row in &old {
        let mailbox: i64 = row.try_get(0)?;
        mailboxes.push(mailbox);
        positions.push(row.try_get::<_, i64>(1)?);
        *freed.entry(mailbox).or_default() += row.try_get::<_, i64>(2)?;
        if let Some(name) = row.try_get::<_, Option<Vec<u8>>>(3)? {
            swept.objects.push(ObjectName(fixed(name)?));
        }
    }
    if swept.items == 0 {
        return Ok(swept);
    }
    let numbers: Vec<i64> = freed.keys().copied().collect();
    let bytes: Vec<i64> = freed.values().copied().collect();
    // The order in which puts lock them.
    tx.execute(
        "SELECT FROM mailbox WHERE number = ANY($1) ORDER BY tag FOR UPDATE",
        &[&numbers],
    )
    .await?;
    tx.execute(
        "SELECT FROM invitation WHERE number IN (SELECT invitation FROM mailbox WHERE number = ANY($1))
         ORDER BY number FOR UPDATE",
        &[&numbers],
    )
    .await?;
    tx.execute(
        "DELETE FROM item USING unnest($1::bigint[], $2::bigint[]) AS old (mailbox, position)
         WHERE item.mailbox = old.mailbox AND item.position = old.position",
        &[&mailboxes, &positions],
    )
    .await?;
    tx.execute(
        "UPDATE invitation SET bytes = invitation.bytes - freed.bytes
         FROM (
             SELECT mailbox.invitation, sum(old.bytes)::bigint AS bytes
             FROM unnest($1::bigint[], $2::bigint[]) AS old (number, bytes) JOIN mailbox USING (number)
             GROUP BY mailbox.invitation
         ) AS freed
         WHERE invitation.number = freed.invitation",
        &[&numbers, &bytes],
    )
    .await?;
    tx.execute(
        "UPDATE mailbox SET bytes = mailbox.bytes - old.bytes
         FROM unnest($1::bigint[], $2::bigint[]) AS old (number, bytes)
         WHERE mailbox.number = old.number",
        &[&numbers, &bytes],
    )
    .await?;
    tx.commit().await?;
    Ok(swept)
}
