//! Places, authorities and the body: what was typed as commands of the table.

use crate::Failure;
use crate::args::{Associate, Authority, Body, Place, PlaceFact, PlacePart};
use crate::request::{Request, or_stdin, request, stdin_json};
use anyhow::{Context, Result, anyhow};
use serde_json::{Value, json};
use visita_app::Session;
use visita_app::api::table;

/// What leaves a column of a table out.
const LEFT_OUT: &str = "-";

/// What the rows of a table of places are called.
const PLACES: &str = "place";

/// `visita place …`; taking in a table is more than one command (see [`import`]), and so is changing one fact (see [`set`]).
pub fn from_place(place: &Place) -> Result<Request> {
    Ok(match place {
        Place::List => request("place_list", json!({})),
        Place::Duplicates => request("place_pairs", json!({})),
        Place::Show { place } => request("place_get", json!({ "place": place })),
        Place::Set(_) => request("place_set", stdin_json()?),
        Place::Part(part) => from_part(part)?,
        Place::Merge { place, into, .. } => request("place_merge", json!({ "place": place, "same_as": into })),
        Place::Apart { one, other, undo } => {
            request("place_apart", json!({ "one": one, "other": other, "apart": !undo }))
        }
        Place::Export {
            output,
            format,
            language,
            place_type,
            with,
        } => request(
            "place_export",
            // Whether a file that stands may go is said with `--replace`, of all that is written alike (see `NewFiles`).
            json!({ "path": output, "format": format, "language": language, "filter": { "place_type": place_type },
                    "parts": with, "replace": true }),
        ),
        Place::Import {
            path,
            sheet,
            holds,
            columns,
            types,
            ..
        } => {
            let mut looked = looked_at(path, sheet, columns, types)?;
            if let (Some(holds), Some(members)) = (holds, looked.as_object_mut()) {
                members.insert("holds".to_owned(), json!(holds));
            }
            request("place_table", looked)
        }
        Place::Add {
            name,
            place_type,
            authority,
            region,
            capacity,
            input,
        } => or_stdin(
            input.stdin,
            "place_add",
            json!({ "name": name, "place_type": place_type, "authority": authority, "region": region,
                    "capacity": capacity }),
        )?,
    })
}

/// What a place has several of.
fn from_part(part: &PlacePart) -> Result<Request> {
    match part {
        PlacePart::Unit {
            place,
            name,
            capacity,
            regime,
            gender,
            input,
        } => {
            let facts = json!({ "name": name, "capacity": capacity, "regime": regime, "gender": gender });
            or_stdin(input.stdin, "unit_set", added(place, &facts))
        }
        PlacePart::Count {
            place,
            on,
            held,
            capacity,
            women,
            minors,
            foreign,
            remand,
            source,
            input,
        } => {
            let facts = json!({ "on": on, "held": held, "capacity": capacity, "women": women, "minors": minors,
                "foreign": foreign, "remand": remand, "source": source });
            or_stdin(input.stdin, "count_set", added(place, &facts))
        }
        PlacePart::Contact {
            place,
            name,
            role,
            phone,
            mail,
            note,
            input,
        } => {
            let facts = json!({ "name": name, "role": role, "phone": phone, "mail": mail, "note": note });
            or_stdin(input.stdin, "contact_set", added(place, &facts))
        }
        PlacePart::Document {
            place,
            title,
            on,
            kept,
            input,
        } => {
            let facts = json!({ "title": title, "on": on, "kept": kept });
            or_stdin(input.stdin, "document_set", added(place, &facts))
        }
    }
}

/// A part that is new: nobody was shown it.
fn added(place: &str, facts: &Value) -> Value {
    json!({ "place": place, "id": null, "was": null, "facts": facts })
}

/// Changes one fact, on what somebody was shown of it. The other facts stay as they are.
pub fn set(session: &mut Session, fact: &PlaceFact) -> Result<Value, Failure> {
    let wanted: Value = serde_json::from_str(&fact.value).context("the value is not JSON")?;
    let was: Value = serde_json::from_str(&fact.was).context("--was is not JSON")?;
    let view = table::call(session, "place_get", json!({ "place": fact.place }))?;
    let facts = view.pointer("/row/facts").and_then(Value::as_object);
    let facts = facts.cloned().unwrap_or_default();
    if !facts.contains_key(&fact.field) {
        let names: Vec<&str> = facts.keys().map(String::as_str).collect();
        return Err(anyhow!("a place has no fact of that name: one of {}", names.join(", ")).into());
    }
    let with = |value: Value| {
        let mut facts = facts.clone();
        facts.insert(fact.field.clone(), value);
        Value::Object(facts)
    };
    let args = json!({ "place": fact.place, "was": with(was), "facts": with(wanted) });
    Ok(table::call(session, "place_set", args)?)
}

fn looked_at(path: &str, sheet: &Option<String>, columns: &Option<Vec<String>>, types: &[String]) -> Result<Value> {
    let named = |column: &String| {
        Some(column.trim())
            .filter(|column| *column != LEFT_OUT)
            .map(ToOwned::to_owned)
    };
    let columns: Option<Vec<Option<String>>> = columns.as_ref().map(|columns| columns.iter().map(named).collect());
    let mut said = Vec::with_capacity(types.len());
    for one in types {
        let (word, kind) = two_of(one)?;
        said.push(json!({ "word": word, "place_type": kind }));
    }
    Ok(json!({ "path": path, "sheet": sheet, "columns": columns, "types": said }))
}

