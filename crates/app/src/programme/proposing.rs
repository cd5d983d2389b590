//! A year's plan proposed, and the lines of it that people take.

use super::states::{reasons, unannounced_view};
use crate::api::plan::{AdoptLine, PlanAdopt, PlanAdopted};
use crate::api::programme::{LeftOut, ProposalView, ProposedLine, YearRef};
use crate::api::{ApiError, ErrorCode};
use crate::session::{Session, code_of, from_code};
use crate::visits::MAX_TEXT_CHARS;
use std::collections::BTreeSet;
use visita_domain::DocumentId;
use visita_domain::dates::rfc3339;
use visita_domain::programme::proposal::{LeftWhy, Proposal, Standing};
use visita_domain::programme::{Ask, Month, Plan, PlanState, Window, propose};
use visita_domain::visit::VisitKind;
use visita_record::DocumentKind;

/// Most lines taken at once.
pub(crate) const MAX_ADOPTED: usize = 1_000;

/// A line as a plan, which is checked before anything is written.
fn plan_of(line: &AdoptLine, state: PlanState) -> Result<Plan, ApiError> {
    let month: Month = line
        .month
        .parse()
        .map_err(|_| ApiError::about(ErrorCode::Refused, "month"))?;
    let plan = Plan {
        place: Some(line.place.parse()?),
        window: Some(Window::of(month)),
        kind: VisitKind::InDepth,
        announced: line.announced,
        hours: from_code(line.hours.as_deref().unwrap_or("open"), "hours")?,
        days: from_code(line.days.as_deref().unwrap_or("open"), "days")?,
        reason: line.reason.trim().to_owned(),
        state,
        ..Plan::default()
    };
    plan.check(MAX_TEXT_CHARS)?;
    Ok(plan)
}

impl Session {
    fn proposal(&mut self, year: i32) -> Result<(Proposal, u32), ApiError> {
        // Who opens in the year is visited in it, too.
        let last = Month::of_year(year).into_iter().next_back().map(Month::last_day);
        let gathered = match last {
            Some(last) => self.gather_until(last)?,
            None => self.gather_programme()?,
        };
        let standing: Vec<Standing> = self.entries()?.into_iter().map(|entry| entry.standing).collect();
        let made = propose(&Ask {
            year,
            today: gathered.today,
            places: &gathered.places,
            rules: &gathered.rules,
            standing: &standing,
        });
        let left = gathered.rules.capacity.regular_per_year();
        let taken = standing
            .iter()
            .filter(|one| one.month.year() == year && !one.from_reserve)
            .count();
        let room = left.saturating_sub(u32::try_from(taken).unwrap_or(u32::MAX));
        Ok((made, room))
    }

    /// A plan of the year as it could be. Nothing is written.
    pub(crate) fn plan_propose(&mut self, args: YearRef) -> Result<ProposalView, ApiError> {
        self.require_all_here()?;
        let year = self.year(args.year)?;
        let (made, room) = self.proposal(year)?;
        let bodies = self.place_bodies()?;
        let body = |place: &DocumentId| bodies.get(&place.to_string());
        let name = |place: &DocumentId| body(place).map(|body| body.facts.name.clone()).unwrap_or_default();
        let count = |why: LeftWhy| {
            let left = made.left.iter().filter(|left| left.why == why).count();
            u32::try_from(left).unwrap_or(u32::MAX)
        };
        let lines = made.lines.iter().map(|line| ProposedLine {
            place: line.place.to_string(),
            place_name: name(&line.place),
            place_type: body(&line.place)
                .map(|body| code_of(&body.facts.place_type))
                .unwrap_or_default(),
            month: line.month.to_string(),
            why: code_of(&line.why),
            due_on: line.due_on.map(|day| day.to_string()),
            points: line.score.points,
            reasons: reasons(&line.score),
            hours: code_of(&line.hours),
            days: code_of(&line.days),
            announced: line.announced,
            unannounced: line.unannounced.as_ref().map(unannounced_view),
        });
        let no_room = made
            .left
            .iter()
            .filter(|left| left.why == LeftWhy::NoRoom)
            .map(|left| LeftOut {
                place: left.place.to_string(),
                place_name: name(&left.place),
                due_on: left.due_on.map(|day| day.to_string()),
                points: left.points,
            });
        Ok(ProposalView {
            year,
            lines: lines.collect(),
            no_room: no_room.collect(),
            planned: count(LeftWhy::Planned),
            not_due: count(LeftWhy::NotDue),
            room,
        })
    }

    /// Writes the lines chosen, each as a planned visit: all of them or none, so that whoever tries again plans nothing twice.
    pub(crate) fn plan_adopt(&mut self, args: PlanAdopt) -> Result<PlanAdopted, ApiError> {
        self.require_all_here()?;
        if args.lines.is_empty() || args.lines.len() > MAX_ADOPTED {
            return Err(ApiError::about(ErrorCode::Refused, "lines"));
        }
        let state = if args.agreed {
            PlanState::Agreed
        } else {
            PlanState::Proposed
        };
        let draw = args.draw.as_deref().map(|draw| self.draw_to_keep(draw)).transpose()?;
        let mut plans = Vec::new();
        for line in &args.lines {
            let plan = plan_of(line, state)?;
            let place = plan.place.ok_or(ErrorCode::Refused)?;
            self.record(place, DocumentKind::Place)?;
            // What was not drawn, or has been planned since, is not called so.
            let lot = draw.as_ref().map(|draw| {
                draw.lot(place)
                    .ok_or_else(|| ApiError::about(ErrorCode::Stale, "lines"))
            });
            plans.push(Plan {
                lot: lot.transpose()?,
                ..plan
            });
        }
        let places: BTreeSet<DocumentId> = plans.iter().filter_map(|plan: &Plan| plan.place).collect();
        let shelf = self.open()?.shelf()?;
        let standing: BTreeSet<DocumentId> = places.iter().map(|place| shelf.standing_id(*place)).collect();
        if draw.is_some() && standing.len() < plans.len() {
            return Err(ApiError::about(ErrorCode::Refused, "lines"));
        }
        let made = self.make_plans(plans, &args.readers)?;
        if let Some(draw) = draw {
            self.keep_draw(&draw, places)?;
        }
        Ok(PlanAdopted {
            plans: made.iter().map(ToString::to_string).collect(),
            saved_at: rfc3339(self.now()),
        })
    }
}
