//! Planned visits, as fronts see them.

use crate::api::plan::{LotView, PlanFacts, PlanView};
use crate::project::PlanBody;
use crate::session::{Open, code_of};
use crate::shelf::Shelf;
use visita_domain::dates::Day;
use visita_domain::programme::{Lot, Plan, Window};
use visita_record::RecordDocument;

/// What a plan says whose visit is not made after all. It is read off the visit and never written: taken back there, it is taken
/// back here.
const CALLED_OFF: &str = "called_off";

/// The facts of a plan, as a form holds them.
pub(super) fn facts_view(plan: &Plan) -> PlanFacts {
    let day = |of: fn(&Window) -> Day| {
        plan.window
            .as_ref()
            .map(|window| of(window).to_string())
            .unwrap_or_default()
    };
    PlanFacts {
        from: day(|window| window.from),
        to: day(|window| window.to),
        visit_kind: code_of(&plan.kind),
        announced: plan.announced,
        hours: code_of(&plan.hours),
        days: code_of(&plan.days),
        urgent: plan.urgent,
        reason: plan.reason.clone(),
        objectives: plan.objectives.clone(),
    }
}

/// How a place was drawn. The hash of the pool is known where the draw itself can be read.
fn lot_view(lot: &Lot, shelf: Option<&Shelf>) -> LotView {
    let id = lot.draw.map(|draw| draw.to_string());
    let readable = id.as_ref().and_then(|id| shelf?.draws.get(id));
    LotView {
        recorded: id.is_some(),
        digest: readable.map(|body| body.facts.digest.clone()).unwrap_or_default(),
        draw: id.filter(|_| readable.is_some()),
        seed: lot.seed.to_string(),
        place_type: code_of(&lot.place_type),
        of: lot.of,
        drawn: lot.drawn,
        pool: lot.pool,
        count: lot.count,
    }
}

impl Open {
    fn place_name(&self, place: &str) -> Option<String> {
        let body = self.shelf.as_ref()?.places.get(place)?;
        Some(body.facts.name.clone())
    }

    /// The name of the place that a plan is for, for the merge desk.
    pub(crate) fn place_of_plan(&self, record: &RecordDocument) -> Option<String> {
        let place = record.section::<Plan>("plan").value.place?;
        self.place_name(&place.to_string())
    }

    /// The name of the place that a rule of the body is for, where it is for one.
    pub(crate) fn place_of_rule(&self, path: &str) -> Option<String> {
        let rest = path
            .strip_prefix("place_rule/")
            .or_else(|| path.strip_prefix("unannounced/place/"));
        self.place_name(rest?.split('/').next()?)
    }

    /// A planned visit as shown on a day; its place's name and type come from the register.
    pub(super) fn plan_view(&self, id: &str, body: &PlanBody, today: Day) -> PlanView {
        let plan = &body.facts;
        let place = plan.place.map(|place| place.to_string()).unwrap_or_default();
        let known = self.shelf.as_ref().and_then(|shelf| shelf.places.get(&place));
        let visit = plan.visit.map(|visit| visit.to_string());
        let became = visit.as_ref().and_then(|visit| self.shelf.as_ref()?.visits.get(visit));
        let called_off = plan.stands() && became.is_some_and(|body| body.facts.is_called_off());
        PlanView {
            id: id.to_owned(),
            place_name: known.map(|place| place.facts.name.clone()).unwrap_or_default(),
            place_type: known.map(|place| code_of(&place.facts.place_type)).unwrap_or_default(),
            place,
            facts: facts_view(plan),
            month: plan.window.and_then(Window::whole_month).map(|month| month.to_string()),
            lot: plan.lot.as_ref().map(|lot| lot_view(lot, self.shelf.as_ref())),
            state: if called_off {
                CALLED_OFF.to_owned()
            } else {
                code_of(&plan.state)
            },
            missed: plan.is_missed(today),
            visit,
            from_reserve: plan.from_reserve(),
            sealed: self.shelf.as_ref().is_some_and(|shelf| shelf.for_a_few.contains(id)),
            by: plan
                .planner
                .as_ref()
                .map(|member| self.name_of(member))
                .unwrap_or_default(),
            conflicts: body.conflicts.clone(),
            unreadable: body.unreadable.clone(),
        }
    }
}
