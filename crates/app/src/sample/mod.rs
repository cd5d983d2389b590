//! The sample workspace: a fictional country, made through the same doors as everything else. Its second inspector is a
//! second device with a vault of its own, whose notes come in as a bundle, so that its conflicts are real ones.

mod programme;
mod register;
mod year;

use crate::api::answer::{AnswerValue, YesNoPartly};
use crate::api::capture::AnswerSet;
use crate::api::exchange::{BundleExport, FilePath, RequestText, TeamAdmit, TeamFound, TeamJoin, TeamRequest};
use crate::api::interview::{InterviewNoteSet, InterviewSet, InterviewStart};
use crate::api::place::PlaceInput;
use crate::api::vault::{NewPassphrase, Nothing, SampleLoad};
use crate::api::visit::{
    AreaAdd, EvidenceAdd, FindingAdd, FindingSet, ObservationAdd, VisitCreate, VisitPhaseSet, VisitRef,
};
use crate::api::{ApiError, ErrorCode};
use crate::capture::find_checklist;
use crate::clock::Clock;
use crate::session::Session;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use visita_domain::checklist::ItemType;
use visita_domain::dates::{DAY_MS, Timestamp, from_millis};
use visita_domain::ids::GENERAL_AREA;
use visita_seal::passphrase;

mod recommended;

/// What inspectors of a fictional country say, over and over.
const SAID: [YesNoPartly; 7] = [
    YesNoPartly::Yes,
    YesNoPartly::Yes,
    YesNoPartly::Partly,
    YesNoPartly::No,
    YesNoPartly::Yes,
    YesNoPartly::NotChecked,
    YesNoPartly::No,
];

/// Set while the sample is loaded.
pub(crate) const SETTING: &str = "sample";
/// The data, without what the doors make themselves.
const DATA: &str = include_str!("../../sample/workspace.json");
/// Folder of the second inspector's device inside the vault's folder; gone once the sample is loaded.
pub(crate) const SECOND_DEVICE: &str = "sample-device";
/// Minutes between two entries of the sample.
const STEP_MS: i64 = 3 * 60 * 1_000;

#[derive(Deserialize)]
struct Text {
    en: String,
    ar: String,
}

#[derive(Deserialize)]
struct Data {
    body: Text,
    team: Text,
    lead: Text,
    inspector: Text,
    places: Vec<SamplePlace>,
    visits: Vec<SampleVisit>,
}

#[derive(Deserialize)]
struct SamplePlace {
    key: String,
    name: Text,
    place_type: String,
    authority: Text,
    region: Text,
    capacity: Option<u32>,
    occupancy: Option<u32>,
    suspected: bool,
}

#[derive(Deserialize)]
struct SampleVisit {
    place: String,
    kind: String,
    announced: bool,
    days_ago: i64,
    phase: String,
    objectives: Text,
    checklist: String,
    areas: Vec<Text>,
    observations: Vec<SampleObservation>,
    findings: Vec<SampleFinding>,
    /// Why its findings stand on one kind of source.
    #[serde(default)]
    reason: Option<Text>,
    #[serde(default)]
    agreed: Vec<Agreed>,
    #[serde(default)]
    conflicts: Vec<Disputed>,
    #[serde(default)]
    interviews: Vec<SampleInterview>,
}

#[derive(Deserialize)]
struct SampleObservation {
    text: Text,
    theme: String,
    source: String,
    flag: bool,
}

#[derive(Deserialize)]
struct SampleFinding {
    statement: Text,
    theme: String,
    good: bool,
}

#[derive(Deserialize)]
struct Agreed {
    area: usize,
    item: String,
    value: AnswerValue,
    source: String,
}

#[derive(Deserialize)]
struct Disputed {
    area: usize,
    item: String,
    a: AnswerValue,
    b: AnswerValue,
    note_a: Text,
    note_b: Text,
    source_a: String,
    source_b: String,
}

#[derive(Deserialize)]
struct SampleInterview {
    pseudonym: String,
    by: String,
    consents: BTreeMap<String, String>,
    unit: Text,
    note: Text,
    note_lead: Option<Text>,
    risk: bool,
}

/// The clock of somebody who was there then: it moves on a little with every look.
struct Then {
    at_ms: std::sync::atomic::AtomicI64,
    offset_minutes: i32,
}

impl Then {
    fn at(at: Timestamp, offset_minutes: i32) -> Box<dyn Clock> {
        Box::new(Self {
            at_ms: std::sync::atomic::AtomicI64::new(at.timestamp_millis()),
            offset_minutes,
        })
    }
}

