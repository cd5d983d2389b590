//! What goes wrong: processes that die, backups that are put back, and a team that changes while its members are apart.

use crate::device::{Device, Standing, Stopped, must, text};
use crate::typing::note_draft;
use crate::world::{FIRST_DEVICES, LEAD, NEWCOMER, Pending, Plan, REMOVED, RESTORED, Trouble, World};
use anyhow::{Context as _, Result, bail, ensure};
use rand::RngExt as _;
use serde_json::json;
use std::collections::BTreeSet;
use visita_domain::DocumentId;
use visita_sync::{Event, RETRY_MS};
use visita_wire::{Have, count_of, is_number, life_of};

/// Steps that a lit fuse burns at most before its process dies.
const MAX_FUSE: u32 = 12;
/// Rounds of asking again, within which everybody must hold the same.
const MAX_ROUNDS: u32 = 100;

/// What happens once in a world.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Once {
    Backup,
    Newcomer,
    Restore,
    Removal,
}

/// When, in edits.
pub(crate) fn milestones(plan: &Plan) -> Vec<(u64, Once)> {
    let all = [
        (plan.edits / 5, Once::Backup, Trouble::Restore),
        (plan.edits * 2 / 5, Once::Newcomer, Trouble::Newcomer),
        (plan.edits / 2, Once::Restore, Trouble::Restore),
        (plan.edits * 13 / 20, Once::Removal, Trouble::Removal),
    ];
    let real = all.into_iter().filter(|(.., trouble)| !plan.spared.contains(trouble));
    real.map(|(at, once, _)| (at, once)).collect()
}

impl World {
    pub(crate) fn happens_once(&mut self, once: Once) -> Result<()> {
        match once {
            Once::Backup => self.device(RESTORED)?.back_up(),
            Once::Newcomer => self.newcomer(),
            Once::Restore => self.restores(),
            Once::Removal => self.removes(),
        }
    }

    /// The lead, apart from some of the others, lets somebody in.
    fn newcomer(&mut self) -> Result<()> {
        self.apart()?;
        let (before, from) = self.devices.split_at_mut(NEWCOMER);
        let (lead, newcomer) = (
            before.first_mut().context("no lead")?,
            from.first_mut().context("no newcomer")?,
        );
        lead.fuse.put_out();
        newcomer.fuse.put_out();
        lead.admit(newcomer, "Newcomer", "inspector")?;
        // It reads and writes by a first bundle, long before the team's envelopes have come.
        let path = self.root.path().join("first");
        let to = [newcomer.id.to_string()];
        lead.ok("bundle_export", json!({"path": path, "devices": to, "first": true}))?;
        let taken = newcomer.ok("bundle_import", json!({"path": path}))?;
        let read = taken
            .get("read")
            .and_then(serde_json::Value::as_u64)
            .unwrap_or_default();
        self.tally.newcomers += 1;
        self.tally.read_by_snapshot += read;
        self.happens(NEWCOMER, Event::Changed)?;
        self.happens(LEAD, Event::Changed)
    }

    /// The lead, apart from some of the others, removes a device; that one and its friends do not know yet.
    fn removes(&mut self) -> Result<()> {
        self.apart()?;
        self.device(REMOVED)?.fuse.put_out();
        let removed = self.device(REMOVED)?;
        removed.standing = Standing::Removed;
        let id = removed.id;
        let lead = self.device(LEAD)?;
        lead.fuse.put_out();
        must(lead.with(|session, _| session.harness_remove(id)))?;
        self.tally.removals += 1;
        self.excuse(REMOVED, &[LEAD])?;
        self.happens(LEAD, Event::Changed)
    }

    /// The lead is cut off from each of the others by a coin's toss, always from the one to be removed.
    fn apart(&mut self) -> Result<()> {
        for other in 1..FIRST_DEVICES {
            if other == REMOVED || self.rng.random_range(0..2) == 0 {
                self.cut(LEAD, other)?;
            }
        }
        Ok(())
    }

