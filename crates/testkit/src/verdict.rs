//! What must be true when everything has come to rest.

use crate::device::{Standing, must};
use crate::kinds::Kind;
use crate::world::{LEAD, REMOVED, World};
use anyhow::{Context as _, Result, bail, ensure};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use visita_app::harness::Lying;
use visita_domain::DocumentId;
use visita_seal::envelope::{DocKey, open_envelope};
use visita_wire::DocKind;

/// Where passages stand among conflicts: the model does not work them out yet.
const NOT_MODELLED: &str = "passage/";
/// Reasons that a lying relay, a damaged packet or a removal may bring about.
const EXPECTED_REASONS: [&str; 10] = [
    "duplicate_number",
    "broken_chain",
    "unopenable",
    "mislabelled",
    "malformed",
    "forged",
    "stranger",
    "foreign_team",
    "bounds",
    "not_allowed",
];

impl World {
    /// Judges the world.
    ///
    /// # Errors
    /// What is not as it must be.
    pub(crate) fn judge(&mut self) -> Result<()> {
        let members = self.members();
        for one in &members {
            let stuck = must(self.device(*one)?.with(|session, _| session.harness_stuck()))?;
            ensure!(
                stuck == (0, 0),
                "device {one}: envelopes that lie closed beside their key, and numbers that nobody can free: {stuck:?}"
            );
        }
        self.lets_go_of_what_is_gone()?;
        for record in self.all_records() {
            let mut first: Option<Lying> = None;
            let (readers, others) = self.readers(&record);
            for one in others {
                self.is_sealed_for(one, &record)?;
            }
            for one in &readers {
                let lying = self.lying(*one, &record)?;
                self.is_whole(*one, &record, &lying)?;
                match &first {
                    None => first = Some(lying),
                    Some(first) => same(*one, &record, first, &lying)?,
                }
            }
            let lying = first.context("no members")?;
            self.is_expected(&record, &lying)?;
        }
        for one in &members {
            self.answers_stand(*one)?;
            self.numbers_stand(*one)?;
            self.badge_counts_every_conflict(*one)?;
            self.refusals_are_explained(*one)?;
            self.snapshots_are_proven(*one)?;
        }
        self.signatures_hold(LEAD)?;
        self.nothing_opens_after_removal()
    }

    /// Every envelope has come: nothing rests on the word of a lead any more.
    fn snapshots_are_proven(&mut self, one: usize) -> Result<()> {
        let left = must(self.device(one)?.with(|session, _| session.harness_unproven()))?;
        ensure!(left == 0, "device {one}: {left} records rest on a snapshot");
        Ok(())
    }

    /// Records of which nobody has anything, since their maker was removed or lost the disk before anybody heard of them.
    fn lets_go_of_what_is_gone(&mut self) -> Result<()> {
        for record in self.all_records() {
            let model = self.records.get(&record).context("an unknown record")?;
            let excused = !model.acknowledged.is_empty() && model.acknowledged.values().all(|write| write.excused);
            let (readers, _) = self.readers(&record);
            let mut held = !excused;
            for one in readers {
                held = held || !self.held(one, &record)?.is_empty();
            }
            if !held {
                self.records.remove(&record);
                self.visits.retain(|visit| *visit != record);
            }
        }
        Ok(())
    }

    fn held(&mut self, one: usize, record: &str) -> Result<Vec<String>> {
        let id = id_of(record)?;
        must(self.device(one)?.with(|session, _| session.harness_held(id)))
    }

    /// Members who may read a record, and those who may not.
    fn readers(&self, record: &str) -> (Vec<usize>, Vec<usize>) {
        let model = self.records.get(record);
        let reads = |one: &usize| model.is_none_or(|model| model.is_for(*one));
        self.members().into_iter().partition(reads)
    }

