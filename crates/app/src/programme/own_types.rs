//! Types of places that the body itself names: what stands beside `other` in its register, and the rules for it.

use crate::api::programme::{OwnTypeRule, RuleSet};
use crate::api::{ApiError, ErrorCode};
use crate::session::Session;
use crate::shelf::Shelf;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use visita_domain::numbers::TypeCounted;
use visita_domain::place::{MAX_NAME_CHARS, Place, PlaceType};
use visita_domain::programme::Rules;
use visita_domain::programme::rules::is_period;
use visita_domain::programme::unannounced::is_span;
use visita_record::RecordDocument;
use visita_seal::digest::sha256_hex;
use visita_seal::name::shows_whole;

/// Types of the body's own that are listed: more of them, and they are no types but notes. Those with a rule are always.
const MAX_LISTED_OWN_TYPES: usize = 300;
/// Characters of a hash that stand for the name of a type in a path.
const KEY_CHARS: usize = 32;

/// Where rules of types of the body's own stand: the period and the name, and what is to be unannounced.
const OWN_TYPE_RULE: &str = "own_type_rule/";
const UNANNOUNCED_OWN_TYPE: &str = "unannounced/own_type/";

fn has_rule(one: &OwnTypeRule) -> bool {
    one.months.is_some() || one.unannounced.is_some()
}

/// A name as names of types are compared.
pub(super) fn compared(name: &str) -> String {
    visita_vault::fold(name)
}

/// The type that a place is of where the body itself names it, as names are compared.
pub(super) fn of_place(place: &Place) -> Option<String> {
    let own = (place.place_type == PlaceType::Other).then(|| compared(&place.other_type));
    own.filter(|own| !own.is_empty())
}

/// Types of the body's own that places of the register are counted under, each in one spelling, by how names are compared.
pub(crate) struct OwnTypes(HashMap<String, String>);

impl OwnTypes {
    /// Those of the register: of one in several spellings the most frequent, of equally frequent ones the first.
    pub(crate) fn of_register(shelf: &Shelf) -> Self {
        let mut spelt: HashMap<String, BTreeMap<&str, u32>> = HashMap::new();
        let standing = shelf.places.iter().filter(|(id, body)| shelf.stands(id, body));
        for (key, body) in standing.filter_map(|(_, body)| Some((of_place(&body.facts)?, body))) {
            *spelt
                .entry(key)
                .or_default()
                .entry(body.facts.other_type.trim())
                .or_default() += 1;
        }
        let mut all: Vec<_> = spelt.into_iter().collect();
        all.sort_by_cached_key(|(key, spellings)| (Reverse(spellings.values().sum::<u32>()), key.clone()));
        let listed = all.into_iter().take(MAX_LISTED_OWN_TYPES);
        let named = listed.filter_map(|(key, spellings)| {
            let most = spellings
                .into_iter()
                .max_by_key(|(name, places)| (*places, Reverse(*name)))?;
            Some((key, most.0.to_owned()))
        });
        Self(named.collect())
    }

    /// What a place is counted under.
    pub(crate) fn of(&self, place: &Place) -> TypeCounted {
        let own = of_place(place).and_then(|key| self.0.get(&key));
        own.map_or(TypeCounted::Known(place.place_type), |name| {
            TypeCounted::Own(name.clone())
        })
    }
}

/// Where the rule of a type of the body's own stands. The same name in another spelling has the same place, so that two rules for
/// it meet; it may hold what a path cannot.
fn key_of(name: &str) -> Result<String, ApiError> {
    let folded = compared(name);
    if folded.is_empty() || name.chars().count() > MAX_NAME_CHARS || !shows_whole(name) {
        return Err(ApiError::about(ErrorCode::Refused, "of"));
    }
    Ok(sha256_hex(folded.as_bytes()).chars().take(KEY_CHARS).collect())
}

/// Where the period of a type of the body's own stands.
pub(super) fn path_of(name: &str) -> Result<String, ApiError> {
    Ok(format!("{OWN_TYPE_RULE}{}", key_of(name)?))
}

/// Where it stands within how many months one of its visits is to be unannounced.
pub(super) fn unannounced_path_of(name: &str) -> Result<String, ApiError> {
    Ok(format!("{UNANNOUNCED_OWN_TYPE}{}", key_of(name)?))
}

