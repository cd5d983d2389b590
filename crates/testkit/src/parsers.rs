//! Every parser that meets bytes of others, with true bytes to begin from: frozen vectors, and what the rooms write today.

use serde_json::Value;
use std::collections::BTreeSet;
use visita_domain::dates::from_millis;
use visita_record::{Applied, Author, DocumentKind, Edit, RecordDocument, Signer};
use visita_seal::Secret;
use visita_seal::asking::AskRequest;
use visita_seal::blob::{BlobHashes, BlobRef};
use visita_seal::bundle::open_bundle;
use visita_seal::envelope::{DocKey, open_envelope};
use visita_seal::grant::trusted_grant;
use visita_seal::notice::trusted_notice;
use visita_seal::pairing::{JoinRequest, open_admission};
use visita_seal::roster::Roster;
use visita_seal::sealed_file::{FileKey, open_file, seal_file};
use visita_seal::share_file::{ShareFileError, open_shares};
use visita_seal::slots::SlotFile;
use visita_seal::snapshot::open_snapshot;
use visita_seal::succession::{lost_act, numbered, weigh};
use visita_wire::relay::{
    FetchAnswer, FetchRequest, Invitation, PutAnswer, PutRequest, Trouble, WaitAnswer, WaitRequest,
};
use visita_wire::{
    BlobId, BlobMessage, BlobSize, DocId, Inner, InnerSnapshot, MemberId, NEARBY_PREFIX, NearbyAddress, Outer,
    decode_messages,
};

/// One parser.
pub struct Parser {
    /// Its name; a target of the same name stands in `fuzz/fuzz_targets`.
    pub name: &'static str,
    /// Bytes that it takes.
    pub seeds: fn() -> Vec<Vec<u8>>,
    /// Whether it takes these.
    pub takes: fn(&[u8]) -> bool,
}

const WIRE: &str = include_str!("../../../tests/vectors/wire.json");
const ENVELOPE: &str = include_str!("../../../tests/vectors/envelope.json");
const SNAPSHOT: &str = include_str!("../../../tests/vectors/snapshot.json");
const ROSTER: &str = include_str!("../../../tests/vectors/roster.json");
const GRANT: &str = include_str!("../../../tests/vectors/grant-2.json");
const NOTICE: &str = include_str!("../../../tests/vectors/notice.json");
const BUNDLE: &str = include_str!("../../../tests/vectors/bundle.json");
const BLOB: &str = include_str!("../../../tests/vectors/blob.json");
const PAIRING: &str = include_str!("../../../tests/vectors/pairing.json");
const SHARES: &str = include_str!("../../../tests/vectors/shares.json");
const RECOVERY: &str = include_str!("../../../tests/vectors/recovery.json");
const SLOTS: &str = include_str!("../../../tests/vectors/slots.json");

/// What a request to join begins with.
const JOIN: &str = "visita-join:";
/// Bytes that an address is checked by.
const CHECK_BYTES: usize = 4;

