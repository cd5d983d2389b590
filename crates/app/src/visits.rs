//! Visits: the list, the hub, the delegation, the areas, the phases; and what stands on Today.

use crate::api::delegation::TeamSeat;
use crate::api::observation::Observation;
use crate::api::vault::{Nothing, Saved, Today};
use crate::api::visit::*;
use crate::api::{ApiError, ErrorCode};
use crate::beginnings::{choose, turned};
use crate::coverage::{answered, wanted_themes};
use crate::delegation::areas;
use crate::entries::at_most;
use crate::facts::{changes, write_changes};
use crate::hub::{here, report_review, waiting};
use crate::observations::observations;
use crate::session::{Session, code_of, from_code};
use crate::talk::waiting_tasks;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::checklist::builtin;
use visita_domain::dates::{Day, parse_day};
use visita_domain::ids::GENERAL_AREA;
use visita_domain::slots::WritePolicy;
use visita_domain::visit::{Phase, PhaseRefused, Seat, Visit};
use visita_domain::{DocumentId, MemberId};
use visita_record::{DocumentKind, RecordDocument};
use visita_seal::name::shows_whole;

/// Longest objectives and observations, characters.
pub(crate) const MAX_TEXT_CHARS: usize = 20_000;

pub(crate) fn day(text: &str, field: &str) -> Result<Day, ApiError> {
    parse_day(text).ok_or_else(|| ApiError::about(ErrorCode::Refused, field))
}

/// A day, or none where nothing was typed.
pub(crate) fn optional_day(text: Option<&str>, field: &str) -> Result<Option<Day>, ApiError> {
    let typed = text.filter(|text| !text.is_empty());
    typed.map(|text| day(text, field)).transpose()
}

pub(crate) fn bounded(text: &str, most: usize, field: &str) -> Result<(), ApiError> {
    if text.trim().is_empty() || text.chars().count() > most {
        return Err(ApiError::about(ErrorCode::Refused, field));
    }
    Ok(())
}

/// A name as somebody typed it: bounded, and nothing in it that a screen does not show. What is merged in from elsewhere is
/// not asked, but shown on its own.
pub(crate) fn visible_name(text: &str, most: usize, field: &str) -> Result<(), ApiError> {
    bounded(text, most, field)?;
    if !shows_whole(text) {
        return Err(ApiError::about(ErrorCode::Refused, field));
    }
    Ok(())
}

/// The facts of a form as they were shown, in a visit whose other facts stay. They are held to no rule: where two changed
/// one day each, the days can be out of order, and are to be put right.
fn facts_shown(input: &VisitFacts, here: Visit) -> Result<Visit, ApiError> {
    Ok(Visit {
        kind: from_code(&input.visit_kind, "visit_kind")?,
        announced: input.announced,
        starts_on: optional_day(Some(&input.starts_on), "starts_on")?,
        ends_on: optional_day(input.ends_on.as_deref(), "ends_on")?,
        objectives: input.objectives.clone(),
        ..here
    })
}

/// The facts of a form as they should be, in a visit whose other facts stay.
pub(crate) fn facts_from(input: &VisitFacts, here: Visit) -> Result<Visit, ApiError> {
    let visit = facts_shown(input, here)?;
    let starts_on = day(&input.starts_on, "starts_on")?;
    if visit.ends_on.is_some_and(|ends_on| ends_on < starts_on) {
        return Err(ApiError::about(ErrorCode::Refused, "ends_on"));
    }
    if visit.objectives.chars().count() > MAX_TEXT_CHARS {
        return Err(ApiError::about(ErrorCode::Refused, "objectives"));
    }
    Ok(visit)
}

/// Of the visits that are open, the oldest first, the one that somebody is at; else the next that is to come, or the one before.
fn next_visit<'a>(open: &'a [VisitRow], today: &str) -> Option<&'a VisitRow> {
    let at = |phase: &'static str| open.iter().filter(move |visit| visit.phase == phase);
    let ends = |visit: &&VisitRow| visit.ends_on.as_ref().unwrap_or(&visit.starts_on).as_str() >= today;
    at("on_site")
        .next_back()
        .or_else(|| at("preparation").find(ends))
        .or(open.last())
}

impl Session {
    pub(crate) fn visit_list(&mut self, _: Nothing) -> Result<VisitRows, ApiError> {
        Ok(VisitRows {
            rows: self.visit_lines()?,
        })
    }

