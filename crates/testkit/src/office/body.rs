//! The body's own record: its mandate, what its people say of themselves, and whom it asks along.

use super::MAX_PARTS;
use crate::device::text;
use crate::model::{CellWrite, Policy, Write};
use crate::records::{Form, fact, is_true, member, rows};
use crate::world::{LEAD, World};
use anyhow::Result;
use serde_json::{Value, json};

impl World {
    pub(crate) fn works_on_the_body(&mut self, one: usize) -> Result<()> {
        let record = self.office.body.clone();
        if self.once_in(3) {
            return self.sets_a_rule(one);
        }
        let Some(shown) = self.looks(one, "body_get", json!({}))? else {
            return Ok(());
        };
        if one == LEAD && self.once_in(2) {
            return self.works_on_an_associate(one, record, &shown);
        }
        if one == LEAD && self.once_in(2) {
            let form = Form {
                record,
                section: "body".to_owned(),
                command: "body_set",
                args: json!({}),
                was: member(&shown, "facts"),
            };
            return self.fills_in(one, form, "mandate", self.words(one));
        }
        let mut people = rows(&shown, "people");
        people.retain(|person| is_true(person, "may_change"));
        let Some(person) = self.some(&people) else {
            return Ok(());
        };
        let form = Form {
            record,
            section: format!("person/{}", text(&person, "member")),
            command: "person_set",
            args: json!({"member": text(&person, "member")}),
            was: member(&person, "facts"),
        };
        self.fills_in(one, form, "availability", self.words(one))
    }

    /// Asks along somebody without a device, and changes what is known of them.
    fn works_on_an_associate(&mut self, one: usize, record: String, shown: &Value) -> Result<()> {
        let held = rows(shown, "associates");
        let known = self.some(&held);
        let Some(known) = known.filter(|_| held.len() >= MAX_PARTS || !self.once_in(3)) else {
            let name = self.words(one);
            return self.adds(one, &record, "associate", ("associate_add", json!({"name": name})));
        };
        let was = member(&known, "facts");
        let gone = is_true(&was, "dropped");
        let id = text(&known, "associate");
        let form = Form {
            record,
            section: format!("associate/{id}"),
            command: "associate_set",
            args: json!({"associate": id}),
            was,
        };
        if self.once_in(4) {
            return self.fills_in(one, form, "dropped", json!(!gone));
        }
        if self.once_in(6) {
            return self.erases_an_associate(one, &form.record, &id);
        }
        let field = self.one_of(&["availability", "profession"])?;
        self.fills_in(one, form, field, self.words(one))
    }

    /// Takes away all that is known of somebody asked along: every field of it is taken back.
    fn erases_an_associate(&mut self, one: usize, record: &str, id: &str) -> Result<()> {
        let section = format!("associate/{id}");
        let gone = |field: &str| CellWrite {
            path: format!("{section}/{field}"),
            policy: Policy::Fact,
            value: None,
        };
        let cells = vec![
            gone("availability"),
            gone("profession"),
            fact(format!("{section}/dropped"), json!(true)),
        ];
        let write = Write {
            device: one,
            edits: 1,
            cells,
            besides: vec![format!("{section}/")],
            ..Write::default()
        };
        self.writes(one, record, write, "associate_erase", json!({"associate": id}))
            .map(|_| ())
    }
}