    fn restores(&mut self) -> Result<()> {
        if self.device(RESTORED)?.backup.is_none() {
            return Ok(());
        }
        // What nobody else holds is gone with the disk that the backup replaces. Its owner writes on at once, without having
        // heard from anybody: whatever it writes now is numbered in another life.
        let others: Vec<_> = (0..self.devices.len()).filter(|one| *one != RESTORED).collect();
        self.device(RESTORED)?.restore()?;
        self.cut_off(RESTORED)?;
        let held: Vec<_> = others
            .into_iter()
            .filter(|one| self.standing(*one) != Standing::Outside)
            .collect();
        self.excuse(RESTORED, &[held, vec![RESTORED]].concat())?;
        self.tally.restores += 1;
        self.refresh_own(RESTORED)
    }

    /// Of what a device wrote, only what one of these holds must stay.
    fn excuse(&mut self, author: usize, held_by: &[usize]) -> Result<()> {
        for record in self.all_records() {
            let id: DocumentId = record.parse().map_err(|_| anyhow::anyhow!("not an id"))?;
            let mut held = BTreeSet::new();
            for one in held_by {
                held.extend(must(self.device(*one)?.with(|session, _| session.harness_held(id)))?);
            }
            let model = self.records.get_mut(&record).context("an unknown record")?;
            for (hash, write) in &mut model.acknowledged {
                write.excused |= write.device == author && !held.contains(hash);
            }
        }
        Ok(())
    }

    /// Looks again which envelopes of its own a device holds.
    pub(crate) fn refresh_own(&mut self, one: usize) -> Result<()> {
        for record in self.all_records() {
            let seq = self.last_own(one, &record)?;
            self.device(one)?.own.insert(record, seq);
        }
        Ok(())
    }

    pub(crate) fn last_own(&mut self, one: usize, record: &str) -> Result<u64> {
        let id: DocumentId = record.parse().map_err(|_| anyhow::anyhow!("not an id"))?;
        must(self.device(one)?.with(|session, _| session.harness_last_own(id))).map(|(seq, _)| seq)
    }

    pub(crate) fn light_fuse(&mut self, one: usize) -> Result<()> {
        let steps = self.rng.random_range(1..=MAX_FUSE);
        self.device(one)?.fuse.light(steps);
        Ok(())
    }

    /// The process dies between two things, or within one that left nothing to be told.
    pub(crate) fn die(&mut self, one: usize) -> Result<()> {
        self.tally.deaths += 1;
        let device = self.device(one)?;
        self.tally.deaths_in_transactions += u64::from(device.fuse.is_burnt());
        let device = self.device(one)?;
        let typing = device.typing.take();
        device.begin_life()?;
        if let Some(mut typing) = typing {
            let id = self
                .interviews
                .get(typing.interview)
                .context("no interview")?
                .id
                .clone();
            let held = self.draft_of(one, &id)?;
            let typed: String = typing.text.iter().collect();
            if let Some(draft) = &typing.draft {
                ensure!(
                    held.as_ref() == Some(draft),
                    "device {one}: an acknowledged draft is lost: {held:?} for {draft:?}"
                );
            }
            // Whoever comes back finds it and goes on; what was never durable was never acknowledged.
            if held.as_ref() == Some(&typed) {
                typing.draft = held;
                self.device(one)?.typing = Some(typing);
            }
        }
        self.cut_off(one)
    }

    fn draft_of(&mut self, one: usize, interview: &str) -> Result<Option<String>> {
        let answer = self
            .device(one)?
            .ok("draft_get", json!({"key": note_draft(interview)}))?;
        let draft = text(&answer, "text");
        Ok((!draft.is_empty()).then_some(draft))
    }

