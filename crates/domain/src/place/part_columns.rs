//! What the columns of a table of units, contacts, documents or counts mean, in English and in Arabic.

use super::columns::Column;
use crate::codes::code_of;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What the rows of a table are, where they are not places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum PartKind {
    Unit,
    Contact,
    Document,
    Count,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum PartColumn {
    PlaceId,
    Place,
    PlaceType,
    Region,
    Unit,
    Capacity,
    Regime,
    Gender,
    Contact,
    Role,
    Phone,
    Mail,
    Note,
    Document,
    Dated,
    Kept,
    CountedOn,
    Held,
    Women,
    Minors,
    Foreign,
    Remand,
    Source,
}

use PartColumn as C;

/// Headers of a day that may be the day of anything: of a count, or of the list itself.
const BARE_DAYS: [&str; 4] = ["Day", "Date", "اليوم", "التاريخ"];

impl PartKind {
    /// In the order in which their tables are written.
    pub const ALL: [Self; 4] = [Self::Unit, Self::Contact, Self::Document, Self::Count];

    /// The columns of its table, in the order in which it is written: first which place a row is of.
    #[must_use]
    pub fn columns(self) -> &'static [PartColumn] {
        match self {
            Self::Unit => &[
                C::PlaceId,
                C::Place,
                C::PlaceType,
                C::Region,
                C::Unit,
                C::Capacity,
                C::Regime,
                C::Gender,
            ],
            Self::Contact => &[
                C::PlaceId,
                C::Place,
                C::PlaceType,
                C::Region,
                C::Contact,
                C::Role,
                C::Phone,
                C::Mail,
                C::Note,
            ],
            Self::Document => &[
                C::PlaceId,
                C::Place,
                C::PlaceType,
                C::Region,
                C::Document,
                C::Dated,
                C::Kept,
            ],
            Self::Count => &[
                C::PlaceId,
                C::Place,
                C::PlaceType,
                C::Region,
                C::CountedOn,
                C::Capacity,
                C::Held,
                C::Women,
                C::Minors,
                C::Foreign,
                C::Remand,
                C::Source,
            ],
        }
    }

    /// The columns of which one at least must be there for its rows to say anything.
    #[must_use]
    pub fn keys(self) -> &'static [PartColumn] {
        match self {
            Self::Unit => &[C::Unit],
            Self::Contact => &[C::Contact, C::Role],
            Self::Document => &[C::Document],
            Self::Count => &[C::CountedOn],
        }
    }

    /// Whether columns say which place a row is of, and what it is about.
    #[must_use]
    pub fn is_told_by(self, columns: &BTreeSet<PartColumn>) -> bool {
        let placed = columns.contains(&C::Place) || columns.contains(&C::PlaceId);
        placed && self.keys().iter().any(|key| columns.contains(key))
    }

    /// What a table most likely holds by its headers; none where they are those of a table of places. A list of places with a
    /// column of contacts stays a list of places, and so does a list with a date: the kind that knows more of the headers than the
    /// places do is taken.
    #[must_use]
    pub fn guess(headers: &[String], fold: impl Fn(&str) -> String) -> Option<Self> {
        let as_places: BTreeSet<Column> = headers
            .iter()
            .filter_map(|header| Column::guess(header, &fold))
            .collect();
        let known = |kind: Self| -> BTreeSet<PartColumn> {
            let guessed = headers.iter().filter_map(|header| C::guess(kind, header, &fold));
            guessed.collect()
        };
        let is_bare = |header: &String| BARE_DAYS.iter().any(|name| fold(name) == fold(header));
        let named: BTreeSet<PartColumn> = headers
            .iter()
            .filter(|header| !is_bare(header))
            .filter_map(|header| C::guess(Self::Count, header, &fold))
            .collect();
        let fitting = Self::ALL.into_iter().filter_map(|kind| {
            let columns = known(kind);
            let is_told = kind.is_told_by(&columns) && (kind != Self::Count || says_counts(&named, &as_places));
            (is_told && columns.len() > as_places.len()).then_some((columns.len(), kind))
        });
        fitting.max_by_key(|(count, _)| *count).map(|(_, kind)| kind)
    }
}

/// Whether headers are those of counts, be their day called nothing but a date: they have a column that counts alone have, or how
/// many were held and nothing that describes the places.
fn says_counts(named: &BTreeSet<PartColumn>, as_places: &BTreeSet<Column>) -> bool {
    let only_counts = [C::CountedOn, C::Women, C::Minors, C::Foreign, C::Remand, C::Source];
    let of_either = [Column::Id, Column::Name, Column::Capacity, Column::Occupancy];
    let describes = as_places.iter().any(|column| !of_either.contains(column));
    only_counts.iter().any(|column| named.contains(column)) || (named.contains(&C::Held) && !describes)
}

impl PartColumn {
    /// Whether its cells are counts.
    #[must_use]
    pub fn is_number(self) -> bool {
        matches!(
            self,
            C::Capacity | C::Held | C::Women | C::Minors | C::Foreign | C::Remand
        )
    }