/// The type of the body's own that a rule is for, as it is written.
pub(crate) fn name_at(record: &RecordDocument, path: &str) -> Option<String> {
    let rest = path
        .strip_prefix(OWN_TYPE_RULE)
        .or_else(|| path.strip_prefix(UNANNOUNCED_OWN_TYPE));
    let key = rest?.split('/').next()?;
    let name = record.field::<String>(&format!("{OWN_TYPE_RULE}{key}/name")).ok()?;
    name.shown().cloned()
}

/// Rules of types of the body's own: their names as they are written, and months.
pub(super) fn rules(record: &RecordDocument) -> Vec<(String, u32)> {
    let set = record.fields::<u32>(OWN_TYPE_RULE).into_iter();
    let set = set.filter(|(path, _)| path.ends_with("/months"));
    let set = set.filter_map(|(path, field)| {
        let months = field.ok()?.shown().copied().filter(|months| is_period(*months))?;
        Some((name_at(record, &path)?, months))
    });
    set.collect()
}

/// Within how many months a visit is to be unannounced, by types of the body's own as they are written.
pub(super) fn unannounced(record: &RecordDocument) -> Vec<(String, u32)> {
    let set = record.fields::<u32>(UNANNOUNCED_OWN_TYPE).into_iter();
    let set = set.filter_map(|(path, field)| {
        let months = field.ok()?.shown().copied().filter(|months| is_span(*months))?;
        Some((name_at(record, &path)?, months))
    });
    set.collect()
}

/// Where the name of each type of the body's own stands that has a rule, and the name. One whose rules were all taken back keeps
/// its name and is no rule any more.
pub(crate) fn named_rules(record: &RecordDocument) -> Vec<(String, String)> {
    let names = record.fields::<String>(OWN_TYPE_RULE).into_iter();
    let names = names.filter_map(|(path, field)| {
        let key = path.strip_prefix(OWN_TYPE_RULE)?.strip_suffix("/name")?;
        let stands = |path: String| {
            let field = record.raw_fields(&path).remove(&path);
            field.is_some_and(|field| field.shown().is_some())
        };
        let has_rule = stands(format!("{OWN_TYPE_RULE}{key}/months")) || stands(format!("{UNANNOUNCED_OWN_TYPE}{key}"));
        let name = field.ok()?.shown()?.clone();
        has_rule.then_some((path, name))
    });
    names.collect()
}

impl Session {
    /// Types of the body's own that its register or a rule names; `with_rule` as they are written.
    pub(super) fn own_types(&mut self, rules: &Rules, with_rule: &[String]) -> Result<Vec<OwnTypeRule>, ApiError> {
        let mut named: HashMap<String, OwnTypeRule> = HashMap::new();
        let mut add = |key: String, name: &str, places: u32| {
            let months = rules.by_own_type.get(&key).copied();
            let unannounced = rules.unannounced.by_own_type.get(&key).copied();
            let name = || name.to_owned();
            let own = named.entry(key).or_insert_with(|| OwnTypeRule {
                name: name(),
                places: 0,
                months,
                unannounced,
            });
            own.places += places;
        };
        for name in with_rule {
            add(compared(name), name, 0);
        }
        let shelf = &*self.open()?.shelf()?;
        let standing = shelf.places.iter().filter(|(id, body)| shelf.stands(id, body));
        for (key, body) in standing.filter_map(|(_, body)| Some((of_place(&body.facts)?, body))) {
            add(key, body.facts.other_type.trim(), 1);
        }
        let mut all: Vec<OwnTypeRule> = named.into_values().collect();
        all.sort_by(|a, b| {
            let by = |one: &OwnTypeRule| (!has_rule(one), Reverse(one.places));
            by(a).cmp(&by(b)).then_with(|| a.name.cmp(&b.name))
        });
        let with_rule = all.iter().filter(|one| has_rule(one)).count();
        all.truncate(with_rule.max(MAX_LISTED_OWN_TYPES));
        Ok(all)
    }

    /// The name of a type of the body's own that a rule is for, and where it is to be written; none where it stands there.
    pub(super) fn unwritten_name(&mut self, args: &RuleSet) -> Result<Option<(String, String)>, ApiError> {
        let Some(name) = args
            .of
            .as_deref()
            .filter(|_| matches!(args.rule.as_str(), "own_type" | "unannounced_own_type"))
        else {
            return Ok(None);
        };
        let path = format!("{}/name", path_of(name)?);
        let stands = self
            .body_record()?
            .is_some_and(|record| name_at(record, &path).is_some());
        Ok((!stands).then(|| (path, name.trim().to_owned())))
    }
}
