//! Units, contacts, documents and counts as rows of tables: what their cells say, in English and in Arabic.

use super::columns::{count, day};
use super::part_columns::{PartColumn as C, PartKind};
use super::parts::{Contact, Count, Document, Part, Unit, UnitGender};
use crate::answer::SourceType;
use crate::codes::code_of;
use std::collections::BTreeSet;

/// Something a place has several of, as a row of a table says it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum RowPart {
    Unit(Unit),
    Contact(Contact),
    Document(Document),
    Count(Count),
}

impl RowPart {
    /// One that says nothing.
    #[must_use]
    pub fn empty(kind: PartKind) -> Self {
        match kind {
            PartKind::Unit => Self::Unit(Unit::default()),
            PartKind::Contact => Self::Contact(Contact::default()),
            PartKind::Document => Self::Document(Document::default()),
            PartKind::Count => Self::Count(Count::default()),
        }
    }

    /// What it is.
    #[must_use]
    pub fn kind(&self) -> PartKind {
        match self {
            Self::Unit(_) => PartKind::Unit,
            Self::Contact(_) => PartKind::Contact,
            Self::Document(_) => PartKind::Document,
            Self::Count(_) => PartKind::Count,
        }
    }

    /// A fact as a table writes it; empty where it has none, or no such column.
    #[must_use]
    pub fn cell(&self, column: C) -> String {
        let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
        match (self, column) {
            (Self::Unit(unit), C::Unit) => unit.name.clone(),
            (Self::Unit(unit), C::Capacity) => number(unit.capacity),
            (Self::Unit(unit), C::Regime) => unit.regime.clone(),
            (Self::Unit(unit), C::Gender) => unit.gender.as_ref().map(code_of).unwrap_or_default(),
            (Self::Contact(contact), C::Contact) => contact.name.clone(),
            (Self::Contact(contact), C::Role) => contact.role.clone(),
            (Self::Contact(contact), C::Phone) => contact.phone.clone(),
            (Self::Contact(contact), C::Mail) => contact.mail.clone(),
            (Self::Contact(contact), C::Note) => contact.note.clone(),
            (Self::Document(document), C::Document) => document.title.clone(),
            (Self::Document(document), C::Dated) => document.on.map(|on| on.to_string()).unwrap_or_default(),
            (Self::Document(document), C::Kept) => document.kept.clone(),
            (Self::Count(count), C::CountedOn) => count.on.map(|on| on.to_string()).unwrap_or_default(),
            (Self::Count(count), C::Capacity) => number(count.capacity),
            (Self::Count(count), C::Held) => number(count.held),
            (Self::Count(count), C::Women) => number(count.women),
            (Self::Count(count), C::Minors) => number(count.minors),
            (Self::Count(count), C::Foreign) => number(count.foreign),
            (Self::Count(count), C::Remand) => number(count.remand),
            (Self::Count(count), C::Source) => count.source.as_ref().map(code_of).unwrap_or_default(),
            _ => String::new(),
        }
    }

    /// Takes a fact from a cell that is not empty; none where it cannot be read, or there is no such column.
    #[must_use]
    pub fn take(&mut self, column: C, cell: &str, fold: impl Fn(&str) -> String) -> Option<()> {
        match (self, column) {
            (Self::Unit(unit), C::Unit) => cell.clone_into(&mut unit.name),
            (Self::Unit(unit), C::Capacity) => unit.capacity = Some(count(cell)?),
            (Self::Unit(unit), C::Regime) => cell.clone_into(&mut unit.regime),
            (Self::Unit(unit), C::Gender) => unit.gender = Some(meant(cell, &GENDERS, fold)?),
            (Self::Contact(contact), C::Contact) => cell.clone_into(&mut contact.name),
            (Self::Contact(contact), C::Role) => cell.clone_into(&mut contact.role),
            (Self::Contact(contact), C::Phone) => cell.clone_into(&mut contact.phone),
            (Self::Contact(contact), C::Mail) => cell.clone_into(&mut contact.mail),
            (Self::Contact(contact), C::Note) => cell.clone_into(&mut contact.note),
            (Self::Document(document), C::Document) => cell.clone_into(&mut document.title),
            (Self::Document(document), C::Dated) => document.on = Some(day(cell)?),
            (Self::Document(document), C::Kept) => cell.clone_into(&mut document.kept),
            (Self::Count(here), C::CountedOn) => here.on = Some(day(cell)?),
            (Self::Count(here), C::Capacity) => here.capacity = Some(count(cell)?),
            (Self::Count(here), C::Held) => here.held = Some(count(cell)?),
            (Self::Count(here), C::Women) => here.women = Some(count(cell)?),
            (Self::Count(here), C::Minors) => here.minors = Some(count(cell)?),
            (Self::Count(here), C::Foreign) => here.foreign = Some(count(cell)?),
            (Self::Count(here), C::Remand) => here.remand = Some(count(cell)?),
            (Self::Count(here), C::Source) => here.source = Some(meant(cell, &SOURCES, fold)?),
            _ => return None,
        }
        Some(())
    }

