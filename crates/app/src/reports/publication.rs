//! Whether the report of a visit may be published: by the profile of the body and by what a lead recorded on the visit.

use crate::api::vault::Saved;
use crate::api::visit::{PublicationInput, PublicationSaid, PublicationSet, PublicationView, VisitRef};
use crate::api::{ApiError, ErrorCode};
use crate::facts::{changes, write_changes};
use crate::session::{Session, code_of, from_code};
use crate::visits::optional_day;
use visita_domain::DocumentId;
use visita_domain::body::{Publication, Release, Verdict};
use visita_domain::dates::Day;
use visita_record::{DocumentKind, RecordDocument};

/// Where it stands in the record of a visit.
const PUBLICATION: &str = "publication";

/// What was decided on the report, as far as nobody differs: doubt never permits, and of two days the later one holds.
fn settled(record: &RecordDocument) -> Release {
    let mut release: Release = record.section(PUBLICATION).value;
    let basis = record.raw_fields(&format!("{PUBLICATION}/basis"));
    if basis.values().any(|field| field.in_conflict()) {
        release.basis = None;
    }
    let from = record.field::<Day>(&format!("{PUBLICATION}/from")).unwrap_or_default();
    if from.in_conflict() {
        release.from = from.current().into_iter().filter_map(|slot| slot.value).max();
    }
    release
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
        Ok(self.body_profile()?.publication(&settled(visit), today))
    }

    /// Of what came out of several visits, what is held back most; what came out of none is held to the body's rule alone.
    pub(crate) fn publication_of_all(&mut self, visits: &[Option<DocumentId>]) -> Result<Publication, ApiError> {
        let (today, body) = (self.today(), self.body_profile()?);
        let mut most = None::<Publication>;
        for visit in visits {
            let record = visit.and_then(|visit| self.record(visit, DocumentKind::Visit).ok());
            let release = record.map(|record| settled(record)).unwrap_or_default();
            let one = body.publication(&release, today);
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
        let record = self.record(args.visit.parse()?, DocumentKind::Visit)?.clone();
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
