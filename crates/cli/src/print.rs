//! Answers as text, for people: a line for each thing said, a block for each row, without what a row leaves empty. Scripts should
//! ask for `--json`.

use serde_json::{Map, Value};
use std::io::{self, Write as _};

/// How far in what belongs to a thing stands.
const INDENT: usize = 2;

/// Print an answer for people.
pub fn text(value: &Value) {
    said(&told(value));
}

/// Prints on standard output. Whoever reads there may stop reading: that is no fault, and undoes nothing.
pub fn said(text: &str) {
    if let Err(error) = writeln!(io::stdout(), "{text}")
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        eprintln!("{error}");
    }
}

fn told(value: &Value) -> String {
    let mut lines = Vec::new();
    match value {
        Value::Object(members) => block(members, 0, &mut lines),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            lines.push(short(value))
        }
    }
    lines.join("\n")
}

/// Members of one thing, their names as wide as the widest.
fn block(members: &Map<String, Value>, indent: usize, lines: &mut Vec<String>) {
    // A page itself is in the file that was written. A list that was asked for and is empty is told, what a row leaves open is not.
    let told = members
        .iter()
        .filter(|(name, value)| *name != "html" && (indent == 0 || says_something(value)));
    let widest = told
        .clone()
        .filter(|(_, value)| !is_block(value))
        .map(|(name, _)| name.chars().count())
        .max()
        .unwrap_or_default();
    for (name, value) in told {
        match value {
            Value::Array(rows) if is_block(value) => {
                lines.push(format!("{:indent$}{name}: {}", "", rows.len()));
                for (at, row) in rows.iter().enumerate() {
                    if at > 0 && indent == 0 {
                        lines.push(String::new());
                    }
                    if let Value::Object(members) = row {
                        block(members, indent + INDENT, lines);
                    } else {
                        lines.push(format!("{:1$}{2}", "", indent + INDENT, short(row)));
                    }
                }
            }
            Value::Object(inner) => {
                lines.push(format!("{:indent$}{name}:", ""));
                block(inner, indent + INDENT, lines);
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
                let under = format!("\n{:1$}", "", indent + widest + 2);
                let said = short(value).replace('\n', &under);
                lines.push(format!(
                    "{:indent$}{name}:{:pad$}{said}",
                    "",
                    "",
                    pad = widest - name.chars().count() + 1
                ));
            }
        }
    }
}

fn is_block(value: &Value) -> bool {
    match value {
        Value::Object(_) => true,
        Value::Array(rows) => rows.iter().any(Value::is_object),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(members) => members.values().any(says_something),
        Value::Bool(_) | Value::Number(_) => true,
    }
}

fn short(value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(items) if items.is_empty() => "–".to_owned(),
        Value::Array(items) => items.iter().map(short).collect::<Vec<_>>().join(", "),
        Value::Object(members) => members
            .iter()
            .map(|(n, v)| format!("{n}={}", short(v)))
            .collect::<Vec<_>>()
            .join("  "),
    }
}

#[cfg(test)]
mod tests {
    use super::told;
    use serde_json::json;

    #[test]
    fn rows_are_blocks_that_leave_out_what_is_empty() {
        let rows = json!([
            {"id": "a", "announced": false, "ends_on": null, "place_name": "Tarn Hill", "tags": [], "facts": {"note": ""}},
            {"id": "b", "facts": {"hours": 3, "note": "first\nsecond"}, "place_name": ""},
        ]);
        let text = told(&json!({"html": "<p>", "open": 0, "rows": rows}));
        let expected = "\
open: 0
rows: 2
  announced:  no
  id:         a
  place_name: Tarn Hill

  facts:
    hours: 3
    note:  first
           second
  id: b";
        assert_eq!(text, expected);
    }

    #[test]
    fn what_was_asked_for_and_is_empty_is_told() {
        assert_eq!(told(&json!({"rows": [], "note": null})).lines().count(), 2);
        assert_eq!(told(&json!("done")), "done");
    }
}
