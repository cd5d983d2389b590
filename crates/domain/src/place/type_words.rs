//! Words for types of places, as tables bring them, in English and in Arabic; and which type an unknown word is likely to mean.

use super::PlaceType;
use super::columns::{name_of, said};
use super::likeness::words_alike;
use std::cmp::Reverse;

/// Least likeness of a word with one that is known, percent, from which the type of that one is proposed.
const LEAST_LIKENESS: i32 = 40;

/// Words for types of places, beside their codes.
const TYPES: [(PlaceType, &[&str]); 13] = [
    (
        PlaceType::PoliceStation,
        &[
            "police station",
            "police",
            "police custody",
            "مركز شرطة",
            "قسم شرطة",
            "شرطة",
            "مخفر",
        ],
    ),
    (
        PlaceType::Prison,
        &[
            "prison",
            "jail",
            "correctional facility",
            "penitentiary",
            "سجن",
            "مؤسسة إصلاحية",
        ],
    ),
    (
        PlaceType::RemandPrison,
        &[
            "remand prison",
            "remand",
            "pre-trial detention",
            "سجن احتياطي",
            "حبس احتياطي",
        ],
    ),
    (
        PlaceType::CourtCells,
        &["court cells", "court", "زنازين المحكمة", "زنازين محكمة", "محكمة"],
    ),
    (
        PlaceType::ImmigrationDetention,
        &[
            "immigration detention",
            "migrant detention",
            "احتجاز المهاجرين",
            "مركز احتجاز مهاجرين",
        ],
    ),
    (
        PlaceType::BorderZone,
        &[
            "border zone",
            "airport",
            "airport or border zone",
            "منطقة حدودية",
            "مطار",
            "مطار أو منطقة حدودية",
        ],
    ),
    (
        PlaceType::JuvenileInstitution,
        &[
            "juvenile institution",
            "juvenile",
            "juvenile centre",
            "مؤسسة أحداث",
            "مؤسسة للأحداث",
            "أحداث",
        ],
    ),
    (
        PlaceType::PsychiatricHospital,
        &[
            "psychiatric hospital",
            "psychiatric",
            "mental hospital",
            "مستشفى للأمراض النفسية",
            "مستشفى أمراض نفسية",
            "مستشفى نفسي",
        ],
    ),
    (
        PlaceType::SocialCareHome,
        &[
            "social care home",
            "social-care home",
            "care home",
            "دار رعاية",
            "دار رعاية اجتماعية",
        ],
    ),
    (
        PlaceType::MilitaryDetention,
        &["military detention", "military prison", "احتجاز عسكري", "سجن عسكري"],
    ),
    (
        PlaceType::InfectiousDiseaseWard,
        &[
            "infectious disease ward",
            "infectious-disease ward",
            "جناح أمراض معدية",
            "جناح الأمراض المعدية",
        ],
    ),
    (PlaceType::TransferVehicle, &["transfer vehicle", "مركبة نقل"]),
    (PlaceType::Other, &["other", "other or unofficial", "آخر", "أخرى"]),
];

/// A type of place from words; `fold` as in [`super::columns::Column::guess`].
#[must_use]
pub fn place_type(text: &str, fold: impl Fn(&str) -> String) -> Option<PlaceType> {
    said(&TYPES, text, fold)
}

/// A type of place in words, as [`place_type`] reads them.
#[must_use]
pub fn type_name(kind: PlaceType, arabic: bool) -> &'static str {
    name_of(&TYPES, &kind, arabic)
}

/// The type that a word nobody knows is most like, to be proposed to a person; never `other`, which says nothing of it.
#[must_use]
pub fn likely_type(text: &str, fold: impl Fn(&str) -> String) -> Option<PlaceType> {
    let said = fold(text);
    let named = TYPES.iter().filter(|(kind, _)| *kind != PlaceType::Other);
    let judged = named.filter_map(|(kind, words)| {
        let alike = words.iter().map(|word| words_alike(&said, &fold(word))).max()?;
        (alike >= LEAST_LIKENESS).then_some((alike, *kind))
    });
    let best = judged.max_by_key(|(alike, kind)| (*alike, Reverse(*kind)));
    best.map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold(text: &str) -> String {
        text.trim().to_lowercase()
    }

    #[test]
    fn every_type_has_words_in_both_languages_that_read_back() {
        for (kind, _) in TYPES {
            for arabic in [false, true] {
                assert_eq!(place_type(type_name(kind, arabic), fold), Some(kind));
            }
        }
    }

    #[test]
    fn a_type_is_known_by_its_words_and_by_its_code() {
        assert_eq!(
            place_type("Remand_prison".replace('_', " ").as_str(), fold),
            Some(PlaceType::RemandPrison)
        );
        assert_eq!(place_type("سجن", fold), Some(PlaceType::Prison));
        assert_eq!(place_type("castle", fold), None);
    }

    #[test]
    fn an_unknown_word_is_likely_to_mean_the_type_it_is_most_like() {
        for (word, kind) in [
            ("Police post", PlaceType::PoliceStation),
            ("Central prison", PlaceType::Prison),
            ("Juvenile home", PlaceType::JuvenileInstitution),
            ("مراكز شرطة", PlaceType::PoliceStation),
        ] {
            assert_eq!(likely_type(word, fold), Some(kind), "{word}");
        }
        for word in ["castle", "", "x"] {
            assert_eq!(likely_type(word, fold), None, "{word}");
        }
    }
}
