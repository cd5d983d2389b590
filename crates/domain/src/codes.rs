//! The code of a word: how records and screens write one of a closed list.

use serde::Serialize;

/// The code of a word of the domain; empty for what is written in another way than by one.
pub fn code_of<T: Serialize>(word: &T) -> String {
    let code = serde_json::to_value(word).ok();
    code.as_ref()
        .and_then(serde_json::Value::as_str)
        .unwrap_or_default()
        .to_owned()
}