impl Clock for Then {
    fn now(&self) -> Timestamp {
        let at = self.at_ms.fetch_add(STEP_MS, std::sync::atomic::Ordering::Relaxed);
        from_millis(at).unwrap_or_default()
    }

    fn offset_minutes(&self, _at: Timestamp) -> i32 {
        self.offset_minutes
    }
}

impl Session {
    /// Loads the sample into a vault that holds no team. Everything made while it is loaded belongs to it.
    pub(crate) fn sample_load(&mut self, args: SampleLoad) -> Result<Nothing, ApiError> {
        if args.years > year::MAX_YEARS {
            return Err(ApiError::about(ErrorCode::Refused, "years"));
        }
        if self.open()?.team.is_some() {
            return Err(ErrorCode::HasTeam.into());
        }
        let second = self.folder.join(SECOND_DEVICE);
        remove(&second)?;
        let now = self.now();
        let then = self.then(now);
        let clock = std::mem::replace(&mut self.clock, then);
        let loaded = self
            .load_sample(now, &second)
            .and_then(|()| self.load_years(args.years, now))
            .and_then(|()| self.mark("loaded"));
        self.clock = clock;
        remove(&second)?;
        if loaded.is_err() {
            self.forget_work()?;
        }
        loaded.map(|()| Nothing {})
    }

    /// Removes the sample and everything made in it, in one transaction.
    pub(crate) fn sample_drop(&mut self, _: Nothing) -> Result<Nothing, ApiError> {
        if self.open()?.vault.read().setting(SETTING)?.is_none() {
            return Err(ErrorCode::NotFound.into());
        }
        self.forget_work()?;
        Ok(Nothing {})
    }

    fn forget_work(&mut self) -> Result<(), ApiError> {
        let open = self.open()?;
        open.vault.transact(|tx| {
            tx.forget_work()?;
            crate::attempt::forget(tx)?;
            crate::travel::forget(tx)?;
            tx.drop_setting(SETTING)
        })?;
        open.forget_in_memory()?;
        open.suspects.clear();
        open.team = None;
        // What stays of files goes with the next opening of the vault.
        let _ = open.settle_blobs();
        Ok(())
    }

    /// A clock that begins at a moment, in the zone of this session's.
    fn then(&self, at: Timestamp) -> Box<dyn Clock> {
        Then::at(at, self.offset_minutes(at))
    }

    fn load_sample(&mut self, now: Timestamp, second: &Path) -> Result<(), ApiError> {
        let data: Data = serde_json::from_str(DATA).map_err(|_| ErrorCode::Damaged)?;
        let language = crate::appearance::read(self.home()).language;
        let say = |text: &Text| {
            if language == "ar" {
                text.ar.clone()
            } else {
                text.en.clone()
            }
        };
        self.mark("loading")?;
        self.team_found(TeamFound {
            body: say(&data.body),
            team: say(&data.team),
            member: say(&data.lead),
        })?;
        let mut inspector = second_device(self, second, say(&data.inspector), now)?;
        let oldest = data.visits.iter().map(|visit| visit.days_ago).max().unwrap_or(0) + 1;
        self.clock = self.then(days_before(now, oldest));
        let mut places = BTreeMap::new();
        let mut known = register::Known::new();
        for place in &data.places {
            let authority = say(&place.authority);
            let linked = (!authority.is_empty()).then(|| self.sample_authority(&mut known, &authority, "other"));
            let facts = PlaceInput {
                name: say(&place.name),
                place_type: place.place_type.clone(),
                authority,
                authority_id: linked.transpose()?,
                region: say(&place.region),
                capacity: place.capacity,
                occupancy: place.occupancy,
                suspected: place.suspected,
                ..PlaceInput::default()
            };
            let made = self.place_add(facts.clone())?;
            self.furnish(&made.id, &facts, now, language == "ar")?;
            places.insert(place.key.clone(), made.id);
        }
        let mut visits = Vec::new();
        for visit in &data.visits {
            let place = places.get(&visit.place).ok_or(ErrorCode::Damaged)?;
            self.clock = self.then(days_before(now, visit.days_ago));
            inspector.clock = self.then(days_before(now, visit.days_ago));
            let id = self.load_visit(visit, place, &mut inspector, second, &say)?;
            visits.push((id, visit.place.clone()));
        }
        let ground = recommended::Ground {
            places: &places,
            named: &data.places,
            visits: &visits,
            now,
            offset_minutes: self.offset_minutes(now),
        };
        self.load_recommendations(&ground, &say)?;
        self.clock = self.then(now);
        self.load_programme(&places, &say)?;
        carry(self, &mut inspector, second)
    }

    fn mark(&mut self, how: &str) -> Result<(), ApiError> {
        Ok(self.open()?.vault.transact(|tx| tx.put_setting(SETTING, how))?)
    }