/// All of them.
pub const PARSERS: [Parser; 31] = [
    Parser {
        name: "envelope",
        seeds: || of(WIRE, &["/outer"]),
        takes: |bytes| Outer::decode(bytes).is_ok(),
    },
    Parser {
        name: "sealed_envelope",
        seeds: || of(ENVELOPE, &["/outers/0", "/outers/1"]),
        takes: |bytes| doc_key().is_some_and(|key| open_envelope(bytes, &key).is_ok()),
    },
    Parser {
        name: "inner_envelope",
        seeds: || of(WIRE, &["/inner_first", "/inner_later", "/inner_life"]),
        takes: |bytes| Inner::decode(bytes).is_ok(),
    },
    Parser {
        name: "inner_snapshot",
        seeds: || of(WIRE, &["/inner_snapshot"]),
        takes: |bytes| InnerSnapshot::decode(bytes).is_ok(),
    },
    Parser {
        name: "sealed_snapshot",
        seeds: || of(SNAPSHOT, &["/outer"]),
        takes: |bytes| doc_key().is_some_and(|key| open_snapshot(bytes, &key).is_ok()),
    },
    Parser {
        name: "messages",
        seeds: || of(WIRE, &["/messages", "/messages_lives", "/messages_snapshots"]),
        takes: |bytes| decode_messages(bytes).is_ok(),
    },
    Parser {
        name: "change",
        seeds: changes,
        takes: takes_change,
    },
    Parser {
        name: "roster_entry",
        seeds: || of(ROSTER, &["/entries/0", "/entries/1"]),
        takes: |entry| lost_act(entry).is_ok() && numbered(entry).is_ok(),
    },
    Parser {
        name: "roster",
        seeds: || of(ROSTER, &["/entries/1"]),
        takes: |entry| {
            let held = of(ROSTER, &["/entries/0"]);
            weigh(&held, &[held.as_slice(), &[entry.to_vec()]].concat()).is_ok()
        },
    },
    Parser {
        name: "grant",
        seeds: || of(GRANT, &["/grant"]),
        takes: |bytes| trusted_grant(bytes).is_ok(),
    },
    Parser {
        name: "notice",
        seeds: || of(NOTICE, &["/notice"]),
        takes: |bytes| trusted_notice(bytes).is_ok(),
    },
    Parser {
        name: "bundle",
        seeds: || of(BUNDLE, &["/bundle"]),
        takes: |bytes| file_key(BUNDLE).is_some_and(|key| open_bundle(bytes, &key).is_ok()),
    },
    Parser {
        name: "join_text",
        seeds: || of(PAIRING, &["/request"]),
        takes: |bytes| text(bytes).is_some_and(|text| JoinRequest::parse(text).is_ok()),
    },
    Parser {
        name: "join_request",
        seeds: || {
            let texts = of(PAIRING, &["/request"]).into_iter();
            texts
                .filter_map(|text| hex::decode(text.strip_prefix(JOIN.as_bytes())?).ok())
                .collect()
        },
        takes: |bytes| JoinRequest::parse(&format!("{JOIN}{}", hex::encode(bytes))).is_ok(),
    },
    Parser {
        name: "admission",
        seeds: || of(PAIRING, &["/admission"]),
        takes: takes_admission,
    },
    Parser {
        name: "admission_opened",
        seeds: || opened(PAIRING, "/admission"),
        takes: |plain| sealed_to(PAIRING, plain).is_some_and(|sealed| takes_admission(&sealed)),
    },
    Parser {
        name: "slot_file",
        seeds: || {
            at(SLOTS, "/file")
                .map(|file| file.to_string().into_bytes())
                .into_iter()
                .collect()
        },
        takes: |bytes| SlotFile::parse(bytes).is_ok(),
    },
    Parser {
        name: "share_file",
        seeds: || of(SHARES, &["/file"]),
        takes: takes_shares,
    },
    Parser {
        name: "share_file_opened",
        seeds: || opened(SHARES, "/file"),
        takes: |plain| sealed_to(SHARES, plain).is_some_and(|sealed| takes_shares(&sealed)),
    },
    Parser {
        name: "recovery_request",
        seeds: || of(RECOVERY, &["/request"]),
        takes: |bytes| text(bytes).is_some_and(|text| AskRequest::parse(text).is_ok()),
    },
    Parser {
        name: "recovery_answer",
        seeds: || of(RECOVERY, &["/answer"]),
        takes: |bytes| {
            let request = at(RECOVERY, "/request").and_then(|request| AskRequest::parse(request.as_str()?).ok());
            let asked = request.zip(file_key(RECOVERY)).zip(text(bytes));
            asked.is_some_and(|((request, key), text)| request.open_answer(text, &key).is_ok())
        },
    },
    Parser {
        name: "nearby_text",
        seeds: || addresses().map(String::into_bytes).collect(),
        takes: |bytes| text(bytes).is_some_and(|text| text.parse::<NearbyAddress>().is_ok()),
    },
    Parser {
        name: "nearby_address",
        seeds: || {
            let bodies = addresses().filter_map(|text| hex::decode(text.strip_prefix(NEARBY_PREFIX)?).ok());
            bodies
                .filter_map(|bytes| Some(bytes.split_last_chunk::<CHECK_BYTES>()?.0.to_vec()))
                .collect()
        },
        takes: |bytes| {
            let whole = [bytes, &crc32fast::hash(bytes).to_be_bytes()].concat();
            format!("{NEARBY_PREFIX}{}", hex::encode(whole))
                .parse::<NearbyAddress>()
                .is_ok()
        },
    },
    Parser {
        name: "blob_message",
        seeds: || of(BLOB, &["/offer", "/want", "/piece", "/gone"]),
        takes: |bytes| BlobMessage::decode(bytes).is_ok(),
    },
    Parser {
        name: "blob_hashes",
        seeds: || of(BLOB, &["/hashes"]),
        takes: |bytes| {
            let id = of(BLOB, &["/id"]).pop().and_then(|id| id.try_into().ok());
            let known = id.map(BlobId).zip(BlobSize::new(2));
            known.is_some_and(|(id, size)| BlobHashes::verified(&id, size, bytes.to_vec()).is_ok())
        },
    },
    Parser {
        name: "blob_ref",
        seeds: || of(BLOB, &["/reference"]),
        takes: |bytes| text(bytes).is_some_and(|text| BlobRef::parse(text).is_ok()),
    },
    Parser {
        name: "relay_invitation",
        seeds: || of(WIRE, &["/relay_invitation_text"]),
        takes: |bytes| text(bytes).is_some_and(|text| Invitation::from_text(text).is_ok()),
    },
    Parser {
        name: "relay_put",
        seeds: || of(WIRE, &["/relay_put"]),
        takes: |bytes| PutRequest::decode(bytes).is_ok(),
    },
    Parser {
        name: "relay_fetch",
        seeds: || of(WIRE, &["/relay_fetch"]),
        takes: |bytes| FetchRequest::decode(bytes).is_ok(),
    },
    Parser {
        name: "relay_wait",
        seeds: || of(WIRE, &["/relay_wait"]),
        takes: |bytes| WaitRequest::decode(bytes).is_ok(),
    },
    Parser {
        name: "relay_answer",
        seeds: || {
            of(
                WIRE,
                &[
                    "/relay_put_answer",
                    "/relay_fetch_answer",
                    "/relay_wait_answer",
                    "/relay_trouble",
                ],
            )
        },
        takes: |bytes| {
            let known = [PutAnswer::decode(bytes).is_ok(), FetchAnswer::decode(bytes).is_ok()];
            known.contains(&true) || WaitAnswer::decode(bytes).is_ok() || Trouble::decode(bytes).is_ok()
        },
    },
];

