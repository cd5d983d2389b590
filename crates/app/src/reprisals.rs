//! The register of reprisals: interviews with their protection, and persons of whom there is no interview.
//!
//! Such a person stands in a record of the kind of interviews, of no visit, so that the same keys, the same choice of readers
//! and the same way to take one back hold for it. Its fields stand under `reprisal/`. It is in no list of interviews, no
//! count, no report and no search.

mod rows;
mod taken_back;

pub(crate) use taken_back::stays;

use crate::api::reprisal::*;
use crate::api::vault::{Created, Saved};
use crate::api::{ApiError, ErrorCode};
use crate::entries::{at_most, entries, from_form};
use crate::session::{Open, Session};
use crate::visits::bounded;
use serde::{Deserialize, Serialize};
use serde_json::json;
use visita_domain::dates::Day;
use visita_domain::interview::{Ending, Frame, Protection, Recontact, Reprisal, derive_pseudonym};
use visita_domain::slots::WritePolicy;
use visita_domain::{DocumentId, MemberId};
use visita_record::{DocumentKind, RecordDocument};
use visita_seal::grant::Audience;

/// Where the fields of an entry stand.
const REPRISAL: &str = "reprisal";
/// Where re-contacts stand, in an interview as in an entry.
const RECONTACT: &str = "recontact";
/// Longest text of an entry, characters.
const MAX_REPRISAL_CHARS: usize = 10_000;

/// A re-contact that waits, as a list knows it: a day and for whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RecontactBody {
    pub id: String,
    pub due: Day,
    pub whom: Option<MemberId>,
}

/// What a list knows of an entry.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ReprisalBody {
    pub visit: Option<DocumentId>,
    pub pseudonym: String,
    pub author: Option<MemberId>,
    /// The interview that the same person gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interview: Option<DocumentId>,
    pub recontacts: Vec<RecontactBody>,
    pub conflicts: Vec<String>,
}

/// Whether a record of the kind of interviews is an entry of the register.
pub(crate) fn is_register_entry(record: &RecordDocument) -> bool {
    record.kind() == DocumentKind::Interview && !record.raw_fields("reprisal/").is_empty()
}

/// Re-contacts of a record that wait, the nearest first.
pub(crate) fn waiting_recontacts(record: &RecordDocument) -> Vec<RecontactBody> {
    let all = entries::<Recontact>(record, RECONTACT).into_iter();
    let mut found: Vec<RecontactBody> = all
        .filter(|one| one.facts.waits())
        .filter_map(|one| {
            Some(RecontactBody {
                due: one.facts.due?,
                whom: one.facts.whom,
                id: one.id,
            })
        })
        .collect();
    found.sort_by(|a, b| (a.due, &a.id).cmp(&(b.due, &b.id)));
    found
}

/// Where colleagues differ on whether an entry was a mistake.
const DISPUTED: [&str; 2] = ["withdrawal/reprisal/whole", "reprisal/dropped"];

/// What a list knows of an entry of the register.
pub(crate) fn body(record: &RecordDocument, conflicts: Vec<String>) -> ReprisalBody {
    let frame = record.section::<Frame>("frame").value;
    let reprisal = record.section::<Reprisal>(REPRISAL).value;
    ReprisalBody {
        visit: reprisal.visit,
        interview: reprisal.interview,
        pseudonym: frame.pseudonym,
        author: frame.interviewer,
        // Nobody is asked to look after somebody who was entered by mistake; while colleagues differ on that, somebody is.
        recontacts: if reprisal.dropped && !conflicts.iter().any(|path| DISPUTED.contains(&path.as_str())) {
            Vec::new()
        } else {
            waiting_recontacts(record)
        },
        conflicts,
    }
}

fn reprisal_from(facts: &ReprisalFacts) -> Result<Reprisal, ApiError> {
    let reprisal: Reprisal = from_form(facts)?;
    for (text, field) in [
        (&reprisal.about, "about"),
        (&reprisal.risk, "risk"),
        (&reprisal.mitigation, "mitigation"),
        (&reprisal.channel, "channel"),
        (&reprisal.closed, "closed"),
    ] {
        at_most(text, MAX_REPRISAL_CHARS, field)?;
    }
    Ok(reprisal)
}

fn recontact_from(facts: &RecontactFacts) -> Result<Recontact, ApiError> {
    at_most(&facts.how, MAX_REPRISAL_CHARS, "how")?;
    let due = facts.due.as_deref().unwrap_or_default();
    crate::visits::day(due, "due")?;
    from_form(facts)
}

