//! What the columns of a table of places mean, and what their cells say, in English and in Arabic.

use super::{Group, Operator};
use crate::codes::code_of;
use crate::dates::{Day, parse_day};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Column {
    Id,
    Name,
    PlaceType,
    OtherType,
    Authority,
    Operator,
    OperatorName,
    LegalBasis,
    Region,
    Address,
    Latitude,
    Longitude,
    Capacity,
    Occupancy,
    Turnover,
    Vulnerable,
    OpenedOn,
    ClosedOn,
    Suspected,
    SuspectedNote,
}

impl Column {
    /// In the order in which a table is written.
    pub const ALL: [Self; 20] = [
        Self::Id,
        Self::Name,
        Self::PlaceType,
        Self::OtherType,
        Self::Authority,
        Self::Operator,
        Self::OperatorName,
        Self::LegalBasis,
        Self::Region,
        Self::Address,
        Self::Latitude,
        Self::Longitude,
        Self::Capacity,
        Self::Occupancy,
        Self::Turnover,
        Self::Vulnerable,
        Self::OpenedOn,
        Self::ClosedOn,
        Self::Suspected,
        Self::SuspectedNote,
    ];

    /// What its header may be called. The first English and the first Arabic name are those of a table written here.
    #[must_use]
    pub fn names(self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            Self::Id => (&["Id", "Place id", "Identifier"], &["المعرّف", "معرف المكان"]),
            Self::Name => (
                &[
                    "Name",
                    "Place",
                    "Place name",
                    "Facility",
                    "Facility name",
                    "Establishment",
                    "Institution",
                ],
                &["الاسم", "اسم المكان", "المكان", "اسم المؤسسة", "المؤسسة", "المرفق"],
            ),
            Self::PlaceType => (
                &[
                    "Type",
                    "Place type",
                    "Type of place",
                    "Kind",
                    "Category",
                    "Facility type",
                ],
                &["النوع", "نوع المكان", "الفئة", "نوع المؤسسة"],
            ),
            Self::OtherType => (&["Other type"], &["نوع آخر"]),
            Self::Authority => (
                &["Authority", "Authority in charge", "Responsible authority", "Ministry"],
                &["السلطة المسؤولة", "السلطة", "الجهة المسؤولة", "الوزارة"],
            ),
            Self::Operator => (
                &["Operator", "Public or private", "Ownership"],
                &["المشغّل", "عام أو خاص", "الملكية"],
            ),
            Self::OperatorName => (&["Operator name", "Name of operator"], &["اسم المشغّل"]),
            Self::LegalBasis => (
                &["Legal basis", "Law", "Legal ground"],
                &["الأساس القانوني", "السند القانوني", "القانون"],
            ),
            Self::Region => (
                &["Region", "Province", "Governorate", "District", "County", "State"],
                &["المنطقة", "المحافظة", "الإقليم", "الولاية", "المقاطعة"],
            ),
            Self::Address => (&["Address", "Street address", "Location"], &["العنوان", "الموقع"]),
            Self::Latitude => (&["Latitude", "Lat", "Y"], &["خط العرض", "العرض"]),
            Self::Longitude => (&["Longitude", "Long", "Lon", "Lng", "X"], &["خط الطول", "الطول"]),
            Self::Capacity => (
                &["Capacity", "Official capacity", "Places", "Beds"],
                &["السعة الرسمية", "السعة", "الطاقة الاستيعابية"],
            ),
            Self::Occupancy => (
                &[
                    "Persons held",
                    "Occupancy",
                    "Held",
                    "Population",
                    "Inmates",
                    "Detainees",
                ],
                &["عدد المحتجزين", "الإشغال", "المحتجزون", "عدد النزلاء", "النزلاء"],
            ),
            Self::Turnover => (
                &["Turnover per year", "Turnover", "Admissions per year"],
                &["المعدل السنوي للدخول", "عدد الداخلين سنويا"],
            ),
            Self::Vulnerable => (
                &["Groups held", "Vulnerable groups"],
                &["الفئات المحتجزة", "الفئات الهشة"],
            ),
            Self::OpenedOn => (&["Opened on", "Opened", "Opening date"], &["تاريخ الافتتاح", "افتتح في"]),
            Self::ClosedOn => (&["Closed on", "Closed", "Closing date"], &["تاريخ الإغلاق", "أغلق في"]),
            Self::Suspected => (
                &["Suspected", "Unofficial", "Suspected or unofficial"],
                &["مشتبه به", "غير رسمي"],
            ),
            Self::SuspectedNote => (
                &["What is known", "What is known of it"],
                &["ما هو معروف", "المعلومات المتوفرة"],
            ),
        }
    }

    /// The column that a header most likely names; `fold` makes texts alike that people take for the same.
    #[must_use]
    pub fn guess(header: &str, fold: impl Fn(&str) -> String) -> Option<Self> {
        let header = fold(header);
        let named = |column: &Self| {
            let (english, arabic) = column.names();
            english.iter().chain(arabic).any(|name| fold(name) == header)
        };
        let coded = |column: &Self| fold(&code_of(column).replace('_', " ")) == header;
        if header.is_empty() {
            return None;
        }
        Self::ALL.into_iter().find(|column| named(column) || coded(column))
    }
}

