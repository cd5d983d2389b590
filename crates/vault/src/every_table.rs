//! For tests: something in every table, and everything that can be read of it.

use crate::blob_rows::BlobRow;
use crate::checked::Checked;
use crate::documents::ChunkRow;
use crate::error::VaultError;
use crate::exchange::{EnvelopeRow, EnvelopeState, PeerRow};
use crate::grants::{KeyRow, NoticeRow};
use crate::news::News;
use crate::snapshots::SnapshotRow;
use crate::tables::{DocumentRow, Draft, Projection, SearchRow, Tx};
use crate::travel::LeftRow;
use rand::SeedableRng as _;
use rusqlite::Connection;
use std::cell::RefCell;
use std::collections::BTreeSet;
use visita_seal::Secret;
use visita_seal::grant::{Audience, Subject, TrustedGrant};
use visita_wire::{BlobId, BlobSize, DeviceId, DocId, DocKind, MailboxTag};

pub(crate) const DOC: [u8; 16] = [1; 16];
const DEVICE: [u8; 32] = [2; 32];
const TAG: [u8; 32] = [3; 32];
const HASH: [u8; 32] = [4; 32];
const ROOM: usize = 1 << 20;
/// Short drafts beside the long one, so that the table has inner pages too.
const DRAFTS: usize = 20;

/// One thing that can be read, with the table it is in.
pub(crate) type Reading = (&'static str, fn(&Tx<'_>) -> Result<String, VaultError>);