    fn load_visit(
        &mut self,
        visit: &SampleVisit,
        place: &str,
        inspector: &mut Self,
        second: &Path,
        say: &impl Fn(&Text) -> String,
    ) -> Result<String, ApiError> {
        let id = self
            .visit_create(VisitCreate {
                place: place.to_owned(),
                visit_kind: visit.kind.clone(),
                announced: visit.announced,
                starts_on: self.today().to_string(),
                ends_on: None,
                objectives: say(&visit.objectives),
                checklists: vec![visit.checklist.clone()],
                readers: None,
            })?
            .id;
        let mut areas = Vec::new();
        for area in &visit.areas {
            let made = self.area_add(AreaAdd {
                visit: id.clone(),
                name: say(area),
                unit: None,
            })?;
            areas.push(made.id);
        }
        let area = |number: usize| areas.get(number).map_or(GENERAL_AREA, String::as_str).to_owned();
        self.move_to(&id, "on_site")?;
        carry(self, inspector, second)?;

        let answer = |area: String, item: &str, value: &AnswerValue, note: String, source: &str| AnswerSet {
            visit: id.clone(),
            area,
            checklist: visit.checklist.clone(),
            item: item.to_owned(),
            value: Some(value.clone()),
            note,
            source: Some(source.to_owned()),
            flag: false,
        };
        for disputed in &visit.conflicts {
            let at = area(disputed.area);
            let (note_a, note_b) = (say(&disputed.note_a), say(&disputed.note_b));
            self.answer_set(answer(
                at.clone(),
                &disputed.item,
                &disputed.a,
                note_a,
                &disputed.source_a,
            ))?;
            inspector.answer_set(answer(at, &disputed.item, &disputed.b, note_b, &disputed.source_b))?;
        }
        for agreed in &visit.agreed {
            let at = area(agreed.area);
            self.answer_set(answer(at, &agreed.item, &agreed.value, String::new(), &agreed.source))?;
        }
        let taken: Vec<&str> = visit
            .conflicts
            .iter()
            .map(|disputed| disputed.item.as_str())
            .chain(visit.agreed.iter().map(|agreed| agreed.item.as_str()))
            .collect();
        let under_way = visit.phase == "on_site";
        for (number, (item, said)) in plain_answers(&visit.checklist, &taken)?.into_iter().enumerate() {
            // A visit under way is not finished; two inspectors walked different areas.
            if under_way && number % 3 == 2 {
                continue;
            }
            let value = AnswerValue::YesNoPartly(said);
            let at = area(number % visit.areas.len().max(1));
            let person = if number % 2 == 0 { &mut *self } else { &mut *inspector };
            person.answer_set(answer(at, &item, &value, String::new(), "observed"))?;
        }
        for interview in &visit.interviews {
            let person = if interview.by == "lead" {
                &mut *self
            } else {
                &mut *inspector
            };
            person.load_interview(&id, interview, say)?;
        }
        carry(inspector, self, second)?;
        carry(self, inspector, second)?;
        let rows = self.interview_list(VisitRef { visit: id.clone() })?.rows;
        for interview in &visit.interviews {
            let held = rows.iter().find(|row| row.pseudonym == interview.pseudonym);
            if let (Some(row), Some(more)) = (held, &interview.note_lead) {
                let text = format!("{}\n\n{}", say(&interview.note), say(more));
                self.interview_note(InterviewNoteSet {
                    interview: row.id.clone(),
                    text,
                    base: None,
                })?;
            }
        }

        let mut evidence = Vec::new();
        for observation in &visit.observations {
            let made = self.observation_add(ObservationAdd {
                visit: id.clone(),
                text: say(&observation.text),
                area: Some(area(0)),
                theme: Some(observation.theme.clone()),
                source: observation.source.clone(),
                flag: observation.flag,
            })?;
            evidence.push((observation.theme.clone(), made.id));
        }
        let mut found = String::new();
        for finding in &visit.findings {
            let made = self.finding_add(FindingAdd {
                visit: id.clone(),
                statement: say(&finding.statement),
                theme: finding.theme.clone(),
                confidence: Some(if under_way { "likely" } else { "confirmed" }.to_owned()),
                good_practice: finding.good,
            })?;
            for (_, target) in evidence.iter().filter(|(theme, _)| *theme == finding.theme) {
                self.evidence_add(EvidenceAdd {
                    visit: id.clone(),
                    finding: made.id.clone(),
                    kind: "observation".to_owned(),
                    target: target.clone(),
                })?;
            }
            found.clone_from(&made.id);
            if !under_way {
                self.finding_set(FindingSet {
                    visit: id.clone(),
                    finding: made.id,
                    status: Some("established".to_owned()),
                    reason: visit.reason.as_ref().map(say),
                    ..FindingSet::default()
                })?;
            }
        }
        if under_way {
            carry(self, inspector, second)?;
            self.load_onsite(inspector, &id, &areas, &found)?;
            carry(inspector, self, second)?;
        }
        for phase in ["debrief", "reporting", "follow_up", "closed"] {
            if under_way {
                break;
            }
            self.move_to(&id, phase)?;
            if phase == visit.phase {
                break;
            }
        }
        Ok(id)
    }

