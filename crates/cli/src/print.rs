//! Answers as text: one line a row, `name: value` for one record. Scripts should ask for `--json`.

use serde_json::{Map, Value};
use std::io::{self, Write as _};

/// Print an answer for people.
pub fn text(value: &Value) {
    let mut lines = Vec::new();
    if let Value::Object(members) = value {
        object(members, 0, &mut lines);
    } else {
        lines.push(line(value));
    }
    said(&lines.join("\n"));
}

/// Prints on standard output. Whoever reads there may stop reading: that is no fault, and undoes nothing.
pub fn said(text: &str) {
    if let Err(error) = writeln!(io::stdout(), "{text}")
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        eprintln!("{error}");
    }
}

fn object(members: &Map<String, Value>, indent: usize, lines: &mut Vec<String>) {
    for (name, value) in members {
        // The page itself is in the file that was written.
        if name == "html" {
            continue;
        }
        match value {
            Value::Array(rows) if rows.iter().any(Value::is_object) => {
                lines.push(format!("{:indent$}{name}:", ""));
                lines.extend(rows.iter().map(|row| format!("{:indent$}  {}", "", line(row))));
            }
            Value::Object(inner) => {
                lines.push(format!("{:indent$}{name}:", ""));
                object(inner, indent + 2, lines);
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
                lines.push(format!("{:indent$}{name}: {}", "", line(value)));
            }
        }
    }
}

fn line(value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(line).collect::<Vec<_>>().join(", "),
        Value::Object(members) => members
            .iter()
            .map(|(n, v)| format!("{n}={}", line(v)))
            .collect::<Vec<_>>()
            .join("  "),
    }
}
