//! The programme of a year as its screens read it, its map, and what of it stands on Today.

use super::states::{self, Weighed, place_view, state_code, weighed};
use super::{PLACES_SHOWN_AT_FIRST, balance};
use crate::api::programme::{Dot, Programme, ProgrammeAsk, ProgrammeMap, ProgrammePlace, ProgrammeToday, YearRef};
use crate::api::visit::VisitRow;
use crate::api::{ApiError, ErrorCode};
use crate::project::PlaceBody;
use crate::session::{Session, code_of};
use balance::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use visita_domain::DocumentId;
use visita_domain::dates::{FIRST_YEAR, LAST_YEAR, year_and_month};
use visita_domain::place::{MAX_LATITUDE, MAX_LONGITUDE};
use visita_domain::programme::{Month, State};

impl Session {
    /// The year asked for; this one where none is.
    pub(super) fn year(&self, asked: i32) -> Result<i32, ApiError> {
        match asked {
            0 => Ok(year_and_month(self.today()).0),
            year if (FIRST_YEAR..=LAST_YEAR).contains(&year) => Ok(year),
            _ => Err(ApiError::about(ErrorCode::Refused, "year")),
        }
    }

    pub(crate) fn programme_get(&mut self, args: ProgrammeAsk) -> Result<Programme, ApiError> {
        let year = self.year(args.year)?;
        let gathered = self.gather_programme()?;
        let all = weighed(&gathered);
        let entries = self.entries()?;
        let months = balance::months(&entries, year, gathered.rules.capacity);
        let (mixed, advice) = balance::mix(&entries, year);
        let begins = format!("{year:04}-");
        let of_year = |row: &VisitRow| row.starts_on.starts_with(&begins);
        let visits = self.visit_lines()?;
        let visits = visits.rows().rev().filter(|row| of_year(row));
        let (places, total) = wanted_places(&args, &all, self.place_bodies()?, &entries, year);
        Ok(Programme {
            year,
            today: gathered.today.to_string(),
            weekend: self.weekend()?.days().map(|day| code_of(&day)).collect(),
            counts: states::counts(&all),
            places,
            total,
            visits: visits.cloned().collect(),
            load: balance::year(&months, gathered.rules.capacity),
            months,
            balance: mixed,
            advice,
            plans: self.plans_of(year)?,
            sealed_plans: self.open()?.shelf()?.sealed_plans,
            rules: self.rules_view(&gathered.regularity)?,
            conflicts: self.rule_conflicts()?,
        })
    }

    pub(crate) fn programme_map(&mut self, args: YearRef) -> Result<ProgrammeMap, ApiError> {
        let year = self.year(args.year)?;
        let gathered = self.gather_programme()?;
        let planned: BTreeSet<DocumentId> = self
            .entries()?
            .iter()
            .map(|entry| entry.standing)
            .filter(|one| one.month.year() == year)
            .map(|one| one.place)
            .collect();
        let shelf = &*self.open()?.shelf()?;
        let (under, all) = (shelf.under(), weighed(&gathered));
        let dots = all.iter().filter_map(|one| {
            let id = one.id.to_string();
            let others = under.get(&id).into_iter().flatten();
            let records: Vec<&PlaceBody> = std::iter::once(&id)
                .chain(others)
                .filter_map(|id| shelf.places.get(id))
                .collect();
            dot(one, &records, planned.contains(&one.id))
        });
        let dots: Vec<Dot> = dots.collect();
        Ok(ProgrammeMap {
            without: count(all.len().saturating_sub(dots.len())),
            dots,
        })
    }

    /// What of it stands on Today.
    pub(crate) fn programme_today(&mut self) -> Result<ProgrammeToday, ApiError> {
        let gathered = self.gather_programme()?;
        let counts = states::counts(&weighed(&gathered));
        let open = self.open()?;
        open.shelf()?;
        let (open, today) = (&*open, gathered.today);
        let plans = || open.shelf.iter().flat_map(|shelf| &shelf.plans);
        let missed = plans().filter(|(_, body)| body.facts.is_missed(today));
        let ahead = plans().filter_map(|(id, body)| {
            body.facts.waits_until().filter(|until| *until >= today)?;
            Some((body.facts.window?.from, id, body))
        });
        let next = ahead.min_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
        Ok(ProgrammeToday {
            overdue: counts.overdue + counts.never_visited + counts.no_full_visit,
            due_soon: counts.due_soon,
            missed: count(missed.count()),
            next: next.map(|(_, id, body)| open.plan_view(id, body, today)),
        })
    }

