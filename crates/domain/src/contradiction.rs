//! What sources say against each other: for one question, about the same area, on the same day.

use crate::answer::{AnswerValue, SourceType, YesNoPartly};
use crate::dates::Day;
use crate::ids::GENERAL_AREA;
use crate::population::Group;

/// What one source says to a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// The area; [`GENERAL_AREA`] for the place as a whole.
    pub area: String,
    /// The day of the visit that it is of; none for what holds on any day of the visit.
    pub on: Option<Day>,
    /// Where it comes from.
    pub source: SourceType,
    /// What it says.
    pub value: AnswerValue,
}

/// What an item asks for that is noted elsewhere as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// Persons of a group held in the place, as counted on the visit and in the register of places.
    Held(Group),
    /// The official capacity, as in the register of places.
    Capacity,
}

/// The items of the checklists that ship which ask for the very figure that is noted elsewhere too. An item that asks for nearly
/// the same, such as patients where some are free to leave, is not among them. How many entries a sample of a register looked at
/// is how many were looked at, and says of nobody that they are held: it is held against no figure.
const FIGURES: [(&str, &str, Figure); 12] = [
    ("immigration_detention", "held_today", Figure::Held(Group::Total)),
    ("juvenile_institution", "held_today", Figure::Held(Group::Total)),
    ("juvenile_institution", "untried", Figure::Held(Group::Remand)),
    ("police_custody", "held_now", Figure::Held(Group::Total)),
    ("prison", "held_today", Figure::Held(Group::Total)),
    ("remand", "held_untried", Figure::Held(Group::Remand)),
    ("remand", "held_convicted", Figure::Held(Group::Sentenced)),
    ("immigration_detention", "capacity", Figure::Capacity),
    ("juvenile_institution", "capacity", Figure::Capacity),
    ("prison", "capacity", Figure::Capacity),
    ("psychiatric_institution", "capacity", Figure::Capacity),
    ("remand", "capacity", Figure::Capacity),
];

/// The item of each checklist that asks whether anybody described ill-treatment: what an allegation in an interview answers.
pub const ALLEGED: &str = "ill_treatment";

/// The figure that an item of a checklist asks for.
#[must_use]
pub fn figure(checklist: &str, item: &str) -> Option<Figure> {
    let found = FIGURES.iter().find(|(list, id, _)| *list == checklist && *id == item);
    found.map(|(_, _, figure)| *figure)
}

/// About the same area, or about it and the whole.
fn near(a: &Said, b: &Said) -> bool {
    a.area == b.area || a.area == GENERAL_AREA || b.area == GENERAL_AREA
}

/// About the same area, of the same day.
fn of_one_day(a: &Said, b: &Said) -> bool {
    a.area == b.area && a.on.zip(b.on).is_none_or(|(one, other)| one == other)
}

/// Whether two values of one kind cannot both be so.
fn exclude(a: &AnswerValue, b: &AnswerValue) -> bool {
    match (a, b) {
        // Whoever ticked more saw more; only where they have nothing in common one of them is wrong.
        (AnswerValue::MultiChoice(one), AnswerValue::MultiChoice(other)) => {
            !one.is_empty() && !other.is_empty() && !one.iter().any(|id| other.contains(id))
        }
        (AnswerValue::Number(_), AnswerValue::Number(_))
        | (AnswerValue::Duration(_), AnswerValue::Duration(_))
        | (AnswerValue::Date(_), AnswerValue::Date(_))
        | (AnswerValue::Choice(_), AnswerValue::Choice(_)) => a != b,
        // Words are for people to compare; two cells that were measured are two cells, and two stays those of two persons.
        _ => false,
    }
}

/// Whether two of them cannot both be so.
///
/// "Yes" and "no" are held against each other by sources of different kinds, and what is said of the whole against every area.
/// Numbers, choices, days and lengths are held against each other within one area and one day alone: a part is not the whole,
/// and on another day other persons are held.
#[must_use]
pub fn contradict(a: &Said, b: &Said) -> bool {
    match (&a.value, &b.value) {
        (AnswerValue::YesNoPartly(one), AnswerValue::YesNoPartly(other)) => {
            let opposite = matches!(
                (one, other),
                (YesNoPartly::Yes, YesNoPartly::No) | (YesNoPartly::No, YesNoPartly::Yes)
            );
            near(a, b) && opposite && a.source != b.source
        }
        _ => of_one_day(a, b) && exclude(&a.value, &b.value),
    }
}

