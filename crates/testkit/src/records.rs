//! How people work on records of every kind: they look at one, change a field of its form, add a thing to it, make a new one.

use crate::device::{Device, Standing, Stopped, text};
use crate::kinds::Kind;
use crate::model::{CellWrite, Made, Policy, RecordModel, Write};
use crate::world::World;
use anyhow::{Context as _, Result, bail};
use rand::RngExt as _;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use visita_app::api::ErrorCode;
use visita_domain::DocumentId;
use visita_sync::Event;

/// A form as somebody has it before them.
pub(crate) struct Form {
    /// The record it is of.
    pub record: String,
    /// Where its fields stand in it.
    pub section: String,
    /// The command that takes it.
    pub command: &'static str,
    /// What the command is told beside the form.
    pub args: Value,
    /// The facts as shown.
    pub was: Value,
}

/// A value set in a field, knowingly over what others wrote.
pub(crate) fn fact(path: String, value: Value) -> CellWrite {
    CellWrite {
        path,
        policy: Policy::Fact,
        value: Some(value),
    }
}

/// Rows of an answer.
pub(crate) fn rows(answer: &Value, name: &str) -> Vec<Value> {
    answer.get(name).and_then(Value::as_array).cloned().unwrap_or_default()
}

/// A member of an answer; null where there is none.
pub(crate) fn member(answer: &Value, name: &str) -> Value {
    answer.get(name).cloned().unwrap_or_default()
}

pub(crate) fn is_true(answer: &Value, name: &str) -> bool {
    member(answer, name) == json!(true)
}

/// Ids of the records that an answer says were made.
fn ids_of(made: &Value) -> Vec<String> {
    if let Some(plans) = made.get("plans").and_then(Value::as_array) {
        let plans = plans.iter().filter_map(Value::as_str);
        return plans.map(ToOwned::to_owned).collect();
    }
    // A draw comes with all that is shown of it; from no places none is made.
    let id = text(made.get("draw").unwrap_or(made), "id");
    if id.is_empty() { Vec::new() } else { vec![id] }
}

/// Arguments with more members.
fn with(mut args: Value, more: &[(&str, &Value)]) -> Result<Value> {
    let members = args.as_object_mut().context("arguments are an object")?;
    for (name, value) in more {
        members.insert((*name).to_owned(), (*value).clone());
    }
    Ok(args)
}

impl World {
    /// Asks for something to be shown; none where it has not come here, is sealed for others, or the process died over it.
    pub(crate) fn looks(&mut self, one: usize, name: &str, args: Value) -> Result<Option<Value>> {
        match self.device(one)?.call(name, args) {
            Ok(shown) => Ok(Some(shown)),
            Err(Stopped::Died) => self.die(one).map(|()| None),
            Err(stopped) if Device::is(&stopped, ErrorCode::NotFound) => Ok(None),
            Err(stopped) => bail!("device {one}: {name}: {stopped:?}"),
        }
    }

    /// Changes a field of a form.
    pub(crate) fn fills_in(&mut self, one: usize, form: Form, field: &str, value: Value) -> Result<()> {
        let facts = with(form.was.clone(), &[(field, &value)])?;
        let args = with(form.args, &[("was", &form.was), ("facts", &facts)])?;
        let write = Write {
            device: one,
            edits: 1,
            cells: vec![fact(format!("{}/{field}", form.section), value)],
            ..Write::default()
        };
        self.writes(one, &form.record, write, form.command, args).map(|_| ())
    }

    /// Sets a field by a command of its own; `besides` is what the command writes with it.
    pub(crate) fn marks(
        &mut self,
        one: usize,
        record: &str,
        cell: CellWrite,
        besides: &[&str],
        (command, args): (&'static str, Value),
    ) -> Result<()> {
        let write = Write {
            device: one,
            edits: 1,
            cells: vec![cell],
            besides: besides.iter().map(|prefix| (*prefix).to_owned()).collect(),
            ..Write::default()
        };
        self.writes(one, record, write, command, args).map(|_| ())
    }

    /// Adds a thing of a noun to a record. Its fields are known to everybody who writes to it later; what they said first may stand
    /// again, where a device that lived twice wrote over its own words.
    pub(crate) fn adds(
        &mut self,
        one: usize,
        record: &str,
        noun: &'static str,
        (command, args): (&'static str, Value),
    ) -> Result<()> {
        let write = Write {
            device: one,
            edits: 1,
            besides: vec![format!("{noun}/")],
            made: Some(Made {
                noun,
                policy: Policy::Fact,
                facts: args.get("facts").unwrap_or(&args).clone(),
            }),
            ..Write::default()
        };
        self.writes(one, record, write, command, args).map(|_| ())
    }

    /// Makes a record for everybody or for some; its id, unless the process died or what it is about is not here.
    pub(crate) fn makes(
        &mut self,
        one: usize,
        for_whom: (Kind, Option<BTreeSet<usize>>),
        command: (&'static str, Value),
    ) -> Result<Option<String>> {
        Ok(self.makes_all(one, for_whom, command)?.pop())
    }

    /// As [`Self::makes`], of a command that may make several.
    pub(crate) fn makes_all(
        &mut self,
        one: usize,
        (kind, readers): (Kind, Option<BTreeSet<usize>>),
        (command, args): (&'static str, Value),
    ) -> Result<Vec<String>> {
        let before = self.before_first(one)?;
        let made = match self.device(one)?.call(command, args) {
            Ok(made) => made,
            Err(Stopped::Died) => return self.die(one).map(|()| Vec::new()),
            Err(stopped) if Device::is(&stopped, ErrorCode::NotFound) => return Ok(Vec::new()),
            Err(stopped) if Device::is(&stopped, ErrorCode::NotReader) && self.standing(one) == Standing::Removed => {
                return Ok(Vec::new());
            }
            Err(stopped) => bail!("device {one}: {command}: {stopped:?}"),
        };
        let ids = ids_of(&made);
        for id in &ids {
            self.records.insert(id.clone(), RecordModel::of(kind, readers.clone()));
            self.begins_with(one, id, before)?;
        }
        if !ids.is_empty() {
            self.happens(one, Event::Changed)?;
        }
        Ok(ids)
    }

    /// Takes note of all that a device wrote at once into a record: `before` is the number of what it wrote there last.
    pub(crate) fn begins_with(&mut self, one: usize, record: &str, before: u64) -> Result<()> {
        self.device(one)?.own.insert(record.to_owned(), before);
        let write = Write {
            device: one,
            edits: 1,
            besides: vec![String::new()],
            excused: self.standing(one) == Standing::Removed,
            ..Write::default()
        };
        self.acknowledged(one, record, write).map(|_| ())
    }

    /// The number before the first that a device gives in this life of it to what it writes in a record.
    pub(crate) fn before_first(&mut self, one: usize) -> Result<u64> {
        let nothing = DocumentId::from_bytes([0; 16]).to_string();
        self.last_own(one, &nothing)
    }

    /// What somebody puts into a field; nobody has put it there before.
    pub(crate) fn words(&self, one: usize) -> Value {
        json!(format!("As {one} put it at {}", self.tally.edits))
    }

    pub(crate) fn some<T: Clone>(&mut self, from: &[T]) -> Option<T> {
        let at = self.rng.random_range(0..from.len().max(1));
        from.get(at).cloned()
    }

    /// One of so many.
    pub(crate) fn once_in(&mut self, many: u32) -> bool {
        self.rng.random_range(0..many) == 0
    }
}
