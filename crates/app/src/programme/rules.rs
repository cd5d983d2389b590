//! The regularity rules of the body, as fields of its record: `regularity/<number>`, `rule/<type>`, `own_type_rule/<key>/months`
//! and `/name` for types that the body itself names, and `place_rule/<place>/months` for single places. Within how many
//! months one visit is to be unannounced stands in `unannounced/type/<type>`, `unannounced/own_type/<key>` and
//! `unannounced/place/<place>`. What nobody has set is the default that ships.

use super::own_types;
use crate::api::programme::{BearingInput, BearingSet, PlaceRule, RuleSet, RulesView, TypeRule};
use crate::api::vault::Saved;
use crate::api::{ApiError, ErrorCode, place::PlaceRef};
use crate::capture::localized;
use crate::facts::{changes, write_changes};
use crate::session::{Session, code_of, from_code};
use crate::visits::{MAX_TEXT_CHARS, optional_day};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeSet;
use visita_domain::DocumentId;
use visita_domain::dates::Day;
use visita_domain::place::PlaceType;
use visita_domain::programme::rules::is_period;
use visita_domain::programme::unannounced::{NONE_ASKED, is_span};
use visita_domain::programme::{Defaults, Rules};
use visita_domain::slots::WritePolicy;
use visita_record::{DocumentKind, RecordDocument};

/// Numbers of the rules that hold for all places, as they stand in the record.
pub(crate) const NUMBERS: [&str; 7] = [
    "raised_percent",
    "high_percent",
    "problem_months",
    "groups_months",
    "due_soon_days",
    "per_month",
    "reserve_percent",
];
/// Where it stands that visits are to be unannounced.
const UNANNOUNCED: &str = "unannounced/";
/// Most complaints that anybody counts in a year.
const MAX_COMPLAINTS: u32 = 1_000_000;

/// What bears on a place, as its record has it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct BearingFacts {
    complaints: Option<u32>,
    complaints_until: Option<Day>,
    known_problem: String,
}

fn shown(record: &RecordDocument, path: &str) -> Option<u32> {
    record.field::<u32>(path).ok()?.shown().copied()
}

/// A number of the rules, to be read or set by its name.
fn number<'a>(rules: &'a mut Rules, name: &str) -> Option<&'a mut u32> {
    match name {
        "raised_percent" => Some(&mut rules.raised_percent),
        "high_percent" => Some(&mut rules.high_percent),
        "problem_months" => Some(&mut rules.problem_months),
        "groups_months" => Some(&mut rules.groups_months),
        "due_soon_days" => Some(&mut rules.due_soon_days),
        "per_month" => Some(&mut rules.capacity.per_month),
        "reserve_percent" => Some(&mut rules.capacity.reserve_percent),
        _ => None,
    }
}

/// The rules of a body, read once.
pub(crate) struct Regularity {
    pub rules: Rules,
    /// The names of what the body has set: of numbers, of types with a period, and of types after `unannounced/`.
    set: BTreeSet<String>,
    /// Types of the body's own that have a rule, as they are written.
    own_types: Vec<String>,
}

/// Where months within which a visit is to be unannounced stand, by what they are about.
fn unannounced_path(about: &str, of: &str) -> String {
    format!("{UNANNOUNCED}{about}/{of}")
}

/// Sets whatever the record says of visits that are to be unannounced.
fn read_unannounced(record: &RecordDocument, read: &mut Regularity) {
    for place_type in PlaceType::ALL {
        let code = code_of(&place_type);
        if let Some(months) = shown(record, &unannounced_path("type", &code)).filter(|months| is_span(*months)) {
            read.rules.unannounced.by_type.insert(place_type, months);
            read.set.insert(format!("{UNANNOUNCED}{code}"));
        }
    }
    for (name, months) in own_types::unannounced(record) {
        let by_own_type = &mut read.rules.unannounced.by_own_type;
        by_own_type.insert(own_types::compared(&name), months);
        read.own_types.push(name);
    }
    let prefix = unannounced_path("place", "");
    for (path, field) in record.fields::<u32>(&prefix) {
        let place = path.strip_prefix(&prefix).and_then(|place| place.parse().ok());
        let months = field.ok().and_then(|field| field.shown().copied());
        if let (Some(place), Some(months)) = (place, months.filter(|months| is_span(*months))) {
            read.rules.unannounced.by_place.insert(place, months);
        }
    }
}