/// Offers bytes to the parser of a name; what comes of it is of no matter but to the parser itself.
pub fn offer(name: &str, bytes: &[u8]) {
    for parser in PARSERS.iter().filter(|parser| parser.name == name) {
        (parser.takes)(bytes);
    }
}

fn at(file: &str, place: &str) -> Option<Value> {
    let file: Value = serde_json::from_str(file).ok()?;
    file.pointer(place).cloned()
}

/// Values of a file of vectors: hex, or else text.
fn of(file: &str, places: &[&str]) -> Vec<Vec<u8>> {
    let values = places.iter().filter_map(|place| at(file, place));
    let texts = values.filter_map(|value| value.as_str().map(ToOwned::to_owned));
    texts
        .map(|text| hex::decode(&text).unwrap_or_else(|_| text.into_bytes()))
        .collect()
}

fn addresses() -> impl Iterator<Item = String> {
    let at = ["192.0.2.7:4711", "[2001:db8::7]:4711"]
        .into_iter()
        .filter_map(|at| at.parse().ok());
    let at: Vec<std::net::SocketAddr> = at.collect();
    let made = [None, Some([9; 16])].map(|token| NearbyAddress::new([7; 32], at.clone(), token));
    made.into_iter().flatten().map(|address| address.to_string())
}

fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}

fn file_key(file: &str) -> Option<FileKey> {
    FileKey::parse(at(file, "/file_key")?.as_str()?).ok()
}

fn doc_key() -> Option<DocKey> {
    let bytes = |place| of(ENVELOPE, &[place]).pop();
    let epoch = at(ENVELOPE, "/epoch")?.as_u64()?;
    Some(DocKey {
        doc: DocId(bytes("/doc")?.try_into().ok()?),
        epoch: u32::try_from(epoch).ok()?,
        key: Secret::new(bytes("/key")?.try_into().ok()?),
    })
}

fn takes_admission(sealed: &[u8]) -> bool {
    let request = at(PAIRING, "/request").and_then(|request| JoinRequest::parse(request.as_str()?).ok());
    let opened = request
        .zip(file_key(PAIRING))
        .map(|(request, key)| open_admission(sealed, &request, &key).is_ok());
    opened.unwrap_or_default()
}

/// What is read of a share file before its owner is looked up in the team.
fn takes_shares(sealed: &[u8]) -> bool {
    let Some(member) = of(SHARES, &["/member"]).pop().and_then(|member| member.try_into().ok()) else {
        return false;
    };
    let entries = of(ROSTER, &["/entries/0"]);
    let opened = file_key(SHARES).zip(Roster::replay(&entries).ok());
    opened.is_some_and(|(key, roster)| {
        let error = open_shares(sealed, &key, MemberId(member), &roster).err();
        matches!(error, None | Some(ShareFileError::Stranger))
    })
}

/// What is sealed to the file key of a file of vectors, opened.
fn opened(file: &str, place: &str) -> Vec<Vec<u8>> {
    let sealed = of(file, &[place]);
    let opened = sealed.iter().zip(file_key(file));
    opened
        .filter_map(|(sealed, key)| Some(open_file(sealed, &key, sealed.len()).ok()?.to_vec()))
        .collect()
}

/// Bytes sealed to the file key of a file of vectors.
fn sealed_to(file: &str, plain: &[u8]) -> Option<Vec<u8>> {
    seal_file(plain, &[file_key(file)?.recipient()]).ok()
}

const WRITER: [u8; 32] = [3; 32];
/// When the writer wrote: 2 March 2026, 08:00 UTC.
const WRITTEN_MS: i64 = 1_772_438_400_000;

fn writer() -> Option<Author> {
    Some(Author {
        member: visita_domain::ids::MemberId::parse("m1").ok()?,
        device: WRITER,
        incarnation: 0,
    })
}

/// A change of each kind of write to an interview.
fn changes() -> Vec<Vec<u8>> {
    let written = || {
        let (author, at) = (writer()?, from_millis(WRITTEN_MS)?);
        let mut record = RecordDocument::genesis(DocumentKind::Interview).ok()?;
        let base = record.heads();
        let work = |edit: &mut Edit<'_>| edit.set_text(&base, "Held for eleven days. محتجز");
        record.edit(&author, at, work).ok()
    };
    written().unwrap_or_default()
}

fn takes_change(bytes: &[u8]) -> bool {
    let taken = || {
        let author = writer()?;
        let signer = Signer {
            device: WRITER,
            member: author.member,
            others: BTreeSet::new(),
            may_decide: true,
        };
        let mut record = RecordDocument::genesis(DocumentKind::Interview).ok()?;
        record.intake(&[bytes.to_vec()], &signer).ok()
    };
    matches!(taken(), Some(Applied::New(_)))
}
