//! Whom the register holds where, and what the interviews that a member may read make seen.

use crate::session::code_of;
use crate::units::{PlaceUnit, folded};
use std::collections::BTreeSet;
use visita_domain::dates::Timestamp;
use visita_domain::interview::{Frame, GENDERS as GENDER_CODES, Interviewee, LEGAL_STATUSES, Situation};
use visita_domain::place::parts::UnitGender;
use visita_domain::population::Group;
use visita_record::RecordDocument;

/// How people write a group down, in the languages shipped; compared by whole words. So units of the register are read, and
/// interviews of before what is said of a person had codes.
const WRITTEN: [(Group, &[&str]); 5] = [
    (
        Group::Women,
        &["woman", "women", "female", "f", "امرأة", "أنثى", "نساء"],
    ),
    (Group::Men, &["man", "men", "male", "m", "رجل", "ذكر", "رجال"]),
    (
        Group::Remand,
        &[
            "remand",
            "pretrial",
            "pre-trial",
            "awaiting",
            "موقوف",
            "موقوفة",
            "احتياطي",
        ],
    ),
    (Group::Sentenced, &["sentenced", "convicted", "محكوم", "محكومة", "مدان"]),
    (
        Group::Administrative,
        &["administrative", "immigration", "إداري", "إدارية", "هجرة"],
    ),
];
/// Groups by gender or age that a team looks for.
pub(super) const GENDERS: [Group; 3] = [Group::Women, Group::Men, Group::Minors];
/// Groups by legal status that a team looks for.
pub(super) const STATUSES: [Group; 3] = [Group::Remand, Group::Sentenced, Group::Administrative];

/// A unit of the register as the board reads it: what it is called, and which groups are held in it.
pub(super) struct Held {
    names: BTreeSet<String>,
    pub(super) name: String,
    genders: Vec<Group>,
    statuses: Vec<Group>,
}

impl Held {
    pub(super) fn of(one: &PlaceUnit) -> Self {
        let statuses = WRITTEN.iter().filter(|(group, _)| STATUSES.contains(group));
        let written = statuses.filter(|(_, words)| names(&one.unit.regime, words));
        Self {
            names: one.names(),
            name: one.unit.name.clone(),
            genders: match one.unit.gender {
                Some(UnitGender::Women) => vec![Group::Women],
                Some(UnitGender::Men) => vec![Group::Men],
                Some(UnitGender::Mixed) => vec![Group::Women, Group::Men],
                None => Vec::new(),
            },
            statuses: written.map(|(group, _)| *group).collect(),
        }
    }

    pub(super) fn holds(&self, group: Group) -> bool {
        self.genders.contains(&group) || self.statuses.contains(&group)
    }
}

/// The one group that a list names: of several nobody can tell which it was.
fn only(groups: &[Group]) -> Option<Group> {
    match groups {
        [one] => Some(*one),
        _ => None,
    }
}

/// The group that all name: where units are called the same and differ, nobody can tell which was meant.
fn agreed(mut groups: impl Iterator<Item = Option<Group>>) -> Option<Group> {
    let first = groups.next()??;
    groups.all(|one| one == Some(first)).then_some(first)
}

/// What the interviews that this member may read make seen.
#[derive(Default)]
pub(super) struct Heard {
    pub(super) units: BTreeSet<String>,
    pub(super) groups: BTreeSet<Group>,
    pub(super) began: Vec<Timestamp>,
}

fn names(text: &str, words: &[&str]) -> bool {
    let text = folded(text);
    let mut said = text.split(|c: char| !(c.is_alphanumeric() || c == '-'));
    said.any(|word| words.contains(&word))
}

/// Of groups of one kind, those that a note says a person is of: by its code, or in an older note by its words.
fn said(text: &str, codes: &[&str], groups: &[Group]) -> Vec<Group> {
    let coded = codes.contains(&text);
    let all = WRITTEN.iter().filter(|(group, _)| groups.contains(group));
    let meant = all.filter(|(group, words)| {
        if coded {
            code_of(group) == text
        } else {
            names(text, words)
        }
    });
    meant.map(|(group, _)| *group).collect()
}

/// Whether a note says anything, by a code or beside it in words.
fn says(code: &str, other: &str) -> bool {
    !(code.trim().is_empty() && other.trim().is_empty())
}

impl Heard {
    pub(super) fn add(&mut self, record: &RecordDocument, held: &[Held]) {
        let frame = record.section::<Frame>("frame").value;
        let situation = record.section::<Situation>("situation").value;
        let unit = folded(&frame.unit);
        self.began.extend(frame.started_at);
        self.groups.extend(said(&situation.gender, &GENDER_CODES, &GENDERS));
        self.groups
            .extend(said(&situation.legal_status, &LEGAL_STATUSES, &STATUSES));
        let minor = situation.age_band == "under_18" || situation.vulnerabilities.iter().any(|one| one == "minor");
        if minor {
            self.groups.insert(Group::Minors);
        }
        // Where the note does not say it, the unit does: whoever is held in a unit for women alone is one.
        let is_held = matches!(frame.interviewee, Interviewee::Individual | Interviewee::Group);
        let here = held.iter().filter(|one| is_held && one.names.contains(&unit));
        let here: Vec<&Held> = here.collect();
        let gender = agreed(here.iter().map(|one| only(&one.genders)));
        let status = agreed(here.iter().map(|one| only(&one.statuses)));
        let gender = gender.filter(|_| !says(&situation.gender, &situation.gender_other));
        let status = status.filter(|_| !says(&situation.legal_status, &situation.legal_status_other));
        self.groups.extend(gender.into_iter().chain(status));
        self.units.insert(unit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_found_by_whole_words_in_the_languages_shipped() {
        let written = |text: &str| {
            let all = WRITTEN.iter().filter(|(_, words)| names(text, words));
            all.map(|(group, _)| *group).collect::<Vec<_>>()
        };
        assert_eq!(written("Woman"), [Group::Women]);
        assert_eq!(written("male"), [Group::Men]);
        assert_eq!(written("on remand (second time)"), [Group::Remand]);
        assert_eq!(written("محكوم"), [Group::Sentenced]);
        assert_eq!(written("not said"), []);
    }

    #[test]
    fn what_has_a_code_is_read_by_it_and_an_older_note_by_its_words() {
        let status = |text: &str| said(text, &LEGAL_STATUSES, &STATUSES);
        for (group, code) in STATUSES.iter().zip(LEGAL_STATUSES) {
            assert_eq!(status(code), [*group]);
        }
        assert_eq!(status("other"), []);
        assert_eq!(status("Awaiting trial"), [Group::Remand]);
        assert_eq!(said("women", &GENDER_CODES, &GENDERS), [Group::Women]);
        assert_eq!(said("other", &GENDER_CODES, &GENDERS), []);
        assert_eq!(status("women"), [], "a gender is no legal status");
    }
}
