//! Visits: from what was typed to commands of the table.

use super::{Request, or_stdin, request, stdin_json};
use crate::args::{Visit, VisitPart};
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
        Visit::Part(part) => from_part(part),
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

/// What is said of a visit as it goes on.
fn from_part(part: &VisitPart) -> Request {
    match part {
        VisitPart::Seen {
            visit,
            kind,
            code,
            undo,
        } => request(
            "coverage_mark",
            json!({ "visit": visit, "kind": kind, "code": code, "seen": !undo }),
        ),
        VisitPart::Talked { record, key, undo } => {
            request("debrief_mark", json!({ "doc": record, "key": key, "talked": !undo }))
        }
        VisitPart::AreaSet { visit, area, name, was } => {
            let mut args = json!({ "visit": visit, "area": area, "name": name });
            if let (Some(was), Some(members)) = (was, args.as_object_mut()) {
                members.insert("was".to_owned(), json!(was));
            }
            request("area_set", args).over(("visit_get", "visit"), Some(("areas", "area")))
        }
        VisitPart::AreaDrop { visit, area } => request("area_drop", json!({ "visit": visit, "area": area })),
        VisitPart::Review { visit, review } => request("report_review", json!({ "visit": visit, "review": review })),
    }
}
