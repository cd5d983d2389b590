//! Answers as text: one line a row, `name: value` for one record. Scripts should ask for `--json`.

use serde_json::{Map, Value};

/// Print an answer for people.
pub fn text(value: &Value) {
    if let Value::Object(members) = value {
        object(members, 0);
    } else {
        println!("{}", line(value));
    }
}

fn object(members: &Map<String, Value>, indent: usize) {
    for (name, value) in members {
        // The page itself is in the file that was written.
        if name == "html" {
            continue;
        }
        match value {
            Value::Array(rows) if rows.iter().any(Value::is_object) => {
                println!("{:indent$}{name}:", "");
                for row in rows {
                    println!("{:indent$}  {}", "", line(row));
                }
            }
            Value::Object(inner) => {
                println!("{:indent$}{name}:", "");
                object(inner, indent + 2);
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
                println!("{:indent$}{name}: {}", "", line(value));
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