    /// One place that stands as the programme sees it, also where it is closed and no visit to it is planned any more.
    pub(super) fn place_standing(&mut self, place: DocumentId) -> Result<ProgrammePlace, ApiError> {
        let place = place.to_string();
        let gathered = self.gather(|id, _| id == place)?;
        let all = weighed(&gathered);
        let one = all.first().ok_or(ErrorCode::NotFound)?;
        let body = self.place_bodies()?.get(&place).ok_or(ErrorCode::NotFound)?;
        Ok(place_view(one, body, Vec::new()))
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Where a record of a place says that it is.
fn position(body: &PlaceBody) -> Option<(f64, f64)> {
    let within = |degrees: Option<f64>, most: f64| degrees.filter(|degrees| degrees.abs() <= most);
    let latitude = within(body.bearing.latitude, MAX_LATITUDE)?;
    Some((latitude, within(body.bearing.longitude, MAX_LONGITUDE)?))
}

/// A place on the map, of its records the one that stands first: where that one says not where it is, the others do.
fn dot(one: &Weighed, records: &[&PlaceBody], planned: bool) -> Option<Dot> {
    let (latitude, longitude) = records.iter().find_map(|body| position(body))?;
    let body = records.first()?;
    let (state, days) = state_code(one.score.state);
    let last_visit = one.last_visit.map(|day| day.to_string());
    Some(Dot {
        latitude,
        longitude,
        name: body.facts.name.clone(),
        capacity: one.capacity,
        state: state.to_owned(),
        days,
        last_visit,
        planned,
        id: one.id.to_string(),
    })
}

/// Whether a text has all of these words, in any order.
fn has_all(text: &str, words: &[&str]) -> bool {
    words.iter().all(|word| text.contains(word))
}

/// The places asked for, as many as are shown, and how many there are.
fn wanted_places(
    args: &ProgrammeAsk,
    all: &[Weighed],
    bodies: &BTreeMap<String, PlaceBody>,
    entries: &[Entry],
    year: i32,
) -> (Vec<ProgrammePlace>, u32) {
    let asked = visita_vault::fold(&args.name);
    let words: Vec<&str> = asked.split_whitespace().collect();
    // Mostly no name is asked for, and then none is folded.
    let is_called = |name: &str| words.is_empty() || has_all(&visita_vault::fold(name), &words);
    let in_state = |state: State| args.state.as_deref().is_none_or(|wanted| wanted == state_code(state).0);
    let of_type = args.place_type.as_deref();
    // Mostly all of them are, and then no more of them are looked up than are shown.
    let is_any = of_type.is_none() && words.is_empty();
    let wanted = |body: &PlaceBody| {
        of_type.is_none_or(|wanted| wanted == code_of(&body.facts.place_type)) && is_called(&body.facts.name)
    };
    let most = match args.upto {
        0 => PLACES_SHOWN_AT_FIRST,
        asked => usize::try_from(asked).unwrap_or(usize::MAX),
    };
    let mut shown: Vec<(&Weighed, &PlaceBody)> = Vec::new();
    let mut total: u32 = 0;
    for one in all.iter().filter(|one| in_state(one.score.state)) {
        if is_any && shown.len() >= most {
            total += 1;
            continue;
        }
        let Some(body) = bodies.get(&one.id.to_string()).filter(|body| wanted(body)) else {
            continue;
        };
        total += 1;
        if shown.len() < most {
            shown.push((one, body));
        }
    }
    let mut planned: HashMap<DocumentId, BTreeSet<Month>> =
        shown.iter().map(|(one, _)| (one.id, BTreeSet::new())).collect();
    for one in entries
        .iter()
        .map(|entry| entry.standing)
        .filter(|one| one.month.year() == year)
    {
        if let Some(months) = planned.get_mut(&one.place) {
            months.insert(one.month);
        }
    }
    let views = shown.into_iter().map(|(one, body)| {
        let months = planned.get(&one.id).into_iter().flatten();
        place_view(one, body, months.map(ToString::to_string).collect())
    });
    (views.collect(), total)
}