/// Words for who operates; the first English and the first Arabic ones are those of a table written here.
const OPERATORS: [(Operator, &[&str]); 3] = [
    (Operator::Public, &["public", "state", "government", "عام", "حكومي"]),
    (Operator::Private, &["private", "خاص"]),
    (Operator::Other, &["other", "أخرى", "آخر"]),
];

/// Words for groups, as [`OPERATORS`].
const GROUPS: [(Group, &[&str]); 10] = [
    (Group::Women, &["women", "women and girls", "نساء", "النساء"]),
    (
        Group::Children,
        &["children", "minors", "juveniles", "أطفال", "الأطفال", "قاصرون", "أحداث"],
    ),
    (
        Group::PregnantOrWithChild,
        &[
            "pregnant or with a child",
            "pregnant women",
            "mothers with children",
            "حوامل أو مع طفل",
            "حوامل",
            "أمهات مع أطفالهن",
        ],
    ),
    (Group::Older, &["older persons", "elderly", "مسنون", "كبار السن"]),
    (
        Group::Disability,
        &[
            "persons with disabilities",
            "disabled persons",
            "ذوو الإعاقة",
            "أشخاص ذوو إعاقة",
        ],
    ),
    (
        Group::Illness,
        &["persons with an illness", "ill persons", "مرضى", "المرضى"],
    ),
    (
        Group::MentalHealth,
        &["mental ill-health", "mental illness", "صحة نفسية", "الصحة النفسية"],
    ),
    (
        Group::Foreign,
        &[
            "foreign nationals",
            "foreigners",
            "migrants",
            "أجانب",
            "الأجانب",
            "مهاجرون",
        ],
    ),
    (Group::Minority, &["minorities", "أقليات", "الأقليات"]),
    (Group::Lgbti, &["LGBTI persons", "مجتمع الميم"]),
];

/// Words for yes, as [`OPERATORS`], and for no.
const YES: [&str; 5] = ["yes", "y", "true", "1", "نعم"];
const NO: [&str; 5] = ["no", "n", "false", "0", "لا"];

