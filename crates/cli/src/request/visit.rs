//! Visits: from what was typed to commands of the table.

use super::{Request, or_stdin, request, stdin_json};
use crate::args::Visit;
use anyhow::Result;
use serde_json::json;

/// The command that a verb stands for.
pub(super) fn from_visit(visit: &Visit) -> Result<Request> {
    Ok(match visit {
        Visit::List => request("visit_list", json!({})),
        Visit::Show { visit } => request("visit_get", json!({ "visit": visit })),
        Visit::Create {
            place,
            kind,
            announced,
            starts_on,
            objectives,
            checklists,
            readers,
            nobody_else,
            input,
        } => {
            let few = *nobody_else || !readers.is_empty();
            let readers = few.then(|| json!({ "whole_team": false, "readers": readers }));
            or_stdin(
                input.stdin,
                "visit_create",
                json!({ "place": place, "visit_kind": kind, "announced": announced, "starts_on": starts_on,
                        "ends_on": null, "objectives": objectives, "checklists": checklists, "readers": readers }),
            )?
        }
        Visit::Access { visit, to } => to.of("visit", visit, ["visit_access", "visit_access_set"]),
        Visit::Set => request("visit_set", stdin_json()?),
        Visit::Phase {
            visit,
            phase,
            acknowledge_conflicts,
            input,
        } => or_stdin(
            input.stdin,
            "visit_phase",
            json!({ "visit": visit, "phase": phase, "acknowledge_conflicts": acknowledge_conflicts }),
        )?,
        Visit::CallOff { visit, why, input, .. } => {
            or_stdin(input.stdin, "visit_call_off", json!({ "visit": visit, "why": why }))?
        }
        Visit::Seat {
            visit,
            member,
            drop: true,
            ..
        } => request("seat_drop", json!({ "visit": visit, "member": member })),
        Visit::Seat {
            visit,
            member,
            role,
            clinician,
            areas,
            ..
        } => request(
            "visit_seat",
            json!({ "visit": visit, "member": member, "role": role, "clinician": clinician, "areas": areas }),
        ),
        Visit::Coverage { visit } => request("coverage_get", json!({ "visit": visit })),
        Visit::Debrief { visit } => request("debrief_get", json!({ "visit": visit })),
        Visit::Area {
            visit,
            name,
            unit,
            input,
        } => or_stdin(
            input.stdin,
            "area_add",
            json!({ "visit": visit, "name": name, "unit": unit }),
        )?,
    })
}