    /// The process dies under a write: it is durable, or it never was. If it is, it counts as acknowledged from now on.
    pub(crate) fn dies_under(&mut self, one: usize, pending: Vec<Pending>) -> Result<()> {
        let device = self.device(one)?;
        let (typing, own) = (device.typing.take(), device.own.clone());
        self.die(one)?;
        let mut happened = BTreeSet::new();
        let many = pending.len();
        for Pending { record, write } in pending {
            if self.last_own(one, &record)? > own.get(&record).copied().unwrap_or(0) {
                self.acknowledged(one, &record, write)?;
                happened.insert(record);
            }
        }
        ensure!(
            happened.is_empty() || happened.len() == many,
            "device {one}: of one command, {happened:?} alone happened"
        );
        let Some(typing) = typing else { return Ok(()) };
        let id = self
            .interviews
            .get(typing.interview)
            .context("no interview")?
            .id
            .clone();
        let of_note = happened.contains(&id);
        let held = self.draft_of(one, &id)?;
        if of_note {
            ensure!(held.is_none(), "device {one}: a draft outlived its note");
        } else {
            ensure!(
                held == typing.draft,
                "device {one}: an acknowledged draft is lost: {held:?} for {:?}",
                typing.draft
            );
            self.device(one)?.typing = Some(typing);
        }
        Ok(())
    }

    /// Somebody writes a bundle on a stick.
    pub(crate) fn export(&mut self, one: usize) -> Result<()> {
        if self.standing(one) == Standing::Outside {
            return Ok(());
        }
        let path = self.root.path().join(format!("stick-{}", self.sticks_written));
        self.sticks_written += 1;
        match self.device(one)?.call("bundle_export", json!({"path": path})) {
            Ok(_) => self.sticks.push((one, path)),
            Err(Stopped::Died) => return self.die(one),
            Err(stopped) => bail!("device {one}: bundle_export: {stopped:?}"),
        }
        if self.sticks.len() > MAX_STICKS {
            let (_, path) = self.sticks.swap_remove(self.rng.random_range(0..MAX_STICKS));
            std::fs::remove_file(path)?;
        }
        Ok(())
    }

    /// Somebody finds a stick and reads it, however old.
    pub(crate) fn import(&mut self, one: usize) -> Result<()> {
        if self.standing(one) == Standing::Outside || self.sticks.is_empty() {
            return Ok(());
        }
        let at = self.rng.random_range(0..self.sticks.len());
        let Some((_, path)) = self.sticks.get(at).cloned() else {
            return Ok(());
        };
        match self.device(one)?.call("bundle_import", json!({"path": path})) {
            Ok(_) => {
                self.tally.bundles_taken += 1;
                self.happens(one, Event::Changed)
            }
            Err(Stopped::Died) => self.die(one),
            // One's own, one from before one came, or from somebody who is no longer of the team.
            Err(stopped) if Device::is(&stopped, visita_app::api::ErrorCode::NotForThisDevice) => Ok(()),
            Err(stopped) if Device::is(&stopped, visita_app::api::ErrorCode::BadFile) => Ok(()),
            Err(stopped) => bail!("device {one}: bundle_import: {stopped:?}"),
        }
    }

    /// The removed device brings everything it wrote since, by every means at hand.
    fn removed_returns(&mut self) -> Result<()> {
        if self.standing(REMOVED) != Standing::Removed {
            return Ok(());
        }
        let from = self.device(REMOVED)?.id;
        // What it carries for others opens with keys that it alone may have heard of.
        let grants = must(self.device(REMOVED)?.with(|session, _| session.harness_grants()))?;
        self.take(
            LEAD,
            from,
            vec![visita_wire::Message::Grants(
                grants.into_iter().map(Into::into).collect(),
            )],
        )?;
        for record in self.all_records() {
            let id: DocumentId = record.parse().map_err(|_| anyhow::anyhow!("not an id"))?;
            let puts = must(self.device(REMOVED)?.with(|session, _| session.harness_puts(id)))?;
            let message = visita_wire::Message::Puts(puts);
            // To the lead in its own name, to another passed on by the lead.
            self.take(LEAD, from, vec![message.clone()])?;
            let lead = self.device(LEAD)?.id;
            self.take(1, lead, vec![message])?;
        }
        Ok(())
    }

