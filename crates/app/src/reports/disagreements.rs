//! What inspectors differ on, as far as the readers of a report are told ([`visita_report::telling`]).

use super::said::{both_stand, current, item_of};
use super::{Page, standing};
use crate::merge::label;
use crate::project::{conflicts, field_conflicts};
use crate::session::{code_of, member_of};
use std::collections::BTreeSet;
use visita_domain::answer::Answer;
use visita_domain::interview::{Consents, Purpose};
use visita_domain::slots::Field;
use visita_domain::theme::Theme;
use visita_record::{DocumentKind, RecordDocument};
use visita_report::{Audience, Disagreement, Side, Subject, Telling, telling};

impl Page<'_> {
    /// Every disagreement of a record that this audience is told of.
    pub(super) fn disagreements(
        &self,
        record: &RecordDocument,
        consents: &Consents,
        pseudonym: &str,
    ) -> Vec<Disagreement> {
        let open: BTreeSet<String> = field_conflicts(record).into_iter().collect();
        let mut found = Vec::new();
        for (path, field) in record.raw_fields("") {
            let kept = both_stand(&field);
            if !kept && !open.contains(&path) {
                continue;
            }
            if self.would_tell(record, &path) {
                continue;
            }
            let subject = subject(record, &path, consents);
            let sides = match telling(self.audience, subject) {
                Telling::Nothing => continue,
                Telling::Existence => Vec::new(),
                Telling::Whole => self.sides(&path, &field),
            };
            let about = self.about(record, &path, subject, pseudonym);
            let said = Disagreement { about, sides, kept };
            // Of something of which no more than its existence is told, it is told once.
            if !said.sides.is_empty() || !found.contains(&said) {
                found.push(said);
            }
        }
        found.extend(self.unread_passages(record, consents, pseudonym));
        found
    }

    /// Whether answers side by side would tell readers outside the team one that was said in confidence.
    fn would_tell(&self, record: &RecordDocument, path: &str) -> bool {
        let answers = path
            .starts_with("answer/")
            .then(|| record.field::<Answer>(path).ok())
            .flatten();
        answers.is_some_and(|field| self.withholds(current(&field)))
    }

    fn sides(&self, path: &str, field: &Field<serde_json::Value>) -> Vec<Side> {
        let current = field.current().into_iter();
        current
            .map(|slot| Side {
                by: self.who(&slot.by),
                value: slot
                    .value
                    .as_ref()
                    .map(|value| self.value(path, value))
                    .unwrap_or_default(),
            })
            .collect()
    }

    /// What it is about, in words; never a path.
    fn about(&self, record: &RecordDocument, path: &str, subject: Subject, pseudonym: &str) -> String {
        let parts: Vec<&str> = path.split('/').collect();
        if telling(self.audience, subject) == Telling::Existence {
            let theme = theme(record, &parts);
            return match (subject, theme) {
                (Subject::Finding(_), Some(theme)) => self.on_theme("report-finding-disputed", theme),
                (Subject::Finding(_), None) => self.words.say("report-finding-disputed-somewhere"),
                (Subject::Observation, Some(theme)) => self.on_theme("report-observation-disputed", theme),
                (Subject::Observation, None) => self.words.say("report-observation-disputed-somewhere"),
                _ => self.words.say("report-interview-closed"),
            };
        }
        let field = self.field(record, path, &parts);
        match record.kind() {
            DocumentKind::Interview => {
                let values = [("pseudonym", pseudonym.to_owned().into()), ("field", field.into())];
                self.words.with("report-of-interview", &values)
            }
            DocumentKind::Visit if ["finding", "observation"].contains(parts.first().unwrap_or(&"")) => {
                match theme(record, &parts) {
                    Some(theme) => {
                        let theme = self.words.say(&format!("theme-{}", theme.code()));
                        self.words
                            .with("report-of-finding", &[("field", field.into()), ("theme", theme.into())])
                    }
                    None => field,
                }
            }
            DocumentKind::Visit
            | DocumentKind::Place
            | DocumentKind::Scratch
            | DocumentKind::Body
            | DocumentKind::Authority
            | DocumentKind::Plan
            | DocumentKind::Recommendation => field,
        }
    }

    /// The name of a field.
    fn field(&self, record: &RecordDocument, path: &str, parts: &[&str]) -> String {
        if let Some(item) = item_of(path) {
            let question = item.question.in_language(self.words.language().code()).to_owned();
            let area = parts.get(1).map(|area| self.area(area)).unwrap_or_default();
            return format!("{question} · {area}");
        }
        let (key, _) = label(record, path);
        if !self.words.knows(&key) {
            return self.words.say("report-field-unnamed");
        }
        let name = self.words.say(&key);
        match parts {
            // Whose seat, which area, which list.
            ["team", member] => match visita_domain::MemberId::parse(member) {
                Ok(member) => format!("{name} · {}", self.who(&member)),
                Err(_) => name,
            },
            ["checklist", list] => match crate::capture::find_checklist(list) {
                Ok(list) => format!("{name} · {}", list.title.in_language(self.words.language().code())),
                Err(_) => name,
            },
            _ => name,
        }
    }

    fn on_theme(&self, key: &str, theme: Theme) -> String {
        let theme = self.words.say(&format!("theme-{}", theme.code()));
        self.words.with(key, &[("theme", theme.into())])
    }

    /// Passages nobody has read yet. Who typed there is told inside the team; what stands there is told to nobody: the
    /// consents that other words need have not been asked of these.
    fn unread_passages(&self, record: &RecordDocument, consents: &Consents, pseudonym: &str) -> Vec<Disagreement> {
        if self.audience != Audience::Internal {
            return Vec::new();
        }
        let mut record = record.clone();
        let member_of = member_of(self.open.team.as_ref());
        let unread = conflicts(&mut record, &member_of);
        let of_interview = record.kind() == DocumentKind::Interview;
        let closed = of_interview && !consents.permits(Purpose::Notes);
        let passages = record.passages(&member_of);
        passages
            .iter()
            .filter(|passage| unread.contains(&passage.path()))
            .map(|passage| {
                let (about, sides) = if closed {
                    (self.words.say("report-interview-closed"), Vec::new())
                } else {
                    let sides = passage.sides.iter().map(|side| Side {
                        by: self.who(&side.by),
                        value: self.words.say("report-passage-unread"),
                    });
                    let field = self.words.say("report-passage");
                    let values = [
                        ("pseudonym", pseudonym.to_owned().into()),
                        ("field", field.clone().into()),
                    ];
                    let about = if of_interview {
                        self.words.with("report-of-interview", &values)
                    } else {
                        field
                    };
                    (about, sides.collect())
                };
                Disagreement {
                    about,
                    sides,
                    kept: false,
                }
            })
            .collect()
    }
}

