//! What of a place has been seen and what not yet: areas, units, themes, hours, groups of persons. Whom the team talked with
//! never shows: an interview makes something seen, and nothing more is told of it.

use crate::access::stays;
use crate::api::debrief::{CoverageAsk, CoverageBoard, CoverageMark, Seen};
use crate::api::vault::Saved;
use crate::api::{ApiError, ErrorCode};
use crate::capture::find_checklist;
use crate::delegation::areas;
use crate::interviews::withdrawn;
use crate::observations::observations;
use crate::population::counts;
use crate::session::Session;
use crate::talk::waiting_tasks;
use crate::units::{PlaceUnit, folded};
use crate::visits::chosen;
use serde_json::json;
use std::collections::BTreeSet;
use visita_domain::DocumentId;
use visita_domain::answer::{Answer, AnswerValue, YesNoPartly};
use visita_domain::coverage::{Hours, Shift, hours_of_stay};
use visita_domain::dates::Timestamp;
use visita_domain::ids::GENERAL_AREA;
use visita_domain::interview::{Frame, Interviewee, Situation};
use visita_domain::place::parts::UnitGender;
use visita_domain::population::Group;
use visita_domain::slots::WritePolicy;
use visita_domain::theme::Theme;
use visita_domain::week::Weekend;
use visita_record::{DocumentKind, RecordDocument};

/// How people write a group down in an interview's situation, in the languages shipped; compared by whole words.
const WRITTEN: [(Group, &[&str]); 5] = [
    (
        Group::Women,
        &["woman", "women", "female", "f", "امرأة", "أنثى", "نساء"],
    ),
    (Group::Men, &["man", "men", "male", "m", "رجل", "ذكر", "رجال"]),
    (
        Group::Remand,
        &[
            "remand",
            "pretrial",
            "pre-trial",
            "awaiting",
            "موقوف",
            "موقوفة",
            "احتياطي",
        ],
    ),
    (Group::Sentenced, &["sentenced", "convicted", "محكوم", "محكومة", "مدان"]),
    (
        Group::Administrative,
        &["administrative", "immigration", "إداري", "إدارية", "هجرة"],
    ),
];
/// Groups by gender or age that a team looks for.
const GENDERS: [Group; 3] = [Group::Women, Group::Men, Group::Minors];
/// Groups by regime that a team looks for.
const REGIMES: [Group; 3] = [Group::Remand, Group::Sentenced, Group::Administrative];

/// The kind of rows that tell of units of the register.
pub(crate) const REGISTER: &str = "register";
/// Kinds of what is to be seen, in the order of the screen.
const KINDS: [&str; 7] = [REGISTER, "area", "unit", "theme", "hours", "gender", "regime"];

/// A unit of the register as the board reads it: what it is called, and which groups are held in it.
struct Held {
    names: BTreeSet<String>,
    name: String,
    genders: Vec<Group>,
    regimes: Vec<Group>,
}

impl Held {
    fn of(one: &PlaceUnit) -> Self {
        let regimes = WRITTEN.iter().filter(|(group, _)| REGIMES.contains(group));
        let written = regimes.filter(|(_, words)| names(&one.unit.regime, words));
        Self {
            names: one.names(),
            name: one.unit.name.clone(),
            genders: match one.unit.gender {
                Some(UnitGender::Women) => vec![Group::Women],
                Some(UnitGender::Men) => vec![Group::Men],
                Some(UnitGender::Mixed) => vec![Group::Women, Group::Men],
                None => Vec::new(),
            },
            regimes: written.map(|(group, _)| *group).collect(),
        }
    }

    fn holds(&self, group: Group) -> bool {
        self.genders.contains(&group) || self.regimes.contains(&group)
    }
}

/// The one group that a list names: of several nobody can tell which it was.
fn only(groups: &[Group]) -> Option<Group> {
    match groups {
        [one] => Some(*one),
        _ => None,
    }
}

/// The group that all name: where units are called the same and differ, nobody can tell which was meant.
fn agreed(mut groups: impl Iterator<Item = Option<Group>>) -> Option<Group> {
    let first = groups.next()??;
    groups.all(|one| one == Some(first)).then_some(first)
}

/// What the interviews that this member may read make seen.
#[derive(Default)]
struct Heard {
    units: BTreeSet<String>,
    groups: BTreeSet<Group>,
    began: Vec<Timestamp>,
}

