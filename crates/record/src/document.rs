//! One record: genesis, load, edit, read, history.

use crate::cell::{Author, CellKey, PathRefused, device_of, hex};
use crate::passages::Passage;
use automerge::transaction::{CommitOptions, Transactable as _};
use automerge::{
    ActorId, AutoCommit, Change, ChangeHash, ObjId, ObjType, ROOT, ReadDoc as _, ScalarValue, ScalarValueRef, Value,
    ValueRef,
};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use visita_domain::dates::{Timestamp, rfc3339};
use visita_domain::slots::{SlotId, WritePolicy};

/// Version of the layout, written by genesis.
const LAYOUT_VERSION: i64 = 1;
/// The actor of genesis, on every device.
const GENESIS_ACTOR: &[u8] = b"visita/genesis/1";
/// Longest JSON of a cell, bytes.
pub(crate) const MAX_CELL_BYTES: usize = 128 * 1024;
/// Bytes of a head.
pub const HEAD_BYTES: usize = 32;
/// Longest text of a note, characters.
pub const MAX_NOTE_CHARS: usize = 400_000;

/// What a document is about. It fixes the texts that genesis makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentKind {
    /// A visit: answers, observations, findings.
    Visit,
    /// An interview note.
    Interview,
    /// A place.
    Place,
    /// One inspector's private scratch pad.
    Scratch,
    /// The body itself: its profile, its rules, its people. One for each team.
    Body,
    /// An authority: whom recommendations go to.
    Authority,
    /// A planned visit.
    Plan,
    /// A recommendation and the dialogue on it.
    Recommendation,
}

impl DocumentKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Visit,
        Self::Interview,
        Self::Place,
        Self::Scratch,
        Self::Body,
        Self::Authority,
        Self::Plan,
        Self::Recommendation,
    ];

    /// Its code, as written by genesis.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Visit => "visit",
            Self::Interview => "interview",
            Self::Place => "place",
            Self::Scratch => "scratch",
            Self::Body => "body",
            Self::Authority => "authority",
            Self::Plan => "plan",
            Self::Recommendation => "recommendation",
        }
    }

    /// From its code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Name of its text.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Visit => "debrief",
            Self::Interview | Self::Scratch => "note",
            Self::Place | Self::Body | Self::Authority | Self::Plan | Self::Recommendation => "notes",
        }
    }
}

/// One change as it travels: an uncompressed automerge change chunk.
pub type RawChange = Vec<u8>;

/// Hash of a change, lower hex, as in [`HistoryEntry::hash`]; `None` when it is not a change within bounds.
#[must_use]
pub fn change_hash(change: &[u8]) -> Option<String> {
    if !crate::chunk::within_bounds(change) {
        return None;
    }
    automerge::Change::from_bytes(change.to_vec())
        .ok()
        .map(|change| hex(&change.hash().0))
}

/// A change in the graph of changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its hash.
    pub hash: [u8; 32],
    /// Hashes of the changes it was made on.
    pub rests_on: Vec<[u8; 32]>,
}

/// Where a change stands in the graph; `None` when it is not a change within bounds.
#[must_use]
pub fn link_of(change: &[u8]) -> Option<Link> {
    if !crate::chunk::within_bounds(change) {
        return None;
    }
    // A decoder that panics on hostile bytes costs the change, not the app.
    let change = std::panic::catch_unwind(|| automerge::Change::from_bytes(change.to_vec()).ok()).ok()??;
    Some(Link {
        hash: change.hash().0,
        rests_on: change.deps().iter().map(|dep| dep.0).collect(),
    })
}

/// Why bytes are not a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// The bytes are damaged.
    #[error("the record is damaged")]
    Damaged,
    /// Not made by this genesis, or of a kind this version does not know.
    #[error("the record has another layout")]
    Layout,
}

/// Why an edit was refused. Nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The path is not one.
    #[error(transparent)]
    Path(#[from] PathRefused),
    /// The value is larger than a cell may be.
    #[error("the value is too large")]
    TooLarge,
    /// The heads a text was typed on are not in this document.
    #[error("the text was typed on another document")]
    UnknownHeads,
    /// The document refused; it is as before.
    #[error("the document refused the edit")]
    Refused,
}

/// A line of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// Hash of the change, lower hex.
    pub hash: String,
    /// Device that signed it, lower hex; `None` for genesis.
    pub device: Option<String>,
    /// Seconds since 1970 by that device's clock.
    pub at_s: i64,
    /// Cells and texts it wrote.
    pub paths: BTreeSet<String>,
}

