//! One task writes for a process: what waits is committed together. Between processes, rows are locked in one order
//! (mailboxes by tag, then invitations by number, then new mailboxes by tag), so that nobody waits in a circle.
//!
//! Statements that do not need each other's answers go out together and are carried out in that order: what a batch costs
//! beside its rows is round trips. One locks and looks, one writes and commits; a third opens mailboxes where there are new ones.

use super::{CHANNEL, allowance, column, fixed, number};
use crate::hash::Hash;
use crate::limits::{BATCH_BYTES, BATCH_ITEMS, BATCH_TRIES, QUEUED_PUTS};
use crate::store::ledger::{Invited, Ledger, Mailbox};
use crate::store::{Body, Day, Fate, Incoming, StoreError};
use deadpool_postgres::{Object, Pool};
use futures_util::future::{try_join4, try_join5};
use std::collections::{BTreeMap, BTreeSet};
use tokio::sync::{mpsc, oneshot};
use tokio_postgres::Statement;
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
            Ok(client) => try_commit(client, &batch, mailbox_bytes).await,
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

async fn try_commit(client: Object, batch: &[Put], mailbox_bytes: u64) -> Result<Vec<Vec<Fate>>, StoreError> {
    let done = transact(&client, batch, mailbox_bytes).await;
    // Nothing is open where it was committed, or the database said so itself; to be told once more does no harm.
    if !matches!(done, Ok((_, Ended::Committed))) && client.batch_execute("ROLLBACK").await.is_err() {
        // Nobody else is to begin in the middle of this.
        drop(Object::take(client));
    }
    done.map(|(fates, _)| fates)
}

/// How a batch that did not fail was left.
enum Ended {
    Committed,
    /// There was nothing to write.
    Open,
}

async fn transact(client: &Object, batch: &[Put], mailbox_bytes: u64) -> Result<(Vec<Vec<Fate>>, Ended), StoreError> {
    let today = batch.first().map_or(0, |put| put.today);
    let items: Vec<&Incoming> = batch.iter().flat_map(|put| &put.items).collect();
    let ready = Ready::of(client).await?;
    let mut ledger = load(client, &ready, &items, mailbox_bytes, today).await?;
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
        return Ok((fates, Ended::Open));
    }
    let changed: BTreeSet<MailboxTag> = new.iter().map(|(item, _)| item.tag).collect();
    let written = || {
        let written = ledger.mailboxes.iter().filter(|(tag, _)| changed.contains(tag));
        written.map(|(tag, mailbox)| (*tag, mailbox))
    };
    let mut rows: BTreeMap<MailboxTag, i64> = written()
        .filter_map(|(tag, mailbox)| Some((tag, mailbox.row?)))
        .collect();
    let opened: Vec<_> = written().filter(|(_, mailbox)| mailbox.row.is_none()).collect();
    if !opened.is_empty() {
        rows.extend(open_mailboxes(client, &ready, &opened).await?);
    }
    // Where one of them fails, the database takes the last word for the opposite.
    try_join5(
        write_items(client, &ready, &new, &rows, today),
        write_mailboxes(client, &ready, written()),
        write_invitations(client, &ready, &ledger),
        tell(client, &ready, &changed),
        async { Ok(client.batch_execute("COMMIT").await?) },
    )
    .await?;
    Ok((fates, Ended::Committed))
}

/// The statements of a batch, ready before the first is sent: they are carried out in the order in which they are sent.
struct Ready {
    lock_mailboxes: Statement,
    lock_invitations: Statement,
    held: Statement,
    open_mailboxes: Statement,
    write_mailboxes: Statement,
    write_invitations: Statement,
    write_items: Statement,
    tell: Statement,
}

impl Ready {
    async fn of(client: &Object) -> Result<Self, StoreError> {
        Ok(Self {
            lock_mailboxes: client.prepare_cached(LOCK_MAILBOXES).await?,
            lock_invitations: client.prepare_cached(LOCK_INVITATIONS).await?,
            held: client.prepare_cached(HELD).await?,
            open_mailboxes: client.prepare_cached(OPEN_MAILBOXES).await?,
            write_mailboxes: client.prepare_cached(WRITE_MAILBOXES).await?,
            write_invitations: client.prepare_cached(WRITE_INVITATIONS).await?,
            write_items: client.prepare_cached(WRITE_ITEMS).await?,
            tell: client.prepare_cached(TELL).await?,
        })
    }
}