    fn load_interview(
        &mut self,
        visit: &str,
        interview: &SampleInterview,
        say: &impl Fn(&Text) -> String,
    ) -> Result<(), ApiError> {
        let id = self
            .interview_start(InterviewStart {
                visit: visit.to_owned(),
                pseudonym: Some(interview.pseudonym.clone()),
                consents: interview.consents.clone(),
                explained: String::new(),
                interviewee: "individual".to_owned(),
                language: "en".to_owned(),
                readers: Vec::new(),
                whole_team: false,
                guardian: None,
            })?
            .id;
        self.interview_note(InterviewNoteSet {
            interview: id.clone(),
            text: say(&interview.note),
            base: None,
        })?;
        let mut set = |section: &str, field: &str, value: Value| {
            self.interview_set(InterviewSet {
                interview: id.clone(),
                section: section.to_owned(),
                field: field.to_owned(),
                value,
                was: None,
            })
        };
        set("frame", "unit", json!(say(&interview.unit)))?;
        if interview.risk {
            set("protection", "reprisal_risk", json!(true))?;
        }
        Ok(())
    }

    fn move_to(&mut self, visit: &str, phase: &str) -> Result<(), ApiError> {
        self.visit_phase(VisitPhaseSet {
            visit: visit.to_owned(),
            phase: phase.to_owned(),
            acknowledge_conflicts: true,
        })
        .map(|_| ())
    }
}

/// The yes-no items of a checklist but those taken, each with an answer that is always the same.
fn plain_answers(checklist: &str, taken: &[&str]) -> Result<Vec<(String, YesNoPartly)>, ApiError> {
    let list = find_checklist(checklist)?;
    let items = list
        .items()
        .filter(|item| matches!(item.item_type, ItemType::YesNoPartly))
        .map(|item| item.id.to_string())
        .filter(|id| !taken.contains(&id.as_str()));
    Ok(items.zip(SAID.into_iter().cycle()).collect())
}

fn days_before(now: Timestamp, days: i64) -> Timestamp {
    from_millis(now.timestamp_millis() - days * DAY_MS).unwrap_or(now)
}

fn remove(folder: &Path) -> Result<(), ApiError> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(ErrorCode::ReadOnly.into()),
        _ => Ok(()),
    }
}

fn path_in(folder: &Path, name: &str) -> String {
    folder.join(name).to_string_lossy().into_owned()
}

/// A second device, admitted to the team with files as any other.
fn second_device(lead: &mut Session, folder: &Path, member: String, now: Timestamp) -> Result<Session, ApiError> {
    let mut second = Session::at(folder.join("vault"), lead.then(now));
    let passphrase = passphrase::make_passphrase(&mut rand::rng()).to_string();
    second.vault_create(NewPassphrase {
        repeat: passphrase.clone(),
        passphrase,
    })?;
    let asked = second.team_request(TeamRequest { member, path: None })?;
    let path = path_in(folder, "admission");
    let request = RequestText {
        text: Some(asked.text),
        path: None,
    };
    let confirm = lead.team_inspect(request.clone())?.confirm.unwrap_or_default();
    lead.team_admit(TeamAdmit {
        request,
        words: asked.words,
        role: "inspector".to_owned(),
        further_device_of: None,
        path: path.clone(),
    })?;
    second.team_join(TeamJoin { path, words: confirm })?;
    Ok(second)
}

/// Carries a bundle from one device to the other.
fn carry(from: &mut Session, to: &mut Session, folder: &Path) -> Result<(), ApiError> {
    let path = path_in(folder, "bundle");
    from.bundle_export(BundleExport {
        path: path.clone(),
        devices: Vec::new(),
        first: false,
    })?;
    let taken = to.bundle_import(FilePath { path: path.clone() })?;
    // The next one is written under the same name, and nothing that stands is written over.
    std::fs::remove_file(&path).map_err(|_| ErrorCode::ReadOnly)?;
    if taken.waiting > 0 || taken.quarantined > 0 {
        return Err(ErrorCode::Damaged.into());
    }
    Ok(())
}

#[cfg(test)]
mod tests;
