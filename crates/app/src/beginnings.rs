//! How a visit begins: on its own, or from its plan.

use crate::api::plan::PlanReaders;
use crate::api::vault::Created;
use crate::api::visit::{ChecklistsSet, VisitCreate, VisitFacts};
use crate::api::{ApiError, ErrorCode};
use crate::session::Session;
use crate::visits::facts_from;
use serde_json::{Value, json};
use visita_domain::checklist::builtin;
use visita_domain::slots::WritePolicy;
use visita_domain::visit::Visit;
use visita_domain::{ChecklistId, DocumentId};
use visita_record::{DocumentKind, Edit, EditError};
use visita_seal::grant::Audience;

/// What whoever begins a visit writes.
struct Beginning {
    facts: Visit,
    /// The path of the seat of whoever begins it.
    seat: String,
    sits: Value,
    checklists: Vec<(ChecklistId, bool)>,
}

/// Checklists as chosen: each must ship.
fn known_checklists(chosen: &[String]) -> Result<Vec<ChecklistId>, ApiError> {
    let shipped = builtin().map_err(|_| ErrorCode::Damaged)?;
    let one = |id: &String| {
        let id = ChecklistId::parse(id)?;
        let known = shipped.iter().any(|checklist| checklist.id == id);
        known
            .then(|| id.clone())
            .ok_or_else(|| ApiError::about(ErrorCode::NotFound, id.to_string()))
    };
    chosen.iter().map(one).collect()
}

/// Checklists that a form takes in or leaves out: what it does not touch stays as a colleague chose it.
pub(crate) fn turned(set: &ChecklistsSet) -> Result<Vec<(ChecklistId, bool)>, ApiError> {
    let only = |these: &[String], others: &[String]| {
        let apart: Vec<String> = these.iter().filter(|id| !others.contains(id)).cloned().collect();
        known_checklists(&apart)
    };
    let taken_in = only(&set.chosen, &set.was)?.into_iter().map(|id| (id, true));
    let left_out = only(&set.was, &set.chosen)?.into_iter().map(|id| (id, false));
    Ok(taken_in.chain(left_out).collect())
}

/// Writes which checklists are in and which are out.
pub(crate) fn choose(edit: &mut Edit<'_>, lists: &[(ChecklistId, bool)]) -> Result<(), EditError> {
    lists.iter().try_for_each(|(checklist, chosen)| {
        edit.set(
            &format!("checklist/{checklist}"),
            Some(&json!(chosen)),
            WritePolicy::Fact,
        )
    })
}

impl Beginning {
    /// A visit that nobody has begun.
    fn write(&self, edit: &mut Edit<'_>) -> Result<(), EditError> {
        edit.set_section("visit", &self.facts)?;
        edit.set(&self.seat, Some(&self.sits), WritePolicy::Fact)?;
        choose(edit, &self.checklists)
    }

    /// A visit that a colleague began already: its facts are theirs.
    fn join(&self, edit: &mut Edit<'_>, seated: bool) -> Result<(), EditError> {
        if !seated {
            edit.set(&self.seat, Some(&self.sits), WritePolicy::Fact)?;
        }
        choose(edit, &self.checklists)
    }
}

impl Session {
    fn beginning(&mut self, args: VisitCreate) -> Result<Beginning, ApiError> {
        let place: DocumentId = args.place.parse()?;
        self.record(place, DocumentKind::Place)?;
        let given = VisitFacts {
            visit_kind: args.visit_kind,
            announced: args.announced,
            starts_on: args.starts_on,
            ends_on: args.ends_on,
            objectives: args.objectives,
        };
        let here = Visit {
            place: Some(place),
            ..Visit::default()
        };
        let role = if self.require_lead().is_ok() {
            "lead"
        } else {
            "inspector"
        };
        Ok(Beginning {
            facts: facts_from(&given, here)?,
            seat: format!("team/{}", self.team()?.author.member),
            sits: json!({ "role": role, "areas": [] }),
            checklists: known_checklists(&args.checklists)?
                .into_iter()
                .map(|id| (id, true))
                .collect(),
        })
    }

    pub(crate) fn visit_create(&mut self, args: VisitCreate) -> Result<Created, ApiError> {
        let audience = match &args.readers {
            Some(readers) => self.audience_of(readers.whole_team, &readers.readers)?,
            None => Audience::Team,
        };
        let beginning = self.beginning(args)?;
        let (id, saved) = self.create(DocumentKind::Visit, audience, None, |edit| beginning.write(edit))?;
        Ok(Created {
            id: id.to_string(),
            saved_at: saved.saved_at,
        })
    }

    /// Who may read the visit that a plan becomes: whoever may read the plan, and those named beside them. Fewer it cannot be:
    /// two who begin it apart from each other would keep it from one another. Where one of them opens it to more, it is for
    /// those whom both name until somebody who reads it opens it again: nobody's words go further than they meant.
    pub(crate) fn audience_of_begun(&mut self, plan: DocumentId, readers: &PlanReaders) -> Result<Audience, ApiError> {
        let beside = self.audience_of(readers.whole_team, &readers.readers)?;
        let of_plan = self.open()?.access(&plan.bytes())?.audience;
        Ok(of_plan.with(&beside))
    }

    /// As [`Self::visit_create`], with an id that every reader of its plan knows: two who begin it apart from each other begin
    /// one visit, and where their facts differ, both stand. Whoever finds it begun joins it, and leaves its facts as they are,
    /// and its readers.
    pub(crate) fn visit_begin_as(
        &mut self,
        id: DocumentId,
        args: VisitCreate,
        audience: Audience,
    ) -> Result<Created, ApiError> {
        let beginning = self.beginning(args)?;
        let begun = match self.open()?.record(id) {
            Ok(record) if record.kind() == DocumentKind::Visit => Some(!record.raw_fields(&beginning.seat).is_empty()),
            Ok(_) => return Err(ApiError::about(ErrorCode::Refused, "visit")),
            Err(unknown) if unknown.code == ErrorCode::NotFound => None,
            Err(error) => return Err(error),
        };
        let saved = match begun {
            Some(seated) => self.write(id, |edit| beginning.join(edit, seated), |_| Ok(()))?,
            None => self.create_at(id, DocumentKind::Visit, audience, None, |edit| beginning.write(edit))?,
        };
        Ok(Created {
            id: id.to_string(),
            saved_at: saved.saved_at,
        })
    }
}