/// Tells every process, this one too, which mailboxes have news: it hears it when this is committed.
async fn tell(client: &Object, ready: &Ready, changed: &BTreeSet<MailboxTag>) -> Result<(), StoreError> {
    let changed: Vec<&MailboxTag> = changed.iter().collect();
    let payloads = changed
        .chunks(TAGS_TOLD)
        .map(|told| told.iter().map(ToString::to_string).collect());
    let payloads: Vec<String> = payloads.collect();
    client.query(&ready.tell, &[&CHANNEL, &payloads]).await?;
    Ok(())
}

const TELL: &str = "SELECT pg_notify($1, told) FROM unnest($2::text[]) AS told";
const LOCK_MAILBOXES: &str = "
    SELECT tag, number, token_hash, invitation, head, bytes FROM mailbox WHERE tag = ANY($1) ORDER BY tag FOR UPDATE";
const LOCK_INVITATIONS: &str = "
    SELECT number, token_hash, mailboxes_most, bytes_most, until_day, mailboxes, bytes, is_withdrawn FROM invitation
    WHERE token_hash = ANY($2) OR number IN (SELECT invitation FROM mailbox WHERE tag = ANY($1))
    ORDER BY number FOR UPDATE";
/// Which envelopes of a batch are there already: asked when the mailboxes are locked, so that none is put meanwhile. Each is
/// looked up by itself: whatever the tables' statistics are, no plan reads a table through.
const HELD: &str = "
    SELECT asked.tag, asked.hash, held.position FROM unnest($1::bytea[], $2::bytea[]) AS asked (tag, hash)
    CROSS JOIN LATERAL (SELECT number FROM mailbox WHERE mailbox.tag = asked.tag LIMIT 1) AS opened
    CROSS JOIN LATERAL (
        SELECT position FROM item WHERE item.mailbox = opened.number AND item.hash = asked.hash LIMIT 1
    ) AS held";

const OPEN_MAILBOXES: &str = "
    INSERT INTO mailbox (tag, token_hash, invitation, head, bytes)
    SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::bigint[], $4::bigint[], $5::bigint[]) AS new (tag)
    ORDER BY new.tag ON CONFLICT (tag) DO NOTHING RETURNING tag, number";
const WRITE_MAILBOXES: &str = "
    UPDATE mailbox SET head = new.head, bytes = new.bytes
    FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS new (number, head, bytes)
    WHERE mailbox.number = new.number";
const WRITE_INVITATIONS: &str = "
    UPDATE invitation SET mailboxes = new.mailboxes, bytes = new.bytes
    FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS new (number, mailboxes, bytes)
    WHERE invitation.number = new.number";
const WRITE_ITEMS: &str = "
    INSERT INTO item (mailbox, position, size, hash, object, body, day)
    SELECT new.*, $7 FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bytea[], $5::bytea[], $6::bytea[]) AS new";

