//! Access, numbers, registers and the weight of findings, as each audience reads them.

use super::Page;
use crate::access::requests;
use crate::population::{counts, element_totals, samples};
use crate::session::code_of;
use crate::weights::{standards_linked, weight};
use visita_domain::access::Access;
use visita_domain::finding::Review;
use visita_record::RecordDocument;
use visita_report::{AccessEntry, CountEntry, ElementEntry, OnSite, tells_number, tells_sources, tells_workings};

impl Page<'_> {
    pub(super) fn onsite(&self, visit: &RecordDocument) -> OnSite {
        let sampled = if tells_workings(self.audience) {
            samples(visit)
        } else {
            Vec::new()
        };
        let elements = element_totals(&sampled).into_iter();
        let elements = elements.filter(|one| one.present + one.partly + one.missing > 0);
        OnSite {
            access: requests(visit).iter().map(|one| self.request(&one.facts)).collect(),
            counts: self.numbers(visit),
            elements: elements
                .map(|one| ElementEntry {
                    element: self.words.say(&format!("element-{}", one.element)),
                    present: one.present,
                    partly: one.partly,
                    missing: one.missing,
                })
                .collect(),
            samples: u32::try_from(sampled.len()).unwrap_or(u32::MAX),
        }
    }

    fn request(&self, access: &Access) -> AccessEntry {
        let say = |prefix: &str, code: &str| self.words.say(&format!("{prefix}-{code}"));
        let inside = tells_workings(self.audience);
        let asked = access.asked.as_ref().map(|asked| say("access-asked", &code_of(asked)));
        let ground = access
            .grounds
            .as_ref()
            .map(|ground| say("access-grounds", &code_of(ground)));
        let particulars = |texts: Vec<String>| {
            let said = texts.into_iter().filter(|text| !text.trim().is_empty());
            said.collect::<Vec<_>>().join(" · ")
        };
        let mut what = vec![asked.unwrap_or_default()];
        let mut why = vec![ground.unwrap_or_default()];
        if inside {
            what.push(access.what.clone());
            why.extend([access.by_function.clone(), access.reason.clone()]);
        }
        AccessEntry {
            asked: particulars(what),
            outcome: say(
                "access-outcome",
                &access.outcome.as_ref().map_or_else(|| "waiting".to_owned(), code_of),
            ),
            minutes: access.delay_minutes().filter(|minutes| *minutes > 0),
            article: access
                .article
                .as_ref()
                .map(|article| say("access-article", &code_of(article)))
                .unwrap_or_default(),
            reason: particulars(why),
        }
    }

    fn numbers(&self, visit: &RecordDocument) -> Vec<CountEntry> {
        let noted = counts(visit).into_iter();
        let told = noted.filter(|((group, _), _)| tells_number(self.audience, *group));
        told.map(|((group, source), number)| {
            let path = format!("population/{}/{}", code_of(&group), code_of(&source));
            let open = visit.field::<u32>(&path).is_ok_and(|field| field.in_conflict());
            CountEntry {
                group: self.words.say(&format!("group-{}", code_of(&group))),
                source: if tells_sources(self.audience) {
                    self.source(source)
                } else {
                    String::new()
                },
                // With all its sides it stands among the disagreements, where those are told.
                number: if open {
                    self.words.say("report-open")
                } else {
                    number.to_string()
                },
            }
        })
        .collect()
    }

    /// What is said of a finding beside its statement: its standards to everybody, what the team weighed to the team alone.
    pub(super) fn weight(&self, visit: &RecordDocument, finding: &str) -> Vec<(String, String)> {
        let weight = weight(visit, finding);
        let mut standards = standards_linked(visit, finding);
        standards.extend(weight.standards.iter().cloned());
        standards.dedup();
        let mut said = vec![("report-standards", standards.join("; "))];
        if tells_workings(self.audience) {
            let code = |prefix: &str, code: String| self.words.say(&format!("{prefix}-{code}"));
            said.extend([
                (
                    "field-finding-severity",
                    weight
                        .severity
                        .map(|one| code("severity", code_of(&one)))
                        .unwrap_or_default(),
                ),
                (
                    "field-finding-spread",
                    weight
                        .spread
                        .map(|one| code("spread", code_of(&one)))
                        .unwrap_or_default(),
                ),
                ("field-finding-root-cause", weight.root_cause),
                ("field-finding-one-source-reason", weight.one_source_reason),
                (
                    "field-finding-told-on",
                    weight.told_on.map(|day| day.to_string()).unwrap_or_default(),
                ),
            ]);
            if weight.review != Review::Draft {
                said.push(("field-finding-review", code("review", code_of(&weight.review))));
            }
        }
        let told = said.into_iter().filter(|(_, value)| !value.trim().is_empty());
        told.map(|(key, value)| (self.words.say(key), value)).collect()
    }
}
