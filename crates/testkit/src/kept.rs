//! Files that people keep with records, name otherwise, and take back. Their bytes go by carriers that are not here.

use crate::device::text;
use crate::model::{Made, Policy, Write};
use crate::records::{fact, is_true, rows};
use crate::world::World;
use anyhow::{Context as _, Result};
use serde_json::{Value, json};

/// Most files of a record: where there are more, people change those there are.
const MAX_FILES: usize = 3;
const FILE: &str = "kept.txt";

impl World {
    pub(crate) fn keeps_a_file(&mut self, one: usize) -> Result<()> {
        let visit = self.visits.first().cloned().context("no visits")?;
        let office = &self.office;
        let letters = office.authorities.iter().chain(&office.recommendations);
        let mut all: Vec<String> = letters.cloned().collect();
        all.extend([office.place.clone(), visit]);
        let record = self.some(&all).context("nothing to keep a file with")?;
        let Some(shown) = self.looks(one, "attachment_list", json!({"record": record}))? else {
            return Ok(());
        };
        let held = rows(&shown, "rows");
        let kept = self.some(&held);
        match kept.filter(|_| held.len() >= MAX_FILES || !self.once_in(3)) {
            Some(kept) => self.names_a_file(one, &record, &kept),
            None => self.adds_a_file(one, &record),
        }
    }

    fn adds_a_file(&mut self, one: usize, record: &str) -> Result<()> {
        let path = self.root.path().join(FILE);
        std::fs::write(&path, "What the authority sent")?;
        let name = self.words(one);
        let write = Write {
            device: one,
            edits: 1,
            besides: vec!["attachment/".to_owned()],
            made: Some(Made {
                noun: "attachment",
                policy: Policy::Fact,
                facts: json!({"name": name}),
            }),
            ..Write::default()
        };
        let args = json!({"record": record, "path": path, "name": name});
        self.writes(one, record, write, "attachment_add", args).map(|_| ())
    }

    /// Another name, or taken back, or not any more.
    fn names_a_file(&mut self, one: usize, record: &str, kept: &Value) -> Result<()> {
        let id = text(kept, "id");
        let (mut name, mut withdrawn) = (json!(text(kept, "name")), is_true(kept, "withdrawn"));
        if self.once_in(3) {
            withdrawn = !withdrawn;
        } else {
            name = self.words(one);
        }
        let write = Write {
            device: one,
            edits: 1,
            cells: vec![
                fact(format!("attachment/{id}/name"), name.clone()),
                fact(format!("attachment/{id}/withdrawn"), json!(withdrawn)),
            ],
            ..Write::default()
        };
        let args = json!({"record": record, "attachment": id, "name": name, "withdrawn": withdrawn});
        self.writes(one, record, write, "attachment_set", args).map(|_| ())
    }
}