/// The first word of a language.
fn first_word(words: &[&'static str], arabic: bool) -> &'static str {
    let mut words = words.iter();
    words
        .find(|word| arabic != word.is_ascii())
        .copied()
        .unwrap_or_default()
}

/// What a code or one of its words says.
pub(super) fn said<T: Copy + Serialize>(
    words: &[(T, &[&str])],
    text: &str,
    fold: impl Fn(&str) -> String,
) -> Option<T> {
    let said = fold(text);
    let means = |(code, words): &&(T, &[&str])| {
        fold(&code_of(code).replace('_', " ")) == said || words.iter().any(|word| fold(word) == said)
    };
    words.iter().find(means).map(|(meant, _)| *meant)
}

/// A meaning in the first of its words of a language.
pub(super) fn name_of<T: PartialEq>(words: &[(T, &[&'static str])], wanted: &T, arabic: bool) -> &'static str {
    let named = words.iter().find(|(known, _)| known == wanted);
    named.map(|(_, words)| first_word(words, arabic)).unwrap_or_default()
}

/// Who operates, from words; `fold` as in [`Column::guess`].
#[must_use]
pub fn operator(text: &str, fold: impl Fn(&str) -> String) -> Option<Operator> {
    said(&OPERATORS, text, fold)
}

/// Who operates, in words as [`operator`] reads them.
#[must_use]
pub fn operator_name(operator: Operator, arabic: bool) -> &'static str {
    name_of(&OPERATORS, &operator, arabic)
}

/// Groups, from words or codes separated by commas or semicolons; `fold` as in [`Column::guess`].
#[must_use]
pub fn groups(text: &str, fold: impl Fn(&str) -> String) -> Option<BTreeSet<Group>> {
    let named = text
        .split([',', ';', '،', '؛'])
        .map(str::trim)
        .filter(|one| !one.is_empty());
    named.map(|one| said(&GROUPS, &one.replace('_', " "), &fold)).collect()
}

/// A group in words, as [`groups`] reads them.
#[must_use]
pub fn group_name(group: Group, arabic: bool) -> &'static str {
    name_of(&GROUPS, &group, arabic)
}

/// Yes in words, as [`yes_no`] reads them.
#[must_use]
pub fn yes_name(arabic: bool) -> &'static str {
    first_word(&YES, arabic)
}

/// Digits of Arabic and of Persian as those of Latin scripts; other signs stay.
fn latin_digits(text: &str) -> String {
    let digit = |c: char| match c {
        '٠'..='٩' | '۰'..='۹' => {
            let zero = if c <= '٩' { '٠' } else { '۰' };
            char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
        }
        '٫' => '.',
        other => other,
    };
    text.trim().chars().map(digit).collect()
}

/// A count: digits, whose groups of three may be set apart.
#[must_use]
pub fn count(text: &str) -> Option<u32> {
    const APART: [char; 7] = [',', '.', ' ', '\u{a0}', '\u{202f}', '٬', '\''];
    let text = latin_digits(text);
    let mut groups = text.split(APART);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let digits = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let grouped = rest.is_empty() || first.len() <= 3 && rest.iter().all(|group| group.len() == 3);
    if !grouped || !digits(first) || !rest.iter().all(|group| digits(group)) {
        return None;
    }
    (first.to_owned() + &rest.concat()).parse().ok()
}

/// Decimal degrees, with a point or a comma.
#[must_use]
pub fn degrees(text: &str) -> Option<f64> {
    let text = latin_digits(text).replace(',', ".").replace('\u{2212}', "-");
    let text = text.strip_suffix('°').unwrap_or(&text).trim();
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+');
    text.parse()
        .ok()
        .filter(|_| text.chars().all(plain))
        .map(super::kept_degree)
}

/// A day, as `YYYY-MM-DD`.
#[must_use]
pub fn day(text: &str) -> Option<Day> {
    parse_day(&latin_digits(text))
}

/// Yes or no.
#[must_use]
pub fn yes_no(text: &str, fold: impl Fn(&str) -> String) -> Option<bool> {
    let said = fold(text);
    let is = |words: &[&str]| words.iter().any(|word| fold(word) == said);
    if is(&YES) {
        Some(true)
    } else if is(&NO) {
        Some(false)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold(text: &str) -> String {
        text.trim().to_lowercase()
    }

    #[test]
    fn a_header_is_known_in_both_languages_and_by_its_code() {
        assert_eq!(Column::guess(" FACILITY name ", fold), Some(Column::Name));
        assert_eq!(Column::guess("السعة الرسمية", fold), Some(Column::Capacity));
        assert_eq!(Column::guess("opened on", fold), Some(Column::OpenedOn));
        assert_eq!(Column::guess("Remarks", fold), None);
        assert_eq!(Column::guess("", fold), None);
    }

    #[test]
    fn no_name_stands_for_two_columns_and_every_name_for_its_own() {
        for column in Column::ALL {
            let (english, arabic) = column.names();
            for name in english.iter().chain(arabic) {
                assert_eq!(Column::guess(name, fold), Some(column), "{name}");
            }
        }
    }

    #[test]
    fn a_count_is_digits_of_any_script_with_groups_set_apart() {
        for (text, said) in [
            ("1200", 1_200),
            ("1,200", 1_200),
            ("1 234 567", 1_234_567),
            ("١٢٠", 120),
            ("0", 0),
        ] {
            assert_eq!(count(text), Some(said), "{text}");
        }
        for text in ["", "12.5", "1,2", "-3", "about 40", "1,,200", "5000000000"] {
            assert_eq!(count(text), None, "{text}");
        }
    }

    #[test]
    fn degrees_have_a_point_or_a_comma_and_nothing_else() {
        assert_eq!(degrees("33.513807"), Some(33.513_807));
        assert_eq!(degrees("-33,5"), Some(-33.5));
        assert_eq!(degrees("٣٣٫٥"), Some(33.5));
        for text in ["", "33°30'", "1e3", "inf", "NaN", "33N"] {
            assert_eq!(degrees(text), None, "{text}");
        }
    }

    #[test]
    fn words_for_yes_and_for_groups_are_known() {
        assert_eq!(
            (yes_no("نعم", fold), yes_no("No", fold), yes_no("maybe", fold)),
            (Some(true), Some(false), None)
        );
        let of = |text: &str| groups(text, fold);
        assert_eq!(of("women; foreign"), Some([Group::Women, Group::Foreign].into()));
        assert_eq!(of("mental_health"), Some([Group::MentalHealth].into()));
        assert_eq!(
            of("نساء، Persons with disabilities"),
            Some([Group::Women, Group::Disability].into())
        );
        assert_eq!(of("women, robots"), None);
    }

    #[test]
    fn what_a_table_says_in_either_language_reads_as_what_was_meant() {
        for arabic in [false, true] {
            for (group, _) in GROUPS {
                let name = group_name(group, arabic);
                assert_eq!(groups(name, fold), Some([group].into()), "{name}");
            }
            for (operator_meant, _) in OPERATORS {
                let name = operator_name(operator_meant, arabic);
                assert_eq!(operator(name, fold), Some(operator_meant), "{name}");
            }
            assert_eq!(yes_no(yes_name(arabic), fold), Some(true));
        }
    }

    #[test]
    fn no_word_stands_for_two_groups() {
        let words: Vec<String> = GROUPS
            .iter()
            .flat_map(|(_, words)| words.iter().map(|word| fold(word)))
            .collect();
        let once: BTreeSet<&String> = words.iter().collect();
        assert_eq!(once.len(), words.len());
    }
}
