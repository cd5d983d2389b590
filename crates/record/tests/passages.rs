//! Amina and Boris type in one note apart from each other. Where the merged text may read as neither meant it, both are
//! told; nowhere else.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use proptest::prelude::*;
use serde_json::json;
use std::collections::BTreeSet;
use visita_domain::MemberId;
use visita_domain::dates::from_millis;
use visita_domain::slots::FieldState;
use visita_record::{Author, DocumentKind, Overlap, Passage, RawChange, RecordDocument, Signer};

/// A device's member is told by its first byte: 1 and 11 are Amina's.
fn member_of(device: &[u8; 32]) -> Option<MemberId> {
    let name = ["nobody", "amina", "boris", "chen"][usize::from(device[0] % 10)];
    MemberId::parse(name).ok()
}

struct Device {
    author: Author,
    record: RecordDocument,
    written: Vec<RawChange>,
    clock: i64,
}

impl Device {
    fn new(device: u8) -> Self {
        Self {
            author: Author {
                member: member_of(&[device; 32]).unwrap(),
                device: [device; 32],
                incarnation: 0,
            },
            record: RecordDocument::genesis(DocumentKind::Interview).unwrap(),
            written: Vec::new(),
            clock: 1_000 * i64::from(device),
        }
    }

    fn types(&mut self, text: &str) {
        let heads = self.record.heads();
        self.types_from(&heads, text);
    }

    fn types_from(&mut self, heads: &[[u8; 32]], text: &str) {
        self.clock += 1;
        let author = self.author.clone();
        let at = from_millis(self.clock * 1_000).unwrap();
        self.written.extend(
            self.record
                .edit(&author, at, |edit| edit.set_text(heads, text))
                .unwrap(),
        );
    }

    fn takes_from(&mut self, other: &Self) {
        for change in &other.written {
            self.record
                .intake(std::slice::from_ref(change), &Signer::lead(&other.author))
                .unwrap();
        }
    }

    fn passages(&mut self) -> Vec<Passage> {
        self.record.passages(&member_of).to_vec()
    }

    fn settles(&mut self, passage: &Passage) {
        self.clock += 1;
        let seen: BTreeSet<_> = passage.sides.iter().map(|side| side.token.clone()).collect();
        let (author, at) = (self.author.clone(), from_millis(self.clock * 1_000).unwrap());
        let outcome = json!({ "outcome": "keep_both" });
        self.written.extend(
            self.record
                .edit(&author, at, |edit| edit.decide(&passage.path(), outcome, &seen, None))
                .unwrap(),
        );
    }
}

fn meet(a: &mut Device, b: &mut Device) {
    a.takes_from(b);
    b.takes_from(a);
    a.takes_from(b);
    assert_eq!(a.record.heads(), b.record.heads());
}

/// Both start from `shared`, each makes it say its own, and they meet; both are told the same.
fn apart(shared: &str, amina: &str, boris: &str) -> (Device, Device, Vec<Passage>) {
    let (mut a, mut b) = (Device::new(1), Device::new(2));
    a.types(shared);
    meet(&mut a, &mut b);
    a.types(amina);
    b.types(boris);
    meet(&mut a, &mut b);
    let told = a.passages();
    assert_eq!(told, b.passages(), "the same on both sides");
    (a, b, told)
}

fn texts(passage: &Passage) -> Vec<(&str, &str)> {
    passage
        .sides
        .iter()
        .map(|side| (side.by.as_str(), side.text.as_str()))
        .collect()
}

#[test]
fn both_write_on_at_the_end_and_are_told_what_each_meant() {
    let (a, _, told) = apart("Held alone.", "Held alone. For nine days.", "Held alone. No mattress.");
    assert_eq!(told.len(), 1);
    assert_eq!(
        texts(&told[0]),
        [
            ("amina", "Held alone. For nine days."),
            ("boris", "Held alone. No mattress.")
        ]
    );
    assert_eq!(told[0].now, a.record.text());
    assert_eq!(told[0].how, [Overlap::SamePlace].into());
    assert_eq!(
        (told[0].sides[0].device.as_str(), told[0].sides[0].at_s),
        (&*"01".repeat(32), 1_002)
    );
}

#[test]
fn a_note_cleared_while_another_writes_on_is_told() {
    let (a, _, told) = apart("First sentence.", "", "First sentence. Second.");
    assert_eq!((a.record.text().as_str(), told.len()), (" Second.", 1));
    assert_eq!(texts(&told[0]), [("amina", ""), ("boris", "First sentence. Second.")]);
    assert_eq!(told[0].how, [Overlap::TypedIntoDropped].into());
}