    /// Whoever may not read a record passes it on, and opens nothing of it.
    fn is_sealed_for(&mut self, one: usize, record: &str) -> Result<()> {
        let id = id_of(record)?;
        ensure!(
            self.held(one, record)?.is_empty(),
            "device {one}: {record} is sealed for others, and was read"
        );
        let owned = must(self.device(one)?.with(|session, _| session.harness_owned()))?;
        let puts = must(self.device(one)?.with(|session, _| session.harness_puts(id)))?;
        ensure!(!puts.is_empty(), "device {one}: {record}: is not passed on");
        for put in puts {
            let opens = owned.keys.iter().any(|(key, _)| open_envelope(&put.outer, key).is_ok());
            ensure!(!opens, "device {one}: {record} is sealed for others, and opens");
        }
        if self.records.get(record).is_some_and(|model| model.kind == Kind::Plan) {
            self.shows_no_plan(one, record)?;
        }
        if self.records.get(record).is_some_and(|model| model.kind == Kind::Draw) {
            self.shows_no_draw(one, record)?;
        }
        Ok(())
    }

    /// The number on the badge is that of all conflicts in all records that are here.
    fn badge_counts_every_conflict(&mut self, one: usize) -> Result<()> {
        let mut open = 0;
        for record in must(self.device(one)?.with(|session, _| session.harness_records()))? {
            let lying = must(self.device(one)?.with(|session, _| session.harness_record(record)))?;
            open += lying.conflicts.len();
        }
        let today = self.device(one)?.ok("today_get", json!({}))?;
        let shown = today.get("open_conflicts").and_then(Value::as_u64);
        ensure!(
            shown == u64::try_from(open).ok(),
            "device {one}: {open} conflicts stand open, the badge says {shown:?}"
        );
        Ok(())
    }

    fn members(&self) -> Vec<usize> {
        let all = 0..self.devices.len();
        all.filter(|one| self.standing(*one) == Standing::Member).collect()
    }

    pub(crate) fn lying(&mut self, one: usize, record: &str) -> Result<Lying> {
        let id = id_of(record)?;
        let lying = must(self.device(one)?.with(|session, _| session.harness_record(id)));
        match lying {
            Ok(lying) => Ok(lying),
            Err(error) => Err(error.context(self.misses(one, record)?)),
        }
    }

    /// What is known of a record that a device has not got: its kind, its readers, and of each envelope that lies there who wrote it
    /// and whether a key of the device opens it; beside them its quarantine.
    fn misses(&mut self, one: usize, record: &str) -> Result<String> {
        let id = id_of(record)?;
        let model = self
            .records
            .get(record)
            .map(|model| (model.kind, model.readers.clone()));
        let wrote: Vec<_> = self.devices.iter().map(|device| device.id).collect();
        let device = self.device(one)?;
        let owned = must(device.with(|session, _| session.harness_owned()))?;
        let mut told = format!("device {one} has no record {record}, {model:?}:");
        for put in must(device.with(|session, _| session.harness_puts(id)))? {
            let author = wrote.iter().position(|known| *known == put.device);
            let opens = owned.keys.iter().any(|(key, _)| open_envelope(&put.outer, key).is_ok());
            let standing = must(device.with(|session, _| session.harness_standing(&put)))?;
            let (life, count) = (visita_wire::life_of(put.seq), visita_wire::count_of(put.seq));
            let _infallible = write!(
                told,
                "\n  of {author:?}, life {life}, {count}: opens {opens}, applied {standing}"
            );
        }
        let epochs = owned.keys.iter().filter(|(key, _)| key.doc.0 == id.bytes());
        let epochs: Vec<_> = epochs.map(|(key, _)| key.epoch).collect();
        let held = must(device.with(|session, _| session.harness_quarantine()))?;
        let reasons: Vec<_> = held.into_iter().map(|(reason, _)| reason).collect();
        let _infallible = write!(told, "\n  keys of epochs {epochs:?}, in quarantine: {reasons:?}");
        Ok(told)
    }

    /// Every acknowledged write of it is there.
    fn is_whole(&mut self, one: usize, record: &str, lying: &Lying) -> Result<()> {
        let model = self.records.get(record).context("an unknown record")?;
        let lost = model.lost(&lying.changes)?;
        let whose: Vec<_> = lost
            .iter()
            .filter_map(|hash| model.acknowledged.get(hash))
            .map(|write| write.device)
            .collect();
        if lost.is_empty() {
            return Ok(());
        }
        let count = lost.len();
        let held = must(self.device(one)?.with(|session, _| session.harness_quarantine()))?;
        let reasons: Vec<_> = held.into_iter().map(|(reason, _)| reason).collect();
        bail!(
            "device {one}: {count} acknowledged writes are lost in {record}, of devices {whose:?}; in quarantine: {reasons:?}"
        )
    }

