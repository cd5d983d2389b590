//! What a place has several of: units, counts over time, contacts, documents kept elsewhere.

use super::{MAX_NAME_CHARS, MAX_TEXT_CHARS, RefusedField, short};
use crate::answer::SourceType;
use crate::dates::Day;
use serde::{Deserialize, Serialize};

/// A wing, block or ward; each member is a field of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Unit {
    /// Its name.
    pub name: String,
    /// Persons it is meant for.
    pub capacity: Option<u32>,
    /// Regime: open, closed, admission, isolation…, in words.
    pub regime: String,
    /// Who is held there.
    pub gender: Option<UnitGender>,
    /// Taken off the list.
    pub dropped: bool,
}

/// Whom a unit is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum UnitGender {
    Women,
    Men,
    Mixed,
}

/// How many were held on a day, and how many the place was meant for then.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Count {
    /// The day.
    pub on: Option<Day>,
    /// Official capacity, persons.
    pub capacity: Option<u32>,
    /// Persons held.
    pub held: Option<u32>,
    /// Of them, women.
    pub women: Option<u32>,
    /// Of them, under eighteen.
    pub minors: Option<u32>,
    /// Of them, foreign nationals.
    pub foreign: Option<u32>,
    /// Of them, on remand.
    pub remand: Option<u32>,
    /// Where the numbers come from.
    pub source: Option<SourceType>,
    /// Taken back.
    pub dropped: bool,
}

/// Somebody to turn to about a place. Personal data: it stays in the register.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    /// Name.
    pub name: String,
    /// What they do there.
    pub role: String,
    /// Telephone.
    pub phone: String,
    /// Address for letters or mail.
    pub mail: String,
    /// Anything else.
    pub note: String,
    /// Taken off the list.
    pub dropped: bool,
}

/// A document that is kept elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Document {
    /// What it is.
    pub title: String,
    /// Its date.
    pub on: Option<Day>,
    /// Where it is kept.
    pub kept: String,
    /// Taken off the list.
    pub dropped: bool,
}

/// Something a place has several of.
pub trait Part {
    /// The noun it stands under in the record: `unit/<id>/<member>`.
    const NOUN: &'static str;
    /// Whether it was taken off.
    fn dropped(&self) -> bool;
    /// Checks what a person typed.
    ///
    /// # Errors
    /// The field that is missing, too long or cannot be.
    fn check(&self) -> Result<(), RefusedField>;
}

fn named(field: &'static str, text: &str) -> Result<(), RefusedField> {
    if text.trim().is_empty() {
        return Err(RefusedField(field));
    }
    short(field, text, MAX_NAME_CHARS)
}

impl Part for Unit {
    const NOUN: &'static str = "unit";

    fn dropped(&self) -> bool {
        self.dropped
    }

    fn check(&self) -> Result<(), RefusedField> {
        named("name", &self.name)?;
        short("regime", &self.regime, MAX_NAME_CHARS)
    }
}

impl Part for Count {
    const NOUN: &'static str = "count";

    fn dropped(&self) -> bool {
        self.dropped
    }

    fn check(&self) -> Result<(), RefusedField> {
        if self.on.is_none() {
            return Err(RefusedField("on"));
        }
        if self.held.is_none() && self.capacity.is_none() {
            return Err(RefusedField("held"));
        }
        for (field, part) in [
            ("women", self.women),
            ("minors", self.minors),
            ("foreign", self.foreign),
            ("remand", self.remand),
        ] {
            // A part may be known where the whole is not, but it is never more than the whole.
            if part.zip(self.held).is_some_and(|(part, held)| part > held) {
                return Err(RefusedField(field));
            }
        }
        Ok(())
    }
}

impl Part for Contact {
    const NOUN: &'static str = "contact";

    fn dropped(&self) -> bool {
        self.dropped
    }

    fn check(&self) -> Result<(), RefusedField> {
        if self.name.trim().is_empty() {
            named("role", &self.role)?;
        }
        for (field, text) in [
            ("name", &self.name),
            ("role", &self.role),
            ("phone", &self.phone),
            ("mail", &self.mail),
        ] {
            short(field, text, MAX_NAME_CHARS)?;
        }
        short("note", &self.note, MAX_TEXT_CHARS)
    }
}

impl Part for Document {
    const NOUN: &'static str = "document";

    fn dropped(&self) -> bool {
        self.dropped
    }

    fn check(&self) -> Result<(), RefusedField> {
        named("title", &self.title)?;
        short("kept", &self.kept, MAX_TEXT_CHARS)
    }
}

/// The numbers a list shows: those of the newest count that says them, else what the facts say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbers {
    /// Official capacity, persons.
    pub capacity: Option<u32>,
    /// Persons held.
    pub held: Option<u32>,
    /// The day of the count that says how many are held.
    pub counted_on: Option<Day>,
    /// The day of the count that says the capacity; none where the facts do.
    #[serde(default)]
    pub capacity_on: Option<Day>,
}