/// Begins, loads the rows a batch touches, and holds them until the transaction ends.
async fn load(
    client: &Object,
    ready: &Ready,
    items: &[&Incoming],
    mailbox_bytes: u64,
    today: Day,
) -> Result<Ledger, StoreError> {
    let mut ledger = Ledger {
        mailbox_bytes,
        today,
        ..Ledger::default()
    };
    let tags: BTreeSet<&[u8]> = items.iter().map(|item| item.tag.0.as_slice()).collect();
    let tags: Vec<&[u8]> = tags.into_iter().collect();
    let tokens: BTreeSet<Hash> = items.iter().filter_map(|item| item.invitation).collect();
    let tokens: Vec<&[u8]> = tokens.iter().map(|token| token.0.as_slice()).collect();
    let of_each: Vec<&[u8]> = items.iter().map(|item| item.tag.0.as_slice()).collect();
    let hashes: Vec<&[u8]> = items.iter().map(|item| item.hash.0.as_slice()).collect();
    let ((), mailboxes, invitations, held) = try_join4(
        client.batch_execute("BEGIN"),
        client.query(&ready.lock_mailboxes, &[&tags]),
        client.query(&ready.lock_invitations, &[&tags, &tokens]),
        client.query(&ready.held, &[&of_each, &hashes]),
    )
    .await?;
    for row in mailboxes {
        let mailbox = Mailbox {
            row: Some(row.try_get(1)?),
            key: Hash(fixed(row.try_get(2)?)?),
            invitation: row.try_get(3)?,
            head: number(row.try_get(4)?),
            bytes: number(row.try_get(5)?),
        };
        ledger.mailboxes.insert(MailboxTag(fixed(row.try_get(0)?)?), mailbox);
    }
    for row in invitations {
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
    for row in held {
        let tag = MailboxTag(fixed(row.try_get(0)?)?);
        // One that another process opened after the lock is not held: opening it again fails, and the batch is tried anew.
        if ledger.mailboxes.contains_key(&tag) {
            let hash = Hash(fixed(row.try_get(1)?)?);
            ledger.held.insert((tag, hash), number(row.try_get(2)?));
        }
    }
    Ok(ledger)
}

/// Makes the rows of mailboxes that nobody has put into before; answers their numbers.
async fn open_mailboxes(
    client: &Object,
    ready: &Ready,
    opened: &[(MailboxTag, &Mailbox)],
) -> Result<BTreeMap<MailboxTag, i64>, StoreError> {
    let tags: Vec<&[u8]> = opened.iter().map(|(tag, _)| tag.0.as_slice()).collect();
    let keys: Vec<&[u8]> = opened.iter().map(|(_, mailbox)| mailbox.key.0.as_slice()).collect();
    let invitations: Vec<i64> = opened.iter().map(|(_, mailbox)| mailbox.invitation).collect();
    let heads: Vec<i64> = opened.iter().map(|(_, mailbox)| column(mailbox.head)).collect();
    let bytes: Vec<i64> = opened.iter().map(|(_, mailbox)| column(mailbox.bytes)).collect();
    let made = client
        .query(&ready.open_mailboxes, &[&tags, &keys, &invitations, &heads, &bytes])
        .await?;
    if made.len() != opened.len() {
        // Another process opened one of them since they were looked for.
        return Err(StoreError::Busy("two processes opened one mailbox".into()));
    }
    made.iter()
        .map(|row| Ok((MailboxTag(fixed(row.try_get(0)?)?), row.try_get(1)?)))
        .collect()
}

/// Writes what became of the mailboxes that were there before.
async fn write_mailboxes(
    client: &Object,
    ready: &Ready,
    written: impl Iterator<Item = (MailboxTag, &Mailbox)>,
) -> Result<(), StoreError> {
    let (mut rows, mut heads, mut bytes) = (Vec::new(), Vec::new(), Vec::new());
    for (_, mailbox) in written {
        if let Some(row) = mailbox.row {
            rows.push(row);
            heads.push(column(mailbox.head));
            bytes.push(column(mailbox.bytes));
        }
    }
    if rows.is_empty() {
        return Ok(());
    }
    client.execute(&ready.write_mailboxes, &[&rows, &heads, &bytes]).await?;
    Ok(())
}

async fn write_invitations(client: &Object, ready: &Ready, ledger: &Ledger) -> Result<(), StoreError> {
    let numbers: Vec<i64> = ledger.invitations.keys().copied().collect();
    let mailboxes: Vec<i64> = ledger.invitations.values().map(|one| column(one.mailboxes)).collect();
    let bytes: Vec<i64> = ledger.invitations.values().map(|one| column(one.bytes)).collect();
    client
        .execute(&ready.write_invitations, &[&numbers, &mailboxes, &bytes])
        .await?;
    Ok(())
}

async fn write_items(
    client: &Object,
    ready: &Ready,
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
    let day = i64::from(today);
    client
        .execute(
            &ready.write_items,
            &[&mailboxes, &positions, &sizes, &hashes, &objects, &bodies, &day],
        )
        .await?;
    Ok(())
}
