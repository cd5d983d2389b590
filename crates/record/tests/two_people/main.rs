//! Amina and Boris record the same visit apart from each other, and meet.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod arriving;
mod disagreeing;
mod kept;
mod typing;

use serde_json::Value;
use std::collections::BTreeSet;
use visita_domain::MemberId;
use visita_domain::answer::{Answer, AnswerValue, YesNoPartly};
use visita_domain::dates::{Timestamp, from_millis};
use visita_domain::slots::{FieldState, WritePolicy};
use visita_record::{Author, DocumentKind, RawChange, RecordDocument, Signer};

const OWN_BED: &str = "answer/general/prison/own_bed";

fn author(name: &str, device: u8) -> Author {
    Author {
        member: MemberId::parse(name).unwrap(),
        device: [device; 32],
        incarnation: 0,
    }
}

fn amina() -> Author {
    author("amina", 1)
}

fn boris() -> Author {
    author("boris", 2)
}

fn at(s: i64) -> Timestamp {
    from_millis(s * 1000).unwrap()
}

/// As the roster would say: everybody is a lead, and Amina has two devices.
fn signer(author: &Author) -> Signer {
    Signer {
        others: BTreeSet::from(if author.member == amina().member {
            [[1; 32], [9; 32]]
        } else {
            [author.device; 2]
        }),
        ..Signer::lead(author)
    }
}

struct Device {
    author: Author,
    record: RecordDocument,
    written: Vec<RawChange>,
    clock: i64,
}

fn both(kind: DocumentKind) -> (Device, Device) {
    (Device::new(amina(), kind), Device::new(boris(), kind))
}

fn meet(a: &mut Device, b: &mut Device) {
    a.takes_from(b);
    b.takes_from(a);
    assert_eq!(a.record.heads(), b.record.heads());
}

impl Device {
    fn new(author: Author, kind: DocumentKind) -> Self {
        Self {
            author,
            record: RecordDocument::genesis(kind).unwrap(),
            written: Vec::new(),
            clock: 1_000,
        }
    }

    fn set(&mut self, path: &str, value: Value, policy: WritePolicy) {
        self.clock += 1;
        let author = self.author.clone();
        let made = self
            .record
            .edit(&author, at(self.clock), |edit| edit.set(path, Some(&value), policy))
            .unwrap();
        self.written.extend(made);
    }

    fn answers(&mut self, value: YesNoPartly) {
        let answer = Answer {
            value: AnswerValue::YesNoPartly(value),
            note: String::new(),
            source: None,
            flag: false,
        };
        self.set(OWN_BED, serde_json::to_value(answer).unwrap(), WritePolicy::Testimony);
    }

    fn types(&mut self, base: &[[u8; 32]], text: &str) {
        let author = self.author.clone();
        let made = self
            .record
            .edit(&author, at(self.clock), |edit| edit.set_text(base, text))
            .unwrap();
        self.written.extend(made);
    }

    fn takes_from(&mut self, other: &Self) {
        self.record.intake(&other.written, &signer(&other.author)).unwrap();
    }

    fn state(&self) -> String {
        let field = self.record.field::<Answer>(OWN_BED).unwrap();
        match field.state() {
            FieldState::Empty => "empty",
            FieldState::Agreed(_) => "agreed",
            FieldState::Conflict { .. } => "conflict",
            FieldState::Decided(_) => "decided",
        }
        .to_owned()
    }
}
