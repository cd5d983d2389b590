//! Places, authorities and the body: what was typed as commands of the table.

use crate::Failure;
use crate::args::{Authority, Body, Place};
use crate::request::{Request, or_stdin, request, stdin_json};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use visita_app::Session;
use visita_app::api::table;

/// What leaves a column of a table out.
const LEFT_OUT: &str = "-";

/// `visita place …`; taking in a table is more than one command (see [`import`]).
pub fn from_place(place: &Place) -> Result<Request> {
    Ok(match place {
        Place::List => request("place_list", json!({})),
        Place::Duplicates => request("place_pairs", json!({})),
        Place::Show { place } => request("place_get", json!({ "place": place })),
        Place::Merge { place, into, .. } => request("place_merge", json!({ "place": place, "same_as": into })),
        Place::Export {
            output,
            format,
            language,
            place_type,
        } => request(
            "place_export",
            json!({ "path": output, "format": format, "language": language, "filter": { "place_type": place_type } }),
        ),
        Place::Import {
            path,
            sheet,
            columns,
            types,
            ..
        } => request("place_table", looked_at(path, sheet, columns, types)?),
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

/// Looks at a table and writes it, step by step; says of each row what became of it.
pub fn import(session: &mut Session, place: &Place) -> Result<Value, Failure> {
    let request = from_place(place)?;
    let choices = choices(place)?;
    table::call(session, request.name, request.args)?;
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

/// `visita body …`
pub fn from_body(body: &Body) -> Result<Request> {
    Ok(match body {
        Body::Show => request("body_get", json!({})),
        Body::Set => request("body_set", stdin_json()?),
        Body::Person => request("person_set", stdin_json()?),
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
