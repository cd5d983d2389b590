//! What sources say against each other: answers to one question, numbers of persons noted in several places, and what persons who
//! were interviewed allege against what was answered.
//!
//! An answer about the place as a whole is held against those of every area: "yes" from the staff for all, "no" seen in one
//! ([`contradict`]). Interviews are counted: neither a word of one nor which one it is comes out of here, and they are held against
//! what was answered for the whole place alone, since an area would point at who spoke.

use crate::access::stays;
use crate::api::capture::Localized;
use crate::api::debrief::SourceSays;
use crate::capture::find_checklist;
use crate::delegation::areas;
use crate::population::noted;
use crate::session::{code_of, from_code};
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::ItemId;
use visita_domain::access::Stay;
use visita_domain::answer::{Answer, AnswerValue, SourceType, YesNoPartly};
use visita_domain::checklist::Item;
use visita_domain::contradiction::{ALLEGED, Figure, Said, contradict, figure, says_otherwise};
use visita_domain::days_on_site::DaysOnSite;
use visita_domain::ids::GENERAL_AREA;
use visita_domain::population::Group;
use visita_domain::visit::Visit;
use visita_record::RecordDocument;

mod beside;

pub(crate) use beside::Beside;
use beside::persons;

/// Unit of a number of persons, as items name it.
const PERSONS: &str = "persons";

/// What a side comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    Answer,
    /// A number of persons noted on the visit.
    Count,
    /// A number of the register of places.
    Place,
    /// How many interviews allege ill-treatment.
    Interviews,
}

impl Origin {
    fn code(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Count => "count",
            Self::Place => "place",
            Self::Interviews => "interviews",
        }
    }
}

/// One side: what it comes from, and what it says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Side {
    pub origin: Origin,
    pub said: Said,
}

/// A checklist and an item of it.
pub(crate) type Asked = (String, String);

/// A question that sources answer against each other.
pub(crate) struct Contradiction {
    pub checklist: String,
    pub item: String,
    /// The area in which it shows; the place as a whole where two sources differ on that.
    pub area: String,
    pub sides: Vec<Side>,
}

impl Contradiction {
    /// Whether it is between answers to the one field that it is named by.
    pub(crate) fn is_of_its_field(&self) -> bool {
        let here = |side: &&Side| side.origin == Origin::Answer && side.said.area == self.area;
        self.sides.iter().filter(here).count() > 1
    }
}

/// A group of whom the register of places says, for a day, another number than was noted on the visit that day.
pub(crate) struct FigureDiffers {
    pub group: Group,
    pub sides: Vec<Side>,
}

/// Everything that was said to the questions of a visit, read once.
#[derive(Default)]
pub(crate) struct Questions {
    said: BTreeMap<Asked, Vec<Side>>,
    /// Numbers of persons by group, of the visit and of the place.
    counts: Vec<(Group, Side)>,
    capacity: Option<Side>,
    alleging: Option<Side>,
}

/// `area/checklist/item`.
fn parted(key: &str) -> Option<(&str, Asked)> {
    let parts: Vec<&str> = key.split('/').collect();
    let [area, checklist, item] = parts.as_slice() else {
        return None;
    };
    Some((*area, ((*checklist).to_owned(), (*item).to_owned())))
}

/// The days of a visit.
fn days_on_site(record: &RecordDocument) -> DaysOnSite {
    let stays: Vec<Stay> = stays(record).into_iter().map(|stay| stay.facts).collect();
    DaysOnSite::of(&record.section::<Visit>("visit").value, &stays)
}

/// Every answer that somebody stands by, by question; those from nobody knows where are held against nothing.
fn answered(record: &RecordDocument, days: &DaysOnSite) -> BTreeMap<Asked, Vec<Side>> {
    let origin = Origin::Answer;
    let mut found: BTreeMap<Asked, Vec<Side>> = BTreeMap::new();
    for (path, field) in record.fields::<Answer>("answer/") {
        let key = path.strip_prefix("answer/").and_then(parted);
        let (Some((area, question)), Ok(field)) = (key, field) else {
            continue;
        };
        let sides = field.current().into_iter().filter_map(|slot| {
            let answer = slot.value.as_ref()?;
            let said = Said {
                area: area.to_owned(),
                on: Some(days.day_of(slot.at)),
                source: answer.source?,
                value: answer.value.clone(),
            };
            Some(Side { origin, said })
        });
        found.entry(question).or_default().extend(sides);
    }
    found
}

