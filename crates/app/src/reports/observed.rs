//! What was seen, measured or read on site. Its words are the inspectors' own, and may name a person: they are for the team.

use super::Page;
use crate::observations::observations;
use crate::session::from_code;
use visita_domain::answer::SourceType;
use visita_record::RecordDocument;
use visita_report::{ObservedEntry, Subject, Telling, telling};

impl Page<'_> {
    /// How many observations stand, and those that this audience reads, in the order in which they were made.
    pub(super) fn observations(&self, visit: &RecordDocument) -> (u32, Vec<ObservedEntry>) {
        let mut found = observations(visit, None, |member| self.open.name_of(member));
        found.retain(|one| !one.withdrawn);
        let count = u32::try_from(found.len()).unwrap_or(u32::MAX);
        if telling(self.audience, Subject::Observation) != Telling::Whole {
            return (count, Vec::new());
        }
        found.reverse();
        let told = found.into_iter().map(|one| {
            let text = visit.field::<String>(&format!("observation/{}/text", one.id));
            let differs = text.is_ok_and(|field| field.in_conflict());
            ObservedEntry {
                area: self.area(one.area.as_deref().unwrap_or_default()),
                theme: one
                    .theme
                    .map(|theme| self.words.say(&format!("theme-{theme}")))
                    .unwrap_or_default(),
                // With all its wordings it stands among the disagreements.
                text: if differs {
                    self.words.say("report-open")
                } else {
                    one.text
                },
                source: from_code::<SourceType>(&one.source, "source")
                    .map(|source| self.source(source))
                    .unwrap_or_default(),
                by: one.by,
                flag: one.flag,
            }
        });
        (count, told.collect())
    }
}