#[test]
fn a_word_put_right_before_within_and_right_after_what_another_took_away_is_told() {
    let shared = "He saw the guard hit him.";
    for boris in [
        "He saw clearly the guard hit him.",
        "He saw the tall guard hit him.",
        "He saw the guard twice hit him.",
    ] {
        let (_, _, told) = apart(shared, "He saw hit him.", boris);
        assert_eq!(told.len(), 1, "{boris}");
        assert_eq!(texts(&told[0])[1].1, boris);
        assert!(
            told[0].how.contains(&Overlap::TypedIntoDropped),
            "{boris}: {:?}",
            told[0].how
        );
    }
}

#[test]
fn one_word_that_both_replaced_is_told() {
    let (_, _, told) = apart("Six men share it.", "Ten men share it.", "Two men share it.");
    assert_eq!(told.len(), 1);
    assert_eq!(
        texts(&told[0]),
        [("amina", "Ten men share it."), ("boris", "Two men share it.")]
    );
    assert!(told[0].how.contains(&Overlap::BothDropped));
}

#[test]
fn the_same_correction_made_twice_is_told_when_it_stands_twice_and_not_when_it_reads_well() {
    let (a, _, told) = apart("Held in teh cell.", "Held in the cell.", "Held in the cell.");
    assert_ne!(a.record.text(), "Held in the cell.");
    assert_eq!(told.len(), 1);
    let (a, _, told) = apart("Held in the the cell.", "Held in the cell.", "Held in the cell.");
    assert_eq!((a.record.text().as_str(), told), ("Held in the cell.", Vec::new()));
}

#[test]
fn edits_far_apart_are_not_told() {
    let shared = "He came in March. He shares a bed. He asked for a doctor.";
    let (_, _, told) = apart(
        shared,
        "He came in early March. He shares a bed. He asked for a doctor.",
        "He came in March. He shares a bed. He asked twice for a doctor.",
    );
    assert_eq!(told, []);
    let (_, _, told) = apart(
        shared,
        "He shares a bed. He asked for a doctor.",
        "He came in March. He shares a bed.",
    );
    assert_eq!(told, []);
}

#[test]
fn two_far_places_are_two_passages_although_the_changes_are_the_same() {
    let middle =
        " The walls are damp and there is no window in any of the cells of this wing, as was noted before.".repeat(3);
    let shared = format!("One.{middle} Two.");
    let (_, _, told) = apart(
        &shared,
        &format!("One A.{middle} Two A."),
        &format!("One B.{middle} Two B."),
    );
    assert_eq!(told.len(), 2);
    assert_ne!(told[0].id, told[1].id);
    assert!(told[0].now.starts_with("One ") && !told[0].now.contains("Two"));
    assert!(told[1].now.contains("Two ") && !told[1].now.contains("One"));
}

#[test]
fn one_who_has_read_the_other_and_writes_on_is_not_told() {
    let (mut a, mut b) = (Device::new(1), Device::new(2));
    for turn in 0..12 {
        let (one, other) = if turn % 2 == 0 {
            (&mut a, &mut b)
        } else {
            (&mut b, &mut a)
        };
        let text = format!("{}{turn}", one.record.text());
        one.types(&text);
        other.takes_from(one);
    }
    a.types("");
    b.takes_from(&a);
    b.types("All anew.");
    meet(&mut a, &mut b);
    assert_eq!(a.passages(), []);
}

#[test]
fn a_member_who_types_on_two_devices_is_told_what_each_said() {
    let (mut phone, mut laptop) = (Device::new(1), Device::new(11));
    phone.types("He was taken to cell 4.");
    meet(&mut phone, &mut laptop);
    let (one, other) = (
        "Beaten with a hose by guard two, in the yard.",
        "Kicked by the shift leader, after roll call.",
    );
    phone.types(one);
    laptop.types(other);
    meet(&mut phone, &mut laptop);
    let told = phone.passages();
    assert_eq!(told, laptop.passages(), "the same on both");
    assert_eq!(told.len(), 1);
    let mut said = texts(&told[0]);
    said.sort_unstable();
    assert_eq!(said, [("amina", one), ("amina", other)]);
    assert_eq!(phone.record.open_passages(&member_of), [told[0].path()]);
    phone.settles(&told[0]);
    assert!(phone.record.open_passages(&member_of).is_empty());
}