    pub(crate) fn today_get(&mut self, _: Nothing) -> Result<Today, ApiError> {
        let today = self.today().to_string();
        let lines = self.visit_lines()?;
        let rows = lines.rows().rev();
        let rows = rows.filter(|row| row.phase != "closed" && !row.called_off);
        let open_visits: Vec<VisitRow> = rows.cloned().collect();
        let places = u32::try_from(self.place_bodies()?.len()).unwrap_or(u32::MAX);
        let open_conflicts = self.conflict_total()?;
        let only_here = self.only_here()?;
        let lists_current = self.are_lists_current()?;
        let asked = self.asked_of_me()?;
        let risks = self.risk_tasks()?;
        let (tasks, mentions) = (self.tasks_of_me()?, self.mentions_of_me()?);
        let recontacts = self.recontacts_of_me()?;
        let programme = self.programme_today()?;
        let (due_count, due) = self.recommendations_due()?;
        let open = self.open()?;
        Ok(Today {
            next_visit: next_visit(&open_visits, &today).cloned(),
            open_visits,
            asked,
            risks,
            recontacts,
            tasks,
            mentions,
            programme,
            due_count,
            due,
            places,
            open_conflicts,
            quarantined: u32::try_from(open.vault.read().quarantined()?.len()).unwrap_or(u32::MAX),
            only_here,
            lists_current,
            sample_loaded: open.vault.read().setting(crate::sample::SETTING)?.is_some(),
            has_team: open.team.is_some(),
            recovery: open.recovery_standing()?,
        })
    }

    pub(crate) fn visit_get(&mut self, args: VisitRef) -> Result<VisitView, ApiError> {
        let row = self.visit_row(&args.visit)?;
        let record = self.reading(args.visit.parse()?, DocumentKind::Visit)?;
        let section = record.section::<Visit>("visit");
        let units = self.units_of(args.visit.parse()?)?;
        let open = self.open()?;
        let me = open.team.as_ref().map(|team| team.author.member.clone());
        let mut team = Vec::new();
        for (path, field) in record.fields::<Seat>("team/") {
            match field {
                Err(_) => {}
                Ok(field) => {
                    let seat = field.shown().filter(|seat| !seat.dropped);
                    let (Some(seat), Some(member)) = (seat, path.strip_prefix("team/")) else {
                        continue;
                    };
                    let id = MemberId::parse(member).ok();
                    let shelf = open.shelf.as_ref();
                    let associate = shelf.zip(id.as_ref()).and_then(|(shelf, id)| shelf.associate(id));
                    let areas = seat.areas.iter().map(ToString::to_string).collect();
                    team.push(TeamSeat {
                        member: member.to_owned(),
                        name: id.as_ref().map(|id| open.name_of(id)).unwrap_or_default(),
                        associate: associate.is_some(),
                        role: code_of(&seat.role),
                        clinician: seat.clinician,
                        mine: me.as_ref().is_some_and(|me| me.as_str() == member),
                        areas,
                    });
                }
            }
        }
        let observations = observations(&record, me.as_ref(), |member| open.name_of(member));
        let (checklists, coverage) = progress(&record, &observations)?;
        Ok(VisitView {
            next_phases: section.value.next_phases().iter().map(code_of).collect(),
            objectives: section.value.objectives,
            called_off: section.value.called_off,
            associates: open.associates_without_seat(&team),
            areas: areas(&record),
            units: crate::units::views(&units),
            others: open.recorded_without_seat(&record, &team),
            waiting: waiting(&record),
            here: here(&record),
            report_review: code_of(&report_review(&record)),
            tasks: u32::try_from(waiting_tasks(&record).len()).unwrap_or(u32::MAX),
            conflicts: section.conflicts,
            row,
            team,
            checklists,
            observations,
            coverage,
            themes: wanted_themes(&record).into_iter().map(ToOwned::to_owned).collect(),
            unreadable: crate::unreadable::of_visit(&record),
        })
    }

    pub(crate) fn visit_set(&mut self, args: VisitSet) -> Result<Saved, ApiError> {
        let id: DocumentId = args.visit.parse()?;
        let record = self.record(id, DocumentKind::Visit)?;
        let here = record.section::<Visit>("visit").value;
        let facts = facts_from(&args.facts, here.clone())?;
        let changes = changes(record, "visit", &facts_shown(&args.was, here)?, &facts)?;
        let lists = args.checklists.as_ref().map(turned).transpose()?.unwrap_or_default();
        self.write(
            id,
            |edit| {
                write_changes(edit, "visit", &changes)?;
                choose(edit, &lists)
            },
            |_| Ok(()),
        )
    }