fn names(text: &str, words: &[&str]) -> bool {
    let text = folded(text);
    let mut said = text.split(|c: char| !(c.is_alphanumeric() || c == '-'));
    said.any(|word| words.contains(&word))
}

impl Heard {
    fn add(&mut self, record: &RecordDocument, held: &[Held]) {
        let frame = record.section::<Frame>("frame").value;
        let situation = record.section::<Situation>("situation").value;
        let unit = folded(&frame.unit);
        self.began.extend(frame.started_at);
        for (group, words) in WRITTEN {
            let text = if GENDERS.contains(&group) {
                &situation.gender
            } else {
                &situation.legal_status
            };
            if names(text, words) {
                self.groups.insert(group);
            }
        }
        let minor = situation.age_band == "under_18" || situation.vulnerabilities.iter().any(|one| one == "minor");
        if minor {
            self.groups.insert(Group::Minors);
        }
        // Where the note does not say it, the unit does: whoever is held in a unit for women alone is one.
        let is_held = matches!(frame.interviewee, Interviewee::Individual | Interviewee::Group);
        let here = held.iter().filter(|one| is_held && one.names.contains(&unit));
        let here: Vec<&Held> = here.collect();
        let gender = agreed(here.iter().map(|one| only(&one.genders)));
        let regime = agreed(here.iter().map(|one| only(&one.regimes)));
        let gender = gender.filter(|_| situation.gender.trim().is_empty());
        let regime = regime.filter(|_| situation.legal_status.trim().is_empty());
        self.groups.extend(gender.into_iter().chain(regime));
        self.units.insert(unit);
    }
}

/// An item that somebody answered in an area.
pub(crate) struct Answered {
    pub area: String,
    pub list: String,
    pub item: String,
    /// Somebody looked. "Not checked" answers its item, and makes nothing seen.
    pub checked: bool,
}

/// Items answered, each in its area.
pub(crate) fn answered(record: &RecordDocument) -> Vec<Answered> {
    let fields = record.fields::<Answer>("answer/").into_iter();
    fields
        .filter_map(|(path, field)| {
            let field = field.ok()?;
            let not_checked = AnswerValue::YesNoPartly(YesNoPartly::NotChecked);
            let mut parts = path.strip_prefix("answer/")?.split('/').map(ToOwned::to_owned);
            Some(Answered {
                checked: field.shown()?.value != not_checked,
                area: parts.next()?,
                list: parts.next()?,
                item: parts.next()?,
            })
        })
        .collect()
}

/// Areas and themes in which something was checked or observed.
fn recorded(record: &RecordDocument) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut in_areas, mut on_themes) = (BTreeSet::new(), BTreeSet::new());
    for answer in answered(record).into_iter().filter(|answer| answer.checked) {
        in_areas.insert(answer.area);
        let list = find_checklist(&answer.list).ok();
        let item = visita_domain::ItemId::parse(&answer.item).ok();
        if let Some((section, _)) = list.zip(item).and_then(|(list, item)| list.item(&item)) {
            on_themes.insert(section.theme.code().to_owned());
        }
    }
    let seen = observations(record, None, ToString::to_string).into_iter();
    for one in seen.filter(|one| !one.withdrawn) {
        in_areas.insert(one.area.unwrap_or_else(|| GENERAL_AREA.to_owned()));
        on_themes.extend(one.theme);
    }
    (in_areas, on_themes)
}

/// Themes of the checklists chosen, in the order of a report.
pub(crate) fn wanted_themes(record: &RecordDocument) -> Vec<&'static str> {
    let lists = chosen(record);
    let lists = lists.iter().filter_map(|list| find_checklist(list).ok());
    let wanted: BTreeSet<&str> = lists
        .flat_map(|list| list.sections.iter().map(|section| section.theme.code()))
        .collect();
    let all = Theme::ALL.iter().map(|theme| theme.code());
    all.filter(|code| wanted.contains(code)).collect()
}

/// The code of hours: `day_week`, `night_weekend`.
pub(crate) fn hours_code(hours: Hours) -> String {
    let shift = match hours.shift {
        Shift::Day => "day",
        Shift::Evening => "evening",
        Shift::Night => "night",
    };
    format!("{shift}_{}", if hours.weekend { "weekend" } else { "week" })
}