    /// Whoever finds something in quarantine that was under way when their process ended tries it again.
    fn tries_again(&mut self) -> Result<()> {
        for one in 0..self.devices.len() {
            if self.standing(one) != Standing::Member {
                continue;
            }
            let held = self.device(one)?.ok("quarantine_list", json!({}))?;
            for row in held
                .get("rows")
                .and_then(serde_json::Value::as_array)
                .into_iter()
                .flatten()
            {
                if text(row, "reason") == "crashed_before" {
                    self.device(one)?
                        .ok("quarantine_retry", json!({"id": text(row, "id")}))?;
                    self.tally.tried_again += 1;
                    self.happens(one, Event::Changed)?;
                }
            }
        }
        Ok(())
    }

    /// Nothing goes wrong any more: everybody comes to hold the same, over a chain in which the ends never meet.
    pub(crate) fn settle(&mut self) -> Result<()> {
        self.settle_those(|_| true)
    }

    fn settle_those(&mut self, among: impl Fn(usize) -> bool) -> Result<()> {
        let all = 0..self.devices.len();
        let members: Vec<_> = all
            .filter(|one| self.standing(*one) == Standing::Member && among(*one))
            .collect();
        let mut rounds = 0;
        loop {
            for pair in members.windows(2) {
                let [a, b] = pair else { continue };
                self.link(*a, *b)?;
            }
            let mut haves = Vec::new();
            for one in &members {
                let have = must(self.device(*one)?.with(|session, _| session.harness_have()))?;
                haves.push(something_held(have));
            }
            if haves.iter().all(|have| Some(have) == haves.first()) {
                return Ok(());
            }
            rounds += 1;
            if rounds >= MAX_ROUNDS {
                let differing = differing(&members, &haves);
                bail!("the devices do not come to hold the same:\n{}", differing.join("\n"));
            }
            self.pass(RETRY_MS)?;
        }
    }

    /// The end: everybody restarts, comes to hold the same, and is looked at.
    pub(crate) fn rest(&mut self) -> Result<()> {
        for one in 0..self.devices.len() {
            self.device(one)?.fuse.put_out();
            self.die(one)?;
        }
        self.calm = true;
        self.network.clear();
        self.settle()?;
        self.removed_returns()?;
        self.tries_again()?;
        self.settle()?;
        self.judge()
    }
}

/// What is held, without chains of which nothing is: what a restored device had written since its backup may hang in the
/// air at one of the others, with what it rests on gone for good.
fn something_held(mut have: Have) -> Have {
    for doc in &mut have.docs {
        doc.held.retain(|to| is_number(to.seq));
    }
    have.docs.retain(|doc| !doc.held.is_empty());
    have
}

/// In what each device differs from the first.
fn differing(members: &[usize], haves: &[Have]) -> Vec<String> {
    let chains = |have: &Have| -> BTreeSet<_> {
        let docs = have.docs.iter();
        docs.flat_map(|doc| {
            doc.held
                .iter()
                .map(|to| (doc.doc, to.device, life_of(to.seq), count_of(to.seq)))
        })
        .collect()
    };
    let Some(first) = haves.first() else { return Vec::new() };
    let rest = members.iter().zip(haves).skip(1);
    rest.map(|(one, have)| {
        let (ours, theirs) = (chains(first), chains(have));
        format!(
            "device {one}: roster {} for {}, grants {} for {}, chains {:?} for {:?}",
            have.roster,
            first.roster,
            have.grants.len(),
            first.grants.len(),
            theirs.difference(&ours).collect::<Vec<_>>(),
            ours.difference(&theirs).collect::<Vec<_>>(),
        )
    })
    .collect()
}

/// Sticks lying about.
const MAX_STICKS: usize = 12;
