//! Whether the report of a visit may be published: by the profile of the body and by what a lead recorded on the visit.

use crate::api::publication::{PublicationInput, PublicationSaid, PublicationSet, PublicationView};
use crate::api::vault::Saved;
use crate::api::visit::VisitRef;
use crate::api::{ApiError, ErrorCode};
use crate::facts::{changes, write_changes};
use crate::session::{Session, code_of, from_code};
use crate::visits::optional_day;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeSet;
use visita_domain::DocumentId;
use visita_domain::body::{Basis, Body, Publication, Release, Verdict};
use visita_domain::dates::Day;
use visita_domain::slots::FieldState;
use visita_record::{DocumentKind, RecordDocument};

/// Where it stands in the record of a visit.
const PUBLICATION: &str = "publication";

/// The values that stand in a field: what is agreed, or was chosen of what differed; else all that differ, also where they were
/// kept side by side. None where one cannot be read.
fn standing<T: DeserializeOwned>(record: &RecordDocument, name: &str) -> Option<Vec<T>> {
    let path = format!("{PUBLICATION}/{name}");
    let field = record.raw_fields(&path).remove(&path).unwrap_or_default();
    let one = match field.state() {
        FieldState::Agreed(value) => Some(value),
        FieldState::Decided(decision) => decision.outcome.value(),
        FieldState::Empty | FieldState::Conflict { .. } => None,
    };
    let all = field.current().into_iter().filter_map(|slot| slot.value.as_ref());
    let values: Vec<&Value> = one.map_or_else(|| all.collect(), |one| vec![one]);
    let read = values.into_iter().map(|value| serde_json::from_value(value.clone()));
    read.collect::<Result<_, _>>().ok()
}

/// What was decided on the report, as far as nobody differs: doubt never permits, and of two days the later one holds. None
/// where it cannot be read here: a day in other words, or what a newer version decided, may well hold the report back.
fn settled(record: &RecordDocument) -> Option<Release> {
    let section = record.section::<Release>(PUBLICATION);
    let basis: BTreeSet<Basis> = standing(record, "basis")?.into_iter().collect();
    let from = standing::<Day>(record, "from")?;
    Some(Release {
        basis: basis.first().copied().filter(|_| basis.len() == 1),
        from: from.into_iter().max(),
        note: section.value.note,
    })
}

/// What the body's rule and what was decided on a report come to, where that can be read.
fn ruled(body: &Body, release: Option<&Release>, today: Day) -> Publication {
    match release {
        Some(release) => body.publication(release, today),
        None => body.publication(&Release::default(), today).unread(),
    }
}

fn input(release: &Release) -> PublicationInput {
    PublicationInput {
        basis: release.basis.as_ref().map(code_of),
        from: release.from.map(|day| day.to_string()),
        note: release.note.clone(),
    }
}

fn release(input: &PublicationInput) -> Result<Release, ApiError> {
    let basis = input.basis.as_deref().filter(|code| !code.is_empty());
    Ok(Release {
        basis: basis.map(|code| from_code(code, "basis")).transpose()?,
        from: optional_day(input.from.as_deref(), "from")?,
        note: input.note.clone(),
    })
}

impl Session {
    /// Whether the report of a visit may be published today.
    pub(crate) fn publication_of(&mut self, visit: &RecordDocument) -> Result<Publication, ApiError> {
        let today = self.today();
        Ok(ruled(&self.body_profile()?, settled(visit).as_ref(), today))
    }

    /// Of what came out of several visits, what is held back most; what came out of none is held to the body's rule alone. Of a
    /// visit that cannot be read here, nobody knows that it is not held back.
    pub(crate) fn publication_of_all(&mut self, visits: &[Option<DocumentId>]) -> Result<Publication, ApiError> {
        let (today, body) = (self.today(), self.body_profile()?);
        let mut most = None::<Publication>;
        for visit in visits {
            let release = match visit {
                Some(visit) => {
                    let record = self.record(*visit, DocumentKind::Visit).ok();
                    record.and_then(|record| settled(record))
                }
                None => Some(Release::default()),
            };
            let one = ruled(&body, release.as_ref(), today);
            if most.as_ref().is_none_or(|most| most.verdict < one.verdict) {
                most = Some(one);
            }
        }
        Ok(most.unwrap_or_else(|| body.publication(&Release::default(), today)))
    }