    /// Conflicts and letters are those the model works out.
    fn is_expected(&mut self, record: &str, lying: &Lying) -> Result<()> {
        let model = self.records.get(record).context("an unknown record")?;
        let expected = model.expected(&lying.changes)?;
        let conflicts: BTreeSet<String> = lying
            .conflicts
            .iter()
            .filter(|path| !path.starts_with(NOT_MODELLED))
            .cloned()
            .collect();
        let hidden: Vec<_> = expected.conflicts.difference(&conflicts).collect();
        let invented: Vec<_> = conflicts.difference(&expected.conflicts).collect();
        if let Some(path) = hidden.first().or(invented.first()) {
            let path = (*path).clone();
            let told = format!("{record}: conflicts are hidden: {hidden:?}, or out of nothing: {invented:?}");
            return Err(self.tells(record, &path, lying)?.context(told));
        }
        let letters: BTreeSet<char> = lying.text.chars().collect();
        let gone = expected.letters.difference(&letters).count();
        let back = letters.difference(&expected.letters).count();
        ensure!(gone == 0, "{record}: {gone} letters of the note are gone");
        ensure!(
            back == 0,
            "{record}: {back} letters stand in the note that nobody left there"
        );
        ensure!(
            lying.text.chars().count() == letters.len(),
            "{record}: a letter stands twice"
        );
        ensure!(model.keeps_runs(&lying.text), "{record}: a run is not in its order");
        let count = u64::try_from(conflicts.len())?;
        self.tally.conflicts += count;
        self.tally.conflicts_by_kind.count(model.kind, count);
        Ok(())
    }

    /// What is known of a field on which the record and the model differ.
    fn tells(&mut self, record: &str, path: &str, lying: &Lying) -> Result<anyhow::Error> {
        let id = id_of(record)?;
        let model = self.records.get(record).context("an unknown record")?;
        let course = model.course(&lying.changes)?;
        let reader = self.readers(record).0.first().copied().context("no members")?;
        let mut told = must(self.device(reader)?.with(|session, _| session.harness_field(id, path)))?;
        for (hash, known) in course {
            let written = must(
                self.device(reader)?
                    .with(|session, _| session.harness_written(id, &hash)),
            )?;
            if written.contains(path) {
                let _infallible = write!(told, "\n{known}");
            }
        }
        Ok(anyhow::anyhow!("{path}: {told}"))
    }

    /// What a screen shows of answers is what each person said last.
    fn answers_stand(&mut self, one: usize) -> Result<()> {
        let names: BTreeMap<usize, String> = self.names(one)?;
        for visit in self.visits.clone() {
            if self.records.get(&visit).is_some_and(|model| !model.is_for(one)) {
                continue;
            }
            let lying = self.lying(one, &visit)?;
            let expected = self
                .records
                .get(&visit)
                .context("an unknown record")?
                .expected(&lying.changes)?;
            let shown = self.device(one)?.ok("answer_list", json!({"visit": visit}))?;
            let mut stands: BTreeMap<String, BTreeSet<(String, String)>> = BTreeMap::new();
            for row in list(&shown, "rows") {
                let part = |name: &str| crate::device::text(&row, name);
                let path = format!("answer/{}/{}/{}", part("area"), part("checklist"), part("item"));
                let said = list(&row, "slots").into_iter().map(|slot| {
                    let value = slot
                        .get("value")
                        .and_then(|value| value.get("value"))
                        .unwrap_or(&Value::Null);
                    (crate::device::text(&slot, "by"), value.to_string())
                });
                stands.insert(path, said.collect());
            }
            for (path, current) in expected.current.iter().filter(|(path, _)| path.starts_with("answer/")) {
                let named = current
                    .iter()
                    .filter_map(|(device, value)| Some((names.get(device)?.clone(), value.clone())));
                let (wanted, found) = (named.collect::<BTreeSet<_>>(), stands.remove(path).unwrap_or_default());
                ensure!(
                    wanted == found,
                    "device {one}: {visit}: {path}: {found:?} in place of {wanted:?}"
                );
            }
        }
        Ok(())
    }

