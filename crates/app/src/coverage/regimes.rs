//! Regimes that the register names: each is seen where one of the units that have it is.

use super::REGISTER;
use crate::api::debrief::Seen;
use crate::units::{PlaceUnit, folded};
use std::collections::BTreeMap;
use visita_seal::digest::sha256_hex;

/// The kind of rows that tell of regimes.
pub(super) const REGIME: &str = "regime";

/// A regime as units of a place have it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Regime {
    /// The same on every device, and a segment of a path whatever language it is written in.
    pub(super) code: String,
    /// As the first unit by name writes it.
    pub(super) name: String,
    /// Names of its units.
    pub(super) units: Vec<String>,
    /// Their ids.
    ids: Vec<String>,
}

/// How a regime is compared: neither case nor spaces tell two apart.
fn compared(regime: &str) -> String {
    folded(&regime.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Each regime that units name, in the order of its name. A unit whose regime nobody wrote down has none.
pub(super) fn regimes_of(units: &[PlaceUnit]) -> Vec<Regime> {
    let mut found: BTreeMap<String, Regime> = BTreeMap::new();
    for one in units {
        let compared = compared(&one.unit.regime);
        if compared.is_empty() {
            continue;
        }
        let regime = found.entry(compared).or_insert_with_key(|compared| Regime {
            code: sha256_hex(compared.as_bytes()),
            name: one.unit.regime.trim().to_owned(),
            units: Vec::new(),
            ids: Vec::new(),
        });
        regime.units.push(one.unit.name.clone());
        regime.ids.push(one.id().to_owned());
    }
    found.into_values().collect()
}

/// What is seen of a unit is seen of its regime.
pub(super) fn through_units(rows: &mut [Seen], regimes: &[Regime]) {
    let seen: Vec<String> = rows
        .iter()
        .filter(|row| row.kind == REGISTER && row.seen)
        .map(|row| row.code.clone())
        .collect();
    for row in rows.iter_mut().filter(|row| row.kind == REGIME) {
        let regime = regimes.iter().find(|one| one.code == row.code);
        row.seen = row.seen || regime.is_some_and(|one| one.ids.iter().any(|id| seen.contains(id)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use visita_domain::place::parts::Unit;

    fn unit(name: &str, regime: &str) -> PlaceUnit {
        PlaceUnit {
            ids: vec![folded(name)],
            unit: Unit {
                name: name.into(),
                regime: regime.into(),
                ..Unit::default()
            },
            areas: Vec::new(),
        }
    }

    #[test]
    fn units_that_write_one_regime_in_two_ways_have_one() {
        let units = [
            unit("A", "High  security"),
            unit("B", ""),
            unit("C", " high security"),
            unit("D", "عزل"),
        ];
        let found = regimes_of(&units);
        assert_eq!(found.len(), 2);
        assert_eq!(
            (found[0].name.as_str(), found[0].units.join(" ")),
            ("High  security", "A C".to_owned())
        );
        assert_ne!(found[0].code, found[1].code);
        let coded = |regime: &Regime| visita_domain::ItemId::parse(&regime.code).is_ok();
        assert!(found.iter().all(coded), "a code stands in a path");
    }
}