#[test]
fn two_windows_of_one_device_that_began_at_the_same_words_are_told() {
    let mut a = Device::new(1);
    a.types("He was taken to cell 4.");
    let began = a.record.heads();
    a.types_from(&began, "Beaten with a hose.");
    a.types_from(&began, "Kicked after roll call.");
    let told = a.passages();
    assert_eq!(told.len(), 1);
    let mut said = texts(&told[0]);
    said.sort_unstable();
    assert_eq!(
        said,
        [("amina", "Beaten with a hose."), ("amina", "Kicked after roll call.")]
    );
}

#[test]
fn who_goes_on_in_turn_on_two_devices_is_told_nothing() {
    let (mut phone, mut laptop) = (Device::new(1), Device::new(11));
    for turn in ["One. ", "Two. ", "Three. "] {
        let text = format!("{}{turn}", phone.record.text());
        phone.types(&text);
        meet(&mut phone, &mut laptop);
        let text = format!("{}{turn}", laptop.record.text());
        laptop.types(&text);
        meet(&mut phone, &mut laptop);
    }
    assert_eq!(phone.passages(), []);
}

#[test]
fn what_is_typed_in_many_saves_is_read_to_its_end() {
    let (mut a, mut b) = (Device::new(1), Device::new(2));
    a.types("Start.");
    meet(&mut a, &mut b);
    for n in 1..=20 {
        let text = format!("{} a{n}", a.record.text());
        a.types(&text);
        let text = format!("{} b{n}", b.record.text());
        b.types(&text);
    }
    meet(&mut a, &mut b);
    let told = a.passages();
    assert_eq!(told.len(), 1, "{told:?}");
    for (by, text) in texts(&told[0]) {
        let letter = &by[..1];
        assert!(
            text.starts_with("Start.") && text.ends_with(&format!(" {letter}20")),
            "{text}"
        );
    }
}

#[test]
fn three_at_one_place_are_one_passage_with_three_sides() {
    let mut three = [Device::new(1), Device::new(2), Device::new(3)];
    for (device, said) in three.iter_mut().zip(["One.", "Two.", "Three."]) {
        device.types(said);
    }
    let [a, b, c] = &mut three;
    meet(a, b);
    c.takes_from(a);
    c.takes_from(b);
    let told = c.passages();
    assert_eq!(told.len(), 1);
    assert_eq!(
        texts(&told[0]),
        [("amina", "One."), ("boris", "Two."), ("chen", "Three.")]
    );
}

#[test]
fn what_was_settled_stays_so_until_somebody_comes_with_more() {
    let (mut a, mut b, told) = apart("Held.", "Held. Nine days.", "Held. No bed.");
    assert_eq!(a.record.open_passages(&member_of), [told[0].path()]);
    // A third was there too, and has not been heard of yet.
    let mut c = Device::new(3);
    c.record = RecordDocument::genesis(DocumentKind::Interview).unwrap();
    c.takes_from(&Device {
        written: a.written[..1].to_vec(),
        author: a.author.clone(),
        record: c.record.clone(),
        clock: 0,
    });
    c.types("Held. In the dark.");

    a.settles(&told[0]);
    a.types("Held. Nine days. No bed. (read by Amina)");
    b.takes_from(&a);
    assert_eq!(b.record.open_passages(&member_of), [] as [String; 0]);
    assert_eq!(
        b.passages()[0].id,
        told[0].id,
        "later typing by those who have seen it changes nothing"
    );
    let field = told[0].field(&b.record.raw_fields(&told[0].path()).remove(&told[0].path()).unwrap());
    assert!(matches!(field.state(), FieldState::Decided(_)));
    let saved = b.record.compact().unwrap().into_bytes();
    assert_eq!(
        RecordDocument::load(&saved).unwrap().open_passages(&member_of),
        [] as [String; 0]
    );

    b.takes_from(&c);
    assert_eq!(b.record.open_passages(&member_of).len(), 1, "somebody came with more");
}

#[test]
fn two_who_write_long_and_far_apart_are_asked_nothing() {
    let (mut a, mut b) = (Device::new(1), Device::new(2));
    a.types("Start. End.");
    meet(&mut a, &mut b);
    for n in 0..100 {
        let text = a.record.text().replace(". End", &format!(" a{n}. End"));
        a.types(&text);
        let text = format!("{} b{n}", b.record.text());
        b.types(&text);
    }
    meet(&mut a, &mut b);
    assert_eq!(a.passages(), []);
}

/// One edit of a story: who, where, how many letters go, what comes, and whether they meet after it.
type Step = (usize, usize, usize, String, bool);

