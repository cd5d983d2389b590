//! What a year holds: its visits and plans, month by month, and how mixed they are.

use crate::api::ApiError;
use crate::api::programme::{Advice, Balance, MonthLoad, YearLoad};
use crate::project::VisitBody;
use crate::session::{Session, code_of};
use std::collections::{BTreeMap, HashMap};
use visita_domain::DocumentId;
use visita_domain::programme::balance::when_there;
use visita_domain::programme::proposal::Standing;
use visita_domain::programme::{self as domain, Capacity, Days, Hours, Mix, Month, Plan};
use visita_domain::visit::VisitKind;
use visita_domain::week::Weekend;

/// A visit or a plan of the programme.
pub(super) struct Entry {
    pub standing: Standing,
    mix: Mix,
}

/// On which days of the week a visit is to be, as its days say: at a weekend as soon as one of them is.
fn days_of(body: &VisitBody, weekend: &Weekend) -> Days {
    let Some((from, to)) = body.first_and_last() else {
        return Days::Open;
    };
    // A week holds every day there is.
    let mut days = from.iter_days().take_while(|day| *day <= to).take(7);
    if days.any(|day| weekend.holds(day)) {
        Days::Weekend
    } else {
        Days::Weekday
    }
}

/// When it was is what its stays say. While nobody has entered one, it is what was planned.
fn of_visit(body: &VisitBody, plan: Option<&Plan>, weekend: &Weekend) -> Option<Entry> {
    let by_kind = matches!(body.facts.kind, VisitKind::FollowUp | VisitKind::AdHoc);
    let (from, to) = body.first_and_last()?;
    let as_planned = || {
        let hours = plan.map(|plan| plan.hours).unwrap_or(Hours::Open);
        (hours, days_of(body, weekend))
    };
    let (hours, days) = when_there(&body.stays, weekend).unwrap_or_else(as_planned);
    Some(Entry {
        standing: Standing {
            place: body.facts.place?,
            month: Month::of(from),
            from_reserve: by_kind || plan.is_some_and(|plan| plan.urgent),
            full: body.facts.kind.is_full(),
            announced: body.facts.announced,
            until: body.begun().is_none().then_some(to),
        },
        mix: Mix {
            hours,
            days,
            announced: body.facts.announced,
        },
    })
}

fn of_plan(plan: &Plan, weekend: &Weekend) -> Option<Entry> {
    Some(Entry {
        standing: Standing {
            place: plan.place?,
            month: plan.month()?,
            from_reserve: plan.from_reserve(),
            full: plan.kind.is_full(),
            announced: plan.announced,
            until: plan.waits_until(),
        },
        mix: Mix {
            hours: plan.hours,
            days: plan.days_of_week(weekend),
            announced: plan.announced,
        },
    })
}

impl Session {
    /// Visits that were not called off, and plans that have not become one, of all years, by the place that stands. What was
    /// missed is not among them: it takes no room, mixes nothing, and keeps nobody from planning its place anew.
    pub(super) fn entries(&mut self) -> Result<Vec<Entry>, ApiError> {
        self.entries_but(None)
    }

    /// The same without one plan.
    pub(super) fn entries_but(&mut self, left_out: Option<&str>) -> Result<Vec<Entry>, ApiError> {
        let (today, weekend) = (self.today(), self.weekend()?);
        let shelf = &*self.open()?.shelf()?;
        let plans = || shelf.plans.values().map(|body| &body.facts);
        let became: HashMap<DocumentId, &Plan> = plans().filter_map(|plan| Some((plan.visit?, plan))).collect();
        let standing = shelf.visits.iter().filter(|(_, body)| !body.facts.is_called_off());
        let visits = standing.filter_map(|(id, body)| {
            let id: DocumentId = id.parse().ok()?;
            of_visit(body, became.get(&id).copied(), &weekend)
        });
        // A visit that this device may not read is known by its plan alone.
        let read = |visit: DocumentId| shelf.visits.contains_key(&visit.to_string());
        let unread = |plan: &&Plan| !plan.visit.is_some_and(read);
        let wanted = shelf.plans.iter().filter(|(id, _)| Some(id.as_str()) != left_out);
        let planned = wanted
            .map(|(_, body)| &body.facts)
            .filter(|plan| plan.stands() && unread(plan))
            .filter_map(|plan| of_plan(plan, &weekend));
        let mut all: Vec<Entry> = visits.chain(planned).collect();
        all.retain(|entry| !entry.standing.is_missed(today));
        let stood_for = shelf.stood_for();
        for entry in &mut all {
            let place = &mut entry.standing.place;
            *place = stood_for.get(place).copied().unwrap_or(*place);
        }
        Ok(all)
    }
}

/// What each month of a year holds.
pub(super) fn months(entries: &[Entry], year: i32, capacity: Capacity) -> Vec<MonthLoad> {
    let mut loads: BTreeMap<Month, (u32, u32)> = BTreeMap::new();
    for entry in entries {
        let (regular, reserve) = loads.entry(entry.standing.month).or_default();
        *(if entry.standing.from_reserve { reserve } else { regular }) += 1;
    }
    let load = |month: Month| {
        let (regular, reserve) = loads.get(&month).copied().unwrap_or_default();
        MonthLoad {
            month: month.to_string(),
            capacity: capacity.per_month,
            regular_room: capacity.regular_in(month.number()),
            regular,
            reserve,
        }
    };
    Month::of_year(year).into_iter().map(load).collect()
}

pub(super) fn year(months: &[MonthLoad], capacity: Capacity) -> YearLoad {
    YearLoad {
        capacity: capacity.per_year(),
        regular_room: capacity.regular_per_year(),
        reserved: capacity.reserved(),
        regular: months.iter().map(|month| month.regular).sum(),
        reserve: months.iter().map(|month| month.reserve).sum(),
    }
}

/// How mixed a year is, and what there should be more of.
pub(super) fn mix(entries: &[Entry], year: i32) -> (Balance, Vec<Advice>) {
    let of_year = entries.iter().filter(|entry| entry.standing.month.year() == year);
    let counted = domain::Balance::of(of_year.map(|entry| entry.mix));
    let advice = counted.advice().into_iter().map(|one| Advice {
        more: code_of(&one.more),
        have: one.have,
        of: one.of,
        wanted: one.wanted,
    });
    let balance = Balance {
        day: counted.day,
        night: counted.night,
        any_hour: counted.any_hour,
        weekday: counted.weekday,
        weekend: counted.weekend,
        any_day: counted.any_day,
        announced: counted.announced,
        unannounced: counted.unannounced,
    };
    (balance, advice.collect())
}
