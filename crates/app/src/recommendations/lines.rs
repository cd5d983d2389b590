//! The list of recommendations, kept in memory and written out once, as the list of visits is. What depends on the day is
//! derived once for a day; a write makes anew the lines it is about.

use super::body::RecommendationBody;
use super::verify::results_at;
use crate::api::recommendation::RecommendationRow;
use crate::api::{ApiError, ErrorCode};
use crate::lines::{Line, Lines};
use crate::project::VisitBody;
use crate::session::{Session, code_of};
use crate::shelf::Shelf;
use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use visita_domain::DocumentId;
use visita_domain::dates::{Day, days_between, from_millis, local_day};
use visita_domain::recommendation::{
    CheckResult, Column, Due, DueKind, Fingerprint, LONG_CHARS, Reply, SHORT_CHARS, SOON_DAYS, awaits_reply, column,
    days_to_reply, due, percent_passed, reference, short_code,
};

/// The column of what was withdrawn, which is not on the board.
pub(crate) const WITHDRAWN: &str = "withdrawn";
/// The column of what no authority has yet.
const DRAFT: &str = "draft";
/// Most of those that something is due of on Today.
const MOST_DUE: usize = 5;
/// What is told where inspectors found different things.
const DIFFER: &str = "differ";
/// Characters of a text in its line.
const TEXT_CHARS: usize = 280;
/// Longest chain of repetitions that is followed.
const MAX_CHAIN: usize = 50;

/// Whether nothing is awaited of it any more.
fn is_over(row: &RecommendationRow) -> bool {
    matches!(row.column.as_str(), "done" | "repeated" | WITHDRAWN)
}

/// What is awaited soonest comes first, then what has no day, then what is over; of the same day the newest.
fn order(a: &Line<RecommendationRow>, b: &Line<RecommendationRow>) -> Ordering {
    let (a, b) = (&a.row, &b.row);
    let key = |row: &RecommendationRow| (is_over(row), row.due_on.is_none());
    let soonest = || a.due_on.cmp(&b.due_on).then(Reverse(&a.id).cmp(&Reverse(&b.id)));
    key(a).cmp(&key(b)).then_with(soonest)
}

/// What is held of every recommendation.
#[derive(Default)]
pub(crate) struct Held {
    pub bodies: BTreeMap<String, RecommendationBody>,
    /// The visits at which somebody looked, by recommendation.
    pub(super) looked: HashMap<String, BTreeSet<String>>,
    /// What texts are compared by, once somebody compared.
    pub(super) prints: HashMap<String, Fingerprint>,
    lines: Option<(Day, Lines<RecommendationRow>)>,
    /// Minutes by which the clocks here are ahead of UTC.
    offset_minutes: i32,
}

impl Held {
    /// From the projections of recommendations, and of the visits at which somebody looked.
    pub fn of(bodies: BTreeMap<String, RecommendationBody>, visits: &BTreeMap<String, VisitBody>) -> Self {
        let mut looked: HashMap<String, BTreeSet<String>> = HashMap::new();
        for (visit, body) in visits {
            for recommendation in body.verified.keys() {
                looked.entry(recommendation.clone()).or_default().insert(visit.clone());
            }
        }
        Self {
            bodies,
            looked,
            ..Self::default()
        }
    }

    /// Forgets the lines: names in any of them changed.
    pub fn forget_lines(&mut self) {
        self.lines = None;
    }

    /// An earlier recommendation and those that it repeats in turn.
    pub(super) fn chain(&self, from: DocumentId) -> Vec<DocumentId> {
        let mut chain = vec![from];
        let mut at = from;
        while chain.len() < MAX_CHAIN
            && let Some(earlier) = self.bodies.get(&at.to_string()).and_then(|body| body.facts.repeats)
            && !chain.contains(&earlier)
        {
            chain.push(earlier);
            at = earlier;
        }
        chain
    }

