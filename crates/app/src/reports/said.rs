//! Values of a record in the words of a report.

use super::Page;
use crate::capture::find_checklist;
use crate::reviews::REVIEW;
use crate::session::code_of;
use crate::shelf::Shelf;
use serde_json::Value;
use std::collections::BTreeSet;
use visita_domain::ItemId;
use visita_domain::answer::{Answer, AnswerValue, SourceType, YesNoPartly};
use visita_domain::checklist::Item;
use visita_domain::finding::Evidence;
use visita_domain::interview::Statement;
use visita_domain::slots::{Field, FieldState, Outcome};
use visita_domain::visit::{Area, Seat};
use visita_report::{Audience, Words, tells_answer, tells_notes};

/// Fields whose values are codes, with the prefix under which a catalogue names them. Matched at the end of a path.
const CODED: [(&str, &str); 17] = [
    ("visit/kind", "visit-kind"),
    ("visit/phase", "phase"),
    ("place/place_type", "place-type"),
    ("place/operator", "operator"),
    ("place/vulnerable", "held-group"),
    ("/gender", "gender"),
    ("/status", "finding-status"),
    ("/confidence", "confidence"),
    ("/theme", "theme"),
    ("/review", REVIEW),
    ("/source", "source"),
    ("frame/interviewee", "interviewee"),
    ("frame/selection", "selection"),
    ("situation/vulnerabilities", "vulnerability"),
    ("situation/age_band", "age-band"),
    ("situation/legal_status", "legal-status"),
    ("publication/basis", "publication-basis"),
];

