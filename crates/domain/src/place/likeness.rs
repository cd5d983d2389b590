//! Records that may be of one place: likeness of name, type, region and distance, each said in the explanation.
//!
//! Nothing is merged by it. Texts come in folded (case, accents, letter forms): the same folding as the search's.

use super::PlaceType;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Points from which two records are shown as likely the same; a name alike letter by letter is worth 100.
pub const LEAST_POINTS: i32 = 80;
/// What one and the same region, or type, adds.
const SAME_POINTS: i32 = 10;
/// What another region takes away.
const OTHER_REGION_POINTS: i32 = 20;
/// What another type takes away: a prison and a police station may share the name of their town.
const OTHER_TYPE_POINTS: i32 = 30;
/// What another number in the name takes away: police station 4 is not police station 14.
const OTHER_NUMBER_POINTS: i32 = 50;
/// What a short distance adds.
const NEAR_POINTS: i32 = 25;
/// What a long one takes away.
const FAR_POINTS: i32 = 50;
/// Metres that are a short distance.
pub const NEAR_M: f64 = 300.0;
/// Metres that are a long one.
const FAR_M: f64 = 20_000.0;
/// Least likeness of names, percent, whatever else agrees.
const LEAST_NAME: i32 = 50;
/// Least likeness of names of places that stand near each other, percent.
const LEAST_NAME_NEAR: i32 = 30;
/// Letters of a word that put two names beside each other.
const STEM_CHARS: usize = 4;
/// Records that share a stem beyond which the stem says nothing.
const MAX_SHARED: usize = 120;
/// Most pairs shown.
pub const MAX_PAIRS: usize = 500;
/// Cells of a degree: about a kilometre.
const CELLS: f64 = 100.0;
/// Mean radius of the Earth, metres (IUGG).
const EARTH_M: f64 = 6_371_008.8;

/// What is compared of a place.
#[derive(Debug, Clone)]
pub struct Compared {
    name: String,
    grams: Vec<[char; 3]>,
    numbers: BTreeSet<String>,
    region: String,
    place_type: PlaceType,
    position: Option<(f64, f64)>,
}

/// Why two records may be of one place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likeness {
    /// What it comes to; [`LEAST_POINTS`] or more.
    pub points: i32,
    /// Likeness of the names, percent.
    pub name: i32,
    /// The same type.
    pub same_type: bool,
    /// The same region, where both say one.
    pub same_region: bool,
    /// Metres between them, where both say where they are.
    pub metres: Option<f64>,
}

impl Compared {
    /// From folded texts: words separated by spaces.
    #[must_use]
    pub fn new(name: &str, region: &str, place_type: PlaceType, position: Option<(f64, f64)>) -> Self {
        let has_digit = |word: &&str| word.chars().any(char::is_numeric);
        Self {
            numbers: name.split(' ').filter(has_digit).map(ToOwned::to_owned).collect(),
            name: name.to_owned(),
            region: region.to_owned(),
            grams: grams(name),
            place_type,
            position,
        }
    }

    /// How alike two are; `None` where they are not likely the same.
    #[must_use]
    pub fn like(&self, other: &Self) -> Option<Likeness> {
        let name = alike(&self.grams, &other.grams);
        let metres = self
            .position
            .zip(other.position)
            .map(|(here, there)| distance_m(here, there));
        let near = metres.is_some_and(|metres| metres <= NEAR_M);
        if name < if near { LEAST_NAME_NEAR } else { LEAST_NAME } {
            return None;
        }
        let same_type = self.place_type == other.place_type;
        let typed = self.place_type != PlaceType::Other && other.place_type != PlaceType::Other;
        let placed = !self.region.is_empty() && !other.region.is_empty();
        let same_region = placed && self.region == other.region;
        let mut points = name;
        points += i32::from(same_type) * SAME_POINTS - i32::from(!same_type && typed) * OTHER_TYPE_POINTS;
        points += i32::from(same_region) * SAME_POINTS - i32::from(placed && !same_region) * OTHER_REGION_POINTS;
        points -= i32::from(self.numbers != other.numbers) * OTHER_NUMBER_POINTS;
        points += i32::from(near) * NEAR_POINTS;
        points -= i32::from(metres.is_some_and(|metres| metres > FAR_M)) * FAR_POINTS;
        (points >= LEAST_POINTS).then_some(Likeness {
            points,
            name,
            same_type,
            same_region,
            metres,
        })
    }