/// A record.
#[derive(Clone)]
pub struct RecordDocument {
    pub(crate) doc: AutoCommit,
    pub(crate) kind: DocumentKind,
    pub(crate) cells: ObjId,
    pub(crate) text: ObjId,
    /// What was found in the text as it is; nothing once it was edited or anything was taken in.
    pub(crate) passages: Option<Arc<[Passage]>>,
}

/// An edit under way; see [`RecordDocument::edit`].
pub struct Edit<'a> {
    pub(crate) document: &'a mut RecordDocument,
    author: Author,
    at: Timestamp,
}

impl RecordDocument {
    /// A new record: the same bytes on every device.
    ///
    /// # Errors
    /// [`OpenError::Layout`] should automerge ever change what genesis writes; a test pins it.
    pub fn genesis(kind: DocumentKind) -> Result<Self, OpenError> {
        let mut doc = AutoCommit::new().with_actor(ActorId::from(GENESIS_ACTOR.to_vec()));
        let made = (|| {
            doc.put(ROOT, "v", LAYOUT_VERSION)?;
            doc.put(ROOT, "kind", kind.code())?;
            doc.put_object(ROOT, "cells", ObjType::Map)?;
            let texts = doc.put_object(ROOT, "texts", ObjType::Map)?;
            doc.put_object(&texts, kind.text(), ObjType::Text)
        })();
        made.map_err(|_| OpenError::Layout)?;
        doc.commit_with(CommitOptions::default().with_time(0));
        Self::around(doc)
    }

    pub(crate) fn around(doc: AutoCommit) -> Result<Self, OpenError> {
        let object = |parent: &ObjId, name: &str| match doc.get(parent, name) {
            Ok(Some((Value::Object(_), id))) => Ok(id),
            _ => Err(OpenError::Layout),
        };
        let kind = match doc.get(ROOT, "kind") {
            Ok(Some((value, _))) => value.as_str().and_then(DocumentKind::from_code),
            _ => None,
        }
        .ok_or(OpenError::Layout)?;
        let cells = object(&ROOT, "cells")?;
        let text = object(&object(&ROOT, "texts")?, kind.text())?;
        Ok(Self {
            doc,
            kind,
            cells,
            text,
            passages: None,
        })
    }

    /// What it is about.
    #[must_use]
    pub fn kind(&self) -> DocumentKind {
        self.kind
    }

    /// The heads, sorted, 32 bytes each.
    pub fn heads(&mut self) -> Vec<[u8; HEAD_BYTES]> {
        let mut heads: Vec<_> = self.doc.get_heads().into_iter().map(|hash| hash.0).collect();
        heads.sort_unstable();
        heads
    }

