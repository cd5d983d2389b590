//! Random visits with a canary in every field: none reaches readers without the consent that its use needs.

use super::*;
use crate::capture::find_checklist;
use crate::desk::Desk;
use crate::project::project;
use crate::session::member_of;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use std::sync::Arc;
use visita_domain::dates::from_millis;
use visita_domain::interview::ConsentState;
use visita_domain::slots::{SlotId, WritePolicy};
use visita_record::{Author, RawChange};

/// Visits tried in each run.
const VISITS: u64 = 40;
const AUDIENCES: [Audience; 3] = [Audience::Internal, Audience::Authority, Audience::Public];

/// A record that two members write apart from each other.
struct Apart {
    sides: [(Author, RecordDocument, Vec<RawChange>); 2],
    clock: i64,
}

impl Apart {
    fn new(kind: DocumentKind, authors: &[Author; 2]) -> Self {
        let side = |author: &Author| (author.clone(), RecordDocument::genesis(kind).unwrap(), Vec::new());
        Self {
            sides: [side(&authors[0]), side(&authors[1])],
            clock: 1_000,
        }
    }

    fn edit(&mut self, side: usize, work: impl FnOnce(&mut visita_record::Edit<'_>)) {
        self.clock += 1_000;
        let (author, record, written) = &mut self.sides[side];
        let at = from_millis(self.clock).unwrap();
        let made = record.edit(author, at, |edit| {
            work(edit);
            Ok(())
        });
        written.extend(made.unwrap());
    }

    fn set(&mut self, side: usize, path: &str, value: Value) {
        self.edit(side, |edit| {
            edit.set(path, Some(&value), WritePolicy::Testimony).unwrap()
        });
    }

    /// One member's value, and sometimes a colleague's that differs. Returns whether they differ.
    fn maybe_both(&mut self, rng: &mut ChaCha8Rng, path: &str, mine: Value, theirs: Value) -> bool {
        let differ = rng.random_bool(0.4) && mine != theirs;
        self.set(0, path, mine);
        if differ {
            self.set(1, path, theirs);
        }
        differ
    }

    fn met(self) -> RecordDocument {
        let [(_, mut record, _), (author, _, written)] = self.sides;
        record.intake(&written, &visita_record::Signer::of(&author)).unwrap();
        record
    }
}

/// Every canary set out, with those who may read it.
#[derive(Default)]
struct Canaries(Vec<(String, String, Vec<Audience>)>);

impl Canaries {
    fn put(&mut self, field: &str, readers: &[Audience]) -> String {
        let canary = format!("canary{}x", self.0.len());
        self.0.push((canary.clone(), field.to_owned(), readers.to_vec()));
        canary
    }