/// The hours at which the delegation was there: by its stays, else by what it saw and whom it talked with. When answers were
/// typed says nothing: that may have been in the evening, elsewhere.
fn seen_hours(record: &RecordDocument, heard: &Heard, offset_minutes: i32, weekend: &Weekend) -> BTreeSet<String> {
    let stays = stays(record);
    let place = stays.first().map_or(offset_minutes, |stay| stay.facts.offset_minutes);
    let stayed = stays.iter().filter_map(|stay| {
        let (from, to) = (stay.facts.arrived_at?, stay.facts.left_at);
        Some(hours_of_stay(from, to, stay.facts.offset_minutes, weekend))
    });
    let talked = heard.began.iter().filter_map(|at| Hours::at(*at, place, weekend));
    stayed.flatten().chain(talked).map(hours_code).collect()
}

/// Something to be seen, before anybody looked who was asked to go there.
fn to_see(kind: &str, code: &str, name: &str, seen: bool) -> Seen {
    Seen {
        kind: kind.to_owned(),
        code: code.to_owned(),
        name: name.to_owned(),
        seen,
        areas: Vec::new(),
        units: Vec::new(),
        again: false,
        asked: Vec::new(),
    }
}

/// Units of the register: seen where somebody recorded, or talked with somebody, in an area that stands for it.
fn of_register(units: &[PlaceUnit], heard: &Heard) -> Vec<Seen> {
    let rows = units.iter().map(|one| Seen {
        areas: one.area_ids(),
        ..to_see(
            REGISTER,
            one.id(),
            &one.unit.name,
            !heard.units.is_disjoint(&one.names()),
        )
    });
    rows.collect()
}

/// Groups of one kind that a team looks for, with the units in which the register has them.
fn of_groups(kind: &str, groups: &[Group], record: &RecordDocument, held: &[Held], heard: &Heard) -> Vec<Seen> {
    let counts = counts(record);
    let counted = |group: &Group| counts.iter().any(|((one, _), _)| one == group);
    let some = |group: &Group| counts.iter().any(|((one, _), number)| one == group && *number > 0);
    let nobody_counted = !groups.iter().any(counted);
    let rows = groups.iter().filter_map(|group| {
        let units: Vec<String> = held
            .iter()
            .filter(|one| one.holds(*group))
            .map(|one| one.name.clone())
            .collect();
        // A unit for them stands against a count of none: the team goes and looks.
        let looked_for = nobody_counted || some(group) || !counted(group) || !units.is_empty();
        looked_for.then(|| Seen {
            units,
            ..to_see(kind, &crate::session::code_of(group), "", heard.groups.contains(group))
        })
    });
    rows.collect()
}

/// Whether a row tells of an area of the visit.
fn is_of_area(row: &Seen) -> bool {
    row.kind == "area" || row.kind == "unit"
}

/// What is seen of an area is seen of the unit that it stands for; and of a unit that nobody saw, its areas are told once. Those
/// of a unit that was seen by a mark alone are as little told as the unit.
fn through_areas(rows: &mut [Seen], marked: &BTreeSet<String>) {
    let seen: BTreeSet<String> = rows
        .iter()
        .filter(|row| is_of_area(row) && row.seen)
        .map(|row| row.code.clone())
        .collect();
    let mut unseen = BTreeSet::new();
    for row in rows.iter_mut().filter(|row| row.kind == REGISTER) {
        let walked = row.areas.iter().any(|area| seen.contains(area));
        row.seen = row.seen || walked;
        if !row.seen || (!walked && marked.contains(&row.code)) {
            unseen.extend(row.areas.iter().cloned());
        }
    }
    for row in rows.iter_mut().filter(|row| is_of_area(row)) {
        row.again = unseen.contains(&row.code);
    }
}

impl Session {
    fn heard(&mut self, visit: &str, held: &[Held]) -> Result<Heard, ApiError> {
        let mut heard = Heard::default();
        for (id, _) in self.interviews_of(visit)? {
            let record = self.record(id.parse()?, DocumentKind::Interview)?;
            if !withdrawn(record) {
                heard.add(record, held);
            }
        }
        Ok(heard)
    }