    /// Names that stand beside each other share one of these.
    fn stems(&self) -> impl Iterator<Item = String> + '_ {
        let words = self.name.split(' ').filter(|word| word.chars().count() > 2);
        let whole = std::iter::once(format!("={}", self.name)).filter(|_| !self.name.is_empty());
        words.map(|word| word.chars().take(STEM_CHARS).collect()).chain(whole)
    }

    fn cell(&self) -> Option<(i32, i32)> {
        let (north, east) = self.position?;
        // Degrees are at most 180: their hundredths fit.
        #[allow(clippy::cast_possible_truncation)]
        Some(((north * CELLS).floor() as i32, (east * CELLS).floor() as i32))
    }
}

/// What is said of where a place is, in folded texts; nothing where they are empty.
#[derive(Debug, Clone, Default)]
pub struct Site {
    /// Region.
    pub region: String,
    /// Address.
    pub address: String,
    /// Degrees north and east.
    pub position: Option<(f64, f64)>,
}

impl Site {
    /// Of two records of one name and one type: whether nothing that is said of where they are makes them two places. Every
    /// district may have a police post that is called so. What one of them leaves open tells nothing apart.
    #[must_use]
    pub fn may_be(&self, other: &Self) -> bool {
        let differ = |one: &str, other: &str| !one.is_empty() && !other.is_empty() && one != other;
        if differ(&self.region, &other.region) || differ(&self.address, &other.address) {
            return false;
        }
        // An address that agrees forgives a position that was read off roughly.
        let most = if self.address.is_empty() || other.address.is_empty() {
            NEAR_M
        } else {
            FAR_M
        };
        let positions = self.position.zip(other.position);
        positions.is_none_or(|(here, there)| distance_m(here, there) <= most)
    }
}

/// How alike two folded texts are, percent.
#[must_use]
pub fn words_alike(one: &str, other: &str) -> i32 {
    alike(&grams(one), &grams(other))
}

/// The trigrams of a text, sorted.
fn grams(text: &str) -> Vec<[char; 3]> {
    let padded: Vec<char> = format!("  {text} ").chars().collect();
    let mut grams: Vec<[char; 3]> = padded.windows(3).filter_map(|gram| gram.try_into().ok()).collect();
    grams.sort_unstable();
    grams
}

/// Dice's measure of two sorted lists of trigrams, percent.
fn alike(one: &[[char; 3]], other: &[[char; 3]]) -> i32 {
    let (mut a, mut b, mut shared) = (one.iter().peekable(), other.iter().peekable(), 0_usize);
    while let (Some(left), Some(right)) = (a.peek(), b.peek()) {
        match left.cmp(right) {
            std::cmp::Ordering::Less => drop(a.next()),
            std::cmp::Ordering::Greater => drop(b.next()),
            std::cmp::Ordering::Equal => {
                shared += 1;
                a.next();
                b.next();
            }
        }
    }
    let all = (one.len() + other.len()).max(1);
    i32::try_from(200 * shared / all).unwrap_or(0)
}

/// Metres between two places along the ground, by the haversine formula.
#[must_use]
pub fn distance_m((north, east): (f64, f64), (to_north, to_east): (f64, f64)) -> f64 {
    let half = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
    let across = north.to_radians().cos() * to_north.to_radians().cos() * half(to_east - east);
    2.0 * EARTH_M * (half(to_north - north) + across).min(1.0).sqrt().asin()
}

/// Places to compare with, so that each is held against those few that might be the same.
#[derive(Debug, Default)]
pub struct Index {
    all: Vec<Compared>,
    stems: HashMap<String, Vec<usize>>,
    cells: HashMap<(i32, i32), Vec<usize>>,
}

impl Index {
    /// Of these places, numbered in their order.
    #[must_use]
    pub fn of(all: Vec<Compared>) -> Self {
        let mut index = Self::default();
        for (number, one) in all.iter().enumerate() {
            for stem in one.stems() {
                index.stems.entry(stem).or_default().push(number);
            }
            if let Some(cell) = one.cell() {
                index.cells.entry(cell).or_default().push(number);
            }
        }
        index.all = all;
        index
    }

    /// The places that are likely the same as `one`, likeliest first.
    #[must_use]
    pub fn like(&self, one: &Compared) -> Vec<(usize, Likeness)> {
        let mut beside: HashSet<usize> = HashSet::new();
        for shared in one.stems().filter_map(|stem| self.stems.get(&stem)) {
            if shared.len() <= MAX_SHARED {
                beside.extend(shared);
            }
        }
        if let Some((north, east)) = one.cell() {
            for cell in (-1..=1).flat_map(|n| (-1..=1).map(move |e| (north + n, east + e))) {
                let there = self.cells.get(&cell).filter(|there| there.len() <= MAX_SHARED);
                beside.extend(there.into_iter().flatten());
            }
        }
        let judged = beside
            .into_iter()
            .filter_map(|number| Some((number, self.all.get(number)?.like(one)?)));
        let mut found: Vec<(usize, Likeness)> = judged.collect();
        found.sort_by_key(|(number, likeness)| (-likeness.points, *number));
        found
    }

