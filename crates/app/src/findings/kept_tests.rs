#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::{MAX_FOLLOWED, MAX_RENEWED};
use crate::desk::{self, Desk};
use crate::evidence::evidence_at;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use visita_domain::slots::{Field, SlotId, WritePolicy};

/// Three of them, as they stand in the record.
const FINDINGS: [&str; 3] = ["f1", "f2", "f3"];
/// Values that a field may take in turn.
const VALUES: usize = 3;
/// Of so many writes, one is followed by an exchange between the two devices.
const EXCHANGES: u8 = 5;

/// A field, in the record of what, and what may be written to it.
struct Writable {
    record: String,
    path: String,
    values: [Value; VALUES],
}

/// The records in which something bears on the findings of a visit.
struct Records {
    visit: String,
    interview: String,
    place: String,
    recommendation: String,
}

impl Records {
    fn of(desk: &mut Desk) -> Self {
        let place = desk.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
        let visit = desk.id("visit_create", desk::visit(&place));
        let authority = desk.id("authority_add", json!({"name": "Ministry", "kind": "ministry"}));
        let asked = json!({"facts": {"text": "Beds for all", "addressee": authority, "place": place}});
        Self {
            interview: desk.id("interview_start", desk::interview(&visit)),
            recommendation: desk.id("recommendation_add", asked),
            visit,
            place,
        }
    }

    /// Everything that evidence of each kind may name here.
    fn linkable(&self) -> Vec<(&'static str, String)> {
        vec![
            ("answer", "general/prison/own_bed".to_owned()),
            ("answer", "a1/prison/own_bed".to_owned()),
            // Nothing is answered there: it has its name as long as something is observed in it.
            ("answer", "a2/prison/own_bed".to_owned()),
            ("answer", "general/prison/held_today".to_owned()),
            ("answer", "general/prison/ill_treatment".to_owned()),
            ("observation", "o1".to_owned()),
            ("interview", self.interview.clone()),
            ("count", "total/register".to_owned()),
            ("sample", "s1".to_owned()),
            ("access", "x1".to_owned()),
            ("attachment", "t1".to_owned()),
            ("document", format!("{}/d1", self.place)),
            ("reply", format!("{}/r1", self.recommendation)),
        ]
    }

    fn writable(&self) -> Vec<Writable> {
        let yes_no = |value: &str| json!({"value": {"type": "yes_no_partly", "value": value}, "source": "observed"});
        let number = |value: u32| json!({"value": {"type": "number", "value": value}, "source": "staff"});
        let said = |allegation: bool, first_hand: bool| json!({"text": "Hit", "allegation": allegation, "first_hand": first_hand});
        let comment = |about: &str| json!({"text": "Which wing?", "about": about});
        let area = |name: &str, dropped: bool| json!({"name": name, "dropped": dropped});
        let drops = || [json!(true), json!(false), json!(true)];
        let counts = || [json!(40), json!(50), Value::Null];
        let answers = || [yes_no("yes"), yes_no("no"), Value::Null];
        let of_visit = [
            ("answer/general/prison/own_bed", answers()),
            ("answer/a1/prison/own_bed", answers()),
            ("answer/general/prison/ill_treatment", answers()),
            (
                "answer/general/prison/held_today",
                [number(40), number(50), Value::Null],
            ),
            (
                "observation/o1/text",
                [json!("Forty beds"), json!("Ten beds"), json!("No bed")],
            ),
            (
                "observation/o1/source",
                [json!("observed"), json!("staff"), json!("document")],
            ),
            ("observation/o1/withdrawn", drops()),
            ("observation/o2/area", [json!("general"), json!("a2"), json!("general")]),
            ("population/total/register", counts()),
            ("population/total/staff", counts()),
            (
                "sample/s1/register",
                [json!("admissions"), json!("medical"), json!("deaths")],
            ),
            ("sample/s1/code", [json!("A 1"), json!("A 2"), json!("A 3")]),
            ("sample/s1/dropped", drops()),
            ("access/x1/what", [json!("Wing B"), json!("Wing C"), json!("Register")]),
            (
                "access/x1/outcome",
                [json!("refused"), json!("granted"), json!("delayed")],
            ),
            (
                "attachment/t1/name",
                [json!("plan.pdf"), json!("map.pdf"), json!("list.pdf")],
            ),
            ("attachment/t1/withdrawn", drops()),
            (
                "area/a2",
                [area("Annex", true), area("Annexe", true), area("Attic", true)],
            ),
            (
                "area/a1",
                [area("Wing A", false), area("Wing B", false), area("Wing A", true)],
            ),
            (
                "visit/ends_on",
                [json!("2026-03-02"), json!("2026-03-03"), json!("2026-03-09")],
            ),
            (
                "comment/c1/said",
                [
                    comment("finding/f1"),
                    comment("finding/f1/statement"),
                    comment("finding/f2"),
                ],
            ),
            ("comment/c1/resolved", drops()),
        ];
        let of_place = [
            (
                "document/d1/title",
                [json!("Rules"), json!("House rules"), json!("Menu")],
            ),
            ("document/d1/dropped", drops()),
            (
                "count/c1/on",
                [json!("2026-03-02"), json!("2026-03-03"), json!("2025-01-01")],
            ),
            ("count/c1/held", [json!(50), json!(40), Value::Null]),
        ];
        let of_recommendation = [
            (
                "answered/r1/words",
                [json!("It will be done"), json!("Next year"), json!("No")],
            ),
            ("answered/r1/dropped", drops()),
        ];
        let of_interview = [
            (
                "statement/s1/said",
                [said(true, true), said(true, false), said(false, true)],
            ),
            ("statement/s1/withdrawn", drops()),
            ("frame/pseudonym", [json!("Heron"), json!("Finch"), json!("Robin")]),
        ];
        let writable = |record: &String, path: String, values| Writable {
            record: record.clone(),
            path,
            values,
        };
        let mut all = Vec::new();
        all.extend(of_visit.map(|(path, values)| writable(&self.visit, path.to_owned(), values)));
        all.extend(of_place.map(|(path, values)| writable(&self.place, path.to_owned(), values)));
        all.extend(of_recommendation.map(|(path, values)| writable(&self.recommendation, path.to_owned(), values)));
        all.extend(of_interview.map(|(path, values)| writable(&self.interview, path.to_owned(), values)));
        for finding in FINDINGS {
            let field = |name: &str| format!("finding/{finding}/{name}");
            let words = [json!("No beds"), json!("No bed"), json!("Few beds")];
            all.push(writable(&self.visit, field("statement"), words));
            let status = [json!("draft"), json!("withdrawn"), json!("established")];
            all.push(writable(&self.visit, field("status"), status));
            let themes = [json!("accommodation"), json!("health"), json!("staff")];
            all.push(writable(&self.visit, field("theme"), themes));
            for (kind, target) in self.linkable() {
                let link =
                    |against: bool| json!({"kind": kind, "target": target, "source": "observed", "against": against});
                let path = evidence_at(finding, kind, &target);
                all.push(writable(&self.visit, path, [link(false), link(true), Value::Null]));
            }
        }
        all
    }
}