    /// Those that bear the same short reference.
    fn namesakes(&self, id: &str, body: &RecommendationBody) -> Vec<String> {
        let Ok(this) = id.parse() else { return Vec::new() };
        let (year, code) = (super::year(&body.facts, this), short_code(this));
        let same = self.bodies.iter().filter(|(other, body)| {
            let other: Result<DocumentId, _> = other.parse();
            other.is_ok_and(|other| short_code(other) == code && super::year(&body.facts, other) == year)
        });
        same.map(|(other, _)| other.clone()).collect()
    }

    /// Takes a recommendation as it is now; returns whose lines change with it.
    fn take(&mut self, id: &str, body: Option<RecommendationBody>) -> BTreeSet<String> {
        let mut touched = BTreeSet::from([id.to_owned()]);
        self.prints.remove(id);
        if let Some(body) = &body
            && !self.bodies.contains_key(id)
        {
            touched.extend(self.namesakes(id, body));
        }
        let before = match body {
            Some(body) => self.bodies.insert(id.to_owned(), body),
            None => self.bodies.remove(id),
        };
        let now = self.bodies.get(id);
        let repeats = [before.as_ref(), now]
            .into_iter()
            .flatten()
            .filter_map(|body| body.facts.repeats);
        touched.extend(repeats.map(|earlier| earlier.to_string()));
        touched
    }
}

/// What lines need to know of the others and of the day.
struct Around {
    today: Day,
    repeated: HashSet<DocumentId>,
    codes: HashMap<(i32, u64), u32>,
}

impl Around {
    fn of(held: &Held, today: Day) -> Self {
        let mut codes = HashMap::new();
        for (id, body) in &held.bodies {
            if let Ok(id) = id.parse() {
                *codes.entry((super::year(&body.facts, id), short_code(id))).or_default() += 1;
            }
        }
        let taken_over = |body: &RecommendationBody| {
            let earlier = body.facts.repeats?;
            let facts = &held.bodies.get(&earlier.to_string())?.facts;
            body.facts.takes_over(facts).then_some(earlier)
        };
        Self {
            today,
            repeated: held.bodies.values().filter_map(taken_over).collect(),
            codes,
        }
    }

    fn reference(&self, year: i32, id: DocumentId) -> String {
        let alone = self.codes.get(&(year, short_code(id))).is_none_or(|count| *count < 2);
        reference(year, id, if alone { SHORT_CHARS } else { LONG_CHARS })
    }
}

/// Whether an authority has it, and something is due of it: near, or past its day.
fn is_due(row: &RecommendationRow) -> bool {
    row.column != DRAFT && row.days_left.is_some_and(|days| i64::from(days) <= SOON_DAYS)
}

fn small(days: i64) -> i32 {
    i32::try_from(days).unwrap_or(if days < 0 { i32::MIN } else { i32::MAX })
}

impl Shelf {
    /// The list, as it is on a day.
    pub(crate) fn recommendation_lines(&mut self, today: Day) -> Result<Lines<RecommendationRow>, ApiError> {
        if let Some((day, lines)) = &self.recommendations.lines
            && *day == today
        {
            return Ok(lines.clone());
        }
        let around = Around::of(&self.recommendations, today);
        let all = self.recommendations.bodies.keys();
        let lines = all.filter_map(|id| self.line(id, &around));
        let lines = Lines::sorted(lines.collect::<Result<_, _>>()?, order);
        self.recommendations.lines = Some((today, lines.clone()));
        Ok(lines)
    }

    /// Takes a recommendation as it was just stored.
    pub(crate) fn put_recommendation(&mut self, id: &str, body: Option<RecommendationBody>) -> Result<(), ApiError> {
        let touched = self.recommendations.take(id, body);
        self.renew_recommendations(&touched)
    }

