//! Regularity rules: how often a place is to be visited. OPCAT sets no number; what ships is common practice, marked as a
//! default to be checked, and every body sets its own.

use super::capacity::Capacity;
use super::known::Known;
use super::score::Band;
use super::unannounced::{Unannounced, is_span};
use crate::checklist::Localized;
use crate::ids::DocumentId;
use crate::place::PlaceType;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Shortest period, months.
pub const MIN_PERIOD_MONTHS: u32 = 1;
/// Longest period, months.
pub const MAX_PERIOD_MONTHS: u32 = 240;
/// Shortest that a risk makes a period, percent of it.
pub const MIN_SHORTENED_PERCENT: u32 = 10;
/// A period as it stands, percent.
pub const WHOLE_PERCENT: u32 = 100;
/// Two visits to a place are proposed no nearer to each other than this part of its period: a half. Nearer than that, one of them
/// takes the room of a place that nobody has seen for longer. Our own figure, to be checked.
const GAP_PART: u32 = 2;
/// Longest time that is called "soon", days.
pub const MAX_DUE_SOON_DAYS: u32 = 366;

/// The defaults that ship, embedded.
const SHIPPED: &str = include_str!("../../programme/regularity.json");

static PARSED: LazyLock<Result<Defaults, DefaultsRefused>> = LazyLock::new(|| Defaults::parse(SHIPPED));

/// Why a file of defaults was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DefaultsRefused {
    /// Not the JSON of defaults.
    #[error("not defaults: {0}")]
    Form(String),
    /// A type of place without a period, with two, with one that nobody can mean, or with no source.
    #[error("incomplete: {0:?}")]
    Type(PlaceType),
    /// Capacity, reserve, what shortens a period, or a longest period without a source.
    #[error("out of range")]
    Numbers,
}

/// The period of one type of place, and where it is from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DefaultPeriod {
    /// The type.
    pub place_type: PlaceType,
    /// Months from one visit to the next.
    pub months: u32,
    /// One full visit within so many months is to be unannounced; nothing is asked otherwise. It is from the same source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unannounced: Option<u32>,
    /// Nobody has confirmed it for this body: shown as "default, to be checked".
    pub to_check: bool,
    /// Where it is from.
    pub source: Localized,
}

/// The longest period of places of which something is known, of whatever type, and where it is from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DefaultMost {
    /// Months from one visit to the next, at most.
    pub months: u32,
    /// Nobody has confirmed it for this body: shown as "default, to be checked".
    pub to_check: bool,
    /// Where it is from.
    pub source: Localized,
}

/// The regularity rules of a body that has set none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Defaults {
    /// Visits a month.
    pub per_month: u32,
    /// Share kept for urgent and follow-up visits, percent.
    pub reserve_percent: u32,
    /// From so many days before it is due, a visit is due soon.
    pub due_soon_days: u32,
    /// A raised risk makes the period so many percent of itself.
    pub raised_percent: u32,
    /// A high risk makes the period so many percent of itself.
    pub high_percent: u32,
    /// Of police stations with a problem that the body knows of.
    pub problem: DefaultMost,
    /// Of places of which the body has noted that they hold vulnerable groups.
    pub groups: DefaultMost,
    /// Periods, one of each type.
    pub types: Vec<DefaultPeriod>,
}

impl Defaults {
    /// What ships.
    ///
    /// # Errors
    /// [`DefaultsRefused`] for a data file that does not hold; a test keeps that from shipping.
    pub fn shipped() -> Result<&'static Self, &'static DefaultsRefused> {
        PARSED.as_ref()
    }

