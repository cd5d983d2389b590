//! What lists show of every record, kept in memory while the vault is open, so that a list of ten thousand visits costs
//! no reading and no parsing. It is made from the projections and follows every write; the vault has one writer.

use crate::api::visit::VisitRow;
use crate::api::{ApiError, ErrorCode};
use crate::concluded::{CONCLUDED, Concluded, FindingLines};
use crate::findings::KeptFindings;
use crate::lines::{Line, Lines};
use crate::named::{Merged, same_as};
use crate::places::PlaceLines;
use crate::programme::PlanShelf;
use crate::project::{
    AuthorityBody, DESK, DeskBody, DrawBody, InterviewBody, KnownAssociate, PeopleBody, PlaceBody, PlanBody, Projected,
    TALK, VisitBody, title,
};
use crate::recommendations::Held;
use crate::reprisals::ReprisalBody;
use crate::sealed::{for_a_few, sealed_interviews, sealed_plans, sealed_visits};
use crate::session::{Open, Session, code_of};
use crate::talk::TalkBody;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use visita_domain::place::Place;
use visita_domain::{DocumentId, MemberId};
use visita_seal::grant::Audience;
use visita_vault::Tx;

/// Bodies by the id of their record.
type Bodies<T> = BTreeMap<String, T>;

/// The projections of lists, parsed.
pub(crate) struct Shelf {
    pub places: Bodies<PlaceBody>,
    /// Which place records were found to be the same as another.
    pub(crate) merged: Merged,
    pub visits: Bodies<VisitBody>,
    pub interviews: Bodies<InterviewBody>,
    pub authorities: Bodies<AuthorityBody>,
    /// The people of the body's own record, of which there is one.
    pub people: Bodies<PeopleBody>,
    pub plans: Bodies<PlanBody>,
    /// How many planned visits are sealed for others. Of which places they are, a grant does not say.
    pub sealed_plans: u32,
    /// How many visits, and recommendations made because of them, are.
    pub sealed_visits: u32,
    /// Draws by lot.
    pub draws: Bodies<DrawBody>,
    /// How many draws are sealed for others.
    pub sealed_draws: u32,
    /// Visits and planned visits that not everybody of the team may read.
    pub for_a_few: BTreeSet<String>,
    pub recommendations: Held,
    /// Persons of whom there is no interview and who may suffer for what they told.
    pub reprisals: Bodies<ReprisalBody>,
    /// What the merge desk knows of every record.
    pub desks: Bodies<DeskBody>,
    /// What of a record waits for a member; of most, nothing does.
    pub talks: Bodies<TalkBody>,
    /// What was concluded, by visit; nothing of a visit without findings.
    pub concluded: Bodies<Vec<Concluded>>,
    /// How many interviews of a visit are sealed for others.
    pub sealed: BTreeMap<DocumentId, u32>,
    lines: Option<Lines<VisitRow>>,
    /// The findings of the visit that somebody looks at.
    pub findings: Option<KeptFindings>,
    /// The findings of all visits, once somebody looked.
    pub across: Option<FindingLines>,
    pub(crate) place_lines: Option<PlaceLines>,
    pub(crate) plan_lines: PlanShelf,
}

fn newest_first(a: &Line<VisitRow>, b: &Line<VisitRow>) -> Ordering {
    fn key(line: &Line<VisitRow>) -> Reverse<(&str, &str)> {
        Reverse((&line.row.starts_on, &line.row.id))
    }
    key(a).cmp(&key(b))
}

/// What a record is called where something of it stands among others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Heading {
    /// Its list: `visit`, `interview`, `reprisal`, `place`, `authority`, `plan`, `recommendation`.
    pub kind: &'static str,
    /// Its visit, where it is one or belongs to one.
    pub visit: String,
    pub title: String,
}

/// How many interviews a visit has, and how many conflicts stand open in them.
#[derive(Debug, Clone, Copy, Default)]
struct Interviews {
    count: u32,
    conflicts: u32,
}

