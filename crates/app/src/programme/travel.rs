//! What a visit needs on a device, and what could stay at home. A device that is taken at a gate gives away what it carries;
//! this is the look before the journey. Nothing is deleted by it.

use crate::api::ApiError;
use crate::api::plan::{TravelLoad, TravelView, TravelVisit};
use crate::api::visit::{VisitRef, VisitRow};
use crate::session::Session;

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Session {
    /// Needed are the visit, its interviews, the records of its place, and the earlier visits to it with their findings; not
    /// their interviews.
    pub(crate) fn travel_get(&mut self, args: VisitRef) -> Result<TravelView, ApiError> {
        let here = self.visit_row(&args.visit)?;
        let only_here = self.only_here()?;
        let lines = self.visit_lines()?;
        let rows: Vec<&VisitRow> = lines.rows().collect();
        let shelf = self.open()?.shelf()?;
        let records = shelf.records_of(&here.place);
        let same_place = |row: &&&VisitRow| records.contains(&row.place);
        let visit = args.visit.parse()?;
        let needed = TravelLoad {
            places: count(records.len()),
            visits: count(rows.iter().filter(same_place).count()),
            interviews: here.interviews,
            plans: count(
                shelf
                    .plans
                    .values()
                    .filter(|body| body.facts.visit == Some(visit))
                    .count(),
            ),
        };
        let could_stay = TravelLoad {
            places: count(shelf.places.len()).saturating_sub(needed.places),
            visits: count(rows.len()).saturating_sub(needed.visits),
            interviews: count(shelf.interviews.len()).saturating_sub(needed.interviews),
            plans: count(shelf.plans.len()).saturating_sub(needed.plans),
        };
        let of_others = rows
            .iter()
            .filter(|row| row.id != here.id && (!same_place(row) || row.interviews > 0));
        let mut visits: Vec<TravelVisit> = of_others
            .map(|row| TravelVisit {
                visit: row.id.clone(),
                place_name: row.place_name.clone(),
                starts_on: row.starts_on.clone(),
                interviews: row.interviews,
            })
            .collect();
        visits.sort_by(|a, b| (b.interviews, &b.starts_on, &b.visit).cmp(&(a.interviews, &a.starts_on, &a.visit)));
        Ok(TravelView {
            needed,
            could_stay,
            visits,
            only_here,
        })
    }
}