/// Runs `work` on the tables of a bare connection.
pub(crate) fn with_tables<T>(connection: &Connection, work: impl FnOnce(&Tx<'_>) -> T) -> T {
    let (identity_key, news) = (Secret::new([9; 32]), RefCell::new(News::default()));
    work(&Tx {
        connection: Checked::of(connection),
        identity_key: &identity_key,
        news: &news,
    })
}

/// Puts `text` into every column of every table that can hold text.
pub(crate) fn fill(tx: &Tx<'_>, text: &str) -> Result<(), VaultError> {
    let bytes = || text.as_bytes().to_vec();
    tx.put_setting("name", text)?;
    tx.put_document(&DocumentRow {
        id: DOC,
        kind: "visit".into(),
        heads: vec![0; 32],
        bytes: bytes(),
    })?;
    tx.append_chunk(&ChunkRow {
        doc: DOC,
        kind: "visit".into(),
        heads: vec![0; 32],
        bytes: bytes(),
    })?;
    tx.put_draft(
        "note",
        &Draft {
            text: text.into(),
            base: vec![0; 32],
        },
    )?;
    for number in 0..DRAFTS {
        let draft = Draft {
            text: "he said ".repeat(200),
            base: Vec::new(),
        };
        tx.put_draft(&format!("note/{number}"), &draft)?;
    }
    tx.quarantine(&DEVICE, text, 1, text.as_bytes())?;
    tx.put_identity(&DOC, text, &mut rand_chacha::ChaCha20Rng::seed_from_u64(4))?;
    tx.put_projection(&Projection {
        kind: "visit".into(),
        id: "one".into(),
        doc: DOC,
        heads: vec![0; 32],
        body: format!("{{\"note\":\"{text}\"}}"),
    })?;
    tx.put_search(&SearchRow {
        kind: "note",
        id: "one",
        doc: DOC,
        title: text,
        text,
    })?;
    fill_exchange(tx, text)
}

fn fill_exchange(tx: &Tx<'_>, text: &str) -> Result<(), VaultError> {
    let bytes = || text.as_bytes().to_vec();
    tx.put_roster_entry(0, text.as_bytes())?;
    tx.put_grant(&HASH, text.as_bytes(), &says())?;
    tx.put_notice(&NoticeRow {
        hash: TAG,
        kind: "leaves".into(),
        device: DEVICE,
        bytes: bytes(),
    })?;
    let mut key = [0; 32];
    key.iter_mut()
        .zip(text.bytes())
        .for_each(|(byte, of_text)| *byte = of_text);
    tx.put_key(&KeyRow {
        doc: DOC,
        epoch: 1,
        mailbox: TAG,
        kind: 1,
        key,
    })?;
    for (seq, state) in [(1, EnvelopeState::Applied), (2, EnvelopeState::Waiting)] {
        let row = EnvelopeRow {
            doc: DOC,
            device: DEVICE,
            seq,
            hash: HASH,
            outer: bytes(),
        };
        tx.put_envelope(&row, state)?;
    }
    tx.put_snapshot(&SnapshotRow {
        doc: DOC,
        device: DEVICE,
        at_ms: 5,
        outer: bytes(),
    })?;
    tx.put_peer(&PeerRow {
        device: DEVICE,
        at_ms: 5,
        have: bytes(),
    })?;
    let blob = BlobRow {
        id: BlobId(HASH),
        doc: DocId(DOC),
        size: BlobSize::new(2).ok_or(VaultError::Refused)?,
        held: 1,
        announcer: DeviceId(DEVICE),
    };
    tx.put_blob(&blob)?;
    tx.put_left(&LeftRow {
        doc: DOC,
        kind: "visit".into(),
        heads: vec![0; 32],
        held: vec![(DEVICE, 1)],
    })?;
    tx.put_away(&HASH, text.as_bytes())?;
    tx.put_relay_position(&TAG, 1)?;
    tx.put_relay_held(&TAG, &HASH, 1)?;
    tx.put_relay_part(&TAG, &HASH, 0, text.as_bytes())
}

/// What the one grant says.
fn says() -> TrustedGrant {
    TrustedGrant {
        issuer: DeviceId(DEVICE),
        readers: None,
        subjects: vec![Subject {
            doc: DocId(DOC),
            epoch: 1,
            mailbox: MailboxTag(TAG),
            kind: DocKind::Visit,
            audience: Audience::Team,
            about: None,
        }],
    }
}

macro_rules! reading {
    ($table:literal, $tx:ident, $read:expr) => {
        ($table, |$tx: &Tx<'_>| Ok(format!("{:?}", $read?)))
    };
}

/// Everything that [`fill`] wrote, by every way it is read.
pub(crate) const READINGS: &[Reading] = &[
    reading!("setting", tx, tx.setting("name")),
    reading!("setting", tx, tx.settings_under("n")),
    reading!("document", tx, tx.document(&DOC)),
    reading!("document", tx, tx.document_ids("visit")),
    reading!("document_chunk", tx, tx.document_chunks(&DOC)),
    reading!("document_chunk", tx, tx.document_standing(&DOC)),
    reading!("draft", tx, tx.draft("note")),
    reading!("draft", tx, drafts(tx)),
    reading!("quarantine", tx, tx.quarantined()),
    reading!("quarantine", tx, tx.quarantined_one(1)),
    reading!("identity", tx, tx.identity(&DOC)),
    reading!("projection", tx, tx.projections("visit")),
    reading!("search", tx, tx.search("yard")),
    reading!("found", tx, tx.search("said in")),
    reading!("roster_entry", tx, tx.roster_from(0)),
    reading!("document_grant", tx, tx.grants()),
    reading!("document_key", tx, tx.keys().map(key_bytes)),
    reading!("document_key", tx, tx.keys_of(&DOC).map(key_bytes)),
    reading!("granted", tx, tx.granted_of(&DOC)),
    reading!("granted", tx, tx.is_granted(&DOC, &TAG)),
    reading!("notice", tx, tx.notices("leaves")),
    reading!("document_grant", tx, tx.grants_by(&DEVICE)),
    reading!("document_key", tx, tx.key_count()),
    reading!("envelope", tx, tx.envelope_standing(&DOC, &DEVICE, 1)),
    reading!("envelope", tx, tx.unapplied_envelope(&HASH)),
    reading!("envelope", tx, tx.envelope(&DOC, &DEVICE, 1)),
    reading!("envelope", tx, tx.last_envelope(&DOC, &DEVICE, (0, 9))),
    reading!("envelope", tx, tx.held_on(&DOC, &DEVICE, 0)),
    reading!("envelope", tx, tx.envelope_numbers()),
    reading!("envelope", tx, tx.envelopes_after(&DOC, &DEVICE, 0, 9, ROOM)),
    reading!("envelope", tx, tx.envelope_hashes(&DOC)),
    reading!(
        "envelope",
        tx,
        tx.envelope_hashes_but(&DOC, ["after_removal", "crashed_before"])
    ),
    reading!("envelope", tx, tx.refused_envelopes(&DOC, "after_removal", ROOM)),
    reading!("envelope", tx, tx.has_refused(&DOC, "after_removal")),
    reading!("envelope", tx, tx.envelopes_of(&DOC)),
    reading!("envelope", tx, tx.waiting_envelopes()),
    reading!("envelope", tx, tx.chains_of(&DOC)),
    reading!("envelope", tx, tx.opened_envelopes(&DOC)),
    reading!("envelope", tx, tx.unsettled_documents()),
    reading!("envelope", tx, tx.openable_envelopes_of(&DOC)),
    reading!("envelope", tx, tx.may_open_more_of(&DOC)),
    reading!("envelope", tx, tx.envelope_counts()),
    reading!("identity", tx, tx.sealed_identity(&DOC)),
    reading!("travel", tx, tx.left()),
    reading!("put_away", tx, tx.is_away()),
    reading!("put_away", tx, tx.all_put_away()),
    reading!("snapshot", tx, tx.snapshot_of(&DOC)),
    reading!("snapshot", tx, tx.snapshots()),
    reading!("snapshot", tx, tx.has_snapshots()),
    reading!("blob", tx, tx.blobs()),
    reading!("blob", tx, tx.blob(&BlobId(HASH))),
    reading!("blob", tx, tx.blobs_of(&DocId(DOC))),
    reading!("blob", tx, tx.blobs_lacking()),
    reading!("blob", tx, tx.unbegun_blobs_of(&DeviceId(DEVICE))),
    reading!("peer", tx, tx.peers()),
    reading!("peer", tx, tx.peer(&DEVICE)),
    reading!("relay_mailbox", tx, tx.relay_positions()),
    reading!("relay_held", tx, tx.relay_held(&TAG, &HASH)),
    reading!("relay_held", tx, tx.relay_held_in(&TAG)),
    reading!("relay_held", tx, tx.envelopes_not_on_relay()),
    reading!("relay_part", tx, tx.relay_parts(&TAG, &HASH)),
    reading!("relay_part", tx, tx.relay_parts_held(&TAG, &HASH)),
    reading!("relay_part", tx, tx.relay_part_bytes(&TAG)),
];

fn drafts(tx: &Tx<'_>) -> Result<Vec<Option<Draft>>, VaultError> {
    (0..DRAFTS).map(|number| tx.draft(&format!("note/{number}"))).collect()
}

fn key_bytes(keys: impl IntoIterator<Item = KeyRow>) -> Vec<[u8; 32]> {
    keys.into_iter().map(|row| row.key).collect()
}

#[test]
fn every_table_of_the_schema_is_filled_and_read() {
    let connection = Connection::open_in_memory().unwrap();
    crate::key::set_key(&connection, &Secret::new([7; 32])).unwrap();
    connection.execute_batch(crate::migrations::SCHEMA).unwrap();
    with_tables(&connection, |tx| fill(tx, "said in the yard")).unwrap();
    let sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search\\_%' ESCAPE '\\'";
    let mut statement = connection.prepare(sql).unwrap();
    let tables: BTreeSet<String> = statement
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for table in &tables {
        let rows: i64 = connection
            .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))
            .unwrap();
        assert!(rows > 0, "{table} is empty");
    }
    let read: BTreeSet<String> = READINGS.iter().map(|(table, _)| (*table).to_owned()).collect();
    assert_eq!(tables, read);
}
