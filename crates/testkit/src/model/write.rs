//! What a person wrote, as the model keeps account of it.

use anyhow::{Result, bail};
use serde_json::Value;
use std::collections::BTreeSet;

/// How a write treats what others wrote; the rule of `visita_domain::slots`, by its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// Covers its author's own.
    Testimony,
    /// Covers all that was known, unless that was in conflict.
    Fact,
}

/// A value written to a field.
#[derive(Debug, Clone)]
pub struct CellWrite {
    /// The field.
    pub path: String,
    /// How.
    pub policy: Policy,
    /// What; nothing for taking it back.
    pub value: Option<Value>,
}

/// A lead's decision.
#[derive(Debug, Clone)]
pub struct DecisionWrite {
    /// The field.
    pub path: String,
    /// The value that stands; none for keeping both.
    pub value: Option<Value>,
    /// Whether it settles the field.
    pub settles: bool,
}

/// A thing in a record that is made by a write.
#[derive(Debug, Clone)]
pub struct Made {
    /// Its noun.
    pub noun: &'static str,
    /// How its fields are written.
    pub policy: Policy,
    /// The fields that meet what others write.
    pub facts: Value,
}

/// What a person did in one go: one change, one envelope.
#[derive(Debug, Clone, Default)]
pub struct Write {
    /// Device, by number.
    pub device: usize,
    /// Edits: values set, or runs typed.
    pub edits: u64,
    /// Values.
    pub cells: Vec<CellWrite>,
    /// What stands beginning so is written as well, and nobody is known to write to it again.
    pub besides: Vec<String>,
    /// A thing that is made by it, whose id is known once it is written.
    pub made: Option<Made>,
    /// Values that stood already when they were to be written.
    pub stood: Vec<CellWrite>,
    /// A decision.
    pub decision: Option<DecisionWrite>,
    /// Runs typed; no letter comes twice in a record.
    pub runs: Vec<Vec<char>>,
    /// Letters taken away.
    pub deleted: Vec<char>,
    /// Need not stay: by somebody who was removed, or on a disk that is gone.
    pub excused: bool,
}

impl Write {
    /// Takes note of the fields that the change really holds: a value that stood already is not written again.
    ///
    /// # Errors
    /// A field that nobody meant to write.
    pub fn hold_to(&mut self, written: &BTreeSet<String>) -> Result<()> {
        for path in written {
            let meant = self.cells.iter().any(|cell| cell.path == *path)
                || self.besides.iter().any(|prefix| path.starts_with(prefix.as_str()))
                || self.decision.as_ref().is_some_and(|decision| decision.path == *path)
                || !(self.runs.is_empty() || path.contains('/'));
            if !meant {
                bail!("{path} was written, which nobody meant to");
            }
        }
        let made = self.made_cells(written).into_iter();
        let cells: Vec<_> = made.chain(std::mem::take(&mut self.cells)).collect();
        (self.cells, self.stood) = cells.into_iter().partition(|cell| written.contains(&cell.path));
        Ok(())
    }

    /// The fields of what it made, as they were written.
    fn made_cells(&self, written: &BTreeSet<String>) -> Vec<CellWrite> {
        let Some(made) = &self.made else {
            return Vec::new();
        };
        let cell = |path: &String| {
            let (_, field) = path.strip_prefix(made.noun)?.strip_prefix('/')?.split_once('/')?;
            Some(CellWrite {
                path: path.clone(),
                policy: made.policy,
                value: Some(made.facts.get(field)?.clone()),
            })
        };
        written.iter().filter_map(cell).collect()
    }
}
