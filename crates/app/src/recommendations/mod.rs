//! Recommendations: written, sent, answered, verified. Each is a record of its own (`visita_domain::recommendation`).
//!
//! The board, the days left and the references are derived when they are shown, from what is recorded and the day. What is
//! found at a visit stands in the record of that visit, as its members' testimony, and is read from there.

mod body;
mod dialogue;
mod facts;
mod joint;
mod letter;
mod lines;
mod similar;
mod smart;
#[cfg(test)]
mod tests;
mod thread;
mod trace;
mod verify;

pub(crate) use body::{RecommendationBody, recommendation, standing_facts};
pub(crate) use lines::Held;
pub(crate) use verify::{Verified, verified};

use crate::api::recommendation::*;
use crate::api::vault::{Created, Saved};
use crate::api::{ApiError, ErrorCode};
use crate::facts::{changes, write_changes};
use crate::findings::read_finding;
use crate::session::{Session, from_code};
use crate::taken_off::is_sent;
pub(crate) use body::{BASIS, things};
pub(crate) use facts::name_of;
use serde_json::json;
use visita_domain::dates::{from_millis, year_of};
use visita_domain::finding::Review;
use visita_domain::recommendation::{Implementation, Recommendation, Status};
use visita_domain::slots::WritePolicy;
use visita_domain::visit::Visit;
use visita_domain::{DocumentId, FindingId};
use visita_record::{DocumentKind, Section};

/// The prefix of a recommendation's own facts.
pub(crate) const FACTS: &str = "recommendation";
/// How far the team is with its text: what is asked of the authority does not hang on it.
const REVIEW: &str = "recommendation/review";
/// The words that were agreed on.
const AGREED: &str = "agreed/words";

/// How many facts of a recommendation colleagues differ on; what they talk about beside it is none of them.
pub(crate) fn disputes(facts: &Section<Recommendation>) -> usize {
    facts.conflicts.iter().filter(|path| *path != REVIEW).count()
}

impl Session {
    pub(crate) fn recommendation_list(&mut self, args: RecommendationFilter) -> Result<RecommendationRows, ApiError> {
        let all = self.recommendation_lines()?;
        let fits = |wanted: &Option<String>, row: &str| wanted.as_ref().is_none_or(|wanted| wanted == row);
        let wanted = |row: &RecommendationRow| {
            fits(&args.column, &row.column)
                && fits(&args.addressee, &row.addressee)
                && fits(&args.place, &row.place)
                && fits(&args.visit, &row.visit)
                && fits(&args.theme, row.theme.as_deref().unwrap_or_default())
                && fits(&args.priority, &row.priority)
                && args.year.is_none_or(|year| year == row.year)
                && (args.withdrawn || row.column != lines::WITHDRAWN)
        };
        Ok(RecommendationRows {
            rows: all.kept(|line| wanted(&line.row)),
        })
    }

    pub(crate) fn recommendation_add(&mut self, args: RecommendationAdd) -> Result<Created, ApiError> {
        let mut facts = facts::read(&args.facts, Recommendation::default())?;
        facts.check()?;
        self.settle_references(&mut facts, &Recommendation::default(), None)?;
        let today = self.today();
        facts.year = Some(self.year_for(&facts)?.unwrap_or_else(|| year_of(today)));
        let (mut links, mut visits) = (Vec::new(), Vec::new());
        for given in &args.findings {
            let (visit, finding) = facts::link(given)?;
            self.require_finding(visit, &finding)?;
            visits.push(visit);
            links.push(format!("{BASIS}{}", facts::name_of(visit, &finding)));
        }
        let audience = self.audience_of_recommended(facts.visit.into_iter().chain(visits))?;
        let (id, saved) = self.create(DocumentKind::Recommendation, audience, None, |edit| {
            edit.set_section(FACTS, &facts)?;
            links
                .iter()
                .try_for_each(|path| edit.set(path, Some(&json!(true)), WritePolicy::Fact))
        })?;
        Ok(Created {
            id: id.to_string(),
            saved_at: saved.saved_at,
        })
    }