/// As any version may write it.
fn writes(desk: &mut Desk, one: &Writable, value: usize) {
    let value = Some(&one.values[value]).filter(|value| !value.is_null());
    let session = desk.session.as_mut().unwrap();
    let written = session.write(
        one.record.parse().unwrap(),
        |edit| edit.set(&one.path, value, WritePolicy::of(&one.path)),
        |_| Ok(()),
    );
    written.unwrap();
}

/// The findings as they are kept, which must be what they are when all are read.
fn follow(desk: &mut Desk, visit: &str) -> String {
    let session = desk.session.as_mut().unwrap();
    let kept = serde_json::to_string(&session.finding_lines(visit).unwrap()).unwrap();
    let read = serde_json::to_string(&session.all_findings(visit).unwrap().lines).unwrap();
    assert_eq!(kept, read);
    kept
}

/// Two devices that hold every record and every finding.
fn two_desks() -> (Desk, Desk, Records) {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let records = Records::of(&mut lead);
    let all = records.writable();
    let begun = |one: &&Writable| one.path.ends_with("/statement") || one.path.ends_with("/theme");
    all.iter().filter(begun).for_each(|one| writes(&mut lead, one, 0));
    desk::exchange(&mut lead, &mut inspector);
    (lead, inspector, records)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_two_people_write_apart_the_findings_kept_are_those_that_stand(
        steps in prop::collection::vec((any::<bool>(), any::<prop::sample::Index>(), 0..VALUES, 0..EXCHANGES), 1..60),
    ) {
        let (mut lead, mut inspector, records) = two_desks();
        let all = records.writable();
        for (leads, which, value, exchanged) in steps {
            let who = if leads { &mut lead } else { &mut inspector };
            writes(who, which.get(&all), value);
            // After some it is brought up at once, after others by whoever looks.
            if value == 0 {
                who.session.as_mut().unwrap().keep_findings_up();
            }
            follow(who, &records.visit);
            if exchanged == 0 {
                desk::exchange(&mut lead, &mut inspector);
                prop_assert_eq!(follow(&mut lead, &records.visit), follow(&mut inspector, &records.visit));
            }
        }
    }
}