    /// What its header may be called. The first English and the first Arabic name are those of a table written here.
    #[must_use]
    pub fn names(self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            C::PlaceId => (&["Place id"], &["معرّف المكان"]),
            C::Place => (
                &[
                    "Place",
                    "Place name",
                    "Facility",
                    "Facility name",
                    "Establishment",
                    "Institution",
                ],
                &["المكان", "اسم المكان", "اسم المؤسسة", "المؤسسة", "المرفق"],
            ),
            C::PlaceType => (&["Place type", "Type of place"], &["نوع المكان", "نوع المؤسسة"]),
            C::Region => (
                &["Region", "Province", "Governorate", "District"],
                &["المنطقة", "المحافظة", "الإقليم"],
            ),
            C::Unit => (
                &["Unit", "Unit name", "Wing", "Block", "Ward"],
                &["الوحدة", "اسم الوحدة", "العنبر", "الجناح"],
            ),
            C::Capacity => (&["Capacity", "Official capacity", "Beds"], &["السعة الرسمية", "السعة"]),
            C::Regime => (&["Regime"], &["النظام"]),
            C::Gender => (&["Held there", "Gender", "Sex"], &["من يُحتجز فيها", "الجنس"]),
            C::Contact => (&["Contact", "Contact name", "Name"], &["جهة الاتصال", "الاسم"]),
            C::Role => (&["Role", "Function", "Position"], &["الدور", "الوظيفة", "الصفة"]),
            C::Phone => (&["Telephone", "Phone"], &["الهاتف", "رقم الهاتف"]),
            C::Mail => (
                &["Mail", "E-mail", "Email", "Address"],
                &["البريد", "البريد الإلكتروني", "العنوان"],
            ),
            C::Note => (&["Note", "Notes", "Remarks"], &["ملاحظة", "ملاحظات"]),
            C::Document => (&["Document", "Title"], &["الوثيقة", "العنوان"]),
            C::Dated => (&["Dated", "Date"], &["تاريخ الوثيقة", "التاريخ"]),
            C::Kept => (&["Kept at", "Kept", "Reference"], &["محفوظة في", "المرجع"]),
            C::CountedOn => (&["Counted on", "Day", "Date"], &["يوم الإحصاء", "اليوم", "التاريخ"]),
            C::Held => (
                &[
                    "Persons held",
                    "Held",
                    "Occupancy",
                    "Population",
                    "Inmates",
                    "Detainees",
                ],
                &["عدد المحتجزين", "المحتجزون", "عدد النزلاء"],
            ),
            C::Women => (&["Women"], &["النساء"]),
            C::Minors => (&["Under 18", "Minors", "Children"], &["دون 18", "القاصرون", "الأطفال"]),
            C::Foreign => (&["Foreign nationals", "Foreign"], &["الأجانب"]),
            C::Remand => (&["On remand", "Remand"], &["احتياطياً", "المحبوسون احتياطياً"]),
            C::Source => (&["Source"], &["المصدر"]),
        }
    }

    /// The column of a table of that kind that a header most likely names; `fold` makes texts alike that people take for the
    /// same.
    #[must_use]
    pub fn guess(kind: PartKind, header: &str, fold: impl Fn(&str) -> String) -> Option<Self> {
        let header = fold(header);
        if header.is_empty() {
            return None;
        }
        let named = |column: &Self| {
            let (english, arabic) = column.names();
            let said = english.iter().chain(arabic).any(|name| fold(name) == header);
            said || fold(&code_of(column).replace('_', " ")) == header
        };
        kind.columns().iter().copied().find(named)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold(text: &str) -> String {
        text.trim().to_lowercase()
    }

    fn guess(headers: &[&str]) -> Option<PartKind> {
        let headers: Vec<String> = headers.iter().map(ToString::to_string).collect();
        PartKind::guess(&headers, fold)
    }

    #[test]
    fn no_name_stands_for_two_columns_of_one_table() {
        for kind in PartKind::ALL {
            for column in kind.columns() {
                let (english, arabic) = column.names();
                for name in english.iter().chain(arabic) {
                    assert_eq!(PartColumn::guess(kind, name, fold), Some(*column), "{kind:?} {name}");
                }
            }
        }
    }

    #[test]
    fn what_a_table_holds_is_seen_in_its_headers_and_a_list_of_places_stays_one() {
        for kind in PartKind::ALL {
            for arabic in [false, true] {
                let header = |column: &PartColumn| {
                    let (english, names) = column.names();
                    if arabic { names } else { english }
                        .first()
                        .copied()
                        .unwrap_or_default()
                };
                let headers: Vec<&str> = kind.columns().iter().map(header).collect();
                assert_eq!(guess(&headers), Some(kind), "{headers:?}");
            }
        }
        assert_eq!(guess(&["Place", "Wing"]), Some(PartKind::Unit));
        assert_eq!(guess(&["Facility", "Date", "Detainees"]), Some(PartKind::Count));
        assert_eq!(guess(&["Facility", "Kind", "Region", "Capacity", "Contact"]), None);
        assert_eq!(guess(&["Wing", "Capacity"]), None, "of no place");
    }

    #[test]
    fn a_date_alone_makes_no_counts_of_a_list_of_places() {
        assert_eq!(guess(&["Facility", "Region", "Capacity", "Population", "Date"]), None);
        assert_eq!(guess(&["Facility", "Capacity", "Day"]), None);
        assert_eq!(guess(&["المرفق", "المحافظة", "السعة", "عدد النزلاء", "التاريخ"]), None);
        let counts = Some(PartKind::Count);
        assert_eq!(guess(&["Facility", "Date", "Capacity", "Population"]), counts);
        assert_eq!(guess(&["Facility", "Region", "Date", "Population", "Women"]), counts);
        assert_eq!(guess(&["Facility", "Region", "Counted on", "Population"]), counts);
    }
}