    /// Reads and checks a file of defaults.
    ///
    /// # Errors
    /// See [`DefaultsRefused`].
    pub fn parse(json: &str) -> Result<Self, DefaultsRefused> {
        let read: Self = serde_json::from_str(json).map_err(|error| DefaultsRefused::Form(error.to_string()))?;
        for place_type in PlaceType::ALL {
            let mut of_type = read.types.iter().filter(|period| period.place_type == place_type);
            let (first, second) = (of_type.next(), of_type.next());
            if second.is_some() || !first.is_some_and(is_meant) {
                return Err(DefaultsRefused::Type(place_type));
            }
        }
        let sources = [&read.problem.source, &read.groups.source];
        if !read.rules().plausible() || !sources.into_iter().all(said) {
            return Err(DefaultsRefused::Numbers);
        }
        Ok(read)
    }

    /// The default of a type.
    #[must_use]
    pub fn period(&self, place_type: PlaceType) -> Option<&DefaultPeriod> {
        self.types.iter().find(|period| period.place_type == place_type)
    }

    /// As the rules of a body.
    #[must_use]
    pub fn rules(&self) -> Rules {
        Rules {
            by_type: self
                .types
                .iter()
                .map(|period| (period.place_type, period.months))
                .collect(),
            by_own_type: BTreeMap::new(),
            by_place: BTreeMap::new(),
            unannounced: Unannounced {
                by_type: self
                    .types
                    .iter()
                    .filter_map(|period| Some((period.place_type, period.unannounced?)))
                    .collect(),
                ..Unannounced::default()
            },
            raised_percent: self.raised_percent,
            high_percent: self.high_percent,
            problem_months: self.problem.months,
            groups_months: self.groups.months,
            due_soon_days: self.due_soon_days,
            capacity: Capacity {
                per_month: self.per_month,
                reserve_percent: self.reserve_percent,
            },
        }
    }
}

fn is_meant(period: &DefaultPeriod) -> bool {
    is_period(period.months) && period.unannounced.is_none_or(is_span) && said(&period.source)
}

fn said(text: &Localized) -> bool {
    !text.en.trim().is_empty() && !text.ar.trim().is_empty()
}

/// Whether a period can be meant.
#[must_use]
pub fn is_period(months: u32) -> bool {
    (MIN_PERIOD_MONTHS..=MAX_PERIOD_MONTHS).contains(&months)
}

/// The regularity rules of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// Months from one visit to the next, by type of place.
    pub by_type: BTreeMap<PlaceType, u32>,
    /// Months from one visit to the next, by types that the body itself names, as names are compared.
    pub by_own_type: BTreeMap<String, u32>,
    /// Months from one visit to the next, of single places; it stands as it is, no risk shortens it.
    pub by_place: BTreeMap<DocumentId, u32>,
    /// That not all visits to a place are announced.
    pub unannounced: Unannounced,
    /// A raised risk makes the period of a type so many percent of itself.
    pub raised_percent: u32,
    /// A high risk makes the period of a type so many percent of itself.
    pub high_percent: u32,
    /// Most months from one visit to the next of a police station with a problem that the body knows of.
    pub problem_months: u32,
    /// Most months from one visit to the next of a place that is known to hold vulnerable groups.
    pub groups_months: u32,
    /// From so many days before it is due, a visit is due soon.
    pub due_soon_days: u32,
    /// What the body can do.
    pub capacity: Capacity,
}

/// Where a period is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleSource {
    /// Set for this place.
    Place,
    /// Set for its type, or the default of it.
    Type,
    /// A police station with a problem that the body knows of.
    Problem,
    /// It is known to hold vulnerable groups.
    Groups,
}

/// How often one place is to be visited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// Months from one visit to the next.
    pub months: u32,
    /// The same before any risk, or anything known of the place, shortened it.
    pub unshortened_months: u32,
    /// Where it is from.
    pub source: RuleSource,
}

impl Period {
    /// Fewest months from one full visit to the next that is proposed.
    #[must_use]
    pub fn least_gap_months(self) -> u32 {
        (self.months / GAP_PART).max(MIN_PERIOD_MONTHS)
    }
}