    /// Takes what was found at a visit: before it was stored anew, and now.
    pub(crate) fn put_verified(&mut self, visit: &str, before: &BTreeSet<String>) -> Result<(), ApiError> {
        let looked = &mut self.recommendations.looked;
        let now = self.visits.get(visit).into_iter().flat_map(|body| body.verified.keys());
        let now: BTreeSet<String> = now.cloned().collect();
        for gone in before.difference(&now) {
            looked.entry(gone.clone()).or_default().remove(visit);
        }
        for here in &now {
            looked.entry(here.clone()).or_default().insert(visit.to_owned());
        }
        self.renew_recommendations(&before.union(&now).cloned().collect())
    }

    fn renew_recommendations(&mut self, ids: &BTreeSet<String>) -> Result<(), ApiError> {
        let Some((today, mut lines)) = self.recommendations.lines.take() else {
            return Ok(());
        };
        if !ids.is_empty() {
            let around = Around::of(&self.recommendations, today);
            let made = ids.iter().filter_map(|id| self.line(id, &around));
            let made = made.collect::<Result<_, _>>()?;
            lines.renew(|row| ids.contains(&row.id), made, order);
        }
        self.recommendations.lines = Some((today, lines));
        Ok(())
    }

    fn line(&self, id: &str, around: &Around) -> Option<Result<Line<RecommendationRow>, ApiError>> {
        let body = self.recommendations.bodies.get(id)?;
        Some(Line::new(self.recommendation_row(id.parse().ok()?, body, around), ()))
    }

    fn recommendation_row(&self, id: DocumentId, body: &RecommendationBody, around: &Around) -> RecommendationRow {
        let facts = &body.facts;
        let year = super::year(facts, id);
        let repeated = around.repeated.contains(&id);
        let stands = column(facts, body.asked_on, &body.replies, repeated, around.today);
        let awaited = awaits_reply(facts, body.asked_on, &body.replies);
        let due = stands.and_then(|stands| due(facts, stands, awaited));
        // The time for a reply runs from the letter that asks for it.
        let asked_on = body
            .asked_on
            .filter(|_| due.is_some_and(|due| due.kind == DueKind::Reply));
        let begun = asked_on
            .or(body.sent_on)
            .or_else(|| from_millis(id.made_at_ms()).map(|at| local_day(at, self.recommendations.offset_minutes)));
        let last = body.replies.iter().max_by_key(|reply| reply.on);
        let said = body.replies.iter().filter(|reply| reply.is_reply());
        let (checked_on, checked) = self.last_check(&id.to_string(), body).unzip();
        let place = facts.place.map(|place| place.to_string()).unwrap_or_default();
        RecommendationRow {
            reference: around.reference(year, id),
            year,
            text: facts.text.chars().take(TEXT_CHARS).collect(),
            place_name: self
                .places
                .get(&place)
                .map(|body| body.facts.name.clone())
                .unwrap_or_default(),
            place,
            visit: facts.visit.map(|visit| visit.to_string()).unwrap_or_default(),
            addressee: facts
                .addressee
                .map(|authority| authority.to_string())
                .unwrap_or_default(),
            addressee_name: facts
                .addressee
                .map(|authority| self.authority_name(authority))
                .unwrap_or_default(),
            theme: facts.theme.map(|theme| theme.code().to_owned()),
            priority: code_of(&facts.priority),
            column: stands.as_ref().map_or_else(|| WITHDRAWN.to_owned(), code_of::<Column>),
            review: code_of(&facts.review),
            implementation: code_of(&facts.implementation),
            sent_on: body.sent_on.map(|day| day.to_string()),
            deadline: facts.deadline.map(|day| day.to_string()),
            due_kind: due.map(|due: Due| code_of(&due.kind)),
            due_on: due.map(|due| due.on.to_string()),
            days_left: due.map(|due| small(days_between(around.today, due.on))),
            passed: due
                .zip(begun)
                .map_or(0, |(due, begun)| percent_passed(begun, due.on, around.today)),
            replied_on: said
                .clone()
                .filter_map(|reply| reply.on)
                .max()
                .map(|day| day.to_string()),
            replies: u32::try_from(said.count()).unwrap_or(u32::MAX),
            grade: last.and_then(|reply: &Reply| reply.grade.as_ref().map(code_of)),
            days_to_reply: days_to_reply(body.sent_on, &body.replies).map(small),
            checked,
            checked_on,
            repeats: facts.repeats.map(|earlier| earlier.to_string()),
            conflicts: u32::try_from(body.conflicts.len()).unwrap_or(u32::MAX),
            id: id.to_string(),
        }
    }

