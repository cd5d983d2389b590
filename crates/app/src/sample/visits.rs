//! The visits of the sample, by two inspectors who walked through different areas: answers, interviews, observations and
//! findings, and what the two differ on.

use super::{Text, carry};
use crate::api::ApiError;
use crate::api::answer::{AnswerValue, YesNoPartly};
use crate::api::area::AreaAdd;
use crate::api::capture::AnswerSet;
use crate::api::evidence::EvidenceAdd;
use crate::api::finding::{FindingAdd, FindingSet};
use crate::api::interview::{InterviewNoteSet, InterviewSet, InterviewStart};
use crate::api::observation::ObservationAdd;
use crate::api::visit::{VisitCreate, VisitPhaseSet, VisitRef};
use crate::capture::find_checklist;
use crate::session::Session;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use visita_domain::checklist::ItemType;
use visita_domain::ids::GENERAL_AREA;

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

#[derive(Deserialize)]
pub(super) struct SampleVisit {
    pub(super) place: String,
    kind: String,
    announced: bool,
    pub(super) days_ago: i64,
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
    #[serde(default)]
    note: Option<Text>,
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

impl Session {
    pub(super) fn load_visit(
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
            let note = agreed.note.as_ref().map(say).unwrap_or_default();
            self.answer_set(answer(at, &agreed.item, &agreed.value, note, &agreed.source))?;
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
                    depends: None,
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
