//! The board, by examples and by properties.

use super::*;
use crate::dates::{parse_day, plus_days};
use crate::recommendation::Grade;
use proptest::prelude::*;

fn day(text: &str) -> Day {
    parse_day(text).unwrap()
}

fn sent() -> Recommendation {
    Recommendation {
        status: Status::Sent,
        reply_by: Some(day("2026-06-30")),
        deadline: Some(day("2026-12-31")),
        ..Recommendation::default()
    }
}

fn reply(on: &str, refuses: bool) -> Reply {
    Reply {
        on: Some(day(on)),
        refuses,
        ..Reply::default()
    }
}

#[test]
fn a_reply_is_due_from_fourteen_days_before_its_day_and_stays_due_after_it() {
    let on = |text| column(&sent(), None, &[], false, day(text)).unwrap();
    assert_eq!(on("2026-06-15"), Column::Sent);
    assert_eq!(on("2026-06-16"), Column::ReplyDue);
    assert_eq!(on("2027-01-01"), Column::ReplyDue);
}

#[test]
fn silence_that_was_logged_is_no_reply_and_the_last_word_counts() {
    let silent = Reply {
        grade: Some(Grade::None),
        ..reply("2026-07-01", false)
    };
    let today = day("2026-07-02");
    assert_eq!(column(&sent(), None, &[silent], false, today), Some(Column::ReplyDue));
    let refused_then_not = [reply("2026-05-01", true), reply("2026-06-01", false)];
    assert_eq!(
        column(&sent(), None, &refused_then_not, false, today),
        Some(Column::Replied)
    );
    let agreed_then_refused = [reply("2026-06-01", true), reply("2026-05-01", false)];
    assert_eq!(
        column(&sent(), None, &agreed_then_refused, false, today),
        Some(Column::Rejected)
    );
}

#[test]
fn what_is_awaited_next_is_the_reply_and_then_that_it_is_done() {
    let facts = sent();
    let on = |column| due(&facts, column, column == Column::Sent);
    assert_eq!(on(Column::Sent).map(|due| due.on), facts.reply_by);
    assert_eq!(on(Column::Replied).map(|due| due.on), facts.deadline);
    assert_eq!(on(Column::Done), None);
    let without = Recommendation {
        reply_by: None,
        ..sent()
    };
    assert_eq!(due(&without, Column::Sent, true).map(|due| due.on), without.deadline);
}

#[test]
fn a_reply_answers_the_letters_up_to_its_day_and_a_later_letter_waits_again() {
    let asks_again = Recommendation {
        reply_by: Some(day("2026-09-30")),
        ..sent()
    };
    let said = [reply("2026-07-10", false)];
    let on = |asked, today| column(&asks_again, Some(day(asked)), &said, false, day(today)).unwrap();
    assert_eq!(on("2026-06-01", "2026-10-01"), Column::Replied);
    assert_eq!(on("2026-07-10", "2026-10-01"), Column::Replied, "of one day");
    assert_eq!(on("2026-07-11", "2026-09-15"), Column::Sent);
    assert_eq!(on("2026-07-11", "2026-09-16"), Column::ReplyDue);
    assert_eq!(on("2026-07-11", "2026-10-01"), Column::ReplyDue);
    let asks_nothing = Recommendation {
        reply_by: None,
        ..sent()
    };
    let today = day("2026-10-01");
    assert_eq!(
        column(&asks_nothing, Some(day("2026-07-11")), &said, false, today),
        Some(Column::Replied)
    );
    // Whoever refused and is asked again has not said the last word.
    let refused = [reply("2026-07-10", true)];
    let of = |asked| column(&asks_again, Some(day(asked)), &refused, false, today);
    assert_eq!(of("2026-07-01"), Some(Column::Rejected));
    assert_eq!(of("2026-08-01"), Some(Column::ReplyDue));
}

#[test]
fn what_is_to_be_done_before_the_reply_is_awaited_first() {
    let soon = Recommendation {
        deadline: Some(day("2026-06-01")),
        ..sent()
    };
    let kind = |facts: &Recommendation, column, awaited| due(facts, column, awaited).map(|due| due.kind);
    assert_eq!(kind(&soon, Column::Sent, true), Some(DueKind::Implementation));
    assert_eq!(kind(&sent(), Column::Sent, true), Some(DueKind::Reply));
    let of_one_day = Recommendation {
        deadline: sent().reply_by,
        ..sent()
    };
    assert_eq!(kind(&of_one_day, Column::ReplyDue, true), Some(DueKind::Reply));
    // What is done in part stays in its column, and a reply is asked for all the same.
    assert_eq!(kind(&sent(), Column::PartlyDone, true), Some(DueKind::Reply));
    assert_eq!(kind(&sent(), Column::PartlyDone, false), Some(DueKind::Implementation));
}