/// What a field is to the rule.
fn subject(record: &RecordDocument, path: &str, consents: &Consents) -> Subject {
    let parts: Vec<&str> = path.split('/').collect();
    match (record.kind(), parts.as_slice()) {
        (DocumentKind::Interview, ["consent", _]) => Subject::Consent,
        (DocumentKind::Interview, _) => Subject::Interview {
            permitted: consents.permits(Purpose::Notes),
        },
        (DocumentKind::Visit, ["answer", ..] | ["area", _]) => Subject::Fact,
        (DocumentKind::Visit, ["visit", "kind" | "announced" | "starts_on" | "ends_on"]) => Subject::Fact,
        (DocumentKind::Place, ["place", "name" | "place_type" | "authority" | "capacity" | "occupancy"]) => {
            Subject::Fact
        }
        (DocumentKind::Visit, ["observation", ..]) => Subject::Observation,
        (DocumentKind::Visit, ["finding", id, ..]) => Subject::Finding(standing(record, id)),
        (
            DocumentKind::Visit
            | DocumentKind::Place
            | DocumentKind::Scratch
            | DocumentKind::Body
            | DocumentKind::Authority
            | DocumentKind::Plan
            | DocumentKind::Recommendation,
            _,
        ) => Subject::Working,
    }
}

/// The theme of a finding or an observation, where nobody differs on it.
fn theme(record: &RecordDocument, parts: &[&str]) -> Option<Theme> {
    let [noun, id, ..] = parts else { return None };
    let field = record.field::<Theme>(&format!("{noun}/{id}/theme")).ok()?;
    if field.in_conflict() {
        return None;
    }
    field.shown().copied().filter(|theme| !code_of(theme).is_empty())
}
