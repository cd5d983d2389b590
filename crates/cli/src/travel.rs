//! Journeys: from what was typed to a command of the table.

use crate::Failure;
use crate::args::{Begin, Travel};
use crate::request::{Request, request};
use serde_json::{Value, json};
use visita_app::Session;
use visita_app::api::table;

/// The command that a verb stands for. A beginning is looked up first where everything is to stay that may.
pub fn from_travel(travel: &Travel) -> Request {
    match travel {
        Travel::Look { visit } => request("travel_get", json!({ "visit": visit })),
        Travel::Begin(begin) => beginning(begin, &begin.leave),
        Travel::Show => request("journey_get", json!({})),
        Travel::HandBack { file, output } => request("travel_hand_back", json!({ "path": file, "to": output })),
        Travel::End { file } => request("travel_end", json!({ "path": file })),
        Travel::Clean => request("travel_clean", json!({})),
    }
}

fn beginning(begin: &Begin, records: &[String]) -> Request {
    request(
        "travel_begin",
        json!({ "visit": begin.visit, "records": records, "path": begin.output, "acknowledged": begin.understood }),
    )
}

/// Leaves everything behind that the visit does not need and that may be left.
pub fn begin_with_all(session: &mut Session, begin: &Begin) -> Result<Value, Failure> {
    let view = table::call(session, "travel_get", json!({ "visit": begin.visit }))?;
    let rows = view.get("records").and_then(Value::as_array).into_iter().flatten();
    let may_stay = rows.filter(|row| row.get("why_not").is_none_or(Value::is_null));
    let records: Vec<String> = may_stay
        .filter_map(|row| row.get("record").and_then(Value::as_str).map(str::to_owned))
        .collect();
    let asked = beginning(begin, &records);
    Ok(table::call(session, asked.name, asked.args)?)
}
