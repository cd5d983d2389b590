//! What people count, sample, cross off and pack on a visit: numbers of persons, registers, stays, coverage, areas, seats.

use crate::device::text;
use crate::model::{CellWrite, Policy, Write};
use crate::on_site::out_of_order;
use crate::records::{Form, fact, is_true, member, rows};
use crate::world::{FIRST_DEVICES, REMOVED, World};
use anyhow::{Context as _, Result, ensure};
use rand::RngExt as _;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Most samples, stays, areas and things of their own to pack: more of them are changed ones.
const MAX_THINGS: usize = 4;
/// Whom people count, and from what they know it.
const GROUPS: [&str; 3] = ["total", "women", "remand"];
const SOURCES: [&str; 2] = ["register", "staff"];
/// Persons at most: few enough that two sometimes note the same number.
const MAX_PERSONS: u32 = 12;
/// What is crossed off by hand, by kind and code.
const CROSSED_OFF: [(&str, &str); 3] = [("hours", "night_week"), ("theme", "health"), ("gender", "women")];
/// Clocks of a place, minutes ahead of UTC.
const OFFSETS: std::ops::Range<i32> = -720..720;
const ROLES: [&str; 3] = ["inspector", "expert", "observer"];

impl World {
    /// One of the things that are counted or kept in order on the visit where people meet.
    pub(crate) fn counts_and_keeps_order(&mut self, one: usize) -> Result<()> {
        let visit = self.visits.first().cloned().context("no visits")?;
        match self.rng.random_range(0..9) {
            0..=1 => self.counts_persons(one, &visit),
            2 => self.samples_a_register(one, visit),
            3 => self.notes_a_stay(one, visit),
            4 => self.crosses_off(one, &visit),
            5 => self.packs(one, &visit),
            6 => self.names_an_area(one, &visit),
            7 => self.seats_somebody(one, &visit),
            _ => self.sets_the_objectives(one, visit),
        }
    }

    /// A number from one source: each their own word.
    fn counts_persons(&mut self, one: usize, visit: &str) -> Result<()> {
        let (group, source) = (self.one_of(&GROUPS)?, self.one_of(&SOURCES)?);
        let number = (!self.once_in(12)).then(|| self.rng.random_range(0..MAX_PERSONS));
        let write = Write {
            device: one,
            edits: 1,
            cells: vec![CellWrite {
                path: format!("population/{group}/{source}"),
                policy: Policy::Testimony,
                value: number.map(|number| json!(number)),
            }],
            ..Write::default()
        };
        let args = json!({"visit": visit, "group": group, "source": source, "number": number});
        self.writes(one, visit, write, "population_set", args).map(|_| ())
    }

    fn samples_a_register(&mut self, one: usize, visit: String) -> Result<()> {
        let Some(shown) = self.looks(one, "register_sample_list", json!({"visit": visit}))? else {
            return Ok(());
        };
        let held = rows(&shown, "rows");
        let sample = self.some(&held);
        let Some(sample) = sample.filter(|_| held.len() >= MAX_THINGS || !self.once_in(3)) else {
            let facts = json!({"register": "medical", "code": "M-1"});
            let add = ("register_sample_add", json!({"visit": visit, "facts": facts}));
            return self.adds(one, &visit, "sample", add);
        };
        let id = text(&sample, "id");
        if self.once_in(4) {
            let dropped = !is_true(&sample, "dropped");
            let args = json!({"visit": visit, "entry": id, "dropped": dropped});
            let cell = fact(format!("sample/{id}/dropped"), json!(dropped));
            return self.marks(one, &visit, cell, &[], ("register_sample_drop", args));
        }
        let form = Form {
            section: format!("sample/{id}"),
            command: "register_sample_set",
            args: json!({"visit": visit, "sample": id}),
            was: member(&sample, "facts"),
            record: visit,
        };
        if self.once_in(2) {
            let says = json!(self.one_of(&["present", "partly", "missing"])?);
            return self.fills_in(one, form, "health", says);
        }
        self.fills_in(one, form, "note", self.words(one))
    }

    fn notes_a_stay(&mut self, one: usize, visit: String) -> Result<()> {
        let Some(shown) = self.looks(one, "access_list", json!({"visit": visit}))? else {
            return Ok(());
        };
        let held = rows(&shown, "stays");
        let stay = self.some(&held);
        let Some(stay) = stay.filter(|_| held.len() >= MAX_THINGS || !self.once_in(3)) else {
            if self.once_in(2) {
                let args = json!({"visit": visit, "offset_minutes": 60});
                return self.adds(one, &visit, "stay", ("stay_arrive", args));
            }
            let facts = json!({"arrived_at": "2026-03-02T08:40:00Z", "offset_minutes": 60});
            let add = ("stay_add", json!({"visit": visit, "facts": facts}));
            return self.adds(one, &visit, "stay", add);
        };
        let id = text(&stay, "id");
        if self.once_in(4) {
            // One that is taken back is shown no more: nobody takes that back.
            let args = json!({"visit": visit, "entry": id, "dropped": true});
            let cell = fact(format!("stay/{id}/dropped"), json!(true));
            return self.marks(one, &visit, cell, &[], ("stay_drop", args));
        }
        if self.once_in(4) {
            let now = self.device(one)?.clock.shows();
            let args = json!({"visit": visit, "stay": id});
            let cell = fact(format!("stay/{id}/left_at"), now);
            return self.marks(one, &visit, cell, &[], ("stay_leave", args));
        }
        let form = Form {
            section: format!("stay/{id}"),
            command: "stay_set",
            args: json!({"visit": visit, "stay": id}),
            was: member(&stay, "facts"),
            record: visit,
        };
        if let Some(arrived_at) = out_of_order(&form.was, "arrived_at", "left_at") {
            return self.fills_in(one, form, "left_at", arrived_at);
        }
        let offset = json!(self.rng.random_range(OFFSETS));
        self.fills_in(one, form, "offset_minutes", offset)
    }