impl Page<'_> {
    /// One side of a field, as this audience may read it.
    pub(super) fn value(&self, path: &str, value: &Value) -> String {
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            ["answer", ..] => self.answer_at(path, value),
            ["team", _] => self.seat(value),
            ["area", _] => match serde_json::from_value::<Area>(value.clone()) {
                Ok(area) if area.dropped => self.words.say("report-removed"),
                Ok(area) => area.name,
                Err(_) => self.words.say("report-form-unknown"),
            },
            ["consent", _] => match value.get("state").and_then(Value::as_str) {
                Some(state) => self.words.say(&format!("consent-state-{state}")),
                None => self.words.say("report-form-unknown"),
            },
            ["statement", _, "said"] => match serde_json::from_value::<Statement>(value.clone()) {
                Ok(statement) => statement.text,
                Err(_) => self.words.say("report-form-unknown"),
            },
            ["finding", _, "evidence", _] => match value.get("source").and_then(Value::as_str) {
                Some(source) => self.link(source, value),
                None => self.words.say("report-form-unknown"),
            },
            ["verified", _] => self.found(value),
            ["handled", _] => value.get("what").and_then(Value::as_str).unwrap_or_default().to_owned(),
            ["frame", "interviewer" | "note_taker"] => {
                let member = value
                    .as_str()
                    .and_then(|member| visita_domain::MemberId::parse(member).ok());
                member.map(|member| self.who(&member)).unwrap_or_default()
            }
            ["place", "same_as"] => self.other(value, |shelf, id| Some(&shelf.places.get(id)?.facts.name)),
            ["place", "authority_id"] => self.other(value, |shelf, id| Some(&shelf.authorities.get(id)?.facts.name)),
            // Where it stands with something, whatever that is called.
            [REVIEW, ..] => self.plain(Some(REVIEW), value),
            ["observation", _, "area"] => self.area(value.as_str().unwrap_or_default()),
            _ => {
                let coded = CODED.iter().find(|(end, _)| path.ends_with(end));
                self.plain(coded.map(|(_, prefix)| *prefix), value)
            }
        }
    }

    /// Where a link comes from, and what people may differ on beside it. What an interview leans on stays inside the team.
    fn link(&self, source: &str, value: &Value) -> String {
        let mut said = vec![self.words.say(&format!("source-{source}"))];
        if value.get("against").and_then(Value::as_bool) == Some(true) {
            said.push(self.words.say("report-says-opposite"));
        }
        let link = serde_json::from_value::<Evidence>(value.clone()).ok();
        let reason = link
            .and_then(|link| link.depends)
            .filter(|_| self.audience == Audience::Internal);
        said.extend(reason.map(|reason| self.words.say(&format!("depends-{}", code_of(&reason)))));
        said.join(" · ")
    }

    /// The name of another record.
    fn other(&self, value: &Value, name: impl for<'s> Fn(&'s Shelf, &str) -> Option<&'s String>) -> String {
        let known = self.open.shelf.as_ref().zip(value.as_str());
        let named = known.and_then(|(shelf, id)| name(shelf, id).cloned());
        named.unwrap_or_else(|| self.words.say("report-unknown"))
    }

    fn plain(&self, prefix: Option<&str>, value: &Value) -> String {
        match value {
            Value::Null => self.words.say("report-unknown"),
            Value::Bool(yes) => self.words.say(if *yes { "answer-yes" } else { "answer-no" }),
            Value::Number(number) => number.to_string(),
            Value::String(text) => {
                let key = prefix.map(|prefix| format!("{prefix}-{text}"));
                match key.filter(|key| self.words.knows(key)) {
                    Some(key) => self.words.say(&key),
                    None => text.clone(),
                }
            }
            Value::Array(items) => {
                let items = items.iter().map(|item| self.plain(prefix, item));
                items.collect::<Vec<_>>().join(self.words.say("report-comma").as_str())
            }
            Value::Object(_) => self.words.say("report-form-unknown"),
        }
    }

    /// What a member found about a recommendation, with the note beside it.
    fn found(&self, value: &Value) -> String {
        let text = |name| value.get(name).and_then(Value::as_str).unwrap_or_default();
        let result = self.words.say(&format!("check-{}", text("result")));
        match text("note") {
            "" => result,
            note => format!("{result}\n{note}"),
        }
    }

    fn seat(&self, value: &Value) -> String {
        match serde_json::from_value::<Seat>(value.clone()) {
            Ok(seat) if seat.dropped => self.words.say("report-removed"),
            Ok(seat) => {
                let role = self.words.say(&format!("role-{}", crate::session::code_of(&seat.role)));
                let areas = seat.areas.iter().map(|area| self.area(area.as_str()));
                std::iter::once(role).chain(areas).collect::<Vec<_>>().join(" · ")
            }
            Err(_) => self.words.say("report-form-unknown"),
        }
    }

    /// The name of an area; the place as a whole has none of its own.
    pub(super) fn area(&self, id: &str) -> String {
        match self.areas.get(id).filter(|name| !name.is_empty()) {
            Some(name) => name.clone(),
            None => self.words.say("report-whole-place"),
        }
    }

    /// The name of a source.
    pub(super) fn source(&self, source: SourceType) -> String {
        self.words.say(&format!("source-{}", crate::session::code_of(&source)))
    }

    fn answer_at(&self, path: &str, value: &Value) -> String {
        let Ok(answer) = serde_json::from_value::<Answer>(value.clone()) else {
            return self.words.say("report-form-unknown");
        };
        let text = self.answer(&answer, item_of(path).as_ref());
        if answer.note.is_empty() || !tells_notes(self.audience) {
            text
        } else {
            format!("{text}\n{}", answer.note)
        }
    }

    /// Whether some of the answers side by side may not be told: what is left would tell the rest.
    pub(super) fn withholds<'a>(&self, mut answers: impl Iterator<Item = &'a Answer>) -> bool {
        answers.any(|answer| !tells_answer(self.audience, answer.source, &answer.value, self.voices))
    }

    /// What a field of answers says: all of it, where a lead decided that both stand.
    pub(super) fn answers(&self, field: &Field<Answer>, item: &Item) -> Option<String> {
        let shown = field.shown()?;
        if !both_stand(field) {
            return Some(self.answer(shown, Some(item)));
        }
        if self.withholds(current(field)) {
            return Some(self.words.say("report-answer-withheld"));
        }
        let said: BTreeSet<String> = current(field).map(|answer| self.answer(answer, Some(item))).collect();
        let said: Vec<String> = said.into_iter().collect();
        Some(format!("{} ({})", said.join(" / "), self.words.say("report-kept-both")))
    }

    /// An answer without its note, where it may be said.
    pub(super) fn answer(&self, answer: &Answer, item: Option<&Item>) -> String {
        if !tells_answer(self.audience, answer.source, &answer.value, self.voices) {
            return self.words.say("report-answer-withheld");
        }
        let words = self.words;
        let option = |id: &String| {
            let options = item.iter().flat_map(|item| &item.options);
            let label = options
                .filter(|option| option.id == *id)
                .map(|o| o.label.in_language(words.language().code()))
                .next();
            label.unwrap_or(id).to_owned()
        };
        match &answer.value {
            AnswerValue::YesNoPartly(said) => words.say(match said {
                YesNoPartly::Yes => "answer-yes",
                YesNoPartly::No => "answer-no",
                YesNoPartly::Partly => "answer-partly",
                YesNoPartly::NotChecked => "answer-not-checked",
            }),
            AnswerValue::Choice(id) => option(id),
            AnswerValue::MultiChoice(ids) => ids
                .iter()
                .map(option)
                .collect::<Vec<_>>()
                .join(words.say("report-comma").as_str()),
            AnswerValue::Number(number) => match item.and_then(|item| item.unit.as_deref()) {
                Some(unit) => format!("{number} {}", words.say(&format!("unit-{unit}"))),
                None => number.to_string(),
            },
            AnswerValue::Text(text) => text.clone(),
            AnswerValue::Date(day) => day.to_string(),
            AnswerValue::Duration(minutes) => duration(*minutes, words),
            AnswerValue::CellSize(cell) => cell_size(cell, words),
            AnswerValue::SolitaryDays(stay) => self.solitary(stay),
        }
    }

    /// The stay with what the days counted mean. Outside the team without its dates: they would point at the person.
    fn solitary(&self, stay: &visita_domain::measure::SolitaryStay) -> String {
        let verdict = stay.verdict(self.until);
        let days = u32::try_from(verdict.days).unwrap_or(u32::MAX);
        let key = if verdict.prolonged {
            "solitary-prolonged"
        } else if verdict.solitary {
            "solitary-is"
        } else {
            "solitary-not"
        };
        let hours = ("hours", stay.hours_per_day.into());
        let stay = if self.audience == Audience::Internal {
            let goes_on = || self.words.say("report-goes-on");
            let to = stay.to.map_or_else(goes_on, |day| day.to_string());
            let (from, to) = (stay.from.to_string().into(), to.into());
            self.words
                .with("report-solitary-stay", &[("from", from), ("to", to), hours])
        } else {
            self.words.with("report-solitary-hours", &[hours])
        };
        format!("{} · {stay}", self.words.count(key, days))
    }
}

