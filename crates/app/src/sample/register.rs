//! What the sample's register says of a place beyond its facts: its authority, units, counts over time, a contact, a
//! document. All of it is fictional.

use crate::api::ApiError;
use crate::api::authority::AuthorityInput;
use crate::api::place::{
    ContactInput, ContactSet, CountInput, DocumentInput, DocumentSet, PlaceCountSet, PlaceInput, UnitInput, UnitSet,
};
use crate::session::Session;
use std::collections::BTreeMap;
use visita_domain::dates::Timestamp;

/// Days between two counts.
const COUNT_EVERY_DAYS: i64 = 150;
/// What was held then, in hundredths of what is held now, oldest first.
const COURSE: [u32; 5] = [72, 81, 78, 93, 100];

/// Authorities of the sample, by name.
pub(super) type Known = BTreeMap<String, String>;

fn pick(arabic: bool, english: &str, said: &str) -> String {
    if arabic { said } else { english }.to_owned()
}

impl Session {
    /// The authority of that name, made where it is not there yet.
    pub(super) fn sample_authority(&mut self, known: &mut Known, name: &str, kind: &str) -> Result<String, ApiError> {
        if let Some(id) = known.get(name) {
            return Ok(id.clone());
        }
        let made = self.authority_add(AuthorityInput {
            name: name.to_owned(),
            kind: kind.to_owned(),
            ..AuthorityInput::default()
        })?;
        known.insert(name.to_owned(), made.id.clone());
        Ok(made.id)
    }

    /// Units, counts, a contact and a document of a place that has a capacity.
    pub(super) fn furnish(
        &mut self,
        place: &str,
        facts: &PlaceInput,
        now: Timestamp,
        arabic: bool,
    ) -> Result<(), ApiError> {
        let (Some(capacity), Some(held)) = (facts.capacity, facts.occupancy) else {
            return Ok(());
        };
        let ordinary = pick(arabic, "Ordinary regime", "النظام العادي");
        let apart = pick(arabic, "Segregation", "العزل");
        for (name, said, gender, regime) in [
            ("Block A", "العنبر أ", "men", &ordinary),
            ("Block B", "العنبر ب", "men", &apart),
            ("Women's wing", "جناح النساء", "women", &ordinary),
        ] {
            self.unit_set(UnitSet {
                place: place.to_owned(),
                id: None,
                was: None,
                facts: UnitInput {
                    name: pick(arabic, name, said),
                    capacity: Some(capacity / 3),
                    gender: Some(gender.to_owned()),
                    regime: regime.clone(),
                    ..UnitInput::default()
                },
            })?;
        }
        for (ago, share) in (0_i64..).zip(COURSE.iter().rev()) {
            let then = held.saturating_mul(*share) / 100;
            self.count_set(PlaceCountSet {
                place: place.to_owned(),
                id: None,
                was: None,
                facts: CountInput {
                    on: Some(
                        self.day_of(super::days_before(now, 30 + ago * COUNT_EVERY_DAYS))
                            .to_string(),
                    ),
                    capacity: Some(capacity),
                    held: Some(then),
                    women: Some(then / 14),
                    remand: Some(then / 3),
                    source: Some("register".to_owned()),
                    ..CountInput::default()
                },
            })?;
        }
        self.contact_set(ContactSet {
            place: place.to_owned(),
            id: None,
            was: None,
            facts: ContactInput {
                role: pick(arabic, "Duty officer", "الضابط المناوب"),
                phone: "000 0100".to_owned(),
                ..ContactInput::default()
            },
        })?;
        self.document_set(DocumentSet {
            place: place.to_owned(),
            id: None,
            was: None,
            facts: DocumentInput {
                title: pick(arabic, "House rules", "النظام الداخلي"),
                kept: pick(arabic, "Office of the body, cabinet 2", "مكتب الهيئة، الخزانة 2"),
                ..DocumentInput::default()
            },
        })?;
        Ok(())
    }
}