    fn crosses_off(&mut self, one: usize, visit: &str) -> Result<()> {
        let (kind, code) = self.some(&CROSSED_OFF).context("nothing to see")?;
        let seen = json!(!self.once_in(3));
        let args = json!({"visit": visit, "kind": kind, "code": code, "seen": seen});
        let cell = fact(format!("covered/{kind}-{code}"), seen);
        self.marks(one, visit, cell, &[], ("coverage_mark", args))
    }

    fn packs(&mut self, one: usize, visit: &str) -> Result<()> {
        let Some(shown) = self.looks(one, "packing_list", json!({"visit": visit}))? else {
            return Ok(());
        };
        let items = rows(&shown, "items");
        let own = items.iter().filter(|item| member(item, "what") != Value::Null).count();
        if own < MAX_THINGS && self.once_in(4) {
            let args = json!({"visit": visit, "what": self.words(one)});
            return self.adds(one, visit, "packing", ("packing_add", args));
        }
        // The first few: people meet over the same things.
        let few: Vec<Value> = items.into_iter().take(MAX_THINGS).collect();
        let Some(item) = self.some(&few) else { return Ok(()) };
        let (id, packed) = (text(&item, "id"), !is_true(&item, "packed"));
        let args = json!({"visit": visit, "item": id, "packed": packed});
        let cell = fact(format!("packing/{id}/packed"), json!(packed));
        self.marks(one, visit, cell, &[], ("packing_set", args))
    }

    fn names_an_area(&mut self, one: usize, visit: &str) -> Result<()> {
        let Some(shown) = self.looks(one, "visit_get", json!({"visit": visit}))? else {
            return Ok(());
        };
        let held = rows(&shown, "areas");
        let name = self.words(one);
        let area = self.some(&held);
        let Some(area) = area.filter(|_| held.len() >= MAX_THINGS || !self.once_in(3)) else {
            let add = ("area_add", json!({"visit": visit, "name": name}));
            return self.adds(one, visit, "area", add);
        };
        let id = text(&area, "id");
        let cell = fact(format!("area/{id}"), json!({"name": name}));
        let args = json!({"visit": visit, "area": id, "was": text(&area, "name"), "name": name});
        self.marks(one, visit, cell, &[], ("area_set", args))
    }

    /// A seat for one of those who founded the team and stay in it.
    fn seats_somebody(&mut self, one: usize, visit: &str) -> Result<()> {
        let founders = self.devices.iter().take(FIRST_DEVICES);
        let staying = founders.filter(|device| device.number != REMOVED);
        let members: Vec<String> = staying.map(|device| device.member.clone()).collect();
        let somebody = self.some(&members).context("nobody to seat")?;
        let role = self.one_of(&ROLES)?;
        let cell = fact(format!("team/{somebody}"), json!({"role": role, "areas": []}));
        let args = json!({"visit": visit, "member": somebody, "role": role, "clinician": false, "areas": []});
        self.marks(one, visit, cell, &[], ("visit_seat", args))
    }

    fn sets_the_objectives(&mut self, one: usize, visit: String) -> Result<()> {
        let Some(shown) = self.looks(one, "visit_get", json!({"visit": visit}))? else {
            return Ok(());
        };
        let row = member(&shown, "row");
        let form = Form {
            section: "visit".to_owned(),
            command: "visit_set",
            args: json!({"visit": visit}),
            was: json!({
                "visit_kind": member(&row, "visit_kind"), "announced": member(&row, "announced"),
                "starts_on": member(&row, "starts_on"), "ends_on": member(&row, "ends_on"),
                "objectives": member(&shown, "objectives"),
            }),
            record: visit,
        };
        self.fills_in(one, form, "objectives", self.words(one))
    }

    /// What a screen shows of numbers is what each person noted last.
    pub(crate) fn numbers_stand(&mut self, one: usize) -> Result<()> {
        let names = self.names(one)?;
        let visit = self.visits.first().cloned().context("no visits")?;
        let lying = self.lying(one, &visit)?;
        let model = self.records.get(&visit).context("an unknown record")?;
        let expected = model.expected(&lying.changes)?;
        let shown = self.device(one)?.ok("population_get", json!({"visit": visit}))?;
        let mut stands: BTreeMap<String, BTreeSet<(String, String)>> = BTreeMap::new();
        for row in rows(&shown, "rows") {
            let path = format!("population/{}/{}", text(&row, "group"), text(&row, "source"));
            let noted = rows(&row, "slots").into_iter();
            let noted = noted.map(|slot| (text(&slot, "by"), member(&slot, "number").to_string()));
            stands.insert(path, noted.collect());
        }
        for (path, current) in expected.current {
            if !path.starts_with("population/") {
                continue;
            }
            let named = current.into_iter();
            let named = named.filter_map(|(device, number)| Some((names.get(&device)?.clone(), number)));
            let (wanted, found) = (named.collect::<BTreeSet<_>>(), stands.remove(&path).unwrap_or_default());
            ensure!(
                wanted == found,
                "device {one}: {visit}: {path}: {found:?} in place of {wanted:?}"
            );
        }
        Ok(())
    }
}