fn duration(minutes: u32, words: &Words) -> String {
    let (hours, minutes) = (minutes / 60, format!("{:02}", minutes % 60));
    words.with(
        "report-duration",
        &[("hours", hours.into()), ("minutes", minutes.into())],
    )
}

fn cell_size(cell: &visita_domain::measure::CellMeasured, words: &Words) -> String {
    let verdict = cell.verdict();
    let living = ("living", verdict.living_m2.to_string().into());
    let mut said = vec![words.with("report-cell", &[living])];
    if let Some(space) = verdict.per_person_m2 {
        let values = [
            ("space", space.to_string().into()),
            ("minimum", verdict.minimum_m2.to_string().into()),
        ];
        said.push(words.with("cell-per-person", &values));
    }
    if !verdict.walls_enough {
        said.push(words.say("cell-walls"));
    }
    if !verdict.height_enough {
        said.push(words.say("cell-low"));
    }
    said.join(" · ")
}

/// The item an answer's path names, where this version knows it.
pub(super) fn item_of(path: &str) -> Option<Item> {
    let mut parts = path.strip_prefix("answer/")?.split('/').skip(1);
    let list = find_checklist(parts.next()?).ok()?;
    let item = ItemId::parse(parts.next()?).ok()?;
    list.item(&item).map(|(_, item)| item.clone())
}

/// The answers that stand in a field.
pub(super) fn current(field: &Field<Answer>) -> impl Iterator<Item = &Answer> {
    field.current().into_iter().filter_map(|slot| slot.value.as_ref())
}

/// Whether a lead decided that all that stands in a field stays.
pub(super) fn both_stand<T: PartialEq>(field: &Field<T>) -> bool {
    matches!(field.state(), FieldState::Decided(decided) if decided.outcome == Outcome::KeepBoth)
}