fn steps() -> impl Strategy<Value = Vec<Step>> {
    proptest::collection::vec(
        (
            0_usize..3,
            0_usize..60,
            0_usize..5,
            "[a-z ]{0,5}",
            proptest::bool::weighted(0.3),
        ),
        1..30,
    )
}

fn edit(device: &mut Device, at: usize, drop: usize, put: &str) {
    let mut chars: Vec<char> = device.record.text().chars().collect();
    let at = at.min(chars.len());
    let end = (at + drop).min(chars.len());
    chars.splice(at..end, put.chars());
    let text: String = chars.into_iter().collect();
    device.types(&text);
}

/// Everybody takes everything from everybody, until nothing is missing.
fn gather(devices: &mut [Device]) {
    for _ in 0..devices.len() {
        for to in 0..devices.len() {
            for from in 0..devices.len() {
                let written = devices[from].written.clone();
                let signer = Signer::lead(&devices[from].author);
                for change in written {
                    devices[to].record.intake(&[change], &signer).unwrap();
                }
            }
        }
    }
}

/// Three devices type as a story says, one of them goes on after all have met, and each is told the same of it.
fn all_are_told_the_same(story: &[Step], rotate: usize) {
    let mut devices = vec![Device::new(1), Device::new(2), Device::new(3)];
    for (who, at, drop, put, meets) in story {
        edit(&mut devices[*who], *at, *drop, put);
        if *meets {
            let (signer, written) = (Signer::lead(&devices[*who].author), devices[*who].written.clone());
            for change in written {
                devices[(who + 1) % 3].record.intake(&[change], &signer).unwrap();
            }
        }
    }
    devices.rotate_left(rotate);
    gather(&mut devices);
    let told = devices[0].passages();
    for device in &mut devices {
        assert_eq!(device.passages(), told);
        let saved = device.record.compact().unwrap().into_bytes();
        assert_eq!(
            RecordDocument::load(&saved).unwrap().passages(&member_of).to_vec(),
            told
        );
    }
    let text = devices[0].record.text();
    let ids: BTreeSet<&str> = told.iter().map(|passage| passage.id.as_str()).collect();
    assert_eq!(ids.len(), told.len(), "one id each");
    for passage in &told {
        assert!(passage.sides.len() > 1);
        assert!(text.contains(&passage.now), "{} in {}", passage.now, text);
    }
    // Somebody who has seen all writes on in the middle of it all.
    let middle = text.chars().count() / 2;
    edit(&mut devices[0], middle, 3, "read");
    let after: BTreeSet<String> = devices[0].passages().into_iter().map(|passage| passage.id).collect();
    for passage in &told {
        assert!(after.contains(&passage.id), "{passage:?}");
    }
}

#[test]
fn who_went_on_before_and_after_a_meeting_is_told_alike_in_whatever_order_it_came() {
    let story = [
        (2, 0, 0, " ".to_owned(), false),
        (1, 0, 0, " ".to_owned(), true),
        (2, 0, 2, "a a ".to_owned(), false),
        (2, 3, 1, String::new(), false),
        (1, 1, 0, "a".to_owned(), false),
    ];
    for rotate in 0..3 {
        all_are_told_the_same(&story, rotate);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(32) })]

    #[test]
    fn all_devices_are_told_the_same_in_any_order_and_later_reading_changes_no_id(story in steps(), rotate in 0_usize..3) {
        all_are_told_the_same(&story, rotate);
    }

    #[test]
    fn nobody_is_told_of_what_was_written_in_turn(story in steps()) {
        let mut devices = vec![Device::new(1), Device::new(2), Device::new(3)];
        for (who, at, drop, put, _) in story {
            edit(&mut devices[who], at, drop, &put);
            gather(&mut devices);
        }
        prop_assert_eq!(devices[0].passages(), []);
    }

    #[test]
    fn nobody_is_told_of_edits_with_a_word_between_that_both_saw(
        left in "[a-z]{1,8}", right in "[a-z]{1,8}", drop_left in any::<bool>(), drop_right in any::<bool>(),
    ) {
        let change = |word: &str, drop: bool, new: &str| if drop { String::new() } else { format!("{word}{new}") };
        let shared = format!("{left} between {right}");
        let (_, _, told) = apart(
            &shared,
            &format!("{} between {right}", change(&left, drop_left, "0")),
            &format!("{left} between {}", change(&right, drop_right, "1")),
        );
        prop_assert_eq!(told, []);
    }
}