impl Interviews {
    fn add(&mut self, body: &InterviewBody) {
        self.count += 1;
        self.conflicts += u32::try_from(body.conflicts.len()).unwrap_or(u32::MAX);
    }
}

/// A projection that cannot be read is left out of lists; the record itself still opens, and says what is unreadable.
fn bodies<T: DeserializeOwned>(tx: &Tx<'_>, kind: &str) -> Result<Bodies<T>, ApiError> {
    let rows = tx.projections(kind)?.into_iter();
    Ok(rows
        .filter_map(|row| Some((row.id, serde_json::from_str(&row.body).ok()?)))
        .collect())
}

impl Shelf {
    fn load(tx: &Tx<'_>) -> Result<Self, ApiError> {
        let visits = bodies(tx, "visit")?;
        let (sealed_plans, sealed_draws) = sealed_plans(tx)?;
        let places = bodies(tx, "place")?;
        Ok(Self {
            recommendations: Held::of(bodies(tx, "recommendation")?, &visits),
            merged: Merged::of(&places),
            places,
            visits,
            interviews: bodies(tx, "interview")?,
            authorities: bodies(tx, "authority")?,
            people: bodies(tx, "body")?,
            plans: bodies(tx, "plan")?,
            sealed_plans,
            draws: bodies(tx, "draw")?,
            sealed_draws,
            sealed_visits: sealed_visits(tx)?,
            for_a_few: for_a_few(tx)?,
            reprisals: bodies(tx, "reprisal")?,
            desks: bodies(tx, DESK)?,
            talks: bodies(tx, TALK)?,
            concluded: bodies(tx, CONCLUDED)?,
            sealed: sealed_interviews(tx)?,
            lines: None,
            findings: None,
            across: None,
            place_lines: None,
            plan_lines: PlanShelf::default(),
        })
    }

    fn put(&mut self, id: &str, projected: &Projected) -> Result<(), ApiError> {
        fn replace<T: DeserializeOwned>(bodies: &mut Bodies<T>, id: &str, body: &serde_json::Value) {
            match T::deserialize(body) {
                Ok(body) => bodies.insert(id.to_owned(), body),
                Err(_) => bodies.remove(id),
            };
        }
        self.talks.remove(id);
        if let Some(kept) = &mut self.findings {
            kept.tell_written(id);
        }
        let (before, headed) = (self.concluded.remove(id), self.finding_heading(id));
        for (kind, body) in &projected.rows {
            match *kind {
                TALK => replace(&mut self.talks, id, body),
                CONCLUDED => replace(&mut self.concluded, id, body),
                "place" => {
                    let mut touched = BTreeSet::from([id.to_owned(), self.standing_place(id)]);
                    let before = self.places.get(id).and_then(same_as);
                    replace(&mut self.places, id, body);
                    let now = self.places.get(id).and_then(same_as);
                    self.merged.moved(id, before, now);
                    touched.extend(
                        self.places
                            .get(id)
                            .and_then(|body| body.facts.same_as)
                            .map(|id| id.to_string()),
                    );
                    // What stood for itself until this one came.
                    if self.place_lines.is_some() {
                        touched.extend(self.under_one(&self.standing_place(id)));
                    }
                    self.renew_places(&touched)?;
                    // Any number of visits and recommendations may show its name.
                    (self.lines, self.across) = (None, None);
                    self.recommendations.forget_lines();
                    self.place_of_plans_changed(id);
                }
                "reprisal" => replace(&mut self.reprisals, id, body),
                "body" => replace(&mut self.people, id, body),
                "draw" => {
                    replace(&mut self.draws, id, body);
                    self.draw_of_plans_changed(id);
                }
                DESK => replace(&mut self.desks, id, body),
                "visit" => {
                    let mut places: BTreeSet<String> = self.place_of(id).into_iter().collect();
                    let before = self.verified_at(id);
                    replace(&mut self.visits, id, body);
                    places.extend(self.place_of(id));
                    self.renew_places(&places)?;
                    self.renew(id)?;
                    self.visit_of_plans_changed(id);
                    self.put_verified(id, &before)?;
                }
                "interview" => {
                    let before = self.visit_of(id);
                    replace(&mut self.interviews, id, body);
                    let visits = BTreeSet::from([before, self.visit_of(id)]);
                    for visit in visits.into_iter().flatten() {
                        self.renew(&visit.to_string())?;
                    }
                }
                "plan" => {
                    replace(&mut self.plans, id, body);
                    self.plan_changed(id);
                }
                "recommendation" => {
                    let mut visits = self.visits_behind(id);
                    self.put_recommendation(id, Deserialize::deserialize(body).ok())?;
                    visits.extend(self.visits_behind(id));
                    self.renew_across(&visits)?;
                }
                "authority" => {
                    replace(&mut self.authorities, id, body);
                    self.recommendations.forget_lines();
                }
                _ => {}
            }
        }
        // Most of what is written into a visit is no finding.
        if before.as_ref() != self.concluded.get(id) || headed != self.finding_heading(id) {
            self.renew_across(&BTreeSet::from([id.to_owned()]))?;
        }
        Ok(())
    }