/// Whether a change of an entry touches what the person said.
fn touches_words(was: &Reprisal, wanted: &Reprisal) -> bool {
    let words = |of: &Reprisal| [&of.about, &of.risk, &of.mitigation, &of.channel].map(String::clone);
    words(was) != words(wanted)
}

impl Open {
    /// Entries of the register for the person who gave an interview.
    pub(crate) fn entries_of_person(&self, interview: DocumentId) -> Vec<String> {
        let entries = self.shelf.iter().flat_map(|shelf| &shelf.reprisals);
        let of_person = entries.filter(|(_, body)| body.interview == Some(interview));
        of_person.map(|(id, _)| id.clone()).collect()
    }
}

/// Whether an interview stands in the register: a risk of reprisals, a wish or a day to look again.
pub(crate) fn is_watched(record: &RecordDocument) -> bool {
    let protection = record.section::<Protection>("protection").value;
    protection.reprisal_risk == Some(true)
        || protection.recontact_wanted == Some(true)
        || record.section::<Ending>("ending").value.check_on.is_some()
        || !record.raw_fields("recontact/").is_empty()
}

impl Session {
    pub(crate) fn reprisal_add(&mut self, args: ReprisalAdd) -> Result<Created, ApiError> {
        let reprisal = reprisal_from(&args.facts)?;
        bounded(&reprisal.risk, MAX_REPRISAL_CHARS, "risk")?;
        if let Some(visit) = reprisal.visit {
            self.record(visit, DocumentKind::Visit)?;
        }
        let taken: Vec<String> = {
            let shelf = self.open()?.shelf()?;
            let entries = shelf.reprisals.values().map(|body| body.pseudonym.clone());
            entries
                .chain(shelf.interviews.values().map(|body| body.frame.pseudonym.clone()))
                .collect()
        };
        let mut random = [0; 2];
        rand::Rng::fill_bytes(&mut rand::rng(), &mut random);
        let frame = Frame {
            pseudonym: derive_pseudonym(random, &self.pseudonym_mark(None)?, &taken),
            interviewer: Some(self.team()?.author.member.clone()),
            ..Frame::default()
        };
        let audience = self.audience_within(reprisal.visit, false, &args.readers)?;
        self.require_interview(reprisal.interview, &audience)?;
        // About no visit: a colleague who may not open it is not even told that the visit has one.
        let (id, saved) = self.create(DocumentKind::Interview, audience, None, |edit| {
            edit.set_section("frame", &frame)?;
            edit.set_section(REPRISAL, &reprisal)
        })?;
        Ok(Created {
            id: id.to_string(),
            saved_at: saved.saved_at,
        })
    }

    /// Refuses what is no interview that can be read here, and one that some may not read who read the entry: they would learn
    /// of it there.
    fn require_interview(&mut self, interview: Option<DocumentId>, of_entry: &Audience) -> Result<(), ApiError> {
        let Some(id) = interview else { return Ok(()) };
        let refused = || ApiError::about(ErrorCode::Refused, "interview");
        let record = self.record(id, DocumentKind::Interview).map_err(|_| refused())?;
        if is_register_entry(record) {
            return Err(refused());
        }
        let open = self.open()?;
        let team = open.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let may_read = open.access(&id.bytes())?.readers(&team.roster);
        team.roster
            .readers(of_entry)
            .is_subset(&may_read)
            .then_some(())
            .ok_or_else(refused)
    }

    pub(crate) fn reprisal_set(&mut self, args: ReprisalSet) -> Result<Saved, ApiError> {
        let (was, facts) = (reprisal_from(&args.was)?, reprisal_from(&args.facts)?);
        let id: DocumentId = args.record.parse()?;
        let record = self.reading(id, DocumentKind::Interview)?;
        if !is_register_entry(&record) {
            return Err(ApiError::about(ErrorCode::NotFound, "record"));
        }
        if let Some(visit) = facts.visit.filter(|_| facts.visit != was.visit) {
            self.record(visit, DocumentKind::Visit)?;
            self.open()?.require_within_visit(id, visit, "visit")?;
        }
        if facts.interview != was.interview {
            let of_entry = self.open()?.access(&id.bytes())?.audience;
            self.require_interview(facts.interview, &of_entry)?;
        }
        self.open()?.shelf()?;
        // With another interview, or with none, nothing would say any more that their words were taken back.
        if facts.interview != was.interview || touches_words(&was, &facts) {
            self.open()?.require_not_taken_back(&record)?;
        }
        let record = self.record(id, DocumentKind::Interview)?;
        let changed = crate::facts::changes(record, REPRISAL, &was, &facts)?;
        self.write(
            id,
            |edit| crate::facts::write_changes(edit, REPRISAL, &changed),
            |_| Ok(()),
        )
    }

