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
use visita_record::RecordDocument;
use visita_seal::digest::sha256_hex;
use visita_seal::name::shows_whole;

/// Types of the body's own that are listed: more of them, and they are no types but notes. Those with a rule are always.
const MAX_LISTED_OWN_TYPES: usize = 300;
/// Characters of a hash that stand for the name of a type in a path.
const KEY_CHARS: usize = 32;

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
pub(super) fn path_of(name: &str) -> Result<String, ApiError> {
    let folded = compared(name);
    if folded.is_empty() || name.chars().count() > MAX_NAME_CHARS || !shows_whole(name) {
        return Err(ApiError::about(ErrorCode::Refused, "of"));
    }
    let key: String = sha256_hex(folded.as_bytes()).chars().take(KEY_CHARS).collect();
    Ok(format!("own_type_rule/{key}"))
}

/// The type of the body's own that a rule is for, as it is written.
pub(crate) fn name_at(record: &RecordDocument, path: &str) -> Option<String> {
    let key = path.strip_prefix("own_type_rule/")?.split('/').next()?;
    let name = record.field::<String>(&format!("own_type_rule/{key}/name")).ok()?;
    name.shown().cloned()
}

/// Rules of types of the body's own: their names as they are written, and months.
pub(super) fn rules(record: &RecordDocument) -> Vec<(String, u32)> {
    let set = record.fields::<u32>("own_type_rule/").into_iter();
    let set = set.filter(|(path, _)| path.ends_with("/months"));
    let set = set.filter_map(|(path, field)| {
        let months = field.ok()?.shown().copied().filter(|months| is_period(*months))?;
        Some((name_at(record, &path)?, months))
    });
    set.collect()
}

impl Session {
    /// Types of the body's own that its register or a rule names.
    pub(super) fn own_types(&mut self, rules: &Rules) -> Result<Vec<OwnTypeRule>, ApiError> {
        let set = match self.open()?.team {
            Some(_) => self.body_record()?.map(|record| self::rules(record)),
            None => None,
        };
        let mut named: HashMap<String, OwnTypeRule> = HashMap::new();
        let mut add = |key: String, name: &str, places: u32| {
            let months = rules.by_own_type.get(&key).copied();
            let name = || name.to_owned();
            let own = named.entry(key).or_insert_with(|| OwnTypeRule {
                name: name(),
                places: 0,
                months,
            });
            own.places += places;
        };
        for (name, _) in set.into_iter().flatten() {
            add(compared(&name), &name, 0);
        }
        let shelf = &*self.open()?.shelf()?;
        let standing = shelf.places.iter().filter(|(id, body)| shelf.stands(id, body));
        for (key, body) in standing.filter_map(|(_, body)| Some((of_place(&body.facts)?, body))) {
            add(key, body.facts.other_type.trim(), 1);
        }
        let mut all: Vec<OwnTypeRule> = named.into_values().collect();
        all.sort_by(|a, b| {
            let by = |one: &OwnTypeRule| (one.months.is_none(), Reverse(one.places));
            by(a).cmp(&by(b)).then_with(|| a.name.cmp(&b.name))
        });
        let with_rule = all.iter().filter(|one| one.months.is_some()).count();
        all.truncate(with_rule.max(MAX_LISTED_OWN_TYPES));
        Ok(all)
    }

    /// The name of a type of the body's own that a rule is for, and where it is to be written; none where it stands there.
    pub(super) fn unwritten_name(&mut self, args: &RuleSet) -> Result<Option<(String, String)>, ApiError> {
        let Some(name) = args.of.as_deref().filter(|_| args.rule == "own_type") else {
            return Ok(None);
        };
        let path = format!("{}/name", path_of(name)?);
        let stands = self
            .body_record()?
            .is_some_and(|record| name_at(record, &path).is_some());
        Ok((!stands).then(|| (path, name.trim().to_owned())))
    }
}
