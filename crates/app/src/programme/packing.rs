//! The packing list of a visit: what ships, ticked or taken off, and what the delegation adds. Fields of the visit,
//! `packing/<item>/<member>`: two who tick the same thing tick one field.

use crate::api::capture::Localized;
use crate::api::plan::{Packing, PackingAdd, PackingItem, PackingSet};
use crate::api::vault::{Created, Saved};
use crate::api::visit::VisitRef;
use crate::api::{ApiError, ErrorCode};
use crate::findings::ids;
use crate::session::{Session, code_of, from_code};
use crate::visits::{bounded, make_id};
use serde_json::json;
use visita_domain::DocumentId;
use visita_domain::ids::ItemId;
use visita_domain::place::PlaceType;
use visita_domain::programme::packing::{Group, MAX_ITEMS, MAX_WHAT_CHARS, Packed, named, shipped};
use visita_domain::slots::WritePolicy;
use visita_record::{DocumentKind, RecordDocument};

fn item(record: &RecordDocument, id: &str, group: Group, known: Option<&Localized>) -> (PackingItem, bool) {
    let section = record.section::<Packed>(&format!("packing/{id}"));
    let Packed { what, packed, dropped } = section.value;
    let in_conflict = !section.conflicts.is_empty();
    let item = PackingItem {
        id: id.to_owned(),
        group: code_of(&group),
        shipped: known.cloned(),
        what,
        packed,
        in_conflict,
    };
    // Where people differ on whether it is needed, it is taken along.
    let off = record
        .field::<bool>(&format!("packing/{id}/dropped"))
        .is_ok_and(|field| !field.in_conflict());
    (item, dropped && off)
}

/// The list: what ships for the type of place in its order, then what the delegation added.
fn packing(record: &RecordDocument, place_type: PlaceType) -> Packing {
    let known = shipped(place_type);
    let mut list = Packing {
        items: Vec::new(),
        dropped: Vec::new(),
    };
    let mut put = |(item, dropped): (PackingItem, bool)| match dropped {
        true => list.dropped.push(item),
        false => list.items.push(item),
    };
    for one in &known {
        let what = Localized {
            en: one.what.en.clone(),
            ar: one.what.ar.clone(),
        };
        put(item(record, &one.id, one.group, Some(&what)));
    }
    for id in ids(record, "packing") {
        if known.iter().all(|one| one.id != id) {
            let own = item(record, &id, Group::Own, None);
            // A tick on what this version does not ship has no name to show.
            if own.0.what.is_some() {
                put(own);
            }
        }
    }
    list
}

/// What a thing on the list is called, for the merge desk.
pub(crate) fn packed(record: &RecordDocument, id: &str) -> Option<Localized> {
    if let Some(known) = named(id) {
        return Some(Localized {
            en: known.what.en.clone(),
            ar: known.what.ar.clone(),
        });
    }
    let what = record.field::<String>(&format!("packing/{id}/what")).ok()?;
    let what = what.shown()?.clone();
    Some(Localized {
        en: what.clone(),
        ar: what,
    })
}

impl Session {
    fn place_type_of(&mut self, visit: &str) -> Result<PlaceType, ApiError> {
        let code = self.visit_row(visit)?.place_type;
        Ok(from_code(&code, "place_type").unwrap_or_default())
    }

    pub(crate) fn packing_list(&mut self, args: VisitRef) -> Result<Packing, ApiError> {
        let place_type = self.place_type_of(&args.visit)?;
        let record = self.record(args.visit.parse()?, DocumentKind::Visit)?;
        Ok(packing(record, place_type))
    }

    pub(crate) fn packing_add(&mut self, args: PackingAdd) -> Result<Created, ApiError> {
        bounded(&args.what, MAX_WHAT_CHARS, "what")?;
        let visit: DocumentId = args.visit.parse()?;
        let here = ids(self.record(visit, DocumentKind::Visit)?, "packing").len();
        if here >= MAX_ITEMS {
            return Err(ApiError::about(ErrorCode::Refused, "what"));
        }
        let id = make_id();
        let (path, what) = (format!("packing/{id}/what"), json!(args.what.trim()));
        let saved = self.write(
            visit,
            |edit| edit.set(&path, Some(&what), WritePolicy::Fact),
            |_| Ok(()),
        )?;
        Ok(Created {
            id,
            saved_at: saved.saved_at,
        })
    }

    pub(crate) fn packing_set(&mut self, args: PackingSet) -> Result<Saved, ApiError> {
        let missing = || ApiError::about(ErrorCode::NotFound, "item");
        let visit: DocumentId = args.visit.parse()?;
        let item = ItemId::parse(&args.item).map_err(|_| missing())?;
        let list = self.packing_list(VisitRef {
            visit: args.visit.clone(),
        })?;
        let mut known = list.items.iter().chain(&list.dropped);
        known.find(|one| one.id == item.as_str()).ok_or_else(missing)?;
        let ticks = [("packed", args.packed), ("dropped", args.dropped)];
        self.write(
            visit,
            |edit| {
                ticks.iter().try_for_each(|(name, value)| match value {
                    Some(value) => edit.set(
                        &format!("packing/{item}/{name}"),
                        Some(&json!(value)),
                        WritePolicy::Fact,
                    ),
                    None => Ok(()),
                })
            },
            |_| Ok(()),
        )
    }
}