impl Rules {
    /// Whether the numbers can be meant.
    #[must_use]
    pub fn plausible(&self) -> bool {
        let shortened = |percent: u32| (MIN_SHORTENED_PERCENT..=WHOLE_PERCENT).contains(&percent);
        shortened(self.raised_percent)
            && shortened(self.high_percent)
            && self.high_percent <= self.raised_percent
            && self.due_soon_days <= MAX_DUE_SOON_DAYS
            && self.capacity.plausible()
            && self.unannounced.plausible()
            && self
                .by_type
                .values()
                .chain(self.by_own_type.values())
                .chain(self.by_place.values())
                .chain([&self.problem_months, &self.groups_months])
                .all(|months| is_period(*months))
    }

    /// Months from one visit to the next of a type, before anything shortens them. A type without a rule goes by that of `other`.
    #[must_use]
    pub fn of_type(&self, place_type: PlaceType, own_type: Option<&str>) -> u32 {
        let own = own_type.filter(|_| place_type == PlaceType::Other);
        let of_own = own.and_then(|own| self.by_own_type.get(own));
        let of_type = of_own.or_else(|| self.by_type.get(&place_type));
        let months = of_type.or_else(|| self.by_type.get(&PlaceType::Other));
        months.copied().unwrap_or(MAX_PERIOD_MONTHS)
    }

    /// How often a place is to be visited.
    #[must_use]
    pub fn period(&self, place: DocumentId, known: &Known, band: Band) -> Period {
        if let Some(months) = self.by_place.get(&place) {
            return Period {
                months: *months,
                unshortened_months: *months,
                source: RuleSource::Place,
            };
        }
        let unshortened_months = self.of_type(known.place_type, known.own_type.as_deref());
        let months = shorten(unshortened_months, self.percent(band));
        // Of several that are as short, the one by type is told.
        let shortest = [(months, RuleSource::Type)].into_iter().chain(self.at_most(known));
        let (months, source) = shortest
            .min_by_key(|(months, _)| *months)
            .unwrap_or((months, RuleSource::Type));
        Period {
            months,
            unshortened_months,
            source,
        }
    }

    /// The longest periods that what is known of a place allows.
    fn at_most(&self, known: &Known) -> impl Iterator<Item = (u32, RuleSource)> {
        let problem = known.known_problem && known.place_type == PlaceType::PoliceStation;
        let groups = known.groups.is_some_and(|groups| groups > 0);
        [
            problem.then_some((self.problem_months, RuleSource::Problem)),
            groups.then_some((self.groups_months, RuleSource::Groups)),
        ]
        .into_iter()
        .flatten()
    }

    fn percent(&self, band: Band) -> u32 {
        match band {
            Band::Low => WHOLE_PERCENT,
            Band::Raised => self.raised_percent,
            Band::High => self.high_percent,
        }
    }
}

