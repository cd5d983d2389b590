//! What people do between visits: the body and its people, authorities, the register of places, and the programme.

mod body;
mod plans;
mod rules;

use self::plans::plan_facts;
use crate::device::text;
use crate::kinds::Kind;
use crate::model::{CellWrite, Policy, RecordModel, Write};
use crate::records::{Form, fact, is_true, member, rows};
use crate::world::{LEAD, World};
use anyhow::{Context as _, Result};
use rand::RngExt as _;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use visita_app::api::ErrorCode;
use visita_domain::DocumentId;

/// Most parts of a place, and people asked along.
const MAX_PARTS: usize = 5;

/// What is recommended from the beginning.
const ASKED: [&str; 2] = ["A bed each", "An hour outdoors"];

/// Stands in the model for the visit of a plan, whose id the plan alone knows before.
pub(crate) const ITS_VISIT: &str = "its visit";

/// Parts of a place: where a page has them, their noun, the command, the field that is changed.
const PARTS: [(&str, &str, &str, &str); 4] = [
    ("units", "unit", "unit_set", "regime"),
    ("counts", "count", "count_set", "held"),
    ("contacts", "contact", "contact_set", "phone"),
    ("documents", "document", "document_set", "kept"),
];

/// The records of the office that people write to.
#[derive(Debug, Default)]
pub struct Office {
    /// The place.
    pub place: String,
    /// Another record of it, of which nobody knows at first that it is one.
    pub double: String,
    /// The body's own record.
    pub body: String,
    /// Authorities.
    pub authorities: Vec<String>,
    /// Planned visits, some of them for a few.
    pub plans: Vec<String>,
    /// The visits that plans became.
    pub begun: BTreeMap<String, String>,
    /// Recommendations.
    pub recommendations: Vec<String>,
    /// A person without an interview, for a few.
    pub reprisal: String,
}

impl World {
    /// What the lead has in the office before anything goes wrong.
    pub(crate) fn found_office(&mut self, place: String) -> Result<()> {
        let known: Vec<String> = self.devices.iter().map(|device| device.member.clone()).collect();
        let visit = self.visits.first().context("no visits")?.clone();
        let lead = self.device(LEAD)?;
        let team = crate::device::must(lead.with(|session, _| session.harness_have()))?.team;
        let body = DocumentId::from_bytes(team.0).to_string();
        lead.ok("rule_set", json!({"rule": "per_month", "value": 4}))?;
        let mut authorities = Vec::new();
        for name in ["Ministry of Justice", "Prison Service"] {
            authorities.push(lead.id("authority_add", json!({"name": name, "kind": "ministry"}))?);
        }
        lead.ok("unit_set", json!({"place": place, "facts": {"name": "Block B"}}))?;
        lead.ok(
            "contact_set",
            json!({"place": place, "facts": {"name": "Duty officer"}}),
        )?;
        let double = lead.id("place_add", json!({"name": "Tarn Hil", "place_type": "prison"}))?;
        let mut made = vec![
            (body.clone(), Kind::Body, None),
            (place.clone(), Kind::Place, None),
            (double.clone(), Kind::Place, None),
        ];
        made.extend(authorities.iter().map(|id| (id.clone(), Kind::Authority, None)));
        let mut plans = Vec::new();
        for chosen in [None, Some([1, 4]), Some([2, 3])] {
            let readers = chosen.map(|chosen| chosen.map(|one| known.get(one).cloned().unwrap_or_default()));
            let readers = json!({"whole_team": readers.is_none(), "readers": readers.unwrap_or_default()});
            let id = lead.id(
                "plan_add",
                json!({"place": place, "facts": plan_facts(), "readers": readers}),
            )?;
            made.push((id.clone(), Kind::Plan, chosen.map(|chosen| for_few(&chosen))));
            plans.push(id);
        }
        let mut recommendations = Vec::new();
        for asked in ASKED {
            let facts = json!({"text": asked, "addressee": authorities.first(), "place": place});
            recommendations.push(lead.id("recommendation_add", json!({"facts": facts}))?);
        }
        made.extend(
            recommendations
                .iter()
                .map(|id| (id.clone(), Kind::Recommendation, None)),
        );
        let readers: Vec<_> = [1, 4].iter().filter_map(|one| known.get(*one)).collect();
        let facts = json!({"visit": visit, "risk": "Fears to be moved"});
        let reprisal = lead.id("reprisal_add", json!({"facts": facts, "readers": readers}))?;
        made.push((reprisal.clone(), Kind::Reprisal, Some(for_few(&[1, 4]))));
        for (id, kind, readers) in made {
            self.records.insert(id, RecordModel::of(kind, readers));
        }
        for (id, asked) in recommendations.iter().zip(ASKED) {
            self.asked_first(id, asked)?;
        }
        self.office = Office {
            place,
            double,
            body,
            authorities,
            plans,
            begun: BTreeMap::new(),
            recommendations,
            reprisal,
        };
        Ok(())
    }

