//! The programme of the sample: what bears on its places, a rule of its body, visits that are planned from now on, and a place
//! that was drawn by lot.

use super::Text;
use crate::api::draw::DrawAsk;
use crate::api::plan::{AdoptLine, PlanAdd, PlanAdopt, PlanFacts, PlanReaders};
use crate::api::programme::{BearingInput, BearingSet, RuleSet};
use crate::api::{ApiError, ErrorCode};
use crate::session::Session;
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;
use visita_domain::dates::months_later;
use visita_domain::programme::{Month, Window};
use visita_domain::slots::WritePolicy;

/// The data, without what the doors make themselves.
const DATA: &str = include_str!("../../sample/programme.json");

#[derive(Deserialize)]
struct Data {
    bearings: Vec<SampleBearing>,
    rules: Vec<(String, u32)>,
    plans: Vec<SamplePlan>,
    draw: SampleDraw,
}

#[derive(Deserialize)]
struct SampleBearing {
    place: String,
    /// North and east, in the sea: the country is fictional.
    at: (f64, f64),
    complaints: Option<u32>,
    known_problem: Option<Text>,
}

#[derive(Deserialize)]
struct SamplePlan {
    place: String,
    months_ahead: u32,
    agreed: bool,
    announced: bool,
    hours: String,
    days: String,
    urgent: bool,
    kind: String,
    whole_team: bool,
    reason: Text,
}

#[derive(Deserialize)]
struct SampleDraw {
    place_types: Vec<String>,
    count: u32,
    reason: Text,
}

impl Session {
    /// Loads it, as of now; `places` by the keys of the sample.
    pub(super) fn load_programme(
        &mut self,
        places: &BTreeMap<String, String>,
        say: &impl Fn(&Text) -> String,
    ) -> Result<(), ApiError> {
        let data: Data = serde_json::from_str(DATA).map_err(|_| ErrorCode::Damaged)?;
        let id = |key: &str| places.get(key).cloned().ok_or(ErrorCode::Damaged);
        for bearing in &data.bearings {
            self.load_bearing(bearing, id(&bearing.place)?, say)?;
        }
        for (place_type, months) in &data.rules {
            self.rule_set(RuleSet {
                rule: "type".to_owned(),
                of: Some(place_type.clone()),
                was: None,
                value: Some(*months),
            })?;
        }
        let today = self.today();
        for plan in &data.plans {
            let window = Window::of(Month::of(months_later(today, plan.months_ahead)));
            self.plan_add(PlanAdd {
                place: id(&plan.place)?,
                facts: PlanFacts {
                    from: window.from.to_string(),
                    to: window.to.to_string(),
                    visit_kind: plan.kind.clone(),
                    announced: plan.announced,
                    hours: plan.hours.clone(),
                    days: plan.days.clone(),
                    urgent: plan.urgent,
                    reason: say(&plan.reason),
                    objectives: String::new(),
                },
                agreed: plan.agreed,
                readers: PlanReaders {
                    whole_team: plan.whole_team,
                    readers: Vec::new(),
                },
            })?;
        }
        self.load_draw(data.draw, say)
    }

    /// A draw for the year that runs, recorded with its seed, and kept: what it drew is planned for this month.
    fn load_draw(&mut self, draw: SampleDraw, say: &impl Fn(&Text) -> String) -> Result<(), ApiError> {
        let month = Month::of(self.today());
        let drawn = self.plan_draw(DrawAsk {
            year: month.year(),
            count: draw.count,
            place_types: draw.place_types,
            own_type: None,
            seed: None,
        })?;
        let drawn = drawn.draw.ok_or(ErrorCode::Damaged)?;
        let lines = drawn.drawn.into_iter().map(|one| AdoptLine {
            place: one.place,
            month: month.to_string(),
            reason: say(&draw.reason),
            announced: false,
            hours: None,
            days: None,
        });
        self.plan_adopt(PlanAdopt {
            lines: lines.collect(),
            agreed: false,
            readers: PlanReaders::default(),
            draw: Some(drawn.id),
        })?;
        Ok(())
    }

    fn load_bearing(
        &mut self,
        bearing: &SampleBearing,
        place: String,
        say: &impl Fn(&Text) -> String,
    ) -> Result<(), ApiError> {
        let (latitude, longitude) = bearing.at;
        self.write(
            place.parse()?,
            |edit| {
                edit.set("place/latitude", Some(&json!(latitude)), WritePolicy::Fact)?;
                edit.set("place/longitude", Some(&json!(longitude)), WritePolicy::Fact)
            },
            |_| Ok(()),
        )?;
        self.bearing_set(BearingSet {
            place,
            was: BearingInput::default(),
            facts: BearingInput {
                complaints: bearing.complaints,
                known_problem: bearing.known_problem.as_ref().map(say).unwrap_or_default(),
                ..BearingInput::default()
            },
        })?;
        Ok(())
    }
}