    pub(crate) fn recommendation_set(&mut self, args: RecommendationSet) -> Result<Saved, ApiError> {
        let id: DocumentId = args.recommendation.parse()?;
        let here = standing_facts(self.record(id, DocumentKind::Recommendation)?).value;
        let was = facts::read(&args.was, here.clone())?;
        let mut wanted = facts::read(&args.facts, here)?;
        wanted.check()?;
        self.settle_references(&mut wanted, &was, Some(id))?;
        if let Some(visit) = wanted.visit.filter(|_| wanted.visit != was.visit) {
            self.open()?.require_within_visit(id, visit, "visit")?;
        }
        if let Some(visit) = was.visit.filter(|_| wanted.visit != was.visit) {
            self.require_stays_on(id, visit, None)?;
        }
        let record = self.record(id, DocumentKind::Recommendation)?;
        let changes = changes(record, FACTS, &was, &wanted)?;
        self.write(id, |edit| write_changes(edit, FACTS, &changes), |_| Ok(()))
    }

    pub(crate) fn recommendation_link(&mut self, args: RecommendationLink) -> Result<Saved, ApiError> {
        let id: DocumentId = args.recommendation.parse()?;
        self.record(id, DocumentKind::Recommendation)?;
        let (visit, finding): (DocumentId, _) = (args.visit.parse()?, FindingId::parse(&args.finding)?);
        // What is unlinked need not be here any more.
        if args.linked {
            self.require_finding(visit, &finding)?;
            self.open()?.require_within_visit(id, visit, "finding")?;
        } else {
            self.require_stays_on(id, visit, Some(&finding))?;
        }
        let path = format!("{BASIS}{}", facts::name_of(visit, &finding));
        self.write(
            id,
            |edit| edit.set(&path, Some(&json!(args.linked)), WritePolicy::Fact),
            |_| Ok(()),
        )
    }

    /// Refuses to take a recommendation off a visit for a few that it does not stand on otherwise: by its facts where a finding
    /// is taken off, else by a finding.
    fn require_stays_on(
        &mut self,
        id: DocumentId,
        visit: DocumentId,
        without: Option<&FindingId>,
    ) -> Result<(), ApiError> {
        let body = self.open()?.shelf()?.recommendations.bodies.get(&id.to_string());
        let stays = body.is_some_and(|body| {
            let by_facts = without.is_some() && body.facts.visit == Some(visit);
            let left_out = |finding: &str| without.is_some_and(|without| without.as_str() == finding);
            let mut findings = body.findings.iter();
            by_facts || findings.any(|basis| basis.visit == visit && !left_out(&basis.finding))
        });
        if stays {
            return Ok(());
        }
        self.require_may_take_off(id, visit)
    }

    pub(crate) fn recommendation_review(&mut self, args: RecommendationReview) -> Result<Saved, ApiError> {
        let id: DocumentId = args.recommendation.parse()?;
        let review: Review = from_code(&args.review, "review")?;
        let record = self.record(id, DocumentKind::Recommendation)?;
        let facts = standing_facts(record).value;
        // Once the authority has it, it stands as it was sent.
        if facts.status != Status::Draft {
            return Err(ApiError::about(ErrorCode::Refused, "review"));
        }
        // Nobody agrees on words that came while they read others.
        if args.text.is_some_and(|read| read != facts.text) {
            return Err(ApiError::about(ErrorCode::Stale, "text"));
        }
        let words = (review == Review::Agreed).then(|| json!(facts.text));
        self.write(
            id,
            |edit| {
                edit.set(REVIEW, Some(&json!(review)), WritePolicy::Fact)?;
                words.map_or(Ok(()), |words| edit.set(AGREED, Some(&words), WritePolicy::Fact))
            },
            |_| Ok(()),
        )
    }