    /// What a record is called; none where no list has it.
    pub(crate) fn heading(&self, id: &str) -> Option<Heading> {
        let heading = |kind, visit: Option<DocumentId>, title: &str| Heading {
            kind,
            visit: visit.map(|visit| visit.to_string()).unwrap_or_default(),
            title: title.to_owned(),
        };
        let place_name = |place: Option<DocumentId>| {
            let place = place.and_then(|place| self.places.get(&place.to_string()));
            place.map(|place| place.facts.name.as_str()).unwrap_or_default()
        };
        if let Some(body) = self.visits.get(id) {
            return Some(heading("visit", id.parse().ok(), place_name(body.facts.place)));
        }
        if let Some(body) = self.interviews.get(id) {
            return Some(heading("interview", body.frame.visit, &body.frame.pseudonym));
        }
        if let Some(body) = self.reprisals.get(id) {
            return Some(heading("reprisal", body.visit, &body.pseudonym));
        }
        if let Some(body) = self.places.get(id) {
            return Some(heading("place", None, &body.facts.name));
        }
        if let Some(body) = self.authorities.get(id) {
            return Some(heading("authority", None, &body.facts.name));
        }
        if let Some(body) = self.plans.get(id) {
            return Some(heading("plan", None, place_name(body.facts.place)));
        }
        let body = self.recommendations.bodies.get(id)?;
        Some(heading("recommendation", None, &title(&body.facts.text)))
    }

    /// What a record is called that search found something in: of those nobody talks about too, the body's and draws by lot. A draw
    /// is called by its year.
    pub(crate) fn found_in(&self, id: &str) -> Option<Heading> {
        let heading = |kind, title: String| Heading {
            kind,
            title,
            visit: String::new(),
        };
        if let Some(body) = self.draws.get(id) {
            return Some(heading("draw", body.facts.year.to_string()));
        }
        if self.people.contains_key(id) {
            return Some(heading("body", String::new()));
        }
        self.heading(id)
    }

    fn place_of(&self, visit: &str) -> Option<String> {
        Some(self.visits.get(visit)?.facts.place?.to_string())
    }

    /// The name of an authority; empty where it has not come here.
    pub(crate) fn authority_name(&self, id: DocumentId) -> String {
        let known = self.authorities.get(&id.to_string());
        known.map(|body| body.facts.name.clone()).unwrap_or_default()
    }

    /// Who answers for a place: as its facts say in words, else the authority that they link to.
    pub(crate) fn authority_of(&self, place: &Place) -> String {
        if !place.authority.is_empty() {
            return place.authority.clone();
        }
        place.authority_id.map(|id| self.authority_name(id)).unwrap_or_default()
    }

    /// Somebody who goes with delegations and has no device; none where the id is a member's, or nobody's.
    pub(crate) fn associate(&self, id: &MemberId) -> Option<&KnownAssociate> {
        self.people.values().find_map(|people| people.associates.get(id))
    }

