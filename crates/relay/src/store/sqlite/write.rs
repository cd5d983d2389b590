//! One thread writes for everybody: what waits is committed together, and each is answered when it is durable.

use crate::hash::Hash;
use crate::limits::{BATCH_BYTES, BATCH_ITEMS, QUEUED_PUTS, SWEEP_ITEMS, SWEEP_PAGES};
use crate::news::News;
use crate::store::ledger::{Invited, Ledger, Mailbox};
use crate::store::{Allowance, Body, Day, Fate, Incoming, ObjectName, StoreError, Swept, column, number};
use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, TransactionBehavior};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tokio::sync::{mpsc, oneshot};
use visita_wire::MailboxTag;

type Task = Box<dyn FnOnce(&mut Connection) + Send>;

struct Put {
    items: Vec<Incoming>,
    today: Day,
    answer: oneshot::Sender<Result<Vec<Fate>, StoreError>>,
}

enum Work {
    Put(Put),
    Other(Task),
}

/// The door to the writing thread. It ends when the last door is gone and everything before that is done.
pub(super) struct Writer {
    queue: mpsc::Sender<Work>,
}

fn stopped() -> StoreError {
    StoreError::Busy("the writer has stopped".into())
}

impl Writer {
    pub(super) fn start(mut connection: Connection, mailbox_bytes: u64, news: Arc<News>) -> Result<Self, StoreError> {
        let (queue, mut waiting) = mpsc::channel(QUEUED_PUTS);
        std::thread::Builder::new()
            .name("writer".into())
            .spawn(move || {
                let mut next: Option<Work> = None;
                while let Some(work) = next.take().or_else(|| waiting.blocking_recv()) {
                    match work {
                        Work::Other(task) => task(&mut connection),
                        Work::Put(put) => {
                            let (batch, after) = gather(put, &mut waiting);
                            next = after;
                            commit(&mut connection, batch, mailbox_bytes, &news);
                        }
                    }
                }
            })
            .map_err(|_| stopped())?;
        Ok(Self { queue })
    }

    pub(super) async fn put(&self, items: Vec<Incoming>, today: Day) -> Result<Vec<Fate>, StoreError> {
        let (answer, answered) = oneshot::channel();
        let put = Put { items, today, answer };
        self.queue
            .try_send(Work::Put(put))
            .map_err(|_| StoreError::Busy("too many puts are waiting".into()))?;
        answered.await.map_err(|_| stopped())?
    }

    pub(super) async fn run<T: Send + 'static>(
        &self,
        task: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (answer, answered) = oneshot::channel();
        let task: Task = Box::new(move |connection| {
            let _ = answer.send(task(connection));
        });
        self.queue.send(Work::Other(task)).await.map_err(|_| stopped())?;
        answered.await.map_err(|_| stopped())?
    }
}

/// What waits behind a put, as long as it is puts of the same day and fits one transaction.
fn gather(first: Put, waiting: &mut mpsc::Receiver<Work>) -> (Vec<Put>, Option<Work>) {
    let weight = |put: &Put| put.items.iter().map(|item| item.body.size()).sum::<u64>();
    let (mut items, mut bytes, today) = (first.items.len(), weight(&first), first.today);
    let mut batch = vec![first];
    loop {
        match waiting.try_recv() {
            Ok(Work::Put(put)) => {
                items += put.items.len();
                bytes += weight(&put);
                if put.today != today || items > BATCH_ITEMS || bytes > BATCH_BYTES as u64 {
                    return (batch, Some(Work::Put(put)));
                }
                batch.push(put);
            }
            Ok(other) => return (batch, Some(other)),
            Err(_) => return (batch, None),
        }
    }
}