#[test]
fn whatever_a_finding_stands_on_is_read_again_when_it_is_written_otherwise() {
    let (mut lead, _, records) = two_desks();
    let all = records.writable();
    let (links, others): (Vec<&Writable>, Vec<&Writable>) = all.iter().partition(|one| one.path.contains("/evidence/"));
    others.iter().for_each(|one| writes(&mut lead, one, 1));
    links.iter().for_each(|one| writes(&mut lead, one, 0));
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut before = follow(&mut lead, &records.visit);
    for one in &others {
        for value in [0, 2, 1] {
            writes(&mut lead, one, value);
            let now = follow(&mut lead, &records.visit);
            if now != before {
                seen.insert(&one.path);
            }
            before = now;
        }
    }
    let unseen = others.iter().map(|one| one.path.as_str());
    let unseen: Vec<&str> = unseen.filter(|path| !seen.contains(path)).collect();
    assert_eq!(unseen, Vec::<&str>::new(), "these bear on no finding");
}

#[test]
fn what_is_kept_stands_as_it_was_written_before_anybody_looks() {
    let (mut lead, _, records) = two_desks();
    follow(&mut lead, &records.visit);
    let changed = json!({"visit": records.visit, "finding": "f1", "statement": "Three beds"});
    lead.ok("finding_set", changed);
    let shelf = lead.session.as_mut().unwrap().open().unwrap().shelf().unwrap();
    let kept = shelf.findings.as_ref().unwrap();
    assert!(!kept.behind);
    assert!(kept.lines.rows().any(|row| row.statement == "Three beds"));
}

#[test]
fn a_withdrawal_that_met_an_edit_is_told_beside_its_finding_until_a_lead_decides() {
    let (mut lead, mut inspector, records) = two_desks();
    let all = records.writable();
    let at = |path: &str| all.iter().find(|one| one.path == path).unwrap();
    for desk in [&mut lead, &mut inspector] {
        follow(desk, &records.visit);
    }
    writes(&mut lead, at("finding/f1/status"), 1);
    writes(&mut inspector, at("finding/f1/statement"), 1);
    desk::exchange(&mut lead, &mut inspector);
    let path = "withdrawal/finding/f1";
    assert!(follow(&mut inspector, &records.visit).contains(path));
    let met = follow(&mut lead, &records.visit);
    assert!(met.contains(path), "{met}");

    let visit = records.visit.parse().unwrap();
    let session = lead.session.as_mut().unwrap();
    let withdrawals = session.open().unwrap().record(visit).unwrap().withdrawals();
    let field = withdrawals[0].field(&Field::default());
    let seen: BTreeSet<SlotId> = field.slots.iter().map(|slot| slot.id.clone()).collect();
    let outcome = json!({"outcome": "keep_both"});
    let decided = session.write(visit, |edit| edit.decide(path, outcome, &seen, None), |_| Ok(()));
    decided.unwrap();
    assert!(!follow(&mut lead, &records.visit).contains(path));
    desk::exchange(&mut lead, &mut inspector);
    assert!(!follow(&mut inspector, &records.visit).contains(path));
}

/// Findings that all stand on one observation, written at once.
fn writes_linked(desk: &mut Desk, visit: &str, numbers: std::ops::Range<usize>) {
    let link = json!({"kind": "observation", "target": "o1", "source": "observed"});
    let fields = [
        ("statement", json!("No beds")),
        ("theme", json!("health")),
        ("evidence/observation-o1", link),
    ];
    let session = desk.session.as_mut().unwrap();
    let written = session.write(
        visit.parse().unwrap(),
        |edit| {
            let mut all = numbers.flat_map(|number| fields.iter().map(move |(name, value)| (number, name, value)));
            all.try_for_each(|(number, name, value)| {
                edit.set(&format!("finding/n{number}/{name}"), Some(value), WritePolicy::Fact)
            })
        },
        |_| Ok(()),
    );
    written.unwrap();
}

#[test]
fn of_more_than_is_followed_or_renewed_all_are_read() {
    let mut lead = Desk::founded("Amina");
    let records = Records::of(&mut lead);
    let all = records.writable();
    let seen = all.iter().find(|one| one.path == "observation/o1/text").unwrap();
    let fields_each = 3;
    follow(&mut lead, &records.visit);
    let followed = MAX_FOLLOWED / fields_each;
    writes_linked(&mut lead, &records.visit, 0..followed);
    follow(&mut lead, &records.visit);
    writes_linked(&mut lead, &records.visit, followed..2 * followed + 1);
    follow(&mut lead, &records.visit);
    for (count, value) in [(MAX_RENEWED, 0), (MAX_RENEWED + 1, 1)] {
        writes_linked(&mut lead, &records.visit, 0..count);
        follow(&mut lead, &records.visit);
        writes(&mut lead, seen, value);
        let told = follow(&mut lead, &records.visit);
        assert_eq!(told.matches(seen.values[value].as_str().unwrap()).count(), count);
    }
}
