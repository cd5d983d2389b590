//! Planned visits as a calendar file. It lies outside the vault, in the clear: without names of places unless somebody asks
//! for them, and without what is for a few unless somebody asks for that too.

use crate::api::ApiError;
use crate::api::plan::PlanView;
use crate::api::programme::{ProgrammeExport, ProgrammeExported};
use crate::chosen::write_file;
use crate::session::Session;
use crate::visits::bounded;
use visita_domain::dates::parse_day;
use visita_domain::programme::calendar::{Event, calendar};

/// What stands after the id of a plan, so that no other program's event has the same one.
const ID_ENDS: &str = "@visita";
/// Longest title of an event, characters.
const MAX_TITLE_CHARS: usize = 200;

fn event(plan: &PlanView, args: &ProgrammeExport) -> Option<Event> {
    let title = if args.place_names {
        format!("{}: {}", args.title.trim(), plan.place_name)
    } else {
        args.title.trim().to_owned()
    };
    Some(Event {
        id: format!("{}{ID_ENDS}", plan.id),
        from: parse_day(&plan.facts.from)?,
        to: parse_day(&plan.facts.to)?,
        title,
        agreed: plan.state == "agreed",
    })
}

impl Session {
    pub(crate) fn programme_export(&mut self, args: ProgrammeExport) -> Result<ProgrammeExported, ApiError> {
        bounded(&args.title, MAX_TITLE_CHARS, "title")?;
        let year = self.year(args.year)?;
        let lines = self.plans_of(year)?;
        let waiting = lines
            .rows()
            .filter(|plan| matches!(plan.state.as_str(), "proposed" | "agreed"));
        let (kept, left_out): (Vec<_>, Vec<_>) = waiting.partition(|plan| args.sealed || !plan.sealed);
        let events: Vec<Event> = kept.iter().filter_map(|plan| event(plan, &args)).collect();
        let file = calendar(&events, self.now());
        write_file(self.chosen().as_ref(), &args.path, file.as_bytes())?;
        Ok(ProgrammeExported {
            events: u32::try_from(events.len()).unwrap_or(u32::MAX),
            left_out: u32::try_from(left_out.len()).unwrap_or(u32::MAX),
            path: args.path,
        })
    }
}