    /// Checks what a row says.
    ///
    /// # Errors
    /// The column that is missing, too long or cannot be.
    pub fn check(&self) -> Result<(), C> {
        let checked = match self {
            Self::Unit(unit) => unit.check(),
            Self::Contact(contact) => contact.check(),
            Self::Document(document) => document.check(),
            Self::Count(count) => count.check(),
        };
        checked.map_err(|refused| {
            let coded = |column: &&C| code_of(*column) == refused.0;
            let column = self.kind().columns().iter().find(coded).copied();
            // The columns that name a part, or say its day, are called otherwise than the facts are.
            column.unwrap_or(match (self, refused.0) {
                (Self::Document(_), "on") => C::Dated,
                (Self::Unit(_), _) => C::Unit,
                (Self::Contact(_), _) => C::Contact,
                (Self::Document(_), _) => C::Document,
                (Self::Count(_), _) => C::CountedOn,
            })
        })
    }

    /// What it is called in a list.
    #[must_use]
    pub fn label(&self) -> String {
        match self {
            Self::Unit(unit) => unit.name.clone(),
            Self::Contact(contact) if contact.name.trim().is_empty() => contact.role.clone(),
            Self::Contact(contact) => contact.name.clone(),
            Self::Document(document) => document.title.clone(),
            Self::Count(_) => self.cell(C::CountedOn),
        }
    }

    /// Of two that are called alike in one place: whether nothing makes them two. What only one of them says does not.
    #[must_use]
    pub fn may_be(&self, other: &Self, fold: impl Fn(&str) -> String) -> bool {
        let apart = match self.kind() {
            PartKind::Unit => return true,
            PartKind::Contact => C::Role,
            PartKind::Document => C::Dated,
            PartKind::Count => C::Source,
        };
        let (one, other) = (fold(&self.cell(apart)), fold(&other.cell(apart)));
        one.is_empty() || other.is_empty() || one == other
    }

    /// This one with what a row says of it in those columns.
    #[must_use]
    pub fn told(&self, said: &Self, columns: &BTreeSet<C>, fold: impl Fn(&str) -> String) -> Self {
        let mut told = self.clone();
        for column in columns {
            // What a row was read from reads again; what cannot is left as it was.
            let _ = told.take(*column, &said.cell(*column), &fold);
        }
        told
    }
}

/// Words for whom a unit is for; the first is the code.
const GENDERS: [(UnitGender, &[&str]); 3] = [
    (UnitGender::Women, &["women", "female", "نساء", "النساء"]),
    (UnitGender::Men, &["men", "male", "رجال", "الرجال"]),
    (UnitGender::Mixed, &["mixed", "both", "مختلط", "مختلطة"]),
];

/// Words for where numbers come from; the first is the code.
const SOURCES: [(SourceType, &[&str]); 6] = [
    (SourceType::Observed, &["observed", "observation", "مشاهدة", "ملاحظة"]),
    (SourceType::Interview, &["interview", "مقابلة"]),
    (SourceType::Register, &["register", "records", "سجل", "السجل"]),
    (
        SourceType::Staff,
        &["staff", "management", "الموظفون", "موظفون", "الإدارة"],
    ),
    (SourceType::Document, &["document", "وثيقة"]),
    (SourceType::Measured, &["measured", "measurement", "قياس"]),
];

/// What a word means.
fn meant<T: Copy>(text: &str, words: &[(T, &[&str])], fold: impl Fn(&str) -> String) -> Option<T> {
    let said = fold(text);
    let found = words
        .iter()
        .find(|(_, words)| words.iter().any(|word| fold(word) == said));
    found.map(|(meaning, _)| *meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold(text: &str) -> String {
        text.trim().to_lowercase()
    }

    #[test]
    fn every_fact_that_is_written_reads_back() {
        let unit = Unit {
            name: "Wing B".into(),
            capacity: Some(40),
            regime: "closed".into(),
            gender: Some(UnitGender::Women),
            dropped: false,
        };
        let count = Count {
            on: day("2026-01-10"),
            capacity: Some(400),
            held: Some(380),
            women: Some(12),
            minors: Some(3),
            foreign: Some(9),
            remand: Some(100),
            source: Some(SourceType::Staff),
            dropped: false,
        };
        for part in [RowPart::Unit(unit), RowPart::Count(count)] {
            let columns: BTreeSet<C> = part
                .kind()
                .columns()
                .iter()
                .copied()
                .filter(|column| !part.cell(*column).is_empty())
                .collect();
            assert_eq!(RowPart::empty(part.kind()).told(&part, &columns, fold), part);
        }
    }

    #[test]
    fn a_row_that_cannot_be_says_which_column_is_wrong() {
        let mut count = RowPart::empty(PartKind::Count);
        assert_eq!(count.check(), Err(C::CountedOn));
        for (column, cell) in [(C::CountedOn, "2026-01-10"), (C::Held, "3"), (C::Women, "4")] {
            assert_eq!(count.take(column, cell, fold), Some(()));
        }
        assert_eq!(count.check(), Err(C::Women));
        assert_eq!(count.take(C::Source, "a rumour", fold), None);
        assert_eq!(count.take(C::Source, "السجل", fold), Some(()));
        assert_eq!(RowPart::empty(PartKind::Unit).check(), Err(C::Unit));
        assert_eq!(RowPart::empty(PartKind::Document).check(), Err(C::Document));
        assert_eq!(RowPart::empty(PartKind::Contact).check(), Err(C::Role));
    }
}