    /// Takes note of the words that a recommendation began with: people write over them. A device that lived twice and wrote over its
    /// own words once more lets them stand again, as of every value that only its own had covered.
    fn asked_first(&mut self, recommendation: &str, asked: &str) -> Result<()> {
        let before = self.before_first(LEAD)?;
        self.device(LEAD)?.own.insert(recommendation.to_owned(), before);
        let write = Write {
            device: LEAD,
            cells: vec![fact("recommendation/text".to_owned(), json!(asked))],
            besides: vec![String::new()],
            ..Write::default()
        };
        self.acknowledged(LEAD, recommendation, write).map(|_| ())
    }

    pub(crate) fn works_on_an_authority(&mut self, one: usize) -> Result<()> {
        let known = self.office.authorities.clone();
        let record = self.some(&known).context("no authority")?;
        let Some(shown) = self.looks(one, "authority_get", json!({"authority": record}))? else {
            return Ok(());
        };
        let was = member(&shown, "facts");
        let gone = is_true(&was, "dropped");
        let form = Form {
            section: "authority".to_owned(),
            command: "authority_set",
            args: json!({"authority": record}),
            was,
            record,
        };
        if self.once_in(4) {
            return self.fills_in(one, form, "dropped", json!(!gone));
        }
        let field = self.one_of(&["contact", "phone"])?;
        self.fills_in(one, form, field, self.words(one))
    }

    /// Says that two records are of one place, or of two, or takes that back.
    fn tells_apart(&mut self, one: usize) -> Result<()> {
        let (place, double) = (self.office.place.clone(), self.office.double.clone());
        if self.once_in(2) {
            let same = (!self.once_in(3)).then(|| json!(place));
            let args = json!({"place": double, "same_as": same});
            let cell = CellWrite {
                path: "place/same_as".to_owned(),
                policy: Policy::Fact,
                value: same,
            };
            return self.marks(one, &double, cell, &[], ("place_merge", args));
        }
        let apart = json!(!self.once_in(3));
        let (record, other) = (place.clone().min(double.clone()), place.max(double));
        let args = json!({"one": record, "other": other, "apart": apart});
        self.marks(
            one,
            &record,
            fact(format!("apart/{other}"), apart),
            &[],
            ("place_apart", args),
        )
    }

    pub(crate) fn works_on_the_place(&mut self, one: usize) -> Result<()> {
        if self.once_in(5) {
            return self.tells_apart(one);
        }
        let record = self.office.place.clone();
        let Some(shown) = self.looks(one, "place_get", json!({"place": record}))? else {
            return Ok(());
        };
        if self.once_in(4) {
            let form = Form {
                section: "place".to_owned(),
                command: "place_set",
                args: json!({"place": record}),
                was: shown.pointer("/row/facts").cloned().unwrap_or_default(),
                record,
            };
            return self.fills_in(one, form, "legal_basis", self.words(one));
        }
        let (page, noun, command, field) = self.some(&PARTS).context("no parts")?;
        let held = rows(&shown, page);
        let Some(part) = self.some(&held) else {
            return self.adds_a_part(one, &record, noun, command);
        };
        if held.len() < MAX_PARTS && self.once_in(5) {
            return self.adds_a_part(one, &record, noun, command);
        }
        let was = member(&part, "facts");
        let gone = is_true(&was, "dropped");
        let form = Form {
            section: format!("{noun}/{}", text(&part, "id")),
            command,
            args: json!({"place": record, "id": text(&part, "id")}),
            was,
            record,
        };
        if self.once_in(4) {
            return self.fills_in(one, form, "dropped", json!(!gone));
        }
        let value = if noun == "count" {
            json!(self.rng.random_range(0..100_000))
        } else {
            self.words(one)
        };
        self.fills_in(one, form, field, value)
    }

    fn adds_a_part(&mut self, one: usize, place: &str, noun: &'static str, command: &'static str) -> Result<()> {
        let facts = match noun {
            "count" => json!({"on": "2026-03-02", "held": 80}),
            "document" => json!({"title": "House rules"}),
            _ => json!({"name": format!("Of {one} at {}", self.tally.edits)}),
        };
        self.adds(one, place, noun, (command, json!({"place": place, "facts": facts})))
    }
}

/// Who may read what is for a few: they, and the lead.
pub(crate) fn for_few(few: &[usize]) -> BTreeSet<usize> {
    few.iter().copied().chain([LEAD]).collect()
}

impl World {
    /// A sealed planned visit is shown to nobody else.
    pub(crate) fn shows_no_plan(&mut self, one: usize, plan: &str) -> Result<()> {
        match self.device(one)?.call("plan_get", json!({"plan": plan})) {
            Err(stopped) if crate::device::Device::is(&stopped, ErrorCode::NotFound) => Ok(()),
            shown => anyhow::bail!("device {one}: a plan sealed for others: {shown:?}"),
        }
    }
}