/// What a body has set, over the defaults. What nobody can mean is passed over: it came from elsewhere, and the merge desk and
/// the screen show it.
fn read(record: Option<&RecordDocument>, defaults: &Defaults) -> Regularity {
    let mut read = Regularity {
        rules: defaults.rules(),
        set: BTreeSet::new(),
        own_types: Vec::new(),
    };
    let Some(record) = record else {
        return read;
    };
    read_unannounced(record, &mut read);
    let Regularity {
        rules,
        set,
        own_types: named,
    } = &mut read;
    // Two of them are meant beside each other, and not each beside the other's default: what does not fit yet is tried again.
    let stands = |name: &'static str| Some((name, shown(record, &format!("regularity/{name}"))?));
    let mut waiting: Vec<(&str, u32)> = NUMBERS.into_iter().filter_map(stands).collect();
    loop {
        let before = waiting.len();
        waiting.retain(|(name, value)| {
            let mut tried = rules.clone();
            let Some(number) = number(&mut tried, name) else {
                return false;
            };
            *number = *value;
            if !tried.plausible() {
                return true;
            }
            *rules = tried;
            set.insert((*name).to_owned());
            false
        });
        if waiting.len() == before {
            break;
        }
    }
    for place_type in PlaceType::ALL {
        let path = format!("rule/{}", code_of(&place_type));
        if let Some(months) = shown(record, &path).filter(|months| is_period(*months)) {
            rules.by_type.insert(place_type, months);
            set.insert(code_of(&place_type));
        }
    }
    for (name, months) in own_types::rules(record) {
        rules.by_own_type.insert(own_types::compared(&name), months);
        named.push(name);
    }
    for (path, field) in record.fields::<u32>("place_rule/") {
        let place = path.split('/').nth(1).and_then(|place| place.parse().ok());
        let months = field.ok().and_then(|field| field.shown().copied());
        if let (Some(place), Some(months)) = (place, months.filter(|months| is_period(*months))) {
            rules.by_place.insert(place, months);
        }
    }
    read
}

/// Whether a number of the rules can be meant beside the others, as the record of the body has them.
pub(crate) fn is_rule_meant(record: &RecordDocument, name: &str, value: u32) -> bool {
    let Ok(defaults) = Defaults::shipped() else {
        return false;
    };
    let mut rules = read(Some(record), defaults).rules;
    let Some(number) = number(&mut rules, name) else {
        return false;
    };
    *number = value;
    rules.plausible()
}

/// Where a rule stands in the record of the body.
fn path_of(args: &RuleSet) -> Result<String, ApiError> {
    match (args.rule.as_str(), args.of.as_deref()) {
        ("type", Some(of)) => {
            let place_type: PlaceType = from_code(of, "of")?;
            Ok(format!("rule/{}", code_of(&place_type)))
        }
        ("own_type", Some(of)) => Ok(format!("{}/months", own_types::path_of(of)?)),
        ("unannounced_type", Some(of)) => {
            let place_type: PlaceType = from_code(of, "of")?;
            Ok(unannounced_path("type", &code_of(&place_type)))
        }
        ("unannounced_own_type", Some(of)) => own_types::unannounced_path_of(of),
        ("unannounced_place", Some(of)) => Ok(unannounced_path("place", &of.parse::<DocumentId>()?.to_string())),
        ("place", Some(of)) => Ok(format!("place_rule/{}/months", of.parse::<DocumentId>()?)),
        (name, None) if NUMBERS.contains(&name) => Ok(format!("regularity/{name}")),
        _ => Err(ApiError::about(ErrorCode::Refused, "rule")),
    }
}

/// Refuses a rule that nobody can mean, alone or beside the others.
fn check(args: &RuleSet, mut rules: Rules) -> Result<(), ApiError> {
    let Some(value) = args.value else { return Ok(()) };
    let fine = match number(&mut rules, &args.rule) {
        Some(number) => {
            *number = value;
            rules.plausible()
        }
        None if args.rule.starts_with("unannounced_") => is_span(value),
        None => is_period(value),
    };
    if fine {
        Ok(())
    } else {
        Err(ApiError::about(ErrorCode::Refused, "value"))
    }
}

impl Session {
    /// The rules, and what of them the body has set itself.
    pub(crate) fn regularity(&mut self) -> Result<Regularity, ApiError> {
        let defaults = Defaults::shipped().map_err(|_| ErrorCode::Damaged)?;
        if self.open()?.team.is_none() {
            return Ok(read(None, defaults));
        }
        Ok(read(self.body_record()?.map(|record| &*record), defaults))
    }