    pub(crate) fn reprisal_drop(&mut self, args: ReprisalDrop) -> Result<Saved, ApiError> {
        let id: DocumentId = args.record.parse()?;
        if !is_register_entry(self.record(id, DocumentKind::Interview)?) {
            return Err(ApiError::about(ErrorCode::NotFound, "record"));
        }
        let (path, dropped) = (format!("{REPRISAL}/dropped"), json!(args.dropped));
        self.write(
            id,
            |edit| edit.set(&path, Some(&dropped), WritePolicy::Fact),
            |_| Ok(()),
        )
    }

    pub(crate) fn recontact_add(&mut self, args: RecontactAdd) -> Result<Created, ApiError> {
        let recontact = recontact_from(&args.facts)?;
        let id: DocumentId = args.record.parse()?;
        self.open()?.require_words(id, &recontact.how)?;
        self.open()?.require_reader(id, recontact.whom.as_ref())?;
        // Nobody would be reminded of it.
        let entry = self.record(id, DocumentKind::Interview)?.section::<Reprisal>(REPRISAL);
        if entry.value.dropped {
            return Err(ApiError::about(ErrorCode::Refused, "record"));
        }
        self.entry_add(id, DocumentKind::Interview, RECONTACT, &recontact)
    }

    pub(crate) fn recontact_set(&mut self, args: RecontactSet) -> Result<Saved, ApiError> {
        let (was, facts) = (recontact_from(&args.was)?, recontact_from(&args.facts)?);
        let id: DocumentId = args.record.parse()?;
        self.open()?.require_words(id, &facts.how)?;
        // Somebody who was asked while they could still read it may stay.
        let whom = facts.whom.as_ref().filter(|_| facts.whom != was.whom);
        self.open()?.require_reader(id, whom)?;
        self.entry_set(
            (id, DocumentKind::Interview),
            RECONTACT,
            &args.recontact,
            (&was, &facts),
        )
    }

    pub(crate) fn recontact_done(&mut self, args: RecontactDone) -> Result<Saved, ApiError> {
        let id = (args.record.parse()?, DocumentKind::Interview);
        if !args.done {
            return self.entry_mark(id, RECONTACT, &args.recontact, &[("done_on", json!(null))]);
        }
        bounded(&args.note, MAX_REPRISAL_CHARS, "note")?;
        let today = self.today();
        let done = [("done_on", json!(today)), ("note", json!(args.note.trim()))];
        self.entry_mark(id, RECONTACT, &args.recontact, &done)
    }

    pub(crate) fn recontact_drop(&mut self, args: RecontactDrop) -> Result<Saved, ApiError> {
        let id = (args.record.parse()?, DocumentKind::Interview);
        self.entry_mark(id, RECONTACT, &args.recontact, &[("dropped", json!(args.dropped))])
    }

    /// Re-contacts that wait: for whoever looks, for who began the record, and for leads. Nobody else is told of any.
    pub(crate) fn recontacts_of_me(&mut self) -> Result<Vec<RecontactDue>, ApiError> {
        let lead = self.require_lead().is_ok();
        let open = self.open()?;
        let Some(me) = open.this_member() else {
            return Ok(Vec::new());
        };
        let shelf = open.shelf()?;
        let interviews = shelf.interviews.iter().map(|(id, body)| {
            let (frame, waiting) = (&body.frame, &body.recontacts);
            (
                id,
                frame.visit,
                true,
                &frame.pseudonym,
                frame.interviewer.as_ref(),
                waiting,
            )
        });
        let entries = shelf.reprisals.iter().map(|(id, body)| {
            (
                id,
                body.visit,
                false,
                &body.pseudonym,
                body.author.as_ref(),
                &body.recontacts,
            )
        });
        let mut found = Vec::new();
        for (id, visit, interview, pseudonym, author, waiting) in interviews.chain(entries) {
            for one in waiting {
                let mine = one.whom.as_ref() == Some(&me);
                if mine || lead || author == Some(&me) {
                    found.push(RecontactDue {
                        record: id.clone(),
                        recontact: one.id.clone(),
                        visit: visit.map(|visit| visit.to_string()),
                        interview,
                        pseudonym: pseudonym.clone(),
                        due: one.due.to_string(),
                        mine,
                    });
                }
            }
        }
        found.sort_by(|a, b| (&a.due, &a.record, &a.recontact).cmp(&(&b.due, &b.record, &b.recontact)));
        Ok(found)
    }
}