/// Every number of persons that somebody noted on the visit, by group.
fn counted_here(record: &RecordDocument, days: &DaysOnSite) -> Vec<(Group, Side)> {
    let origin = Origin::Count;
    let mut found = Vec::new();
    for (group, source, field) in noted(record) {
        let numbers = field.current().into_iter().filter_map(|slot| {
            let said = persons(slot.value?, Some(days.day_of(slot.at)), source);
            Some((group, Side { origin, said }))
        });
        found.extend(numbers);
    }
    found
}

impl Questions {
    pub(crate) fn of(record: &RecordDocument, beside: &Beside) -> Self {
        let of_place = |said: Said| Side {
            origin: Origin::Place,
            said,
        };
        let held = beside.held.iter().cloned();
        let capacity = beside
            .capacity
            .map(|number| persons(number, None, SourceType::Document));
        let days = days_on_site(record);
        Self {
            said: answered(record, &days),
            counts: counted_here(record, &days)
                .into_iter()
                .chain(held.map(|(group, said)| (group, of_place(said))))
                .collect(),
            capacity: capacity.map(of_place),
            alleging: (beside.alleging > 0).then(|| Side {
                origin: Origin::Interviews,
                said: persons(beside.alleging, None, SourceType::Interview),
            }),
        }
    }

    /// The numbers of a group, of the visit and of the place.
    fn of_group(&self, group: Group) -> impl Iterator<Item = &Side> {
        let of_group = self.counts.iter().filter(move |(one, _)| *one == group);
        of_group.map(|(_, side)| side)
    }

    /// What is noted elsewhere of the figure that a question asks for.
    fn elsewhere(&self, (checklist, item): &Asked) -> Vec<Side> {
        match figure(checklist, item) {
            Some(Figure::Held(group)) => self.of_group(group).cloned().collect(),
            Some(Figure::Capacity) => self.capacity.iter().cloned().collect(),
            None => Vec::new(),
        }
    }

    /// Interviews that allege what an answer for the whole place denies.
    fn alleged_against(&self, (_, item): &Asked, said: &Said) -> Option<Side> {
        let denies = said.value == AnswerValue::YesNoPartly(YesNoPartly::No) && said.area == GENERAL_AREA;
        self.alleging.clone().filter(|_| item == ALLEGED && denies)
    }

    /// Every contradiction of a visit, one for each question and area.
    pub(crate) fn contradictions(&self) -> Vec<Contradiction> {
        let mut found = Vec::new();
        for (question, answers) in &self.said {
            let mut sides = answers.clone();
            sides.extend(self.elsewhere(question));
            let mut by_area: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
            let mut alleged = None;
            for (n, a) in sides.iter().enumerate().take(answers.len()) {
                for (m, b) in sides.iter().enumerate().skip(n + 1) {
                    if contradict(&a.said, &b.said) {
                        let whole = a.said.area == GENERAL_AREA;
                        let area = if whole { &b.said.area } else { &a.said.area };
                        by_area.entry(area.clone()).or_default().extend([n, m]);
                    }
                }
                if let Some(against) = self.alleged_against(question, &a.said) {
                    by_area.entry(a.said.area.clone()).or_default().insert(n);
                    alleged = Some(against);
                }
            }
            for (area, which) in by_area {
                let here = which.iter().filter_map(|n| sides.get(*n).cloned());
                let of_interviews = alleged.clone().filter(|_| area == GENERAL_AREA);
                found.push(Contradiction {
                    checklist: question.0.clone(),
                    item: question.1.clone(),
                    sides: here.chain(of_interviews).collect(),
                    area,
                });
            }
        }
        found
    }

    /// Groups of whom the register of places says another number for the day on which they were counted.
    pub(crate) fn figures(&self) -> Vec<FigureDiffers> {
        let mut found = Vec::new();
        for group in Group::ALL {
            let (here, of_place): (Vec<&Side>, Vec<&Side>) =
                self.of_group(group).partition(|side| side.origin == Origin::Count);
            let sides: Vec<Side> = here
                .iter()
                .filter(|side| differs(side, &of_place))
                .chain(of_place.iter().filter(|side| differs(side, &here)))
                .map(|side| (*side).clone())
                .collect();
            if !sides.is_empty() {
                found.push(FigureDiffers { group, sides });
            }
        }
        found
    }

    /// The numbers of a group that were noted on the visit, each with its source.
    pub(crate) fn numbers_of(&self, group: Group) -> Vec<Side> {
        let here = self.of_group(group).filter(|side| side.origin == Origin::Count);
        here.cloned().collect()
    }