fn commit(connection: &mut Connection, batch: Vec<Put>, mailbox_bytes: u64, news: &News) {
    match try_commit(connection, &batch, mailbox_bytes) {
        Ok((fates, changed)) => {
            news.ring(&changed);
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

type Committed = (Vec<Vec<Fate>>, Vec<MailboxTag>);

fn try_commit(connection: &mut Connection, batch: &[Put], mailbox_bytes: u64) -> Result<Committed, StoreError> {
    let today = batch.first().map_or(0, |put| put.today);
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let items = || batch.iter().flat_map(|put| &put.items);
    let mut ledger = load(&tx, items(), mailbox_bytes, today)?;
    let fates: Vec<Vec<Fate>> = batch
        .iter()
        .map(|put| put.items.iter().map(|item| ledger.decide(item)).collect())
        .collect();
    let new: Vec<(&Incoming, u64)> = items()
        .zip(fates.iter().flatten())
        .filter_map(|(item, fate)| match fate {
            Fate::Kept { position, is_new: true } => Some((item, *position)),
            Fate::Kept { .. } | Fate::Refused(_) => None,
        })
        .collect();
    if new.is_empty() {
        return Ok((fates, Vec::new()));
    }
    let changed: BTreeSet<MailboxTag> = new.iter().map(|(item, _)| item.tag).collect();
    let rows = write_mailboxes(&tx, &ledger, &changed)?;
    write_invitations(&tx, &ledger)?;
    write_items(&tx, &new, &rows, today)?;
    tx.commit()?;
    Ok((fates, changed.into_iter().collect()))
}

fn load<'a>(
    tx: &Transaction<'_>,
    items: impl Iterator<Item = &'a Incoming>,
    mailbox_bytes: u64,
    today: Day,
) -> Result<Ledger, StoreError> {
    let mut ledger = Ledger {
        mailbox_bytes,
        today,
        ..Ledger::default()
    };
    let mut mailboxes =
        tx.prepare_cached("SELECT number, token_hash, invitation, head, bytes FROM mailbox WHERE tag = ?1")?;
    let mut by_token = tx.prepare_cached("SELECT number FROM invitation WHERE token_hash = ?1")?;
    let mut held = tx.prepare_cached("SELECT position FROM item WHERE mailbox = ?1 AND hash = ?2")?;
    let mut looked_for = BTreeSet::new();
    for item in items {
        if let Some(token) = item.invitation
            && !ledger.tokens.contains_key(&token)
            && let Some(number) = by_token.query_row([token.0], |row| row.get(0)).optional()?
        {
            ledger.tokens.insert(token, number);
        }
        if looked_for.insert(item.tag)
            && let Some(mailbox) = mailboxes.query_row([item.tag.0], mailbox_row).optional()?
        {
            ledger.mailboxes.insert(item.tag, mailbox);
        }
        let row = ledger.mailboxes.get(&item.tag).and_then(|mailbox| mailbox.row);
        if let Some(row) = row
            && let Some(position) = held.query_row((row, item.hash.0), |row| row.get(0)).optional()?
        {
            ledger.held.insert((item.tag, item.hash), number(position));
        }
    }
    let opened_by = ledger.mailboxes.values().map(|mailbox| mailbox.invitation);
    let numbers: BTreeSet<i64> = opened_by.chain(ledger.tokens.values().copied()).collect();
    let mut invitations = tx.prepare_cached(
        "SELECT mailboxes_most, bytes_most, until_day, mailboxes, bytes, is_withdrawn FROM invitation WHERE number = ?1",
    )?;
    for number in numbers {
        let invited = invitations.query_row([number], invitation_row)?;
        ledger.invitations.insert(number, invited);
    }
    Ok(ledger)
}

fn mailbox_row(row: &Row<'_>) -> rusqlite::Result<Mailbox> {
    Ok(Mailbox {
        row: Some(row.get(0)?),
        key: Hash(row.get(1)?),
        invitation: row.get(2)?,
        head: number(row.get(3)?),
        bytes: number(row.get(4)?),
    })
}

fn invitation_row(row: &Row<'_>) -> rusqlite::Result<Invited> {
    Ok(Invited {
        allowance: Allowance {
            mailboxes: number(row.get(0)?),
            bytes: number(row.get(1)?),
            until: row.get(2)?,
        },
        mailboxes: number(row.get(3)?),
        bytes: number(row.get(4)?),
        is_withdrawn: row.get(5)?,
    })
}

/// Answers the number of each.
fn write_mailboxes(
    tx: &Transaction<'_>,
    ledger: &Ledger,
    changed: &BTreeSet<MailboxTag>,
) -> Result<BTreeMap<MailboxTag, i64>, StoreError> {
    let mut insert = tx
        .prepare_cached("INSERT INTO mailbox (tag, token_hash, invitation, head, bytes) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    let mut update = tx.prepare_cached("UPDATE mailbox SET head = ?2, bytes = ?3 WHERE number = ?1")?;
    let mut rows = BTreeMap::new();
    for (tag, mailbox) in &ledger.mailboxes {
        let (head, bytes) = (column(mailbox.head), column(mailbox.bytes));
        let row = match mailbox.row {
            Some(row) if changed.contains(tag) => {
                update.execute((row, head, bytes))?;
                row
            }
            Some(row) => row,
            None => insert.insert((tag.0, mailbox.key.0, mailbox.invitation, head, bytes))?,
        };
        rows.insert(*tag, row);
    }
    Ok(rows)
}

fn write_invitations(tx: &Transaction<'_>, ledger: &Ledger) -> Result<(), StoreError> {
    let mut update = tx.prepare_cached("UPDATE invitation SET mailboxes = ?2, bytes = ?3 WHERE number = ?1")?;
    for (number, invited) in &ledger.invitations {
        update.execute((number, column(invited.mailboxes), column(invited.bytes)))?;
    }
    Ok(())
}

fn write_items(
    tx: &Transaction<'_>,
    new: &[(&Incoming, u64)],
    rows: &BTreeMap<MailboxTag, i64>,
    today: Day,
) -> Result<(), StoreError> {
    let mut insert = tx.prepare_cached(
        "INSERT INTO item (mailbox, position, day, size, hash, object, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for (item, position) in new {
        let row = rows
            .get(&item.tag)
            .ok_or(StoreError::Unusable("a mailbox without a row".into()))?;
        let (object, body) = match &item.body {
            Body::Inline(bytes) => (None, Some(bytes.as_ref())),
            Body::Shelved { name, .. } => (Some(name.0), None),
        };
        let (position, size) = (column(*position), column(item.body.size()));
        insert.execute((row, position, today, size, item.hash.0, object, body))?;
    }
    Ok(())
}

/// Numbers ascend with the days, so that the oldest are the lowest.
pub(super) fn sweep(connection: &mut Connection, before: Day) -> Result<Swept, StoreError> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut swept = Swept::default();
    let mut freed: BTreeMap<i64, u64> = BTreeMap::new();
    {
        let mut oldest =
            tx.prepare_cached("SELECT number, mailbox, size, object, day FROM item ORDER BY number LIMIT ?1")?;
        let mut remove = tx.prepare_cached("DELETE FROM item WHERE number = ?1")?;
        let mut rows = oldest.query([SWEEP_ITEMS as i64])?;
        while let Some(row) = rows.next()? {
            if row.get::<_, Day>(4)? >= before {
                break;
            }
            remove.execute([row.get::<_, i64>(0)?])?;
            *freed.entry(row.get(1)?).or_default() += number(row.get(2)?);
            swept.objects.extend(row.get::<_, Option<[u8; 16]>>(3)?.map(ObjectName));
            swept.items += 1;
        }
        swept.has_more = swept.items == SWEEP_ITEMS as u64;
        let mut mailbox = tx.prepare_cached("UPDATE mailbox SET bytes = bytes - ?2 WHERE number = ?1")?;
        let mut invitation = tx.prepare_cached(
            "UPDATE invitation SET bytes = bytes - ?2 WHERE number = (SELECT invitation FROM mailbox WHERE number = ?1)",
        )?;
        for (row, bytes) in freed {
            mailbox.execute((row, column(bytes)))?;
            invitation.execute((row, column(bytes)))?;
        }
    }
    tx.commit()?;
    if swept.items > 0 && !swept.has_more {
        let mut vacuum = connection.prepare(&format!("PRAGMA incremental_vacuum({SWEEP_PAGES})"))?;
        let mut pages = vacuum.query([])?;
        while pages.next()?.is_some() {}
    }
    Ok(swept)
}