impl Numbers {
    /// Of two records of one place: each number as the newer count says it, and what nobody counted as the facts of this record do.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        let (held, counted_on) = newer((self.held, self.counted_on), (other.held, other.counted_on));
        let (capacity, capacity_on) = newer((self.capacity, self.capacity_on), (other.capacity, other.capacity_on));
        Self {
            capacity,
            held,
            counted_on,
            capacity_on,
        }
    }
}

/// The number that was counted later; what nobody counted has no day.
fn newer(here: (Option<u32>, Option<Day>), other: (Option<u32>, Option<Day>)) -> (Option<u32>, Option<Day>) {
    if other.1 > here.1 { other } else { here }
}

/// Takes the numbers from counts in any order. `facts` are capacity and occupancy as the facts of the place say them.
#[must_use]
pub fn newest<'a>(counts: impl IntoIterator<Item = &'a Count>, facts: (Option<u32>, Option<u32>)) -> Numbers {
    let mut standing: Vec<&Count> = counts
        .into_iter()
        .filter(|count| !count.dropped && count.on.is_some())
        .collect();
    // Two counts of one day: every device shows the same of them, whatever order they came in.
    standing.sort_by_key(|count| (count.on, count.held, count.capacity));
    let held = standing.iter().rev().find(|count| count.held.is_some());
    let capacity = standing.iter().rev().find(|count| count.capacity.is_some());
    Numbers {
        capacity: capacity.map_or(facts.0, |count| count.capacity),
        held: held.map_or(facts.1, |count| count.held),
        counted_on: held.and_then(|count| count.on),
        capacity_on: capacity.and_then(|count| count.on),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::parse_day;

    fn count(day: &str, capacity: Option<u32>, held: Option<u32>) -> Count {
        Count {
            on: parse_day(day),
            capacity,
            held,
            ..Count::default()
        }
    }

    #[test]
    fn the_newest_count_speaks_and_where_it_is_silent_an_earlier_one() {
        let mut counts = vec![
            count("2026-01-10", Some(400), Some(380)),
            count("2026-03-10", None, Some(450)),
            count("2025-03-10", Some(300), Some(100)),
        ];
        let numbers = newest(&counts, (Some(1), Some(2)));
        assert_eq!((numbers.capacity, numbers.held), (Some(400), Some(450)));
        assert_eq!(numbers.counted_on, parse_day("2026-03-10"));
        counts.iter_mut().for_each(|count| count.dropped = true);
        let facts = newest(&counts, (Some(1), Some(2)));
        assert_eq!((facts.capacity, facts.held, facts.counted_on), (Some(1), Some(2), None));
    }

    #[test]
    fn of_two_records_each_number_is_that_of_the_newer_count_and_no_fact_goes_over_a_count() {
        let numbers = |counts: &[Count], facts| newest(counts, facts);
        let here = numbers(&[count("2026-01-10", Some(100), Some(90))], (None, None));
        let other = numbers(&[count("2026-02-10", None, Some(95))], (Some(10), None));
        let both = here.with(other);
        assert_eq!((both.capacity, both.held), (Some(100), Some(95)));
        assert_eq!(
            (both.capacity_on, both.counted_on),
            (parse_day("2026-01-10"), parse_day("2026-02-10"))
        );
        // Whichever of them stands.
        assert_eq!(other.with(here), both);
        let rebuilt = numbers(&[count("2026-03-10", Some(120), None)], (None, None));
        assert_eq!(
            both.with(rebuilt).capacity,
            Some(120),
            "a capacity alone is a count too"
        );
        let facts = |capacity| numbers(&[], (capacity, None));
        assert_eq!(
            facts(Some(1)).with(facts(Some(2))).capacity,
            Some(1),
            "the facts of the one that stands"
        );
    }

    #[test]
    fn counts_of_one_day_show_alike_in_any_order() {
        let counts = [count("2026-01-10", None, Some(10)), count("2026-01-10", None, Some(12))];
        let back = [counts[1].clone(), counts[0].clone()];
        assert_eq!(newest(&counts, (None, None)), newest(&back, (None, None)));
    }

    #[test]
    fn a_part_is_never_more_than_the_whole_and_a_count_has_a_day_and_a_number() {
        let mut one = count("2026-01-10", None, Some(10));
        one.women = Some(11);
        assert_eq!(one.check(), Err(RefusedField("women")));
        one.women = Some(10);
        assert_eq!(one.check(), Ok(()));
        one.on = None;
        assert_eq!(one.check(), Err(RefusedField("on")));
        assert_eq!(count("2026-01-10", None, None).check(), Err(RefusedField("held")));
    }

    #[test]
    fn a_contact_has_a_name_or_a_role() {
        let mut contact = Contact::default();
        assert_eq!(contact.check(), Err(RefusedField("role")));
        contact.role = "Duty officer".into();
        assert_eq!(contact.check(), Ok(()));
    }
}
