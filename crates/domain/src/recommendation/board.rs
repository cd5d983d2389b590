//! Where a recommendation stands on the board: derived from what is recorded and the day, never stored, so that two devices
//! that hold the same say the same.

use super::{Implementation, Recommendation, Reply, Status};
use crate::dates::{Day, days_between};
use serde::{Deserialize, Serialize};

/// A column of the board, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// The authority does not have it yet.
    Draft,
    /// The authority has it, and has time left to reply to the last letter.
    Sent,
    /// No reply to the last letter, and its day is near or past.
    ReplyDue,
    /// The authority replied to what it was sent.
    Replied,
    /// A part of it was done.
    PartlyDone,
    /// Done, or nothing is to be done any more.
    Done,
    /// The authority's last word is that it will not do it.
    Rejected,
    /// A later recommendation says it again: the follow-up goes on there.
    Repeated,
}

impl Column {
    /// Every column, as they stand on the board.
    pub const ALL: [Self; 8] = [
        Self::Draft,
        Self::Sent,
        Self::ReplyDue,
        Self::Replied,
        Self::PartlyDone,
        Self::Done,
        Self::Rejected,
        Self::Repeated,
    ];

    /// Whether somebody still waits for something.
    #[must_use]
    pub fn is_running(self) -> bool {
        !matches!(self, Self::Done | Self::Repeated)
    }
}

/// Days before a day on which something is awaited from which on it is shown as due.
pub const SOON_DAYS: i64 = 14;

/// The last thing the authority said: the newest by its day, and of one day the one that comes last.
fn last_reply(replies: &[Reply]) -> Option<&Reply> {
    let said = replies.iter().filter(|reply| reply.is_reply());
    said.max_by_key(|reply| reply.on)
}

/// The day by which a reply is awaited: the one asked for, or the deadline where none was.
fn reply_day(facts: &Recommendation) -> Option<Day> {
    facts.reply_by.or(facts.deadline)
}

/// Whether a reply is awaited: the authority has said nothing yet, or a letter asks for another. A reply answers the letters up
/// to its own day; a later one that names a day for the reply waits again. `asked_on`: the day of the last letter that stands.
#[must_use]
pub fn awaits_reply(facts: &Recommendation, asked_on: Option<Day>, replies: &[Reply]) -> bool {
    let Some(last) = last_reply(replies) else {
        return true;
    };
    let asked_since = last.on.zip(asked_on).is_some_and(|(said, asked)| asked > said);
    asked_since && facts.reply_by.is_some()
}

/// The column it stands in on `today`; none for one that was withdrawn. `asked_on` is as in [`awaits_reply`]. `repeated`: a
/// later recommendation takes it over ([`Recommendation::takes_over`]).
#[must_use]
pub fn column(
    facts: &Recommendation,
    asked_on: Option<Day>,
    replies: &[Reply],
    repeated: bool,
    today: Day,
) -> Option<Column> {
    match facts.status {
        Status::Withdrawn => return None,
        Status::Draft => return Some(Column::Draft),
        Status::Sent => {}
    }
    if matches!(facts.implementation, Implementation::Full | Implementation::Obsolete) {
        return Some(Column::Done);
    }
    if repeated {
        return Some(Column::Repeated);
    }
    let awaited = awaits_reply(facts, asked_on, replies);
    if !awaited && last_reply(replies).is_some_and(|reply| reply.refuses) {
        return Some(Column::Rejected);
    }
    if facts.implementation == Implementation::Partial {
        return Some(Column::PartlyDone);
    }
    if !awaited {
        return Some(Column::Replied);
    }
    let near = reply_day(facts).is_some_and(|day| days_between(today, day) <= SOON_DAYS);
    Some(if near { Column::ReplyDue } else { Column::Sent })
}

/// What is awaited next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueKind {
    /// A reply.
    Reply,
    /// That it is done.
    Implementation,
}

/// What is awaited, and the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// What.
    pub kind: DueKind,
    /// By when.
    pub on: Day,
}

/// What is awaited next of a recommendation that stands in `column`, the reply before the deed where both are of one day; none
/// where nothing is, or no day was named. `awaited` is what [`awaits_reply`] says.
#[must_use]
pub fn due(facts: &Recommendation, column: Column, awaited: bool) -> Option<Due> {
    let reply = match column {
        Column::Sent | Column::ReplyDue => reply_day(facts),
        Column::PartlyDone => facts.reply_by.filter(|_| awaited),
        Column::Draft | Column::Replied | Column::Rejected => None,
        Column::Done | Column::Repeated => return None,
    };
    let of = |kind| move |on| Due { kind, on };
    let reply = reply.map(of(DueKind::Reply));
    let done = facts.deadline.map(of(DueKind::Implementation));
    reply.into_iter().chain(done).min_by_key(|due| due.on)
}

/// How much of the time from `from` to `to` has passed on `today`: 0 to 100.
#[must_use]
pub fn percent_passed(from: Day, to: Day, today: Day) -> u8 {
    let (all, passed) = (days_between(from, to), days_between(from, today));
    if all <= 0 {
        return if passed >= all { 100 } else { 0 };
    }
    u8::try_from((passed.max(0).saturating_mul(100) / all).min(100)).unwrap_or(100)
}

/// Days from the first letter to the first reply on or after it; none before there is one.
#[must_use]
pub fn days_to_reply(sent_on: Option<Day>, replies: &[Reply]) -> Option<i64> {
    let sent_on = sent_on?;
    let said = replies.iter().filter(|reply| reply.is_reply());
    let first = said.filter_map(|reply| reply.on).filter(|on| *on >= sent_on).min()?;
    Some(days_between(sent_on, first))
}

#[cfg(test)]
#[path = "board_tests.rs"]
mod tests;