/// Whether `other` says something else than `one` does, where that one is what a finding stands on: looser than
/// [`contradict`], since "partly", or another word of the same source, speaks against it too.
#[must_use]
pub fn says_otherwise(one: &Said, other: &Said) -> bool {
    match (&one.value, &other.value) {
        (AnswerValue::YesNoPartly(here), AnswerValue::YesNoPartly(there)) => {
            near(one, other) && here != there && *there != YesNoPartly::NotChecked
        }
        _ => contradict(one, other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklist::{ItemType, builtin};
    use crate::dates::parse_day;
    use crate::ids::ItemId;
    use proptest::prelude::*;

    fn said(area: &str, on: &str, source: SourceType, value: AnswerValue) -> Said {
        Said {
            area: area.into(),
            on: parse_day(on),
            source,
            value,
        }
    }

    fn number(area: &str, on: &str, n: u32) -> Said {
        said(area, on, SourceType::Register, AnswerValue::Number(f64::from(n)))
    }

    const DAY: &str = "2026-03-02";
    const NEXT: &str = "2026-03-03";

    #[test]
    fn numbers_differ_within_one_area_and_day_and_nowhere_else() {
        assert!(contradict(&number("a", DAY, 12), &number("a", DAY, 14)));
        assert!(!contradict(&number("a", DAY, 12), &number("a", DAY, 12)));
        assert!(
            !contradict(&number("a", DAY, 12), &number("a", NEXT, 14)),
            "another day"
        );
        assert!(
            !contradict(&number("a", DAY, 12), &number(GENERAL_AREA, DAY, 400)),
            "a part"
        );
        assert!(
            contradict(
                &number("a", DAY, 12),
                &Said {
                    on: None,
                    ..number("a", DAY, 14)
                }
            ),
            "what holds on any day"
        );
    }

    #[test]
    fn yes_and_no_are_held_against_each_other_over_days_by_sources_of_two_kinds() {
        let says = |area: &str, source, value| said(area, DAY, source, AnswerValue::YesNoPartly(value));
        let told = says(GENERAL_AREA, SourceType::Staff, YesNoPartly::Yes);
        let seen = Said {
            on: parse_day(NEXT),
            ..says("a", SourceType::Observed, YesNoPartly::No)
        };
        assert!(contradict(&told, &seen));
        let same = Said {
            source: SourceType::Staff,
            ..seen.clone()
        };
        assert!(!contradict(&told, &same) && says_otherwise(&told, &same));
        let partly = Said {
            value: AnswerValue::YesNoPartly(YesNoPartly::Partly),
            ..seen.clone()
        };
        assert!(!contradict(&told, &partly) && says_otherwise(&told, &partly));
        let unseen = Said {
            value: AnswerValue::YesNoPartly(YesNoPartly::NotChecked),
            ..seen
        };
        assert!(!says_otherwise(&told, &unseen));
    }

    #[test]
    fn whoever_ticked_more_saw_more_and_two_single_choices_exclude_each_other() {
        let ticked = |ids: &[&str]| {
            let ids = ids.iter().map(|id| (*id).to_owned()).collect();
            said("a", DAY, SourceType::Observed, AnswerValue::MultiChoice(ids))
        };
        assert!(!contradict(&ticked(&["food"]), &ticked(&["food", "dark"])));
        assert!(contradict(&ticked(&["none"]), &ticked(&["food", "dark"])));
        assert!(!contradict(&ticked(&[]), &ticked(&["food"])));
        let chose = |id: &str| said("a", DAY, SourceType::Observed, AnswerValue::Choice(id.into()));
        assert!(contradict(&chose("weekly"), &chose("never")));
        let wrote = |text: &str| said("a", DAY, SourceType::Observed, AnswerValue::Text(text.into()));
        assert!(!contradict(&wrote("cold"), &wrote("warm")));
        assert!(!contradict(&wrote("cold"), &chose("cold")), "of two kinds");
    }

    #[test]
    fn every_figure_and_the_item_on_ill_treatment_are_in_the_checklists_that_ship() {
        let lists = builtin().unwrap();
        for (list, item, _) in FIGURES {
            let list = lists.iter().find(|known| known.id.as_str() == list).unwrap();
            let (_, found) = list.item(&ItemId::parse(item).unwrap()).unwrap();
            assert_eq!(found.item_type, ItemType::Number, "{item}");
            assert_eq!(found.unit.as_deref(), Some("persons"), "{item}");
        }
        for list in lists {
            let (_, found) = list.item(&ItemId::parse(ALLEGED).unwrap()).unwrap();
            assert_eq!(found.item_type, ItemType::YesNoPartly, "{}", list.id);
        }
        assert_eq!(figure("prison", "held_today"), Some(Figure::Held(Group::Total)));
        assert_eq!(figure("prison", "untried_year"), None);
    }

    fn any_value() -> impl Strategy<Value = AnswerValue> {
        let day = |n: u32| parse_day(&format!("2026-03-{:02}", n + 1)).unwrap();
        let word = |n: u32| ["a", "b", "c"].get(n as usize).copied().unwrap_or("a").to_owned();
        (0_u32..7, 0_u32..3).prop_map(move |(kind, n)| match kind {
            0 => AnswerValue::Number(f64::from(n)),
            1 => AnswerValue::Duration(n),
            2 => AnswerValue::Choice(word(n)),
            3 => AnswerValue::MultiChoice(vec![word(n)]),
            4 => AnswerValue::Date(day(n)),
            5 => AnswerValue::Text(word(n)),
            _ => AnswerValue::YesNoPartly(if n == 0 { YesNoPartly::Yes } else { YesNoPartly::No }),
        })
    }

    fn any_said() -> impl Strategy<Value = Said> {
        let areas = proptest::sample::select(vec!["a", "b", GENERAL_AREA]);
        let days = proptest::sample::select(vec![DAY, NEXT]);
        let sources = proptest::sample::select(vec![SourceType::Register, SourceType::Staff]);
        (areas, days, sources, any_value()).prop_map(|(area, on, source, value)| said(area, on, source, value))
    }

    proptest! {
        #[test]
        fn a_contradiction_has_two_sides_and_nobody_contradicts_themselves(a in any_said(), b in any_said()) {
            prop_assert_eq!(contradict(&a, &b), contradict(&b, &a));
            prop_assert!(!contradict(&a, &a));
            prop_assert!(!contradict(&a, &b) || says_otherwise(&a, &b));
            prop_assert!(!contradict(&a, &b) || a.value != b.value);
        }

        #[test]
        fn another_day_contradicts_nothing_but_yes_and_no(a in any_said(), b in any_said()) {
            let yes_no = matches!(a.value, AnswerValue::YesNoPartly(_));
            prop_assert!(yes_no || a.on == b.on || !contradict(&a, &b));
        }
    }
}
