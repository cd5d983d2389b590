//! The rules by which the body says how often places are visited, and how much it can do.

use crate::device::text;
use crate::model::{CellWrite, Policy};
use crate::records::{fact, is_true, member, rows};
use crate::world::World;
use anyhow::{Context as _, Result};
use rand::RngExt as _;
use serde_json::{Value, json};
use std::ops::RangeInclusive;
use visita_seal::digest::sha256_hex;

/// Numbers of the rules, and what anybody may set them to. Those of [`BOUND`] depend on each other.
const NUMBERS: [(&str, RangeInclusive<u32>); 5] = [
    ("per_month", 2..=29),
    ("reserve_percent", 0..=20),
    ("due_soon_days", 10..=90),
    ("problem_months", 1..=24),
    ("groups_months", 1..=36),
];
/// Percent of a period at a raised risk and at a high one: never more at the higher.
const BOUND: [&str; 2] = ["raised_percent", "high_percent"];
const LEAST_PERCENT: u64 = 10;
const WHOLE_PERCENT: u64 = 100;
/// Types of places for which people set rules.
const TYPES: [&str; 2] = ["prison", "police_station"];
/// A type that the body itself names: one word in small letters, as names of types are compared.
const OWN_TYPE: &str = "barracks";
/// Characters of a hash that stand for it in a path.
const KEY_CHARS: usize = 32;
/// Months from one visit to the next, at most: few enough that two sometimes say the same.
const MAX_MONTHS: u32 = 6;

impl World {
    /// Sets one of the rules as they are shown, or takes it back.
    pub(super) fn sets_a_rule(&mut self, one: usize) -> Result<()> {
        // Shown first: a rule that a colleague changed is stale otherwise.
        let Some(shown) = self.looks(one, "programme_get", json!({}))? else {
            return Ok(());
        };
        let rules = member(&shown, "rules");
        match self.rng.random_range(0..8) {
            0..=2 => {
                let (name, values) = self.some(&NUMBERS).context("no rules")?;
                let value = self.rng.random_range(values);
                self.sets_a_number(one, &rules, name, json!(value))
            }
            3..=4 => {
                let name = self.one_of(&BOUND)?;
                let percent = |name: &str| member(&rules, name).as_u64().context("no percent");
                let (raised, high) = (percent("raised_percent")?, percent("high_percent")?);
                let value = if name == "raised_percent" {
                    self.rng.random_range(high..=WHOLE_PERCENT)
                } else {
                    self.rng.random_range(LEAST_PERCENT..=raised)
                };
                self.sets_a_number(one, &rules, name, json!(value))
            }
            5 => self.sets_the_rule_of_a_type(one, &rules),
            6 => self.sets_the_rule_of_the_place(one, &rules),
            _ => self.sets_the_rule_of_an_own_type(one, &rules),
        }
    }

    fn sets_a_number(&mut self, one: usize, rules: &Value, name: &str, value: Value) -> Result<()> {
        let was = member(rules, name);
        let args = json!({"rule": name, "was": was, "value": value});
        let cell = fact(format!("regularity/{name}"), value);
        self.sets(one, cell, &[], args)
    }

    fn sets_the_rule_of_a_type(&mut self, one: usize, rules: &Value) -> Result<()> {
        let of = self.one_of(&TYPES)?;
        let types = rows(rules, "types");
        let shown = types.iter().find(|rule| text(rule, "place_type") == of);
        let set = shown.filter(|rule| !is_true(rule, "default"));
        let was = set.map(|rule| member(rule, "months"));
        self.sets_months(one, ("type", of), was, format!("rule/{of}"), &[])
    }

    fn sets_the_rule_of_the_place(&mut self, one: usize, rules: &Value) -> Result<()> {
        let of = self.office.place.clone();
        let places = rows(rules, "places");
        let shown = places.iter().find(|rule| text(rule, "place") == of);
        let was = shown.map(|rule| member(rule, "months"));
        self.sets_months(one, ("place", &of), was, format!("place_rule/{of}/months"), &[])
    }

    fn sets_the_rule_of_an_own_type(&mut self, one: usize, rules: &Value) -> Result<()> {
        let types = rows(rules, "own_types");
        let shown = types.iter().find(|rule| text(rule, "name") == OWN_TYPE);
        let was = shown
            .map(|rule| member(rule, "months"))
            .filter(|months| !months.is_null());
        let key: String = sha256_hex(OWN_TYPE.as_bytes()).chars().take(KEY_CHARS).collect();
        let (months, name) = (
            format!("own_type_rule/{key}/months"),
            format!("own_type_rule/{key}/name"),
        );
        // Whoever is first writes the name beside it; all write the same.
        self.sets_months(one, ("own_type", OWN_TYPE), was, months, &[name.as_str()])
    }

    /// Sets a period, or takes the rule back where there is one.
    fn sets_months(
        &mut self,
        one: usize,
        (rule, of): (&str, &str),
        was: Option<Value>,
        path: String,
        besides: &[&str],
    ) -> Result<()> {
        let value = (was.is_none() || !self.once_in(4)).then(|| json!(self.rng.random_range(1..=MAX_MONTHS)));
        let args = json!({"rule": rule, "of": of, "was": was, "value": value});
        let cell = CellWrite {
            path,
            policy: Policy::Fact,
            value,
        };
        self.sets(one, cell, besides, args)
    }

    fn sets(&mut self, one: usize, cell: CellWrite, besides: &[&str], args: Value) -> Result<()> {
        let record = self.office.body.clone();
        self.marks(one, &record, cell, besides, ("rule_set", args))
    }
}