    pub(crate) fn visit_phase(&mut self, args: VisitPhaseSet) -> Result<Saved, ApiError> {
        let id: DocumentId = args.visit.parse()?;
        let phase: Phase = from_code(&args.phase, "phase")?;
        let row = self.visit_row(&args.visit)?;
        let here = self.visit_facts(id)?;
        let open_conflicts = usize::try_from(row.conflicts).unwrap_or(usize::MAX);
        here.check_move(phase, open_conflicts, args.acknowledge_conflicts)
            .map_err(|error| match error {
                PhaseRefused::NotNext => ApiError::about(ErrorCode::Refused, "phase"),
                PhaseRefused::CalledOff => ApiError::about(ErrorCode::Refused, "called_off"),
                PhaseRefused::OpenConflicts(_) => ErrorCode::OpenConflicts.into(),
            })?;
        // Whoever takes a closed visit up again says so by this.
        let moved = self.write_in_any_phase(
            id,
            |edit| edit.set("visit/phase", Some(&json!(phase)), WritePolicy::Fact),
            |_| Ok(()),
        )?;
        Ok(moved.0)
    }

    fn visit_facts(&mut self, id: DocumentId) -> Result<Visit, ApiError> {
        Ok(self.record(id, DocumentKind::Visit)?.section("visit").value)
    }

    /// A visit that is not made after all, with the reason; without one, that is taken back.
    pub(crate) fn visit_call_off(&mut self, args: VisitCallOff) -> Result<Saved, ApiError> {
        let id: DocumentId = args.visit.parse()?;
        let why = args.why.trim();
        at_most(why, MAX_TEXT_CHARS, "why")?;
        let here = self.visit_facts(id)?;
        // Taken back it can be later, too: a colleague may have begun the visit meanwhile.
        if !why.is_empty() && here.phase != Phase::Preparation {
            return Err(ApiError::about(ErrorCode::Refused, "phase"));
        }
        let says_so = here.called_off == why;
        self.write(
            id,
            |edit| {
                if says_so {
                    return Ok(());
                }
                // Said even where it is empty: what a colleague gives as a reason meanwhile can then be differed on.
                edit.set("visit/called_off", Some(&json!(why)), WritePolicy::Fact)
            },
            |_| Ok(()),
        )
    }
}

/// A random id for something inside a record: 128 bits, lower hex.
pub(crate) fn make_id() -> String {
    let mut bytes = [0; 16];
    rand::Rng::fill_bytes(&mut rand::rng(), &mut bytes);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Checklists chosen for a visit.
pub(crate) fn chosen(record: &RecordDocument) -> BTreeSet<String> {
    let fields = record.fields::<bool>("checklist/").into_iter();
    fields
        .filter(|(_, field)| field.as_ref().is_ok_and(|field| field.shown() == Some(&true)))
        .filter_map(|(path, _)| path.strip_prefix("checklist/").map(ToOwned::to_owned))
        .collect()
}

type Progress = (Vec<ChecklistProgress>, Vec<CoverageCell>);

/// How many items have an answer, and where somebody looked: "not checked" is an answer, and covers nothing.
fn progress(record: &RecordDocument, observations: &[Observation]) -> Result<Progress, ApiError> {
    let chosen = chosen(record);
    let answered = answered(record);
    let mut lists = Vec::new();
    let mut cells: BTreeMap<(String, String), u32> = BTreeMap::new();
    for checklist in builtin().map_err(|_| ErrorCode::Damaged)? {
        if !chosen.contains(checklist.id.as_str()) {
            continue;
        }
        let mut done = BTreeSet::new();
        for answer in answered.iter().filter(|answer| answer.list == checklist.id.as_str()) {
            let Some((section, _)) = visita_domain::ItemId::parse(&answer.item)
                .ok()
                .and_then(|item| checklist.item(&item))
            else {
                continue;
            };
            done.insert(&answer.item);
            if answer.checked {
                let cell = (answer.area.clone(), section.theme.code().to_owned());
                *cells.entry(cell).or_default() += 1;
            }
        }
        lists.push(ChecklistProgress {
            checklist: checklist.id.to_string(),
            answered: u32::try_from(done.len()).unwrap_or(u32::MAX),
            items: u32::try_from(checklist.items().count()).unwrap_or(u32::MAX),
        });
    }
    for observation in observations.iter().filter(|observation| !observation.withdrawn) {
        if let Some(theme) = &observation.theme {
            let area = observation.area.clone().unwrap_or_else(|| GENERAL_AREA.to_owned());
            *cells.entry((area, theme.clone())).or_default() += 1;
        }
    }
    let coverage = cells
        .into_iter()
        .map(|((area, theme), count)| CoverageCell { area, theme, count })
        .collect();
    Ok((lists, coverage))
}
