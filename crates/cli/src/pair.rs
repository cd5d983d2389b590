//! Pairing in person in the foreground: what to read aloud is printed, what was heard is typed.

use crate::Failure;
use crate::args::Pair;
use crate::nearby::{Said, call, open_door, print, read_lines};
use anyhow::anyhow;
use serde_json::{Value, json};
use std::sync::mpsc::Receiver;
use visita_app::api::{ApiError, ErrorCode};
use visita_app::{Door, Session};

/// Runs one side.
pub fn run(session: Session, pair: &Pair) -> Result<Value, Failure> {
    let (door, say, said) = open_door(session);
    read_lines(say);
    match pair {
        Pair::Show {
            role,
            further_device_of,
            ..
        } => {
            let shown = call(&door, "pairing_show", json!({}))?;
            print(&json!({ "address": shown.get("address") }))?;
            let asked = until(&door, &said, "asked")?;
            print(&json!({ "request": asked.get("request") }))?;
            let words = line(&said)?;
            let choice = json!({ "words": words, "role": role, "further_device_of": further_device_of });
            call(&door, "pairing_admit", choice)?;
            until(&door, &said, "delivered")?;
            Ok(call(&door, "team_get", json!({}))?)
        }
        Pair::Dial { address, member, .. } => {
            let dialled = call(&door, "pairing_dial", json!({ "address": address, "member": member }))?;
            print(&json!({ "words": dialled.get("words") }))?;
            let admitted = until(&door, &said, "admitted")?;
            print(&json!({ "confirm": admitted.get("confirm") }))?;
            let words = line(&said)?;
            Ok(call(&door, "pairing_join", json!({ "words": words }))?)
        }
    }
}

/// Waits until the pairing has come so far.
fn until(door: &Door, said: &Receiver<Said>, stage: &str) -> Result<Value, Failure> {
    loop {
        let view = call(door, "pairing_get", json!({}))?;
        let now = view.get("stage").and_then(Value::as_str).unwrap_or_default();
        if now == stage {
            return Ok(view);
        }
        match now {
            "declined" => return Err(ApiError::from(ErrorCode::NotAllowed).into()),
            "over" | "failed" | "" => return Err(ApiError::from(ErrorCode::TokenSpent).into()),
            _ => {}
        }
        if said.recv().is_err() {
            return Err(Failure::Usage(anyhow!("the pairing ended")));
        }
    }
}

/// The next line that is typed.
fn line(said: &Receiver<Said>) -> Result<String, Failure> {
    loop {
        match said.recv() {
            Ok(Said::Line(line)) => return Ok(line),
            Ok(Said::News(_)) => {}
            Ok(Said::Over) | Err(_) => return Err(Failure::Usage(anyhow!("no words were typed"))),
        }
    }
}
