//! Planned visits: made, changed, moved, given up, and made into visits. Each is a record of its own, so that one that is not
//! announced can be for those alone who need to know.

use super::drawings::is_draw;
use super::views::facts_view;
use crate::api::plan::{PlanAdd, PlanBegin, PlanFacts, PlanReaders, PlanRef, PlanSet, PlanStateSet, PlanView};
use crate::api::vault::{Created, Saved};
use crate::api::visit::VisitCreate;
use crate::api::{ApiError, ErrorCode};
use crate::facts::{changes, write_changes};
use crate::session::{Session, code_of, from_code};
use crate::visits::{MAX_TEXT_CHARS, day};
use crate::write::make_document_id;
use serde_json::json;
use visita_domain::DocumentId;
use visita_domain::dates::rfc3339;
use visita_domain::programme::{Plan, PlanState, Window};
use visita_domain::slots::WritePolicy;
use visita_record::DocumentKind;

/// The facts of a form, in a plan whose other facts stay.
fn facts_from(input: &PlanFacts, here: Plan) -> Result<Plan, ApiError> {
    let plan = Plan {
        window: Some(Window {
            from: day(&input.from, "from")?,
            to: day(&input.to, "to")?,
        }),
        kind: from_code(&input.visit_kind, "visit_kind")?,
        announced: input.announced,
        hours: from_code(&input.hours, "hours")?,
        days: from_code(&input.days, "days")?,
        urgent: input.urgent,
        reason: input.reason.trim().to_owned(),
        objectives: input.objectives.clone(),
        ..here
    };
    plan.check(MAX_TEXT_CHARS)?;
    Ok(plan)
}

impl Session {
    fn plan(&mut self, plan: &str) -> Result<(DocumentId, Plan), ApiError> {
        let id: DocumentId = plan.parse()?;
        let record = self.record(id, DocumentKind::Plan)?;
        if is_draw(record) {
            return Err(ErrorCode::NotFound.into());
        }
        Ok((id, record.section::<Plan>("plan").value))
    }

    /// Makes the records of plans, for whoever may read them: all of them or none. Which places they are about, their grants
    /// do not say.
    pub(super) fn make_plans(&mut self, plans: Vec<Plan>, readers: &PlanReaders) -> Result<Vec<DocumentId>, ApiError> {
        let audience = self.audience_of(readers.whole_team, &readers.readers)?;
        let planner = self.team()?.author.member.clone();
        let now = self.now();
        let begun = |plan: Plan| Plan {
            planner: Some(planner.clone()),
            becomes: Some(make_document_id(now)),
            ..plan
        };
        let plans: Vec<Plan> = plans.into_iter().map(begun).collect();
        self.create_many(DocumentKind::Plan, &audience, &plans, |edit, plan| {
            edit.set_section("plan", plan)?;
            // Said even where it is what is assumed: that somebody decided so can then be differed on.
            edit.set("plan/state", Some(&json!(plan.state)), WritePolicy::Fact)
        })
    }

    pub(crate) fn plan_get(&mut self, args: PlanRef) -> Result<PlanView, ApiError> {
        let today = self.today();
        let open = self.open()?;
        open.shelf()?;
        let open = &*open;
        let body = open.shelf.as_ref().and_then(|shelf| shelf.plans.get(&args.plan));
        Ok(open.plan_view(&args.plan, body.ok_or(ErrorCode::NotFound)?, today))
    }

    pub(crate) fn plan_add(&mut self, args: PlanAdd) -> Result<Created, ApiError> {
        let place: DocumentId = args.place.parse()?;
        self.record(place, DocumentKind::Place)?;
        let here = Plan {
            place: Some(place),
            state: if args.agreed {
                PlanState::Agreed
            } else {
                PlanState::Proposed
            },
            ..Plan::default()
        };
        let made = self.make_plans(vec![facts_from(&args.facts, here)?], &args.readers)?;
        Ok(Created {
            id: made.first().ok_or(ErrorCode::Damaged)?.to_string(),
            saved_at: rfc3339(self.now()),
        })
    }

    pub(crate) fn plan_set(&mut self, args: PlanSet) -> Result<Saved, ApiError> {
        let (id, here) = self.plan(&args.plan)?;
        let facts = facts_from(&args.facts, here.clone())?;
        // What was shown may be what a newer version wrote: only what differs is held to the rules of this one.
        let was = if args.was == facts_view(&here) {
            here
        } else {
            facts_from(&args.was, here)?
        };
        let record = self.record(id, DocumentKind::Plan)?;
        let changes = changes(record, "plan", &was, &facts)?;
        self.write(id, |edit| write_changes(edit, "plan", &changes), |_| Ok(()))
    }

    pub(crate) fn plan_state(&mut self, args: PlanStateSet) -> Result<Saved, ApiError> {
        let (id, here) = self.plan(&args.plan)?;
        let state: PlanState = from_code(&args.state, "state")?;
        // What became a visit is changed there; and nothing becomes one by being called so.
        if state == PlanState::Done || here.visit.is_some() {
            return Err(ApiError::about(ErrorCode::Refused, "state"));
        }
        self.write(
            id,
            |edit| edit.set("plan/state", Some(&json!(state)), WritePolicy::Fact),
            |_| Ok(()),
        )
    }

    /// Makes the visit, in preparation, and links it. Whoever reads the plan reads the visit, and whoever is named beside them.
    /// Two who begin it apart from each other begin the same.
    pub(crate) fn plan_begin(&mut self, args: PlanBegin) -> Result<Created, ApiError> {
        let (id, plan) = self.plan(&args.plan)?;
        if plan.visit.is_some() || !plan.stands() {
            return Err(ApiError::about(ErrorCode::Refused, "state"));
        }
        let begins = plan.visit_id(id);
        let given = VisitCreate {
            place: plan.place.map(|place| place.to_string()).unwrap_or_default(),
            visit_kind: code_of(&plan.kind),
            announced: plan.announced,
            starts_on: args.starts_on,
            ends_on: args.ends_on,
            objectives: plan.objectives,
            checklists: args.checklists,
            readers: None,
        };
        let audience = self.audience_of_begun(id, &args.readers)?;
        let made = self.visit_begin_as(begins, given, audience)?;
        self.write(
            id,
            |edit| {
                edit.set("plan/visit", Some(&json!(begins)), WritePolicy::Fact)?;
                edit.set("plan/state", Some(&json!(PlanState::Done)), WritePolicy::Fact)
            },
            |_| Ok(()),
        )?;
        Ok(made)
    }
}