    /// Makes one change of everything `work` writes; `None` when it wrote nothing new.
    ///
    /// # Errors
    /// See [`EditError`]; on an error nothing is changed.
    pub fn edit(
        &mut self,
        author: &Author,
        at: Timestamp,
        work: impl FnOnce(&mut Edit<'_>) -> Result<(), EditError>,
    ) -> Result<Vec<RawChange>, EditError> {
        let mut copy = self.clone();
        let before = copy.doc.get_heads();
        copy.doc.set_actor(author.actor());
        work(&mut Edit {
            document: &mut copy,
            author: author.clone(),
            at,
        })?;
        copy.doc.commit_with(CommitOptions::default().with_time(at.timestamp()));
        let changes: Vec<RawChange> = copy
            .doc
            .get_changes(&before)
            .iter()
            .map(|change| change.raw_bytes().to_vec())
            .collect();
        if changes.iter().any(|change| !crate::chunk::within_bounds(change)) {
            return Err(EditError::TooLarge);
        }
        *self = copy;
        Ok(changes)
    }

    /// Whether a change is in the record.
    pub fn holds(&mut self, change: &[u8; 32]) -> bool {
        self.doc.get_change_meta_by_hash(&ChangeHash(*change)).is_some()
    }

    /// A change that writes nothing and rests on everything that is in the record, as a colleague's own words would.
    pub fn stand_by(&mut self, author: &Author, at: Timestamp) -> Vec<RawChange> {
        self.doc.set_actor(author.actor());
        let hash = self
            .doc
            .empty_change(CommitOptions::default().with_time(at.timestamp()));
        let change = self.doc.get_change_by_hash(&hash);
        change.iter().map(|change| change.raw_bytes().to_vec()).collect()
    }

    /// Every change, in an order in which each follows what it rests on; genesis left out.
    pub fn changes(&mut self) -> Vec<RawChange> {
        let genesis = ActorId::from(GENESIS_ACTOR.to_vec());
        let all = self.doc.get_changes(&[]);
        all.iter()
            .filter(|change| *change.actor_id() != genesis)
            .map(|change| change.raw_bytes().to_vec())
            .collect()
    }

    /// The text of the record's note.
    #[must_use]
    pub fn text(&self) -> String {
        self.doc.text(&self.text).unwrap_or_default()
    }

    /// Who wrote what, oldest first as far as order is known.
    pub fn history(&mut self) -> Vec<HistoryEntry> {
        let changes = self.doc.get_changes(&[]);
        changes
            .iter()
            .map(|change| HistoryEntry {
                hash: hex(&change.hash().0),
                device: device_of(change.actor_id()).map(|device| hex(&device)),
                at_s: change.timestamp(),
                paths: self.paths_in(change),
            })
            .collect()
    }

    /// Cells and texts that a change wrote, by its hash in lower hex; nothing for one that is not in the record.
    pub fn written_by(&mut self, hash: &str) -> BTreeSet<String> {
        let change = hash.parse().ok().and_then(|hash| self.doc.get_change_by_hash(&hash));
        change.map(|change| self.paths_in(&change)).unwrap_or_default()
    }

    /// Cells and texts that were written since the record stood at these heads; none where it never did.
    pub fn written_since(&mut self, heads: &[[u8; HEAD_BYTES]]) -> Option<BTreeSet<String>> {
        if !heads.iter().all(|head| self.holds(head)) {
            return None;
        }
        let heads: Vec<ChangeHash> = heads.iter().copied().map(ChangeHash).collect();
        let changes = self.doc.get_changes(&heads);
        Some(changes.iter().flat_map(|change| self.paths_in(change)).collect())
    }

    fn paths_in(&self, change: &Change) -> BTreeSet<String> {
        let (cells, text) = (self.cells.to_string(), self.text.to_string());
        let mut paths = BTreeSet::new();
        for op in &change.decode().operations {
            let object = op.obj.to_string();
            if let automerge::legacy::Key::Map(key) = &op.key
                && object == cells
            {
                paths.insert(CellKey::parse(key).map_or_else(|| key.to_string(), |cell| cell.path));
            } else if object == text {
                paths.insert(self.kind.text().to_owned());
            }
        }
        paths
    }

    /// Every readable key that begins with `prefix`, with its JSON and the id of the write; now, or as it was `at` heads.
    pub(crate) fn cells_under(&self, prefix: &str, at: Option<&[ChangeHash]>) -> Vec<(String, Option<Json>, SlotId)> {
        let read = |text: Option<&str>| text.and_then(|text| serde_json::from_str(text).ok());
        let mut found = Vec::new();
        let items = match at {
            Some(heads) => self.doc.map_range_at(&self.cells, prefix.to_owned().., heads),
            None => self.doc.map_range(&self.cells, prefix.to_owned()..),
        };
        for item in items {
            if !item.key.starts_with(prefix) {
                break;
            }
            if item.conflict {
                // A cell has one writer, but that writer may have lived twice (a restored backup): take every value.
                let all = match at {
                    Some(heads) => self.doc.get_all_at(&self.cells, item.key.as_ref(), heads),
                    None => self.doc.get_all(&self.cells, item.key.as_ref()),
                };
                for (value, id) in all.unwrap_or_default() {
                    found.push((item.key.to_string(), read(value.as_str()), SlotId(id.to_string())));
                }
            } else {
                let id = SlotId(item.id().to_string());
                let text = if let ValueRef::Scalar(ScalarValueRef::Str(text)) = &item.value {
                    read(Some(text))
                } else {
                    None
                };
                found.push((item.key.to_string(), text, id));
            }
        }
        found
    }
}

impl Edit<'_> {
    /// Writes a value to a field; `None` takes the author's own value back. An unchanged value writes nothing. Testimony
    /// cannot be written as a fact: no device would take it in.
    ///
    /// # Errors
    /// [`EditError::Path`], [`EditError::TooLarge`], [`EditError::Refused`].
    pub fn set(&mut self, path: &str, value: Option<&Json>, policy: WritePolicy) -> Result<(), EditError> {
        if policy == WritePolicy::Fact && WritePolicy::of(path) == WritePolicy::Testimony {
            return Err(EditError::Refused);
        }
        let field = self.document.raw_field(path);
        let mine = field
            .current()
            .into_iter()
            .filter(|slot| slot.by == self.author.member)
            .collect::<Vec<_>>();
        let same = match mine.as_slice() {
            [] => value.is_none(),
            [one] => one.value.as_ref() == value,
            _ => false,
        };
        let agreed = field.current().len() == mine.len() || policy == WritePolicy::Testimony;
        if same && agreed {
            return Ok(());
        }
        if policy == WritePolicy::Fact && !field.in_conflict() && value.is_some() && field.shown() == value {
            return Ok(());
        }
        let covers = field.covered_by_write(&self.author.member, policy);
        let json = serde_json::json!({ "v": value, "at": rfc3339(self.at), "covers": covers });
        self.put(path, false, &json)
    }

