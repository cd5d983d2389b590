//! What of a place has been seen and what not yet: areas, units, themes, hours, regimes, groups of persons. Whom the team
//! talked with never shows: an interview makes something seen, and nothing more is told of it.

mod heard;
mod regimes;

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
use heard::{GENDERS, Heard, Held, STATUSES};
use regimes::{REGIME, regimes_of, through_units};
use serde_json::json;
use std::collections::BTreeSet;
use visita_domain::DocumentId;
use visita_domain::answer::{Answer, AnswerValue, YesNoPartly};
use visita_domain::coverage::{Hours, Shift, hours_of_stay};
use visita_domain::ids::GENERAL_AREA;
use visita_domain::population::Group;
use visita_domain::slots::WritePolicy;
use visita_domain::theme::Theme;
use visita_domain::week::Weekend;
use visita_record::{DocumentKind, RecordDocument};

/// The kind of rows that tell of units of the register.
pub(crate) const REGISTER: &str = "register";
/// Kinds of what is to be seen, in the order of the screen.
const KINDS: [&str; 8] = [REGISTER, "area", "unit", "theme", "hours", "gender", REGIME, STATUS];
/// The kind of rows that tell of legal statuses. Before regimes were those that the register names, they stood under that kind.
const STATUS: &str = "status";

/// A row by kind and code, and as an older version had it: what was marked and asked then holds on.
fn known_as(kind: &str, code: &str) -> Vec<String> {
    let older = (kind == STATUS).then(|| format!("{REGIME}/{code}"));
    std::iter::once(format!("{kind}/{code}")).chain(older).collect()
}

/// The key of a line of the debrief, and that under which an older version had it.
pub(crate) fn gap_keys(key: &str) -> Vec<String> {
    let status = key.strip_prefix(&format!("gap-{STATUS}-"));
    let older = status.map(|code| format!("gap-{REGIME}-{code}"));
    std::iter::once(key.to_owned()).chain(older).collect()
}

/// Of paths under which one mark may stand, the first, and those that were written: what is taken back is so under each.
pub(crate) fn marked_under(record: &RecordDocument, paths: Vec<String>) -> Vec<String> {
    let stands = |path: &String| record.raw_fields(path).contains_key(path);
    let first = paths.first().cloned();
    let older = paths.into_iter().skip(1).filter(stands);
    first.into_iter().chain(older.collect::<Vec<_>>()).collect()
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

/// Where the mark of a row stands, by its kind and code.
fn covered(row: &str) -> String {
    format!("covered/{}", row.replacen('/', "-", 1))
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
        for (kind, groups) in [("gender", GENDERS), (STATUS, STATUSES)] {
            rows.extend(of_groups(kind, &groups, &record, &held, &heard));
        }
        let regimes = regimes_of(&units);
        rows.extend(regimes.iter().map(|one| Seen {
            units: one.units.clone(),
            ..to_see(REGIME, &one.code, &one.name, false)
        }));
        let marked = self.mark_and_ask(&record, &units, &mut rows)?;
        through_areas(&mut rows, &marked);
        through_units(&mut rows, &regimes);
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
            let about: Vec<String> = codes.iter().flat_map(|code| known_as(&row.kind, code)).collect();
            let marked = about.iter().any(|one| {
                let field = record.field::<bool>(&covered(one));
                field.is_ok_and(|field| field.shown() == Some(&true))
            });
            if unit.is_some() && marked && !row.seen {
                by_mark.insert(row.code.clone());
            }
            row.seen = row.seen || marked;
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
        let paths: Vec<String> = match args.kind.as_str() {
            REGISTER => {
                let ids = self.ids_of_unit(visit, &code)?;
                ids.iter().map(|id| covered(&format!("{REGISTER}/{id}"))).collect()
            }
            kind => {
                let known = known_as(kind, &code);
                let known = known.iter().map(|one| covered(one)).collect();
                marked_under(self.record(visit, DocumentKind::Visit)?, known)
            }
        };
        self.write(
            visit,
            |edit| {
                let mut paths = paths.iter();
                paths.try_for_each(|path| edit.set(path, Some(&json!(args.seen)), WritePolicy::Fact))
            },
            |_| Ok(()),
        )
    }
}