/// What stands before and after the last equals sign.
fn two_of(said: &str) -> Result<(&str, &str)> {
    let two = said.rsplit_once('=');
    let (one, other) = two.with_context(|| format!("`{said}` has no equals sign"))?;
    Ok((one.trim(), other.trim()))
}

/// What is to be done with rows whose verdict leaves a choice.
fn choices(place: &Place) -> Result<Vec<Value>> {
    let Place::Import { add, leave, into, .. } = place else {
        return Ok(Vec::new());
    };
    let of_each = |rows: &[u32], choice: &str| -> Vec<Value> {
        let chosen = rows.iter().map(|row| json!({ "number": row, "choice": choice }));
        chosen.collect()
    };
    let mut choices = [of_each(add, "add"), of_each(leave, "leave")].concat();
    for one in into {
        let (row, place) = two_of(one)?;
        let row: u32 = row.parse().with_context(|| format!("`{row}` is no number of a row"))?;
        choices.push(json!({ "number": row, "choice": "change", "place": place }));
    }
    Ok(choices)
}

/// Rows that are not places are written only where somebody said what they are: headers are a guess.
fn require_said(place: &Place, looked: &Value) -> Result<()> {
    let seen = looked.get("holds").and_then(Value::as_str).unwrap_or_default();
    if matches!(place, Place::Import { holds: None, .. }) && seen != PLACES {
        return Err(anyhow!(
            "by their headers the rows seem not to be places, but to be each a {seen}: say `--holds {seen}`, or `--holds {PLACES}` if they are places; nothing was changed"
        ));
    }
    Ok(())
}

/// Looks at a table and writes it, step by step; says of each row what became of it.
pub fn import(session: &mut Session, place: &Place) -> Result<Value, Failure> {
    let request = from_place(place)?;
    let choices = choices(place)?;
    let looked = table::call(session, request.name, request.args)?;
    require_said(place, &looked)?;
    let mut done = table::call(session, "place_import", json!({ "choices": choices }))?;
    let mut rows = rows_of(&mut done);
    while done
        .get("remaining")
        .and_then(Value::as_u64)
        .is_some_and(|left| left > 0)
    {
        done = table::call(session, "place_import_go", json!({}))?;
        rows.append(&mut rows_of(&mut done));
    }
    if let Some(members) = done.as_object_mut() {
        members.insert("rows".to_owned(), Value::Array(rows));
    }
    Ok(done)
}

/// What became of the rows of a step.
fn rows_of(done: &mut Value) -> Vec<Value> {
    match done.get_mut("rows").map(Value::take) {
        Some(Value::Array(rows)) => rows,
        _ => Vec::new(),
    }
}

/// `visita authority …`
pub fn from_authority(authority: &Authority) -> Result<Request> {
    Ok(match authority {
        Authority::List => request("authority_list", json!({})),
        Authority::Show { authority } => request("authority_get", json!({ "authority": authority })),
        Authority::Set => request("authority_set", stdin_json()?),
        Authority::Add {
            name,
            kind,
            parent,
            address,
            input,
        } => or_stdin(
            input.stdin,
            "authority_add",
            json!({ "name": name, "kind": kind, "parent": parent, "address": address }),
        )?,
    })
}

/// The weekend alone: all else of the profile is said to be as it was, and so is not written.
fn weekend(days: &[String], was: &[String]) -> Value {
    let profile = |weekend: &[String]| json!({ "kind": "national", "weekend": weekend });
    json!({ "was": profile(was), "facts": profile(days) })
}

/// `visita body …`
pub fn from_body(body: &Body) -> Result<Request> {
    Ok(match body {
        Body::Show => request("body_get", json!({})),
        Body::Set => request("body_set", stdin_json()?),
        Body::Weekend { days, was } => request("body_set", weekend(days, was)),
        Body::Threshold { threshold } => request("threshold_set", json!({ "threshold": threshold })),
        Body::Person => request("person_set", stdin_json()?),
        Body::Associate(associate) => from_associate(associate)?,
        Body::Advice {
            members,
            starts_on,
            ends_on,
        } => request(
            "delegation_advice",
            json!({ "members": members, "starts_on": starts_on, "ends_on": ends_on }),
        ),
    })
}

fn from_associate(associate: &Associate) -> Result<Request> {
    Ok(match associate {
        Associate::Set => request("associate_set", stdin_json()?),
        Associate::Erase { associate } => request("associate_erase", json!({ "associate": associate })),
        Associate::Add {
            name,
            role,
            profession,
            code,
            languages,
            skills,
            own_skills,
            gender,
            availability,
            input,
        } => or_stdin(
            input.stdin,
            "associate_add",
            json!({ "name": name, "role": role, "profession": profession, "code": code, "languages": languages,
                    "skills": skills, "own_skills": own_skills, "gender": gender, "availability": availability }),
        )?,
    })
}
