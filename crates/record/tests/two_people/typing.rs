//! Both type in one note.

use super::{both, meet};
use visita_record::DocumentKind;

#[test]
fn overlapping_typing_in_one_note_loses_no_word() {
    let (mut a, mut b) = both(DocumentKind::Interview);
    let start = a.record.heads();
    a.types(&start, "He came in March.");
    meet(&mut a, &mut b);
    let shared = a.record.heads();
    a.types(&shared, "He came in early March.");
    b.types(&shared, "He came in March. He shares a bed.");
    meet(&mut a, &mut b);
    for word in ["early", "March", "shares", "bed"] {
        assert!(a.record.text().contains(word), "{}", a.record.text());
    }
}

#[test]
fn a_draft_typed_on_an_older_note_does_not_undo_what_arrived_meanwhile() {
    let (mut a, mut b) = both(DocumentKind::Interview);
    let start = a.record.heads();
    a.types(&start, "One.");
    meet(&mut a, &mut b);
    let draft_base = a.record.heads();
    b.types(&draft_base, "One. Boris was here.");
    a.takes_from(&b);
    a.types(&draft_base, "One. Amina too.");
    b.takes_from(&a);
    assert_eq!(a.record.text(), b.record.text());
    assert!(
        a.record.text().contains("Boris was here") && a.record.text().contains("Amina too"),
        "{}",
        a.record.text()
    );
}

#[test]
fn a_note_cleared_while_edited_keeps_what_the_other_typed() {
    let (mut a, mut b) = both(DocumentKind::Interview);
    let start = a.record.heads();
    a.types(&start, "First sentence.");
    meet(&mut a, &mut b);
    let shared = a.record.heads();
    a.types(&shared, "");
    b.types(&shared, "First sentence. Second.");
    meet(&mut a, &mut b);
    assert!(a.record.text().contains("Second."), "{}", a.record.text());
}
