//! A day's work of a team: who answers what and types what, and when. Made from a seed, the same for every stack.

use crate::stand::mixed;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

pub const INSPECTORS: usize = 6;
/// Interviews; each is written down by two inspectors at once.
pub const NOTES: usize = 3;
/// Answers of each inspector, to as many items.
const ANSWERS_EACH: usize = 80;
/// Runs typed by each inspector.
const RUNS_EACH: usize = 500;
/// Letters of a run, at most.
const MOST_LETTERS: u64 = 30;
/// Of so many runs, one takes back letters of the one before.
const CORRECTED_ONE_IN: u64 = 16;
/// From one step of the team to the next. A day has some hours: it is told as fast as the slowest stack keeps up with.
const PACE_MS: u64 = 20;
/// How long nothing happens before and after what is counted.
const SETTLES_MS: u64 = 3_000;
const CHECKLIST: &str = include_str!("../../../domain/checklists/prison.json");
const VALUES: [&str; 4] = ["yes", "no", "partly", "not_checked"];
const LETTERS: &[u8] = b"etaoinshrdlucmfwypvbgkqjxz";

#[derive(Serialize, Deserialize)]
pub struct Day {
    pub inspectors: usize,
    pub settles_ms: u64,
    /// What the documents hold before: the visit, then the notes.
    pub beginnings: Vec<Value>,
    pub steps: Vec<Step>,
    pub whole: Whole,
}

/// One thing that one inspector does.
#[derive(Serialize, Deserialize)]
pub struct Step {
    pub by: usize,
    pub at_ms: u64,
    #[serde(flatten)]
    pub work: Work,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Work {
    Answer {
        item: String,
        value: String,
    },
    /// Letters typed at the end of one's own paragraph, after so many were taken back.
    Run {
        note: usize,
        erased: usize,
        typed: String,
    },
}

/// What everybody must hold in the end.
#[derive(Serialize, Deserialize, Default)]
pub struct Whole {
    /// `item/inspector`, and the value.
    pub answers: BTreeMap<String, String>,
    /// The paragraphs of each note.
    pub notes: Vec<Vec<String>>,
}

/// Numbers that follow from a seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 += 1;
        u64::from_be_bytes(mixed(self.0)[..8].try_into().unwrap()) % end
    }
}

/// What a note holds before anybody writes: a paragraph for each of its two writers.
pub fn beginning_of(note: usize) -> String {
    writers(note).map(|writer| format!("¶{writer} \n")).concat()
}

fn writers(note: usize) -> [usize; 2] {
    [2 * note, 2 * note + 1]
}

/// Where a writer's paragraph ends, in bytes.
pub fn caret_of(text: &str, writer: usize) -> usize {
    let begins = text.find(&format!("¶{writer} ")).unwrap();
    begins + text[begins..].find('\n').unwrap()
}

/// The steps in their order: everybody's answers and runs, mixed.
pub fn make(seed: u64) -> Day {
    let mut chance = Chance(seed << 32);
    let items = items();
    let mut left: Vec<(usize, usize)> = vec![(ANSWERS_EACH, RUNS_EACH); INSPECTORS];
    let mut typed_before = [0_usize; INSPECTORS];
    let mut day = empty();
    while left.iter().any(|left| left.0 + left.1 > 0) {
        let by = chance.below(INSPECTORS as u64) as usize;
        let (answers, runs) = left[by];
        if answers + runs == 0 {
            continue;
        }
        let work = if chance.below((answers + runs) as u64) < answers as u64 {
            left[by].0 -= 1;
            let value = VALUES[chance.below(VALUES.len() as u64) as usize];
            Work::Answer {
                item: items[answers - 1].clone(),
                value: value.to_owned(),
            }
        } else {
            left[by].1 -= 1;
            run(&mut chance, by, &mut typed_before[by])
        };
        day.add(by, work);
    }
    day
}

fn run(chance: &mut Chance, by: usize, before: &mut usize) -> Work {
    let erased = if chance.below(CORRECTED_ONE_IN) == 0 {
        chance.below(*before as u64 + 1) as usize
    } else {
        0
    };
    // The commoner a letter is, the oftener it is typed.
    let letter = |chance: &mut Chance| {
        let most = chance.below(LETTERS.len() as u64) + 1;
        char::from(LETTERS[chance.below(most) as usize])
    };
    let length = chance.below(MOST_LETTERS) + 1;
    let mut typed: String = (1..length).map(|_| letter(chance)).collect();
    typed.push(' ');
    *before = typed.len();
    Work::Run {
        note: by / 2,
        erased,
        typed,
    }
}

fn items() -> Vec<String> {
    let checklist: Value = serde_json::from_str(CHECKLIST).unwrap();
    let sections = checklist["sections"].as_array().unwrap();
    let items = sections.iter().flat_map(|section| section["items"].as_array().unwrap());
    let items: Vec<String> = items
        .filter(|item| item["type"] == "yes_no_partly")
        .map(|item| item["id"].as_str().unwrap().to_owned())
        .collect();
    assert!(items.len() >= ANSWERS_EACH);
    items
}

fn empty() -> Day {
    let notes = (0..NOTES).map(|note| serde_json::json!({"text": beginning_of(note)}));
    let beginnings = std::iter::once(serde_json::json!({"answers": {}})).chain(notes);
    let paragraphs = |note| writers(note).map(|writer| format!("¶{writer} ")).to_vec();
    Day {
        inspectors: INSPECTORS,
        settles_ms: SETTLES_MS,
        beginnings: beginnings.collect(),
        steps: Vec::new(),
        whole: Whole {
            answers: BTreeMap::new(),
            notes: (0..NOTES).map(paragraphs).collect(),
        },
    }
}

impl Day {
    fn add(&mut self, by: usize, work: Work) {
        match &work {
            Work::Answer { item, value } => {
                self.whole.answers.insert(format!("{item}/{by}"), value.clone());
            }
            Work::Run { note, erased, typed } => {
                let paragraph = &mut self.whole.notes[*note][by % 2];
                paragraph.truncate(paragraph.len() - erased);
                paragraph.push_str(typed);
            }
        }
        let at_ms = self.steps.len() as u64 * PACE_MS;
        self.steps.push(Step { by, at_ms, work });
    }

    /// What a listener is told of it: steps, letters typed, answers.
    pub fn told(&self) -> String {
        let runs = self.steps.iter().filter(|step| matches!(step.work, Work::Run { .. }));
        let letters: usize = self.whole.notes.iter().flatten().map(String::len).sum();
        format!(
            "{} answers, {} runs, {letters} letters in {NOTES} notes, a step each {PACE_MS} ms",
            self.whole.answers.len(),
            runs.count()
        )
    }
}