    pub(crate) fn rules_view(&mut self, regularity: &Regularity) -> Result<RulesView, ApiError> {
        let defaults = Defaults::shipped().map_err(|_| ErrorCode::Damaged)?;
        let Regularity { rules, set, own_types } = regularity;
        let unannounced = &rules.unannounced;
        let types = defaults.types.iter().map(|period| TypeRule {
            place_type: code_of(&period.place_type),
            months: rules.by_type.get(&period.place_type).copied().unwrap_or(period.months),
            default: !set.contains(&code_of(&period.place_type)),
            default_months: period.months,
            source: localized(&period.source),
            unannounced: unannounced
                .by_type
                .get(&period.place_type)
                .copied()
                .unwrap_or(NONE_ASKED),
            unannounced_default: !set.contains(&format!("{UNANNOUNCED}{}", code_of(&period.place_type))),
            default_unannounced: period.unannounced.unwrap_or(NONE_ASKED),
        });
        let (problem_source, groups_source) = (localized(&defaults.problem.source), localized(&defaults.groups.source));
        let own_types = self.own_types(rules, own_types)?;
        let names = self.place_bodies()?;
        let with_rule: BTreeSet<&DocumentId> = rules.by_place.keys().chain(unannounced.by_place.keys()).collect();
        let mut places: Vec<PlaceRule> = with_rule
            .into_iter()
            .map(|place| PlaceRule {
                place: place.to_string(),
                name: names
                    .get(&place.to_string())
                    .map(|body| body.facts.name.clone())
                    .unwrap_or_default(),
                months: rules.by_place.get(place).copied(),
                unannounced: unannounced.by_place.get(place).copied(),
            })
            .collect();
        places.sort_by(|a, b| (&a.name, &a.place).cmp(&(&b.name, &b.place)));
        let defaults = NUMBERS.into_iter().filter(|name| !set.contains(*name));
        Ok(RulesView {
            types: types.collect(),
            own_types,
            places,
            raised_percent: rules.raised_percent,
            high_percent: rules.high_percent,
            problem_months: rules.problem_months,
            problem_source,
            groups_months: rules.groups_months,
            groups_source,
            due_soon_days: rules.due_soon_days,
            per_month: rules.capacity.per_month,
            reserve_percent: rules.capacity.reserve_percent,
            defaults: defaults.map(ToOwned::to_owned).collect(),
        })
    }

    /// Rules on which people differ.
    pub(crate) fn rule_conflicts(&mut self) -> Result<Vec<String>, ApiError> {
        if self.open()?.team.is_none() {
            return Ok(Vec::new());
        }
        let Some(record) = self.body_record()? else {
            return Ok(Vec::new());
        };
        let of = ["regularity/", "rule/", "own_type_rule/", "place_rule/", UNANNOUNCED];
        Ok(of.iter().flat_map(|prefix| record.conflicts(prefix)).collect())
    }

    pub(crate) fn rule_set(&mut self, args: RuleSet) -> Result<Saved, ApiError> {
        let path = path_of(&args)?;
        let Regularity { rules, set, .. } = self.regularity()?;
        check(&args, rules)?;
        if matches!(args.rule.as_str(), "place" | "unannounced_place") {
            let place = args.of.as_deref().unwrap_or_default().parse()?;
            self.record(place, DocumentKind::Place)?;
        }
        if let Some(record) = self.body_record()? {
            let field = record.field::<u32>(&path).unwrap_or_default();
            // What nobody can mean, alone or beside the other rules, is shown to nobody: whoever saw the default in its place may
            // correct it.
            let is_shown = |value: &u32| match args.rule.as_str() {
                name if NUMBERS.contains(&name) => set.contains(name),
                name if name.starts_with("unannounced_") => is_span(*value),
                _ => is_period(*value),
            };
            let now = field.shown().copied().filter(is_shown);
            if !field.in_conflict() && now.is_some() && now != args.was && now != args.value {
                return Err(ApiError::about(ErrorCode::Stale, args.rule));
            }
        }
        let name = self.unwritten_name(&args)?;
        let value = args.value.map(|value| json!(value));
        self.write_body(|edit| {
            if let Some((path, name)) = &name {
                edit.set(path, Some(&json!(name)), WritePolicy::Fact)?;
            }
            edit.set(&path, value.as_ref(), WritePolicy::Fact)
        })
    }

    pub(crate) fn bearing_get(&mut self, args: PlaceRef) -> Result<BearingInput, ApiError> {
        let record = self.record(args.place.parse()?, DocumentKind::Place)?;
        let facts = record.section::<BearingFacts>("programme").value;
        Ok(BearingInput {
            complaints: facts.complaints,
            complaints_until: facts.complaints_until.map(|day| day.to_string()),
            known_problem: facts.known_problem,
        })
    }

    pub(crate) fn bearing_set(&mut self, args: BearingSet) -> Result<Saved, ApiError> {
        let id: DocumentId = args.place.parse()?;
        let facts = |input: &BearingInput| -> Result<BearingFacts, ApiError> {
            Ok(BearingFacts {
                complaints: input.complaints,
                complaints_until: optional_day(input.complaints_until.as_deref(), "complaints_until")?,
                known_problem: input.known_problem.trim().to_owned(),
            })
        };
        let (was, wanted) = (facts(&args.was)?, facts(&args.facts)?);
        if wanted.complaints.is_some_and(|complaints| complaints > MAX_COMPLAINTS) {
            return Err(ApiError::about(ErrorCode::Refused, "complaints"));
        }
        if wanted.known_problem.chars().count() > MAX_TEXT_CHARS {
            return Err(ApiError::about(ErrorCode::Refused, "known_problem"));
        }
        let record = self.record(id, DocumentKind::Place)?;
        let changes = changes(record, "programme", &was, &wanted)?;
        self.write(id, |edit| write_changes(edit, "programme", &changes), |_| Ok(()))
    }
}
