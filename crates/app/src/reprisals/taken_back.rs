//! What a person of the register took back, in the interview that their entry names: their words are shown to nobody, and
//! nobody writes them again or brings them out, on the merge desk no more than in a form.

use super::{RECONTACT, REPRISAL, is_register_entry};
use crate::api::{ApiError, ErrorCode};
use crate::interviews::{require_notes, withdrawn};
use crate::project::InterviewBody;
use crate::session::Open;
use std::collections::BTreeSet;
use visita_domain::DocumentId;
use visita_domain::interview::holds_words;
use visita_domain::slots::FieldState;
use visita_record::{DocumentKind, RecordDocument};
use visita_seal::grant::Audience;

/// Where an entry names the interview that the same person gave.
const INTERVIEW: &str = "reprisal/interview";
/// Fields of an entry that hold no words of the person. Which interview they gave is none of these: another one, or none, would
/// bring their words out again.
const OF_AN_ENTRY: [&str; 5] = ["visit", "informant", "level", "closed", "dropped"];
/// Fields of a re-contact that hold none: days, and who looks.
const OF_A_RECONTACT: [&str; 4] = ["due", "whom", "done_on", "dropped"];

/// Whether a field of an entry is told although the person took back what they said. One that this version does not know is
/// not: doubt never permits.
fn stays_in_entry(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["frame", field] => !holds_words("frame", field),
        [noun, field] if *noun == REPRISAL => OF_AN_ENTRY.contains(field),
        [noun, _, field] if *noun == RECONTACT => OF_A_RECONTACT.contains(field),
        _ => false,
    }
}

/// Whether a field of a record is told although the person took back what they said: of an interview, what they agreed to.
pub(crate) fn stays(record: &RecordDocument, path: &str) -> bool {
    if is_register_entry(record) {
        stays_in_entry(path)
    } else {
        path.starts_with("consent/")
    }
}

/// The interviews that an entry may mean. Where colleagues differ on which it is, and nobody took one of them, it may be each.
fn interviews_meant(entry: &RecordDocument) -> Vec<DocumentId> {
    let field = entry.field::<DocumentId>(INTERVIEW).unwrap_or_default();
    let taken = match field.state() {
        FieldState::Decided(decision) => decision.outcome.value().copied(),
        FieldState::Empty | FieldState::Agreed(_) | FieldState::Conflict { .. } => None,
    };
    match taken {
        Some(interview) => vec![interview],
        None => field.current().into_iter().filter_map(|slot| slot.value).collect(),
    }
}

impl Open {
    /// Whether who gave an interview took back what they had said. While it is left behind nobody can tell, nor can whoever may
    /// not read on in it: their words stay hidden.
    fn took_back(&self, interview: DocumentId) -> bool {
        let Some(shelf) = &self.shelf else { return false };
        let here = shelf.interviews.get(&interview.to_string());
        here.is_some_and(InterviewBody::withdrawn) || self.left.names(&interview.bytes()) || !self.hears_of(interview)
    }

    /// Whether what is written in an interview from now on reaches this device.
    fn hears_of(&self, interview: DocumentId) -> bool {
        let Some(team) = &self.team else { return true };
        let access = self.access(&interview.bytes());
        access.map_or(true, |access| access.readers(&team.roster).contains(&self.device.id()))
    }

    /// Whether the person of an entry took back what they had said, in an interview that it may mean.
    pub(crate) fn is_taken_back(&self, entry: &RecordDocument) -> bool {
        let mut meant = interviews_meant(entry).into_iter();
        meant.any(|interview| self.took_back(interview))
    }

    /// Whether the words in a record are shown to nobody: those of an interview, or of an entry of the register.
    pub(crate) fn hides_words(&self, record: &RecordDocument) -> bool {
        if is_register_entry(record) {
            self.is_taken_back(record)
        } else {
            withdrawn(record)
        }
    }

    /// How many conflicts stand open in all records, but for those about words that a person of the register took back. Entries
    /// with conflicts are few, and are looked into.
    pub(crate) fn count_told(&mut self) -> Result<usize, ApiError> {
        let shelf = self.shelf()?;
        let (mut told, mut entries) = (0_usize, Vec::new());
        for (id, desk) in shelf.desks.iter().filter(|(_, desk)| !desk.conflicts.is_empty()) {
            if shelf.reprisals.contains_key(id) {
                entries.push((id.parse::<DocumentId>()?, desk.conflicts.clone()));
            } else {
                told = told.saturating_add(desk.conflicts.len());
            }
        }
        for (id, conflicts) in entries {
            let record = self.reading(id)?;
            let hidden = self.is_taken_back(&record);
            let those = conflicts.iter().filter(|path| !hidden || stays_in_entry(path));
            told = told.saturating_add(those.count());
        }
        Ok(told)
    }

    /// Words on how to reach somebody are words of an interview.
    pub(super) fn require_words(&mut self, id: DocumentId, words: &str) -> Result<(), ApiError> {
        self.shelf()?;
        let record = self.reading(id)?;
        if record.kind() != DocumentKind::Interview {
            return Err(ErrorCode::NotFound.into());
        }
        if words.is_empty() {
            return Ok(());
        }
        if is_register_entry(&record) {
            return self.require_not_taken_back(&record);
        }
        require_notes(&record)
    }

    /// Refuses words of a person of the register who took back what they said.
    pub(crate) fn require_not_taken_back(&self, entry: &RecordDocument) -> Result<(), ApiError> {
        if self.is_taken_back(entry) {
            return Err(ApiError::about(ErrorCode::NoConsent, "notes"));
        }
        Ok(())
    }

    /// Refuses readers of an entry who may not read the interview that it names: they would learn of it there, and would not hear
    /// what the person takes back in it. Whoever reads the entry already is asked for nothing.
    pub(crate) fn require_readers_of_interview(
        &mut self,
        entry: DocumentId,
        wanted: &Audience,
    ) -> Result<(), ApiError> {
        let meant = interviews_meant(self.record(entry)?);
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let before = self.access(&entry.bytes())?.readers(&team.roster);
        let wanted = team.roster.readers(wanted).into_iter();
        let added: BTreeSet<_> = wanted.filter(|device| !before.contains(device)).collect();
        if added.is_empty() {
            return Ok(());
        }
        for interview in meant {
            let refused = || ApiError::about(ErrorCode::Refused, "interview");
            let access = self.access(&interview.bytes()).map_err(|_| refused())?;
            if !added.is_subset(&access.readers(&team.roster)) {
                return Err(refused());
            }
        }
        Ok(())
    }

    /// Refuses to write on the merge desk into what nobody is told any more.
    pub(crate) fn require_told(&mut self, id: DocumentId, path: &str) -> Result<(), ApiError> {
        self.shelf()?;
        let record = self.reading(id)?;
        if self.hides_words(&record) && !stays(&record, path) {
            return Err(ApiError::about(ErrorCode::NoConsent, "notes"));
        }
        Ok(())
    }
}