/// Rounded down to whole months, and never to none.
fn shorten(months: u32, percent: u32) -> u32 {
    (months.saturating_mul(percent) / WHOLE_PERCENT).max(MIN_PERIOD_MONTHS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ships_covers_every_type_and_says_where_it_is_from() {
        let defaults = Defaults::shipped().unwrap();
        assert_eq!(defaults.types.len(), PlaceType::ALL.len());
        assert!(
            defaults.types.iter().all(|period| period.to_check),
            "nobody has checked them yet"
        );
    }

    #[test]
    fn a_file_that_forgets_a_type_or_says_a_number_that_nobody_means_is_refused() {
        let mut read = Defaults::shipped().unwrap().clone();
        let again = |read: &Defaults| Defaults::parse(&serde_json::to_string(read).unwrap());
        assert_eq!(again(&read), Ok(read.clone()));
        read.high_percent = read.raised_percent + 1;
        assert_eq!(again(&read), Err(DefaultsRefused::Numbers));
        read.high_percent = MIN_SHORTENED_PERCENT;
        read.types[0].months = MAX_PERIOD_MONTHS + 1;
        assert_eq!(again(&read), Err(DefaultsRefused::Type(PlaceType::RemandPrison)));
        read.types.remove(0);
        assert_eq!(again(&read), Err(DefaultsRefused::Type(PlaceType::RemandPrison)));
    }

    #[test]
    fn a_type_that_the_body_names_has_a_period_of_its_own_or_that_of_other() {
        let mut rules = Defaults::shipped().unwrap().rules();
        rules.by_own_type.insert("transit zone".to_owned(), 3);
        let other = rules.by_type[&PlaceType::Other];
        let months = |place_type, own_type: Option<&str>| {
            let own_type = own_type.map(ToOwned::to_owned);
            let known = Known {
                place_type,
                own_type,
                ..Known::default()
            };
            rules.period(DocumentId::from_bytes([7; 16]), &known, Band::Low).months
        };
        assert_eq!(months(PlaceType::Other, Some("transit zone")), 3);
        assert_eq!(months(PlaceType::Other, Some("ferry")), other);
        assert_eq!(months(PlaceType::Other, None), other);
        // What was written beside a type that there is, before somebody chose it, says nothing.
        let prison = rules.by_type[&PlaceType::Prison];
        assert_eq!(months(PlaceType::Prison, Some("transit zone")), prison);
        rules.by_own_type.insert("ferry".to_owned(), 0);
        assert!(!rules.plausible());
    }

    #[test]
    fn a_risk_shortens_the_period_of_a_type_and_not_the_one_set_for_a_place() {
        let mut rules = Defaults::shipped().unwrap().rules();
        let place = DocumentId::from_bytes([7; 16]);
        let known = Known {
            place_type: PlaceType::PoliceStation,
            ..Known::default()
        };
        let months = |rules: &Rules, band| rules.period(place, &known, band).months;
        assert_eq!(months(&rules, Band::Low), 36);
        assert_eq!(months(&rules, Band::Raised), 27);
        assert_eq!(months(&rules, Band::High), 18);
        rules.by_place.insert(place, 6);
        assert_eq!(months(&rules, Band::High), 6);
        assert_eq!(rules.period(place, &known, Band::High).source, RuleSource::Place);
        rules.by_place.clear();
        rules.by_type.insert(PlaceType::PoliceStation, MIN_PERIOD_MONTHS);
        assert_eq!(months(&rules, Band::High), MIN_PERIOD_MONTHS, "never none");
    }

    #[test]
    fn a_police_station_with_a_known_problem_and_a_place_with_vulnerable_groups_are_visited_every_year() {
        let mut rules = Defaults::shipped().unwrap().rules();
        let place = DocumentId::from_bytes([7; 16]);
        let period = |rules: &Rules, place_type, known_problem, groups| {
            let known = Known {
                place_type,
                known_problem,
                groups,
                ..Known::default()
            };
            let period = rules.period(place, &known, Band::Low);
            (period.months, period.unshortened_months, period.source)
        };
        let police = PlaceType::PoliceStation;
        assert_eq!(period(&rules, police, false, None), (36, 36, RuleSource::Type));
        assert_eq!(period(&rules, police, true, None), (12, 36, RuleSource::Problem));
        assert_eq!(period(&rules, police, false, Some(0)), (36, 36, RuleSource::Type));
        assert_eq!(
            period(&rules, PlaceType::Prison, true, None),
            (30, 30, RuleSource::Type)
        );
        assert_eq!(
            period(&rules, PlaceType::Prison, false, Some(2)),
            (12, 30, RuleSource::Groups)
        );
        assert_eq!(
            period(&rules, PlaceType::RemandPrison, false, Some(2)),
            (12, 12, RuleSource::Type),
            "it is every year by its type"
        );
        rules.problem_months = 6;
        assert_eq!(period(&rules, police, true, Some(1)), (6, 36, RuleSource::Problem));
        rules.problem_months = 48;
        assert_eq!(
            period(&rules, police, true, None),
            (36, 36, RuleSource::Type),
            "it never lengthens"
        );
        rules.by_place.insert(place, 60);
        assert_eq!(period(&rules, police, true, Some(1)), (60, 60, RuleSource::Place));
        rules.groups_months = 0;
        assert!(!rules.plausible());
    }
}