    /// What else was said to the question of an answer, by another value: `area/checklist/item`.
    pub(crate) fn others(&self, record: &RecordDocument, target: &str) -> Vec<Side> {
        let Some((area, question)) = parted(target) else {
            return Vec::new();
        };
        let field = record.field::<Answer>(&format!("answer/{target}")).ok();
        let Some(answer) = field.as_ref().and_then(|field| field.shown()) else {
            return Vec::new();
        };
        let answers = self.said.get(&question).into_iter().flatten();
        // The day of the answer that stands is that of whoever gave it.
        let given = answers
            .clone()
            .find(|side| side.said.area == area && side.said.value == answer.value);
        let here = Said {
            area: area.to_owned(),
            on: given.and_then(|side| side.said.on),
            // Where it comes from bears nothing on what says otherwise.
            source: answer.source.unwrap_or(SourceType::Observed),
            value: answer.value.clone(),
        };
        let others = answers.cloned().chain(self.elsewhere(&question));
        let others = others.filter(|side| says_otherwise(&here, &side.said));
        others.chain(self.alleged_against(&question, &here)).collect()
    }

    /// What else was noted or answered of the persons that a count is of: `group/source`. Answers with their question.
    pub(crate) fn others_of_count(&self, target: &str) -> Vec<(Option<Asked>, Side)> {
        let Some((group, source)) = count_of(target) else {
            return Vec::new();
        };
        let of_source = |side: &&Side| side.origin == Origin::Count && side.said.source == source;
        let mine: Vec<&Side> = self.of_group(group).filter(of_source).collect();
        let against = |other: &&Side| differs(other, &mine);
        let numbers = self.of_group(group).filter(against).map(|side| (None, side.clone()));
        let asked = self
            .said
            .iter()
            .filter(|((list, item), _)| figure(list, item) == Some(Figure::Held(group)));
        let answers = asked.flat_map(|(question, sides)| sides.iter().map(move |side| (question, side)));
        let answers = answers.filter(|(_, side)| differs(side, &mine));
        let answers = answers.map(|(question, side)| (Some(question.clone()), side.clone()));
        numbers.chain(answers).collect()
    }
}

/// Whether one contradicts any of several.
fn differs(one: &Side, all: &[&Side]) -> bool {
    all.iter().any(|other| contradict(&one.said, &other.said))
}

/// The group and the source of a count: `group/source`.
pub(crate) fn count_of(target: &str) -> Option<(Group, SourceType)> {
    let (group, source) = target.split_once('/')?;
    Some((from_code(group, "group").ok()?, from_code(source, "source").ok()?))
}

fn item_of(checklist: &str, item: &str) -> Option<&'static Item> {
    let list = find_checklist(checklist).ok()?;
    list.item(&ItemId::parse(item).ok()?).map(|(_, item)| item)
}

/// A side in the form of the fronts. `question`: the checklist and the item that an answer is to.
pub(crate) fn side_view(question: Option<(&str, &str)>, side: &Side) -> SourceSays {
    let item = question.and_then(|(checklist, item)| item_of(checklist, item));
    let label = |id: &String| {
        let mut options = item.iter().flat_map(|item| &item.options);
        let option = options.find(|option| option.id == *id);
        option.map_or_else(
            || Localized {
                en: id.clone(),
                ar: id.clone(),
            },
            |option| Localized {
                en: option.label.en.clone(),
                ar: option.label.ar.clone(),
            },
        )
    };
    let (form, says, options) = match &side.said.value {
        AnswerValue::YesNoPartly(says) => ("answer", code_of(says), Vec::new()),
        AnswerValue::Number(number) => ("number", number.to_string(), Vec::new()),
        AnswerValue::Duration(minutes) => ("minutes", minutes.to_string(), Vec::new()),
        AnswerValue::Date(day) => ("day", day.to_string(), Vec::new()),
        AnswerValue::Choice(id) => ("choice", String::new(), vec![label(id)]),
        AnswerValue::MultiChoice(ids) => ("choice", String::new(), ids.iter().map(label).collect()),
        // None of them contradicts anything: words, cells and stays are never a side.
        AnswerValue::Text(_) | AnswerValue::CellSize(_) | AnswerValue::SolitaryDays(_) => {
            ("answer", String::new(), Vec::new())
        }
    };
    let unit = match side.origin {
        Origin::Answer => item.and_then(|item| item.unit.clone()),
        Origin::Count | Origin::Place => Some(PERSONS.to_owned()),
        Origin::Interviews => None,
    };
    SourceSays {
        source: code_of(&side.said.source),
        origin: side.origin.code().to_owned(),
        form: form.to_owned(),
        says,
        options,
        unit,
    }
}

/// The name of an area; empty for the place as a whole.
pub(crate) fn area_name(record: &RecordDocument, id: &str) -> String {
    let named = areas(record).into_iter().find(|area| area.id == id);
    named.map(|area| area.name).unwrap_or_default()
}