    fn inside(&mut self, field: &str) -> String {
        self.put(field, &[Audience::Internal])
    }
}

const STATES: [ConsentState; 4] = [
    ConsentState::NotAsked,
    ConsentState::Given,
    ConsentState::Refused,
    ConsentState::Withdrawn,
];

fn consent(state: ConsentState, explained: String) -> Value {
    json!({"state": state, "at": "2026-03-02T09:00:00Z", "explained": explained, "guardian": null})
}

/// An interview with consents at random, and what its readers may see.
fn interview(
    rng: &mut ChaCha8Rng,
    visit: DocumentId,
    authors: &[Author; 2],
    canaries: &mut Canaries,
) -> RecordDocument {
    let mut record = Apart::new(DocumentKind::Interview, authors);
    record.set(0, "frame/visit", json!(visit));
    let mut settled = BTreeMap::new();
    for purpose in Purpose::ALL {
        let state = if rng.random_bool(0.7) {
            ConsentState::Given
        } else {
            STATES[rng.random_range(0..4)]
        };
        let other = STATES[rng.random_range(0..4)];
        let explained = canaries.put("consent/explained", &[]);
        let path = format!("consent/{}", purpose.code());
        record.set(0, &path, consent(state, explained.clone()));
        let disputed = rng.random_bool(0.15) && other != state;
        if disputed {
            record.set(1, &path, consent(other, explained));
        } else {
            settled.insert(purpose, state);
        }
    }
    let given = |purpose: &Purpose| settled.get(purpose) == Some(&ConsentState::Given);
    let permits = |audience: &Audience| [Purpose::Talk, Purpose::Notes, audience.purpose()].iter().all(given);
    let readers: Vec<Audience> = AUDIENCES.into_iter().filter(permits).collect();
    let team: Vec<Audience> = readers
        .iter()
        .copied()
        .filter(|one| *one == Audience::Internal)
        .collect();
    let name = canaries.put("frame/pseudonym", &[Audience::Internal]);
    record.set(0, "frame/pseudonym", json!(name));
    for path in [
        "frame/unit",
        "situation/needs",
        "protection/fears",
        "protection/recontact_way",
        "analysis/contradicted_by",
        "future/field",
    ] {
        let (mine, theirs) = (canaries.put(path, &team), canaries.put(path, &team));
        record.maybe_both(rng, path, json!(mine), json!(theirs));
    }
    statements(rng, &mut record, &readers, canaries);
    let note = canaries.put("note", &readers);
    let heads = record.sides[0].1.heads();
    record.edit(0, |edit| edit.set_text(&heads, &note).unwrap());
    if rng.random_bool(0.2) {
        // Typed at the same place by a colleague: a passage nobody has read.
        let theirs = canaries.put("note, unread", &readers);
        let heads = record.sides[1].1.heads();
        record.edit(1, |edit| edit.set_text(&heads, &theirs).unwrap());
    }
    record.met()
}

/// One statement that inspectors may differ on, and one that may be taken back: only what stands, and is settled, is told.
fn statements(rng: &mut ChaCha8Rng, record: &mut Apart, readers: &[Audience], canaries: &mut Canaries) {
    let internal = |one: &Audience| *one == Audience::Internal;
    let team: Vec<Audience> = readers.iter().copied().filter(internal).collect();
    let said = |canaries: &mut Canaries, readers: &[Audience]| {
        let text = canaries.put("statement", readers);
        let (when, about) = (canaries.put("account", &team), canaries.put("injury", &team));
        json!({"text": text, "theme": "dignity", "allegation": true, "account": {"when": when},
            "injuries": [{"region": "front_head", "about": about}]})
    };
    let differ = rng.random_bool(0.4);
    let of_it = if differ { &team[..] } else { readers };
    record.set(0, "statement/s1/said", said(canaries, of_it));
    if differ {
        let theirs = said(canaries, of_it);
        record.set(1, "statement/s1/said", theirs);
    }
    let taken_back = rng.random_bool(0.5);
    let of_it = if taken_back { &[][..] } else { readers };
    let text = canaries.put(
        if taken_back {
            "statement taken back"
        } else {
            "statement"
        },
        of_it,
    );
    record.set(0, "statement/s2/said", json!({"text": text, "theme": null}));
    record.set(0, "statement/s2/withdrawn", json!(taken_back));
}

fn answers(rng: &mut ChaCha8Rng, visit: &mut Apart, canaries: &mut Canaries) {
    let list = find_checklist("prison").unwrap();
    for (number, item) in list.items().enumerate() {
        if !rng.random_bool(0.2) {
            continue;
        }
        let sources = [
            None,
            Some("observed"),
            Some("interview"),
            Some("register"),
            Some("staff"),
            Some("document"),
            Some("measured"),
        ];
        let source = sources[rng.random_range(0..sources.len())];
        // What the rule says of free text, said again in other words.
        let free = if matches!(source, None | Some("interview" | "staff")) {
            &AUDIENCES[..1]
        } else {
            &AUDIENCES[..]
        };
        let path = format!("answer/general/prison/{}", item.id);
        let side = |rng: &mut ChaCha8Rng, canaries: &mut Canaries| {
            // Any item, as text: whatever a field holds must not get out.
            let value = if rng.random_bool(0.5) {
                json!({"type": "text", "value": canaries.put(&format!("answer from {source:?}"), free)})
            } else {
                json!({"type": "yes_no_partly", "value": if number % 2 == 0 { "yes" } else { "no" }})
            };
            json!({"value": value, "note": canaries.inside("note of an answer"), "source": source, "flag": rng.random_bool(0.2)})
        };
        let (mine, theirs) = (side(rng, canaries), side(rng, canaries));
        visit.maybe_both(rng, &path, mine, theirs);
    }
}

fn findings(rng: &mut ChaCha8Rng, visit: &mut Apart, canaries: &mut Canaries) {
    for number in 0..4 {
        let statuses = ["draft", "established", "withdrawn"];
        let (status, other) = (statuses[rng.random_range(0..3)], statuses[rng.random_range(0..3)]);
        let path = |name: &str| format!("finding/f{number}/{name}");
        visit.set(0, &path("theme"), json!("health"));
        visit.set(0, &path("good_practice"), json!(false));
        let unsettled = visit.maybe_both(rng, &path("status"), json!(status), json!(other));
        let differ = rng.random_bool(0.4);
        let out = status == "established" && !unsettled && !differ;
        let readers = if out { &AUDIENCES[..] } else { &AUDIENCES[..1] };
        let (mine, theirs) = (
            canaries.put(&format!("finding {status}"), readers),
            canaries.put("finding of a colleague", readers),
        );
        visit.set(0, &path("statement"), json!(mine));
        if differ {
            visit.set(1, &path("statement"), json!(theirs));
        }
    }
}

struct Made {
    visit: RecordDocument,
    interviews: Vec<(DocumentId, RecordDocument)>,
    place: (DocumentId, RecordDocument),
    canaries: Canaries,
}

fn make(seed: u64, authors: &[Author; 2]) -> Made {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut canaries = Canaries::default();
    let id = |n: u8| DocumentId::make_at(seed, [n; 10]);
    let mut place = Apart::new(DocumentKind::Place, authors);
    for (field, outside) in [
        ("name", true),
        ("authority", true),
        ("region", false),
        ("address", false),
    ] {
        let readers = if outside { &AUDIENCES[..] } else { &AUDIENCES[..1] };
        let (mine, theirs) = (canaries.put(field, readers), canaries.put(field, readers));
        place.maybe_both(&mut rng, &format!("place/{field}"), json!(mine), json!(theirs));
    }
    let mut visit = Apart::new(DocumentKind::Visit, authors);
    visit.set(0, "visit/place", json!(id(0)));
    visit.maybe_both(&mut rng, "visit/starts_on", json!("2026-03-02"), json!("2026-03-03"));
    visit.maybe_both(&mut rng, "visit/phase", json!("on_site"), json!("debrief"));
    for path in ["visit/objectives", "observation/o1/text", "reply/x/y", "future/field"] {
        let (mine, theirs) = (canaries.inside(path), canaries.inside(path));
        visit.maybe_both(&mut rng, path, json!(mine), json!(theirs));
    }
    visit.maybe_both(&mut rng, "observation/o1/theme", json!("health"), json!("regime"));
    let seat = |role: &str| json!({"role": role, "areas": ["general"]});
    visit.maybe_both(
        &mut rng,
        &format!("team/{}", authors[1].member),
        seat("expert"),
        seat("observer"),
    );
    findings(&mut rng, &mut visit, &mut canaries);
    let mut interviews = Vec::new();
    for number in 0..rng.random_range(0..5) {
        interviews.push((id(10 + number), interview(&mut rng, id(9), authors, &mut canaries)));
    }
    answers(&mut rng, &mut visit, &mut canaries);
    let decided = rng.random_bool(0.3);
    if decided {
        // A decision by which both wordings stand, with a reason that is the team's own.
        let reason = canaries.inside("why a lead decided");
        let first = visit.sides[0]
            .1
            .raw_fields("visit/objectives")
            .remove("visit/objectives")
            .unwrap();
        let seen: BTreeSet<SlotId> = first.slots.iter().map(|slot| slot.id.clone()).collect();
        visit.edit(0, |edit| {
            edit.decide(
                "visit/objectives",
                json!({"outcome": "keep_both"}),
                &seen,
                Some(&reason),
            )
            .unwrap()
        });
    }
    Made {
        visit: visit.met(),
        interviews,
        place: (id(0), place.met()),
        canaries,
    }
}

#[test]
fn no_canary_reaches_readers_without_the_consent_its_use_needs() {
    let mut desk = Desk::founded("Amina");
    let session = desk.session.as_mut().unwrap();
    let me = session.team().unwrap().author.clone();
    let colleague = Author {
        member: MemberId::parse("boris").unwrap(),
        device: [9; 32],
        incarnation: 0,
    };
    let authors = [me, colleague];
    let mut seen: BTreeMap<(String, &str), u32> = BTreeMap::new();
    for seed in 0..VISITS {
        let made = make(seed, &authors);
        let open = session.open().unwrap();
        open.records.insert(made.place.0, Arc::new(made.place.1));
        let mut held = Vec::new();
        for (id, mut record) in made.interviews {
            let projected = project(id, &mut record, &member_of(open.team.as_ref()));
            let body = serde_json::from_value(projected.rows[0].1.clone()).unwrap();
            open.records.insert(id, Arc::new(record));
            held.push((id.to_string(), body));
        }
        for (audience, name) in AUDIENCES.into_iter().zip(["internal", "authority", "public"]) {
            for language in [Language::English, Language::Arabic] {
                let words = Words::of(language);
                let today = visita_domain::dates::parse_day("2026-03-09").unwrap();
                let (report, _) = gather(open, &made.visit, &held, audience, &words, today).unwrap();
                // A page is these blocks, escaped.
                let html = format!("{:?}", blocks(&report, &words));
                for (canary, field, readers) in &made.canaries.0 {
                    if html.contains(canary.as_str()) {
                        assert!(
                            readers.contains(&audience),
                            "seed {seed}: {field} reached {name} readers"
                        );
                        *seen.entry((field.clone(), name)).or_default() += 1;
                    }
                }
                for raw in [
                    "finding/",
                    "answer/",
                    "consent/",
                    "protection/",
                    "statement/",
                    "visit/",
                    "team/",
                    "\"areas\"",
                    "future/",
                ] {
                    assert!(!html.contains(raw), "seed {seed}: {raw} is no word");
                }
                for key in [
                    "field-",
                    "report-",
                    "finding-status-",
                    "consent-state-",
                    "theme-",
                    "source-",
                    "role-",
                ] {
                    assert!(!html.contains(key), "seed {seed}: untranslated {key}");
                }
            }
        }
        open.records.clear();
    }
    // What may be read is read: a gate that lets nothing through would pass the rest.
    for (field, audience) in [
        ("note", "internal"),
        ("note", "authority"),
        ("note", "public"),
        ("finding established", "public"),
        ("answer from Some(\"observed\")", "public"),
        ("answer from Some(\"interview\")", "internal"),
        ("protection/fears", "internal"),
        ("statement", "internal"),
        ("statement", "authority"),
        ("statement", "public"),
        ("account", "internal"),
        ("injury", "internal"),
        ("name", "public"),
        ("visit/objectives", "internal"),
        ("note of an answer", "internal"),
        ("observation/o1/text", "internal"),
    ] {
        assert!(
            seen.contains_key(&(field.to_owned(), audience)),
            "{field} never reached {audience} readers"
        );
    }
}

#[test]
fn every_field_has_a_name_in_every_language() {
    use visita_domain::interview::{Analysis, Ending, Protection, Risk, Situation};
    let members = |section: &str, value: Value| -> Vec<String> {
        let names = value.as_object().unwrap().keys();
        names.map(|name| format!("field-{section}-{name}")).collect()
    };
    let mut keys = members("frame", json!(Frame::default()));
    keys.extend(members("situation", json!(Situation::default())));
    keys.extend(members("protection", json!(Protection::default())));
    keys.extend(members("analysis", json!(Analysis::default())));
    keys.extend(members("ending", json!(Ending::default())));
    keys.extend(members("visit", json!(Visit::default())));
    keys.push("field-visit-called_off".into());
    keys.extend(members("place", json!(Place::default())));
    keys.extend(Risk::ALL.map(|risk| format!("field-handled-{}", risk.code())));
    keys.push("field-handled-check_on".into());
    keys.extend(
        visita_domain::interview::BodyRegion::ALL
            .iter()
            .map(|region| format!("body-{}", region.code())),
    );
    keys.extend(["what", "when", "place", "who", "how-often"].map(|member| format!("account-{member}")));
    keys.extend(visita_domain::interview::VULNERABILITIES.map(|code| format!("vulnerability-{code}")));
    keys.extend(visita_domain::interview::LEGAL_STATUSES.map(|code| format!("legal-status-{code}")));
    keys.extend(visita_domain::interview::GENDERS.map(|code| format!("gender-{code}")));
    for language in [Language::English, Language::Arabic] {
        let words = Words::of(language);
        let missing: Vec<_> = keys.iter().filter(|key| !words.knows(key)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}

#[test]
fn the_annex_follows_the_walk_and_says_where_answers_come_from() {
    let mut desk = Desk::founded("Amina");
    let session = desk.session.as_mut().unwrap();
    let author = session.team().unwrap().author.clone();
    let colleague = Author {
        member: MemberId::parse("boris").unwrap(),
        device: [9; 32],
        incarnation: 0,
    };
    let mut visit = Apart::new(DocumentKind::Visit, &[author, colleague]);
    visit.set(0, "area/wing", json!({"name": "Wing B", "dropped": false}));
    visit.set(0, "area/wing2", json!({"name": "Wing B", "dropped": false}));
    let list = find_checklist("prison").unwrap();
    let items: Vec<String> = list.items().map(|item| item.id.to_string()).collect();
    let answer = |source: &str| json!({"value": {"type": "yes_no_partly", "value": "yes"}, "note": "", "source": source, "flag": false});
    // Written against the order of the walk.
    for (area, item, source) in [
        ("wing", &items[3], "observed"),
        ("general", &items[9], "interview"),
        ("wing", &items[0], "staff"),
        ("general", &items[2], "register"),
        ("wing2", &items[0], "document"),
    ] {
        visit.set(0, &format!("answer/{area}/prison/{item}"), answer(source));
    }
    for (number, text) in ["first seen", "seen later"].into_iter().enumerate() {
        // Ids against the order of time.
        let path = |name: &str| format!("observation/o{}/{name}", 9 - number);
        visit.set(0, &path("text"), json!(text));
        visit.set(0, &path("source"), json!("observed"));
    }
    // A colleague differs on the flag: the words stand all the same.
    visit.set(0, "observation/o9/flag", json!(true));
    visit.set(1, "observation/o9/flag", json!(false));
    let (visit, words) = (visit.met(), Words::of(Language::English));
    let open = session.open().unwrap();
    let today = visita_domain::dates::parse_day("2026-03-09").unwrap();
    let (report, _) = gather(open, &visit, &[], Audience::Internal, &words, today).unwrap();
    let rows = report.annex.iter().map(|row| (row.area.as_str(), row.source.as_str()));
    assert_eq!(
        rows.collect::<Vec<_>>(),
        [
            ("", "Register"),
            ("", "Interview"),
            ("Wing B", "Staff"),
            ("Wing B", "Observed"),
            ("Wing B (2)", "Document")
        ]
    );
    let seen: Vec<_> = report.observed.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(seen, ["first seen", "seen later"]);
    let (report, _) = gather(open, &visit, &[], Audience::Authority, &words, today).unwrap();
    assert!(
        report.annex.iter().all(|row| row.source.is_empty()),
        "one blank among others would tell"
    );
    assert_eq!((report.observations, report.observed.len()), (2, 0));
}

#[test]
fn how_far_the_team_is_with_something_is_said_in_words_where_two_differ_on_it() {
    let mut desk = Desk::founded("Amina");
    let session = desk.session.as_mut().unwrap();
    let author = session.team().unwrap().author.clone();
    let colleague = Author {
        member: MemberId::parse("boris").unwrap(),
        device: [9; 32],
        incarnation: 0,
    };
    let mut visit = Apart::new(DocumentKind::Visit, &[author, colleague]);
    visit.set(0, "observation/status/text", json!("No beds"));
    for path in ["review/record", "review/observation/status", "report/review"] {
        visit.set(0, path, json!("in_review"));
        visit.set(1, path, json!("agreed"));
    }
    let (visit, words) = (visit.met(), Words::of(Language::English));
    let open = session.open().unwrap();
    let today = visita_domain::dates::parse_day("2026-03-09").unwrap();
    let (report, _) = gather(open, &visit, &[], Audience::Internal, &words, today).unwrap();
    let sides = report.disagreements.iter().map(|one| {
        let mut said: Vec<&str> = one.sides.iter().map(|side| side.value.as_str()).collect();
        said.sort_unstable();
        said
    });
    let said = ["Agreed by the team", "Being read by the team"];
    assert_eq!(sides.collect::<Vec<_>>(), [said, said, said]);
}