    pub(crate) fn recommendation_withdraw(&mut self, args: RecommendationWithdraw) -> Result<Saved, ApiError> {
        let id: DocumentId = args.recommendation.parse()?;
        let sent = is_sent(self.record(id, DocumentKind::Recommendation)?);
        let status = match (args.withdrawn, sent) {
            (true, _) => Status::Withdrawn,
            (false, true) => Status::Sent,
            (false, false) => Status::Draft,
        };
        self.write(
            id,
            |edit| edit.set("recommendation/status", Some(&json!(status)), WritePolicy::Fact),
            |_| Ok(()),
        )
    }

    pub(crate) fn implementation_set(&mut self, args: ImplementationSet) -> Result<Saved, ApiError> {
        let id: DocumentId = args.recommendation.parse()?;
        let record = self.record(id, DocumentKind::Recommendation)?;
        let here = standing_facts(record).value;
        let of = |implementation: Implementation| Recommendation {
            implementation,
            ..here.clone()
        };
        let was = of(from_code(&args.was, "was")?);
        let wanted = of(from_code(&args.implementation, "implementation")?);
        let changes = changes(record, FACTS, &was, &wanted)?;
        self.write(id, |edit| write_changes(edit, FACTS, &changes), |_| Ok(()))
    }

    /// What facts name must be here, where they name something new; a place follows from the visit.
    fn settle_references(
        &mut self,
        facts: &mut Recommendation,
        was: &Recommendation,
        this: Option<DocumentId>,
    ) -> Result<(), ApiError> {
        // The place is the visit's, whichever of the two was chosen anew.
        let moved = facts.visit != was.visit || facts.place != was.place;
        if let Some(visit) = facts.visit.filter(|_| moved) {
            facts.place = self
                .named(visit, DocumentKind::Visit, "visit")?
                .section::<Visit>("visit")
                .value
                .place;
        }
        if let Some(place) = facts.place.filter(|_| facts.place != was.place) {
            self.named(place, DocumentKind::Place, "place")?;
        }
        if let Some(addressee) = facts.addressee.filter(|_| facts.addressee != was.addressee) {
            self.named(addressee, DocumentKind::Authority, "addressee")?;
        }
        if let Some(repeats) = facts.repeats.filter(|_| facts.repeats != was.repeats) {
            self.named(repeats, DocumentKind::Recommendation, "repeats")?;
            self.require_no_circle(repeats, this)?;
        }
        Ok(())
    }

    fn named(
        &mut self,
        id: DocumentId,
        kind: DocumentKind,
        field: &str,
    ) -> Result<&mut visita_record::RecordDocument, ApiError> {
        self.record(id, kind)
            .map_err(|_| ApiError::about(ErrorCode::NotFound, field))
    }

    /// A recommendation does not repeat itself, by however many steps.
    fn require_no_circle(&mut self, from: DocumentId, this: Option<DocumentId>) -> Result<(), ApiError> {
        let earlier = self.open()?.shelf()?.recommendations.chain(from);
        if this.is_some_and(|this| earlier.contains(&this)) {
            return Err(ApiError::about(ErrorCode::Refused, "repeats"));
        }
        Ok(())
    }

    fn require_finding(&mut self, visit: DocumentId, finding: &FindingId) -> Result<(), ApiError> {
        let missing = || ApiError::about(ErrorCode::NotFound, "finding");
        let record = self.record(visit, DocumentKind::Visit).map_err(|_| missing())?;
        read_finding(record, finding.as_str()).map(|_| ()).ok_or_else(missing)
    }

    /// The year of the visit, where one is named and it has a day.
    fn year_for(&mut self, facts: &Recommendation) -> Result<Option<i32>, ApiError> {
        let Some(visit) = facts.visit else { return Ok(None) };
        let visit = self.record(visit, DocumentKind::Visit)?.section::<Visit>("visit").value;
        Ok(visit.starts_on.map(year_of))
    }
}

/// The year in a reference: the one written down, or that in which the record was made, in UTC: a reference reads the same
/// on every device.
pub(crate) fn year(facts: &Recommendation, id: DocumentId) -> i32 {
    let made = || from_millis(id.made_at_ms()).unwrap_or_default().date_naive();
    facts.year.unwrap_or_else(|| year_of(made()))
}
