//! Visits that are to come, planned or in preparation, as a calendar file. It lies outside the vault, in the clear: without names
//! of places unless somebody asks for them, and without what is for a few unless somebody asks for that too.

use crate::api::ApiError;
use crate::api::plan::PlanView;
use crate::api::programme::{ProgrammeExport, ProgrammeExported};
use crate::chosen::write_file;
use crate::project::VisitBody;
use crate::session::Session;
use crate::shelf::Shelf;
use crate::visits::bounded;
use std::collections::HashMap;
use visita_domain::DocumentId;
use visita_domain::dates::{Day, parse_day, year_of};
use visita_domain::programme::calendar::{Event, calendar};
use visita_domain::visit::Phase;

/// What stands after the id of a plan or of a visit, so that no other program's event has the same one.
const ID_ENDS: &str = "@visita";
/// Longest title of an event, characters.
const MAX_TITLE_CHARS: usize = 200;

fn title(place_name: &str, args: &ProgrammeExport) -> String {
    if args.place_names {
        format!("{}: {place_name}", args.title.trim())
    } else {
        args.title.trim().to_owned()
    }
}

fn of_plan(plan: &PlanView, args: &ProgrammeExport) -> Option<Event> {
    Some(Event {
        id: format!("{}{ID_ENDS}", plan.id),
        from: parse_day(&plan.facts.from)?,
        to: parse_day(&plan.facts.to)?,
        title: title(&plan.place_name, args),
        agreed: plan.state == "agreed",
    })
}

/// A visit that is prepared and still to come, in a year. Where a plan became it that may be in the file, it keeps the id that
/// this one had in other calendars, so that they take it for the same.
fn of_visit(
    shelf: &Shelf,
    (id, body): (&String, &VisitBody),
    plans: &HashMap<DocumentId, &str>,
    args: &ProgrammeExport,
    (year, today): (i32, Day),
) -> Option<Event> {
    let (from, to) = body.first_and_last()?;
    if body.facts.phase != Phase::Preparation || year_of(from) != year || !body.is_made_or_ahead(today) {
        return None;
    }
    let plan = id.parse().ok().and_then(|id: DocumentId| plans.get(&id).copied());
    let place = body.facts.place.and_then(|place| shelf.places.get(&place.to_string()));
    let name = place.map(|place| place.facts.name.as_str()).unwrap_or_default();
    Some(Event {
        id: format!("{}{ID_ENDS}", plan.unwrap_or(id)),
        from,
        to,
        title: title(name, args),
        agreed: true,
    })
}

/// The plans that visits come from, by visit; without those that are for a few, unless they may be in the file.
fn plans_of_visits(shelf: &Shelf, sealed: bool) -> HashMap<DocumentId, &str> {
    let plans = shelf.plans.iter();
    let plans = plans.filter(|(id, _)| sealed || !shelf.for_a_few.contains(*id));
    plans
        .filter_map(|(id, body)| Some((body.facts.visit?, id.as_str())))
        .collect()
}

impl Session {
    pub(crate) fn programme_export(&mut self, args: ProgrammeExport) -> Result<ProgrammeExported, ApiError> {
        self.require_all_here()?;
        bounded(&args.title, MAX_TITLE_CHARS, "title")?;
        let year = self.year(args.year)?;
        let lines = self.plans_of(year)?;
        let waiting = lines
            .rows()
            .filter(|plan| matches!(plan.state.as_str(), "proposed" | "agreed"))
            .filter(|plan| plan.visit.is_none() && !plan.missed);
        let (kept, left_out): (Vec<_>, Vec<_>) = waiting.partition(|plan| args.sealed || !plan.sealed);
        let mut events: Vec<Event> = kept.iter().filter_map(|plan| of_plan(plan, &args)).collect();
        let on = (year, self.today());
        let shelf = &*self.open()?.shelf()?;
        let plans = plans_of_visits(shelf, args.sealed);
        let mut left_out = left_out.len();
        for visit in &shelf.visits {
            match of_visit(shelf, visit, &plans, &args, on) {
                Some(_) if !args.sealed && shelf.for_a_few.contains(visit.0) => left_out += 1,
                Some(event) => events.push(event),
                None => {}
            }
        }
        events.sort_by(|a, b| (a.from, &a.id).cmp(&(b.from, &b.id)));
        let file = calendar(&events, self.now());
        write_file(self.chosen().as_ref(), &args.path, file.as_bytes())?;
        Ok(ProgrammeExported {
            events: u32::try_from(events.len()).unwrap_or(u32::MAX),
            left_out: u32::try_from(left_out).unwrap_or(u32::MAX),
            path: args.path,
        })
    }
}
