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
    /// The authority has it, and has time left to reply.
    Sent,
    /// No reply, and its day is near or past.
    ReplyDue,
    /// The authority replied.
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

/// Days before the day of a reply from which on it is shown as due.
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

/// The column it stands in on `today`; none for one that was withdrawn. `repeated`: a later recommendation, itself not
/// withdrawn, repeats it.
#[must_use]
pub fn column(facts: &Recommendation, replies: &[Reply], repeated: bool, today: Day) -> Option<Column> {
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
    let reply = last_reply(replies);
    if reply.is_some_and(|reply| reply.refuses) {
        return Some(Column::Rejected);
    }
    if facts.implementation == Implementation::Partial {
        return Some(Column::PartlyDone);
    }
    if reply.is_some() {
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

/// What is awaited next of a recommendation that stands in `column`; none where nothing is, or no day was named.
#[must_use]
pub fn due(facts: &Recommendation, column: Column) -> Option<Due> {
    let of = |kind| move |on| Due { kind, on };
    match column {
        Column::Sent | Column::ReplyDue => reply_day(facts).map(of(DueKind::Reply)),
        Column::Draft | Column::Replied | Column::PartlyDone | Column::Rejected => {
            facts.deadline.map(of(DueKind::Implementation))
        }
        Column::Done | Column::Repeated => None,
    }
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