    /// Recommendations that somebody looked at on a visit.
    fn verified_at(&self, visit: &str) -> BTreeSet<String> {
        let visit = self.visits.get(visit).into_iter();
        visit.flat_map(|visit| visit.verified.keys().cloned()).collect()
    }

    fn visit_of(&self, interview: &str) -> Option<DocumentId> {
        self.interviews.get(interview)?.frame.visit
    }

    /// Makes one line anew.
    fn renew(&mut self, id: &str) -> Result<(), ApiError> {
        let Some(mut lines) = self.lines.take() else {
            return Ok(());
        };
        let mut made = Vec::new();
        if let Some(body) = self.visits.get(id) {
            let mut interviews = Interviews::default();
            let visit: Option<DocumentId> = id.parse().ok();
            let of_visit = self.interviews.values();
            let of_visit = of_visit.filter(|body| visit.is_some() && body.frame.visit == visit);
            of_visit.for_each(|body| interviews.add(body));
            made.push(Line::new(self.row(id, body, interviews), ())?);
        }
        lines.renew(|row| row.id == id, made, newest_first);
        self.lines = Some(lines);
        Ok(())
    }

    fn lines(&mut self) -> Result<Lines<VisitRow>, ApiError> {
        if let Some(lines) = &self.lines {
            return Ok(lines.clone());
        }
        let mut of_visit: HashMap<DocumentId, Interviews> = HashMap::new();
        for body in self.interviews.values() {
            if let Some(visit) = body.frame.visit {
                of_visit.entry(visit).or_default().add(body);
            }
        }
        let line = |(id, body): (&String, &VisitBody)| {
            let visit: Option<DocumentId> = id.parse().ok();
            let interviews = visit.and_then(|visit| of_visit.get(&visit).copied());
            Line::new(self.row(id, body, interviews.unwrap_or_default()), ())
        };
        let lines = self.visits.iter().map(line).collect::<Result<_, _>>()?;
        let lines = Lines::sorted(lines, newest_first);
        self.lines = Some(lines.clone());
        Ok(lines)
    }

    fn row(&self, id: &str, body: &VisitBody, interviews: Interviews) -> VisitRow {
        let place = body.facts.place.map(|place| place.to_string()).unwrap_or_default();
        let known = self.places.get(&place);
        let visit: Option<DocumentId> = id.parse().ok();
        let sealed_interviews = visit.and_then(|visit| self.sealed.get(&visit).copied());
        let conflicts = u32::try_from(body.conflicts.len()).unwrap_or(u32::MAX);
        VisitRow {
            place_name: known.map(|place| place.facts.name.clone()).unwrap_or_default(),
            place_type: known.map(|place| code_of(&place.facts.place_type)).unwrap_or_default(),
            visit_kind: code_of(&body.facts.kind),
            phase: code_of(&body.facts.phase),
            announced: body.facts.announced,
            starts_on: body.facts.starts_on.map(|day| day.to_string()).unwrap_or_default(),
            ends_on: body.facts.ends_on.map(|day| day.to_string()),
            answers: body.answers,
            interviews: interviews.count,
            sealed_interviews: sealed_interviews.unwrap_or_default(),
            conflicts: interviews.conflicts.saturating_add(conflicts),
            called_off: body.facts.is_called_off(),
            sealed: self.for_a_few.contains(id),
            id: id.to_owned(),
            place,
        }
    }
}

impl Open {
    /// What lists show; read from the vault the first time.
    pub(crate) fn shelf(&mut self) -> Result<&mut Shelf, ApiError> {
        if self.shelf.is_none() {
            self.shelf = Some(Shelf::load(&self.vault.read())?);
        }
        self.shelf.as_mut().ok_or_else(|| ErrorCode::Locked.into())
    }