    /// When somebody looked last, and what they found.
    pub(super) fn last_results(&self, id: &str, body: &RecommendationBody) -> Option<(Day, Vec<CheckResult>)> {
        let by_desk = body.checks.iter().map(|(on, result)| (*on, vec![*result]));
        let visits = self.recommendations.looked.get(id).into_iter().flatten();
        let on_site = visits.filter_map(|visit| {
            let held = self.visits.get(visit)?;
            Some((held.facts.starts_on?, results_at(&held.verified, id)?))
        });
        by_desk.chain(on_site).max_by_key(|(on, _)| *on)
    }

    fn last_check(&self, id: &str, body: &RecommendationBody) -> Option<(String, String)> {
        let (on, results) = self.last_results(id, body)?;
        let told = match results.as_slice() {
            [one] => code_of(one),
            _ => DIFFER.to_owned(),
        };
        Some((on.to_string(), told))
    }
}

impl Session {
    /// Recommendations in their order, as they are today.
    pub(crate) fn recommendation_lines(&mut self) -> Result<Lines<RecommendationRow>, ApiError> {
        let now = self.now();
        let (today, offset_minutes) = (self.day_of(now), self.offset_minutes(now));
        let shelf = self.open()?.shelf()?;
        shelf.recommendations.offset_minutes = offset_minutes;
        shelf.recommendation_lines(today)
    }

    /// Of how many recommendations a reply or the deed is due or overdue, and the most pressing of them.
    pub(crate) fn recommendations_due(&mut self) -> Result<(u32, Vec<RecommendationRow>), ApiError> {
        let lines = self.recommendation_lines()?;
        let due = lines.rows().filter(|row| is_due(row));
        let count = u32::try_from(due.clone().count()).unwrap_or(u32::MAX);
        Ok((count, due.take(MOST_DUE).cloned().collect()))
    }

    /// Those about some places of which something is still awaited, what is awaited soonest first.
    pub(crate) fn recommendations_open_at(&mut self, places: &[&str]) -> Result<Vec<RecommendationRow>, ApiError> {
        let lines = self.recommendation_lines()?;
        let open = lines
            .rows()
            .filter(|row| places.contains(&row.place.as_str()) && !is_over(row));
        Ok(open.cloned().collect())
    }

    /// Those that answer a finding, what is awaited soonest first; what was withdrawn answers nothing.
    pub(crate) fn recommendations_answering(
        &mut self,
        visit: DocumentId,
        finding: &str,
    ) -> Result<Vec<RecommendationRow>, ApiError> {
        let lines = self.recommendation_lines()?;
        let bodies = &self.open()?.shelf()?.recommendations.bodies;
        let answers = |row: &&RecommendationRow| {
            let body = bodies.get(&row.id).filter(|_| row.column != WITHDRAWN);
            let mut findings = body.into_iter().flat_map(|body| &body.findings);
            findings.any(|basis| basis.visit == visit && basis.finding == finding)
        };
        Ok(lines.rows().filter(answers).cloned().collect())
    }

    /// The line of one.
    pub(crate) fn recommendation_row(&mut self, id: &str) -> Result<RecommendationRow, ApiError> {
        let lines = self.recommendation_lines()?;
        let row = lines.rows().find(|row| row.id == id);
        row.cloned().ok_or_else(|| ErrorCode::NotFound.into())
    }
}