    /// Writes a decision. `outcome` is the JSON of `visita_domain::slots::Outcome`.
    ///
    /// # Errors
    /// [`EditError::Path`], [`EditError::TooLarge`].
    pub fn decide(
        &mut self,
        path: &str,
        outcome: Json,
        seen: &BTreeSet<SlotId>,
        note: Option<&str>,
    ) -> Result<(), EditError> {
        let covers: BTreeSet<SlotId> = self
            .document
            .raw_field(path)
            .decisions
            .into_iter()
            .map(|decision| decision.id)
            .collect();
        let json = serde_json::json!({
            "d": outcome, "seen": seen, "at": rfc3339(self.at), "note": note, "covers": covers,
        });
        self.put(path, true, &json)
    }

    fn put(&mut self, path: &str, decision: bool, json: &Json) -> Result<(), EditError> {
        let key = CellKey::make(path, decision, &self.author)?;
        let text = json.to_string();
        if text.len() > MAX_CELL_BYTES {
            return Err(EditError::TooLarge);
        }
        let cells = self.document.cells.clone();
        self.document
            .doc
            .put(&cells, key.as_str(), ScalarValue::Str(text.into()))
            .map_err(|_| EditError::Refused)
    }

    /// Makes the note say `text`, typed on the document as it was at `base`: what others wrote since is kept.
    ///
    /// # Errors
    /// [`EditError::TooLarge`], [`EditError::UnknownHeads`].
    pub fn set_text(&mut self, base: &[[u8; 32]], text: &str) -> Result<(), EditError> {
        if text.chars().count() > MAX_NOTE_CHARS {
            return Err(EditError::TooLarge);
        }
        let document = &mut *self.document;
        let base: Vec<ChangeHash> = base.iter().map(|hash| ChangeHash(*hash)).collect();
        if base.is_empty() || base.iter().any(|hash| document.doc.get_change_by_hash(hash).is_none()) {
            return Err(EditError::UnknownHeads);
        }
        // Cells written before in this edit belong to a change of their own.
        let at = self.at.timestamp();
        document.doc.commit_with(CommitOptions::default().with_time(at));
        document.passages = None;
        let object = document.text.clone();
        let here: BTreeSet<ChangeHash> = document.doc.get_heads().into_iter().collect();
        if here == base.iter().copied().collect() {
            let updated = document.doc.update_text(&object, text);
            return updated.map_err(|_| EditError::Refused);
        }
        // In a copy that ends at the base, operations are numbered from there. automerge's own isolated edits are numbered
        // after everything in the document, and nobody else could tell that number from a false one.
        let mut typed_on = document.doc.fork_at(&base).map_err(|_| EditError::Refused)?;
        let actor = actor_at(&self.author, &mut document.doc, &mut typed_on);
        typed_on.set_actor(actor);
        typed_on.update_text(&object, text).map_err(|_| EditError::Refused)?;
        typed_on.commit_with(CommitOptions::default().with_time(at));
        document.doc.merge(&mut typed_on).map_err(|_| EditError::Refused)?;
        Ok(())
    }
}

/// The first actor of an author whose changes in `whole` are all in `part`, so that its next number is free in both.
fn actor_at(author: &Author, whole: &mut AutoCommit, part: &mut AutoCommit) -> ActorId {
    let (of_whole, of_part) = (changes_by_actor(author, whole), changes_by_actor(author, part));
    let mut branch = 0;
    loop {
        let actor = author.actor_of_branch(branch);
        if of_whole.get(&actor) == of_part.get(&actor) {
            return actor;
        }
        branch += 1;
    }
}

/// How many changes each actor of the author's device has made.
fn changes_by_actor(author: &Author, doc: &mut AutoCommit) -> BTreeMap<ActorId, usize> {
    let mut made = BTreeMap::new();
    for change in doc.get_changes_meta(&[]) {
        if device_of(&change.actor) == Some(author.device) {
            *made.entry(change.actor.into_owned()).or_default() += 1;
        }
    }
    made
}