    /// Lists follow what was sealed for others, or unsealed, by an intake.
    pub(crate) fn reshelve_sealed(&mut self) -> Result<(), ApiError> {
        if let Some(shelf) = &mut self.shelf {
            let sealed = sealed_interviews(&self.vault.read())?;
            (shelf.sealed_plans, shelf.sealed_draws) = sealed_plans(&self.vault.read())?;
            shelf.sealed_visits = sealed_visits(&self.vault.read())?;
            let few = for_a_few(&self.vault.read())?;
            let before = std::mem::replace(&mut shelf.for_a_few, few.clone());
            let mut visits_changed = false;
            for changed in before.symmetric_difference(&few) {
                shelf.plan_changed(changed);
                visits_changed |= shelf.visits.contains_key(changed);
            }
            if visits_changed || sealed != shelf.sealed {
                (shelf.sealed, shelf.lines) = (sealed, None);
            }
        }
        Ok(())
    }

    /// Lists follow what was just stored.
    pub(crate) fn shelve(&mut self, id: DocumentId, projected: &Projected) {
        let mut kinds = projected.rows.iter().map(|(kind, _)| *kind);
        let few = kinds.any(|kind| matches!(kind, "plan" | "visit")) && self.is_for_a_few(id);
        let Some(shelf) = &mut self.shelf else { return };
        if few {
            shelf.for_a_few.insert(id.to_string());
        } else {
            shelf.for_a_few.remove(&id.to_string());
        }
        if shelf.put(&id.to_string(), projected).is_err() {
            // It is made anew from the vault, where everything is.
            self.shelf = None;
        }
    }

    /// Whether not everybody of the team may read a record.
    fn is_for_a_few(&self, id: DocumentId) -> bool {
        let access = self.access(&id.bytes());
        access.is_ok_and(|access| access.audience != Audience::Team)
    }
}

impl Session {
    /// Places by id.
    pub(crate) fn place_bodies(&mut self) -> Result<&Bodies<PlaceBody>, ApiError> {
        Ok(&self.open()?.shelf()?.places)
    }

    /// Makes the lists that screens begin with, and writes each out once: the memory that takes is had from the system now,
    /// and not while a person waits for a screen.
    pub(crate) fn make_lists(&mut self) -> Result<(), ApiError> {
        fn write_out(lines: &impl Serialize) -> Result<(), ApiError> {
            let written = serde_json::to_string(lines).map_err(|_| ErrorCode::Damaged)?;
            drop(std::hint::black_box(written));
            Ok(())
        }
        write_out(&self.visit_lines()?)?;
        write_out(&self.place_lines()?)?;
        write_out(&self.recommendation_lines()?)?;
        write_out(&self.open()?.shelf()?.findings_across()?)?;
        let today = self.today();
        write_out(&self.open()?.plan_lines(today)?)
    }

    /// Interviews of one visit.
    pub(crate) fn interviews_of(&mut self, visit: &str) -> Result<Vec<(String, InterviewBody)>, ApiError> {
        let visit: DocumentId = visit.parse()?;
        let all = self.open()?.shelf()?.interviews.iter();
        Ok(all
            .filter(|(_, body)| body.frame.visit == Some(visit))
            .map(|(id, body)| (id.clone(), body.clone()))
            .collect())
    }

    /// How many interviews of a visit are sealed for others.
    pub(crate) fn sealed_of(&mut self, visit: &str) -> Result<u32, ApiError> {
        let visit: DocumentId = visit.parse()?;
        Ok(self.open()?.shelf()?.sealed.get(&visit).copied().unwrap_or_default())
    }

    /// Visits, newest first.
    pub(crate) fn visit_lines(&mut self) -> Result<Lines<VisitRow>, ApiError> {
        self.open()?.shelf()?.lines()
    }

    /// The line of one visit.
    pub(crate) fn visit_row(&mut self, visit: &str) -> Result<VisitRow, ApiError> {
        let lines = self.visit_lines()?;
        if let Some(row) = lines.rows().find(|row| row.id == visit) {
            return Ok(row.clone());
        }
        Err(self.not_here(visit))
    }
}

#[cfg(test)]
#[path = "badge_tests.rs"]
mod badge_tests;

#[cfg(test)]
#[path = "shelf_tests.rs"]
mod tests;