    pub(crate) fn coverage_get(&mut self, args: CoverageAsk) -> Result<CoverageBoard, ApiError> {
        let weekend = self.weekend()?;
        let id: DocumentId = args.visit.parse()?;
        let record = self.reading(id, DocumentKind::Visit)?;
        let units = self.units_of(id)?;
        let held: Vec<Held> = units.iter().map(Held::of).collect();
        let heard = self.heard(&args.visit, &held)?;
        let (in_areas, on_themes) = recorded(&record);
        let hours = seen_hours(&record, &heard, args.offset_minutes, &weekend);
        let mut rows = of_register(&units, &heard);
        let walked = areas(&record).into_iter().filter(|area| area.id != GENERAL_AREA);
        for area in walked {
            let talked = heard.units.contains(&folded(&area.name));
            rows.push(to_see("area", &area.id, &area.name, in_areas.contains(&area.id)));
            rows.push(to_see("unit", &area.id, &area.name, talked));
        }
        let themes = wanted_themes(&record).into_iter();
        rows.extend(themes.map(|theme| to_see("theme", theme, "", on_themes.contains(theme))));
        let all_hours = Hours::ALL.map(hours_code).into_iter();
        rows.extend(all_hours.map(|one| to_see("hours", &one, "", hours.contains(&one))));
        for (kind, groups) in [("gender", GENDERS), ("regime", REGIMES)] {
            rows.extend(of_groups(kind, &groups, &record, &held, &heard));
        }
        let marked = self.mark_and_ask(&record, &units, &mut rows)?;
        through_areas(&mut rows, &marked);
        // One kind after another, each in its own order.
        rows.sort_by_key(|row| KINDS.iter().position(|kind| *kind == row.kind));
        Ok(CoverageBoard {
            rows,
            sealed: self.sealed_of(&args.visit)?,
        })
    }

    /// What somebody marked as seen all the same is; and who was asked to go there is named. Of a unit that several records of
    /// the place have, that of any of them holds. The units that a mark alone made seen, by their ids.
    fn mark_and_ask(
        &mut self,
        record: &RecordDocument,
        units: &[PlaceUnit],
        rows: &mut [Seen],
    ) -> Result<BTreeSet<String>, ApiError> {
        let tasks = waiting_tasks(record);
        let open = self.open()?;
        let mut by_mark = BTreeSet::new();
        for row in rows {
            let unit = units.iter().find(|one| row.kind == REGISTER && one.id() == row.code);
            let codes = unit.map_or_else(|| vec![row.code.clone()], |one| one.ids.clone());
            let mut marks = codes.iter().map(|code| format!("covered/{}-{code}", row.kind));
            let marked = marks.any(|path| {
                let field = record.field::<bool>(&path);
                field.is_ok_and(|field| field.shown() == Some(&true))
            });
            if unit.is_some() && marked && !row.seen {
                by_mark.insert(row.code.clone());
            }
            row.seen = row.seen || marked;
            let about: Vec<String> = codes.iter().map(|code| format!("{}/{code}", row.kind)).collect();
            let asked = tasks.iter().filter(|waiting| about.contains(&waiting.task.about));
            row.asked = asked
                .filter_map(|waiting| waiting.task.whom.as_ref())
                .map(|whom| open.name_of(whom))
                .collect();
        }
        Ok(by_mark)
    }

    pub(crate) fn coverage_mark(&mut self, args: CoverageMark) -> Result<Saved, ApiError> {
        let visit: DocumentId = args.visit.parse()?;
        self.record(visit, DocumentKind::Visit)?;
        if !KINDS.contains(&args.kind.as_str()) {
            return Err(ApiError::about(ErrorCode::Refused, "kind"));
        }
        let code = crate::entries::checked_id(&args.code, "code")?;
        // Marked under each id of a unit, so that what stands under another one is taken back with it.
        let codes = match args.kind.as_str() {
            REGISTER => self.ids_of_unit(visit, &code)?,
            _ => vec![code],
        };
        self.write(
            visit,
            |edit| {
                let mut paths = codes.iter().map(|code| format!("covered/{}-{code}", args.kind));
                paths.try_for_each(|path| edit.set(&path, Some(&json!(args.seen)), WritePolicy::Fact))
            },
            |_| Ok(()),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_found_by_whole_words_in_the_languages_shipped() {
        let written = |text: &str| {
            let all = WRITTEN.iter().filter(|(_, words)| names(text, words));
            all.map(|(group, _)| *group).collect::<Vec<_>>()
        };
        assert_eq!(written("Woman"), [Group::Women]);
        assert_eq!(written("male"), [Group::Men]);
        assert_eq!(written("on remand (second time)"), [Group::Remand]);
        assert_eq!(written("محكوم"), [Group::Sentenced]);
        assert_eq!(written("not said"), []);
    }
}