#[test]
fn days_to_reply_count_from_the_letter_to_the_first_reply_after_it() {
    let replies = [
        reply("2026-07-10", false),
        reply("2026-06-10", false),
        reply("2026-01-01", false),
    ];
    assert_eq!(days_to_reply(Some(day("2026-06-01")), &replies), Some(9));
    assert_eq!(days_to_reply(None, &replies), None);
    assert_eq!(days_to_reply(Some(day("2026-08-01")), &replies), None);
}

#[test]
fn the_bar_runs_from_nothing_to_all() {
    let (from, to) = (day("2026-01-01"), day("2026-01-11"));
    assert_eq!(percent_passed(from, to, from), 0);
    assert_eq!(percent_passed(from, to, day("2026-01-06")), 50);
    assert_eq!(percent_passed(from, to, day("2026-03-01")), 100);
    assert_eq!(percent_passed(from, to, day("2025-12-01")), 0);
    assert_eq!(percent_passed(from, from, from), 100);
}

fn any_day() -> impl Strategy<Value = Day> {
    (0_u64..1_000).prop_map(|days| plus_days(day("2025-01-01"), days).unwrap())
}

fn any_reply() -> impl Strategy<Value = Reply> {
    let grade = prop_oneof![
        Just(None),
        Just(Some(Grade::Satisfactory)),
        Just(Some(Grade::NotSatisfactory)),
        Just(Some(Grade::None)),
    ];
    (proptest::option::of(any_day()), grade, any::<bool>(), any::<bool>()).prop_map(|(on, grade, refuses, dropped)| {
        Reply {
            on,
            grade,
            refuses,
            dropped,
            ..Reply::default()
        }
    })
}

fn any_facts() -> impl Strategy<Value = Recommendation> {
    let status = prop_oneof![Just(Status::Draft), Just(Status::Sent), Just(Status::Withdrawn)];
    let done = prop_oneof![
        Just(Implementation::None),
        Just(Implementation::Partial),
        Just(Implementation::Full),
        Just(Implementation::Obsolete),
    ];
    let days = (proptest::option::of(any_day()), proptest::option::of(any_day()));
    (status, done, days).prop_map(|(status, implementation, (deadline, reply_by))| Recommendation {
        status,
        implementation,
        deadline,
        reply_by,
        ..Recommendation::default()
    })
}

proptest! {
    /// Everything but the withdrawn stands in exactly one column, and what nobody can see changes nothing.
    #[test]
    fn everything_that_stands_has_one_column(
        facts in any_facts(),
        replies in proptest::collection::vec(any_reply(), 0..5),
        asked in proptest::option::of(any_day()),
        repeated in any::<bool>(),
        today in any_day(),
    ) {
        let stands = column(&facts, asked, &replies, repeated, today);
        prop_assert_eq!(stands.is_none(), facts.status == Status::Withdrawn);
        let counting: Vec<Reply> = replies.iter().filter(|reply| reply.is_reply()).cloned().collect();
        prop_assert_eq!(stands, column(&facts, asked, &counting, repeated, today));
        if let Some(stands) = stands {
            prop_assert_eq!(stands == Column::Draft, facts.status == Status::Draft);
            let awaited = awaits_reply(&facts, asked, &replies);
            prop_assert!(due(&facts, stands, awaited).is_none() || stands.is_running());
        }
    }

    /// Time alone moves a recommendation from *sent* to *reply due*, never back and never elsewhere.
    #[test]
    fn a_day_that_passes_moves_nothing_but_sent_to_due(
        facts in any_facts(),
        replies in proptest::collection::vec(any_reply(), 0..5),
        asked in proptest::option::of(any_day()),
        repeated in any::<bool>(),
        today in any_day(),
        later in 0_u64..400,
    ) {
        let before = column(&facts, asked, &replies, repeated, today);
        let after = column(&facts, asked, &replies, repeated, plus_days(today, later).unwrap());
        let moved = (before, after) == (Some(Column::Sent), Some(Column::ReplyDue));
        prop_assert!(before == after || moved);
    }

    /// A reply never leaves it waiting for an answer to what was sent up to that day, and only a later letter does.
    #[test]
    fn whoever_has_replied_is_asked_again_by_a_later_letter_alone(
        facts in any_facts(),
        today in any_day(),
        on in any_day(),
        asked in proptest::option::of(any_day()),
    ) {
        let said = Reply { on: Some(on), ..Reply::default() };
        let stands = column(&facts, asked, &[said], false, today);
        let waits = matches!(stands, Some(Column::Sent | Column::ReplyDue));
        prop_assert!(!waits || asked > Some(on));
    }

    #[test]
    fn the_bar_never_leaves_its_box_or_runs_back(from in any_day(), to in any_day(), today in any_day(), later in 0_u64..400) {
        let now = percent_passed(from, to, today);
        let then = percent_passed(from, to, plus_days(today, later).unwrap());
        prop_assert!(now <= then && then <= 100);
    }
}