    pub(crate) fn names(&mut self, one: usize) -> Result<BTreeMap<usize, String>> {
        let team = self.device(one)?.ok("team_get", json!({}))?;
        let mut names = BTreeMap::new();
        for member in list(&team, "members") {
            let (id, name) = (
                crate::device::text(&member, "member"),
                crate::device::text(&member, "name"),
            );
            names.extend(
                self.devices
                    .iter()
                    .filter(|device| device.member == id)
                    .map(|device| (device.number, name.clone())),
            );
        }
        Ok(names)
    }

    /// Nothing is in quarantine but what somebody tampered with or wrote after they were removed.
    fn refusals_are_explained(&mut self, one: usize) -> Result<()> {
        let held = must(self.device(one)?.with(|session, _| session.harness_quarantine()))?;
        for (reason, bytes) in held {
            if reason == "after_removal" {
                continue;
            }
            // Whatever opens and verifies stands in its place as well: it was refused for its label alone.
            let puts = must(self.device(one)?.with(|session, _| session.harness_numbered(&[bytes])))?;
            for put in puts {
                let standing = must(self.device(one)?.with(|session, _| session.harness_standing(&put)))?;
                ensure!(
                    standing,
                    "device {one}: a true envelope is in quarantine alone, as {reason}"
                );
            }
            ensure!(
                EXPECTED_REASONS.contains(&reason.as_str()),
                "device {one}: in quarantine as {reason}"
            );
        }
        Ok(())
    }

    /// The history names a device for every change, and the signature of each holds.
    fn signatures_hold(&mut self, one: usize) -> Result<()> {
        for record in self.all_records() {
            let history = self.device(one)?.ok("history_get", json!({"doc": record}))?;
            for entry in list(&history, "entries") {
                let signature = crate::device::text(&entry, "signature");
                ensure!(
                    signature == "valid",
                    "device {one}: {record}: a change with a signature that is {signature}"
                );
            }
        }
        Ok(())
    }

    /// What anybody of the team would seal now, the removed device cannot open with any key it holds.
    fn nothing_opens_after_removal(&mut self) -> Result<()> {
        if self.standing(REMOVED) != Standing::Removed {
            return Ok(());
        }
        let owned = must(self.device(REMOVED)?.with(|session, _| session.harness_owned()))?;
        for record in self.all_records() {
            let id = id_of(&record)?;
            let (readers, _) = self.readers(&record);
            for one in readers {
                let key = must(self.device(one)?.with(|session, _| session.harness_writing(id)))?;
                let has = |(held, _): &(DocKey, DocKind)| held.mailbox().ok() == key.mailbox().ok();
                ensure!(
                    !owned.keys.iter().any(has),
                    "device {one}: {record}: would write under a key of the removed device"
                );
                for put in must(self.device(one)?.with(|session, _| session.harness_puts(id)))? {
                    let is_new = open_envelope(&put.outer, &key).is_ok();
                    let opens = owned.keys.iter().any(|(key, _)| open_envelope(&put.outer, key).is_ok());
                    ensure!(
                        !(is_new && opens),
                        "{record}: a removed device opens what came after its removal"
                    );
                }
            }
        }
        Ok(())
    }
}

fn same(one: usize, record: &str, first: &Lying, other: &Lying) -> Result<()> {
    ensure!(
        first.heads == other.heads,
        "device {one}: {record}: other heads than the lead's"
    );
    let bytes = |lying: &Lying| lying.changes.iter().cloned().collect::<BTreeSet<_>>();
    ensure!(
        bytes(first) == bytes(other),
        "device {one}: {record}: other bytes than the lead's"
    );
    ensure!(
        first.text == other.text,
        "device {one}: {record}: another note than the lead's"
    );
    ensure!(
        first.conflicts == other.conflicts,
        "device {one}: {record}: other conflicts than the lead's"
    );
    Ok(())
}

fn id_of(record: &str) -> Result<DocumentId> {
    record.parse().map_err(|_| anyhow::anyhow!("not an id"))
}

fn list(value: &Value, name: &str) -> Vec<Value> {
    value.get(name).and_then(Value::as_array).cloned().unwrap_or_default()
}
