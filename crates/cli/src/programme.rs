//! The programme: from what was typed to a command of the table.

use crate::args::{Plan, Programme};
use crate::request::{Request, or_stdin, request, stdin_json};
use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};

/// Members that somebody typed; of the table's forms those without a value are left out.
fn said(mut given: Value) -> Value {
    if let Some(members) = given.as_object_mut() {
        members.retain(|_, value| !value.is_null());
    }
    given
}

fn value(text: &str) -> Result<u32> {
    text.parse().context("a rule is a whole number")
}

/// What follows the name of a rule: whom it is about, and the number.
fn rule(name: &str, said_words: &[String], was: Option<u32>) -> Result<Request> {
    let about_one = matches!(
        name.strip_prefix("unannounced_").unwrap_or(name),
        "type" | "own_type" | "place"
    );
    let (of, number) = match (about_one, said_words) {
        (true, [of]) => (Some(of), None),
        (true, [of, number]) => (Some(of), Some(value(number)?)),
        (false, []) => (None, None),
        (false, [number]) => (None, Some(value(number)?)),
        _ => bail!("a rule is a name, for a type or a place its name or id, and a number"),
    };
    Ok(request(
        "rule_set",
        said(json!({ "rule": name, "of": of, "was": was, "value": number })),
    ))
}

/// The command that a verb of the programme stands for.
pub fn from_programme(programme: &Programme) -> Result<Request> {
    Ok(match programme {
        Programme::Show {
            year,
            name,
            place_type,
            state,
            upto,
        } => request(
            "programme_get",
            json!({ "year": year, "name": name, "place_type": place_type, "state": state, "upto": upto }),
        ),
        Programme::Map { year } => request("programme_map", json!({ "year": year })),
        Programme::Rule { rule: name, said, was } => rule(name, said, *was)?,
        Programme::Bearing {
            place,
            complaints,
            until,
            known_problem,
            input,
        } => {
            let facts = said(json!({
                "complaints": complaints, "complaints_until": until, "known_problem": known_problem,
            }));
            if !input.stdin && facts == json!({}) {
                return Ok(request("bearing_get", json!({ "place": place })));
            }
            or_stdin(input.stdin, "bearing_set", json!({ "place": place, "facts": facts }))?
                .over(("bearing_get", "place"), None)
        }
        Programme::Propose { year } => request("plan_propose", json!({ "year": year })),
        Programme::Draw {
            count,
            year,
            place_types,
            own_type,
            seed,
        } => request(
            "plan_draw",
            said(json!({
                "year": year, "count": count, "place_types": place_types, "own_type": own_type, "seed": seed,
            })),
        ),
        Programme::Draws { year } => request("draw_list", json!({ "year": year })),
        Programme::Discard { draw, reason } => request("draw_discard", json!({ "draw": draw, "reason": reason })),
        Programme::Check { draw } => request("draw_check", json!({ "draw": draw })),
        Programme::Export {
            output,
            year,
            place_names,
            sealed,
            title,
        } => request(
            "programme_export",
            json!({ "year": year, "path": output, "place_names": place_names, "sealed": sealed, "title": title }),
        ),
    })
}

fn state(plan: &str, state: &str) -> Request {
    request("plan_state", json!({ "plan": plan, "state": state }))
}

/// The command that a verb of a planned visit stands for.
pub fn from_plan(plan: &Plan) -> Result<Request> {
    Ok(match plan {
        Plan::Add {
            place,
            from,
            to,
            kind,
            announced,
            hours,
            days,
            urgent,
            reason,
            objectives,
            agreed,
            whole_team,
            readers,
            input,
        } => or_stdin(
            input.stdin,
            "plan_add",
            json!({
                "place": place, "agreed": agreed,
                "facts": {
                    "from": from, "to": to, "visit_kind": kind, "announced": announced, "hours": hours, "days": days,
                    "urgent": urgent, "reason": reason, "objectives": objectives,
                },
                "readers": { "whole_team": whole_team, "readers": readers },
            }),
        )?,
        Plan::Unannounced { place, on, plan } => request(
            "plan_unannounced",
            said(json!({ "place": place, "on": on, "plan": plan })),
        ),
        Plan::Show { plan } => request("plan_get", json!({ "plan": plan })),
        Plan::Set => request("plan_set", stdin_json()?),
        Plan::Adopt => request("plan_adopt", stdin_json()?),
        Plan::Agree { plan } => state(plan, "agreed"),
        Plan::Drop { plan, undo } => state(plan, if *undo { "proposed" } else { "dropped" }),
        Plan::Begin {
            plan,
            starts_on,
            checklists,
            whole_team,
            readers,
        } => request(
            "plan_begin",
            json!({ "plan": plan, "starts_on": starts_on, "checklists": checklists,
                    "readers": { "whole_team": whole_team, "readers": readers } }),
        ),
        Plan::Access { plan, to } => to.of("plan", plan, ["plan_access", "plan_access_set"]),
        Plan::Dossier { visit } => request("dossier_get", json!({ "visit": visit })),
        Plan::Packing { visit } => request("packing_list", json!({ "visit": visit })),
        Plan::PackingAdd { visit, what } => request("packing_add", json!({ "visit": visit, "what": what })),
        Plan::PackingSet { visit, item, state } => {
            let (mark, set) = match state.as_str() {
                "packed" => ("packed", true),
                "not_packed" => ("packed", false),
                "not_needed" => ("dropped", true),
                _ => ("dropped", false),
            };
            request("packing_set", json!({ "visit": visit, "item": item, mark: set }))
        }
    })
}