    /// Pairs that are likely the same, likeliest first, at most [`MAX_PAIRS`] of them.
    #[must_use]
    pub fn pairs(&self) -> Vec<(usize, usize, Likeness)> {
        let mut pairs: Vec<(usize, usize, Likeness)> = Vec::new();
        for (number, one) in self.all.iter().enumerate() {
            let found = self.like(one).into_iter().filter(|(other, _)| *other > number);
            pairs.extend(found.map(|(other, likeness)| (number, other, likeness)));
        }
        pairs.sort_by_key(|(one, other, likeness)| (-likeness.points, *one, *other));
        pairs.truncate(MAX_PAIRS);
        pairs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prison(name: &str, region: &str) -> Compared {
        Compared::new(name, region, PlaceType::Prison, None)
    }

    #[test]
    fn a_slip_of_the_pen_is_seen_and_another_number_is_another_place() {
        let one = prison("tarn hill prison", "north");
        assert!(one.like(&prison("tarn hil prison", "north")).is_some());
        assert!(one.like(&prison("prison of tarn hill", "north")).is_some());
        assert!(
            one.like(&prison("tarn hill prison", "south")).is_some(),
            "the region may be wrong"
        );
        assert!(one.like(&prison("mill lane prison", "north")).is_none());
        let station = |n: u32| prison(&format!("police station {n}"), "north");
        assert!(station(4).like(&station(14)).is_none());
    }

    #[test]
    fn the_same_name_far_away_or_of_another_kind_is_no_duplicate() {
        let at = |name, kind, position| Compared::new(name, "", kind, Some(position));
        let one = at("saint anne", PlaceType::Prison, (48.85, 2.35));
        assert!(one.like(&at("saint anne", PlaceType::Prison, (43.3, 5.4))).is_none());
        assert!(
            one.like(&at("saint anne", PlaceType::PsychiatricHospital, (48.95, 2.35)))
                .is_none()
        );
        let near = one.like(&at("st anne", PlaceType::Prison, (48.8501, 2.3501)));
        assert!(near.is_some_and(|likeness| likeness.metres.is_some_and(|metres| metres < 20.0)));
    }

    #[test]
    fn two_of_one_name_are_two_places_where_region_address_or_position_say_so() {
        let site = |region: &str, address: &str, position| Site {
            region: region.to_owned(),
            address: address.to_owned(),
            position,
        };
        let here = Some((48.85, 2.35));
        let one = site("north", "mill lane 3", here);
        assert!(one.may_be(&site("", "", None)), "what is left open tells nothing apart");
        assert!(one.may_be(&site("north", "", Some((48.8501, 2.3501)))));
        assert!(
            one.may_be(&site("north", "mill lane 3", Some((48.86, 2.36)))),
            "roughly"
        );
        assert!(!one.may_be(&site("south", "mill lane 3", here)));
        assert!(!one.may_be(&site("north", "harbour 1", here)));
        assert!(!one.may_be(&site("north", "", Some((48.86, 2.36)))));
        assert!(!one.may_be(&site("north", "mill lane 3", Some((49.85, 2.35)))));
    }

    #[test]
    fn a_degree_of_latitude_is_about_111_kilometres() {
        let metres = distance_m((0.0, 0.0), (1.0, 0.0));
        assert!((metres - 111_195.0).abs() < 1.0, "{metres}");
        assert!(
            distance_m((10.0, 179.999), (10.0, -179.999)) < 250.0,
            "across the date line"
        );
    }

    #[test]
    fn an_index_finds_what_comparing_all_with_all_finds() {
        let names = [
            "tarn hill prison",
            "tarn hil prison",
            "mill lane",
            "mill lane house",
            "mil lane",
            "harbour cells",
        ];
        let all: Vec<Compared> = names.iter().map(|name| prison(name, "north")).collect();
        let found: HashSet<(usize, usize)> = Index::of(all.clone())
            .pairs()
            .iter()
            .map(|(a, b, _)| (*a, *b))
            .collect();
        for (a, one) in all.iter().enumerate() {
            for (b, other) in all.iter().enumerate().skip(a + 1) {
                assert_eq!(found.contains(&(a, b)), one.like(other).is_some(), "{a} {b}");
            }
        }
    }
}