    /// It in codes, with the body's own rule in words.
    pub(crate) fn publication_said(&mut self, publication: &Publication) -> Result<PublicationSaid, ApiError> {
        let (verdict, from) = match publication.verdict {
            Verdict::May => ("may", None),
            Verdict::From(day) => ("from", Some(day)),
            Verdict::PutOff(until) => ("put_off", until),
            Verdict::Confidential => ("confidential", None),
            Verdict::Unread => ("unread", None),
        };
        Ok(PublicationSaid {
            verdict: verdict.to_owned(),
            from: from.map(|day| day.to_string()),
            basis: publication.basis.as_ref().map(code_of),
            body_kind: code_of(&publication.kind),
            source: publication.source.to_owned(),
            consent_source: publication.consent_source.to_owned(),
            rule: self.body_profile()?.publication,
        })
    }

    pub(crate) fn publication_get(&mut self, args: VisitRef) -> Result<PublicationView, ApiError> {
        let record = self.reading(args.visit.parse()?, DocumentKind::Visit)?;
        let publication = self.publication_of(&record)?;
        let section = record.section::<Release>(PUBLICATION);
        Ok(PublicationView {
            said: self.publication_said(&publication)?,
            facts: input(&section.value),
            may_change: self.require_lead().is_ok(),
            conflicts: section.conflicts,
        })
    }

    pub(crate) fn publication_set(&mut self, args: PublicationSet) -> Result<Saved, ApiError> {
        self.require_lead()?;
        let id: DocumentId = args.visit.parse()?;
        let (was, facts) = (release(&args.was)?, release(&args.facts)?);
        facts.check()?;
        let changes = changes(self.record(id, DocumentKind::Visit)?, PUBLICATION, &was, &facts)?;
        // A report is mostly published after its visit was closed.
        let written = self.write_in_any_phase(id, |edit| write_changes(edit, PUBLICATION, &changes), |_| Ok(()));
        written.map(|(saved, _)| saved)
    }
}

/// Refuses to write a file for publication that is not to be published, unless somebody says so knowingly.
pub(super) fn require_known(publication: &Publication, anyway: bool) -> Result<(), ApiError> {
    match publication.verdict.may() || anyway {
        true => Ok(()),
        false => Err(ApiError::about(ErrorCode::Refused, PUBLICATION)),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]

    use super::*;
    use crate::desk::{self, Desk};
    use serde_json::json;
    use visita_domain::slots::WritePolicy;

    fn writes(desk: &mut Desk, visit: &str, path: &str, value: &Value) {
        let session = desk.session.as_mut().unwrap();
        let edited = session.write(
            visit.parse().unwrap(),
            |edit| edit.set(path, Some(value), WritePolicy::Fact),
            |_| Ok(()),
        );
        edited.unwrap();
    }

    fn verdict(desk: &mut Desk, visit: &str) -> Value {
        desk.ok("publication_get", json!({"visit": visit}))["said"]["verdict"].clone()
    }

    #[test]
    fn what_cannot_be_read_holds_publication_back_until_it_is_written_anew() {
        let mut lead = Desk::founded("Amina");
        let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
        let visit = lead.id("visit_create", desk::visit(&place));
        assert_eq!(verdict(&mut lead, &visit), "may", "a national body's reports");
        for (path, unknown, known) in [
            ("publication/from", "soon", "2020-01-01"),
            ("publication/basis", "withheld", "decided"),
        ] {
            writes(&mut lead, &visit, path, &json!(unknown));
            assert_eq!(verdict(&mut lead, &visit), "unread", "{path}");
            let session = lead.session.as_mut().unwrap();
            let of_all = session.publication_of_all(&[None, Some(visit.parse().unwrap())]);
            assert_eq!(of_all.unwrap().verdict, Verdict::Unread);
            writes(&mut lead, &visit, path, &json!(known));
            assert_eq!(verdict(&mut lead, &visit), "may", "{path}");
        }
    }

    #[test]
    fn a_visit_that_cannot_be_read_here_holds_back_what_came_out_of_it() {
        let mut lead = Desk::founded("Amina");
        let session = lead.session.as_mut().unwrap();
        let elsewhere = DocumentId::make_at(1_700_000_000_000, [7; 10]);
        assert_eq!(
            session.publication_of_all(&[None]).unwrap().verdict,
            Verdict::May,
            "of no visit"
        );
        let of_all = session.publication_of_all(&[None, Some(elsewhere)]).unwrap();
        assert_eq!(of_all.verdict, Verdict::Unread);
    }
}
