//! Visits that are to come, for other calendars: iCalendar (RFC 5545), all-day events.

use crate::dates::{Day, Timestamp};
use std::fmt::Write as _;

/// Longest line of a file, bytes without its end (RFC 5545, 3.1).
const MAX_LINE_BYTES: usize = 75;
/// Who made the file.
const PRODUCT: &str = "-//Visita//Programme of visits//EN";

/// One visit that is to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// An id that is the same in every export: a calendar that has it takes the new one for the old.
    pub id: String,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// What the calendar shows.
    pub title: String,
    /// Decided, or only thought of.
    pub agreed: bool,
}

/// The file. `made` is the moment it is made.
#[must_use]
pub fn calendar(events: &[Event], made: Timestamp) -> String {
    let mut file = Lines::default();
    file.line("BEGIN:VCALENDAR");
    file.line("VERSION:2.0");
    file.line(&format!("PRODID:{PRODUCT}"));
    for event in events {
        // The day after the last: the end of an event is not in it (3.6.1).
        let end = event.to.succ_opt().unwrap_or(event.to);
        file.line("BEGIN:VEVENT");
        file.line(&format!("UID:{}", escaped(&event.id)));
        file.line(&format!("DTSTAMP:{}", made.format("%Y%m%dT%H%M%SZ")));
        file.line(&format!("DTSTART;VALUE=DATE:{}", event.from.format("%Y%m%d")));
        file.line(&format!("DTEND;VALUE=DATE:{}", end.format("%Y%m%d")));
        file.line(&format!("SUMMARY:{}", escaped(&event.title)));
        file.line(if event.agreed {
            "STATUS:CONFIRMED"
        } else {
            "STATUS:TENTATIVE"
        });
        file.line("CLASS:CONFIDENTIAL");
        // A window of a month does not keep anybody busy for a month.
        file.line("TRANSP:TRANSPARENT");
        file.line("END:VEVENT");
    }
    file.line("END:VCALENDAR");
    file.0
}

/// A text as a value (3.3.11): what has a meaning there is marked, what no screen shows is left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(letter);
            }
            '\n' | '\r' => out.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A line, folded between letters (3.1): what follows begins with a blank.
    fn line(&mut self, text: &str) {
        let mut bytes = 0;
        for letter in text.chars() {
            if bytes + letter.len_utf8() > MAX_LINE_BYTES {
                self.0.push_str("\r\n ");
                bytes = 1;
            }
            self.0.push(letter);
            bytes += letter.len_utf8();
        }
        let _ = self.0.write_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::{parse_day, parse_rfc3339};
    use proptest::prelude::*;

    fn event(title: &str) -> Event {
        Event {
            id: "0190@visita".to_owned(),
            from: parse_day("2026-05-01").unwrap(),
            to: parse_day("2026-05-31").unwrap(),
            title: title.to_owned(),
            agreed: true,
        }
    }

    fn made(title: &str) -> String {
        calendar(&[event(title)], parse_rfc3339("2026-11-26T08:05:09Z").unwrap())
    }

    /// The value of a name, as another calendar reads it.
    fn read(file: &str, name: &str) -> String {
        let unfolded = file.replace("\r\n ", "");
        let line = unfolded.split("\r\n").find_map(|line| line.strip_prefix(name)).unwrap();
        let (mut out, mut letters) = (String::new(), line.chars());
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => out.push(match letters.next().unwrap() {
                    'n' => '\n',
                    marked => marked,
                }),
                letter => out.push(letter),
            }
        }
        out
    }

    #[test]
    fn a_month_is_an_event_whose_end_is_the_day_after_it() {
        let file = made("Visit");
        assert!(file.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:"));
        assert!(file.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"));
        assert_eq!(read(&file, "DTSTART;VALUE=DATE:"), "20260501");
        assert_eq!(read(&file, "DTEND;VALUE=DATE:"), "20260601");
        assert_eq!(read(&file, "DTSTAMP:"), "20261126T080509Z");
    }

    #[test]
    fn a_name_cannot_begin_a_line_of_its_own() {
        let file = made("Tarn\r\nATTENDEE:mailto:a@b;c,d\\");
        assert!(!file.contains("\r\nATTENDEE"));
        assert_eq!(read(&file, "SUMMARY:"), "Tarn\nATTENDEE:mailto:a@b;c,d\\");
    }

    proptest! {
        #[test]
        fn every_title_comes_back_and_no_line_is_too_long(title in "[\\PC\n;,\\\\سجن]{0,200}") {
            let file = made(&title);
            prop_assert_eq!(read(&file, "SUMMARY:"), title);
            for line in file.split("\r\n") {
                prop_assert!(line.len() <= MAX_LINE_BYTES);
                prop_assert!(!line.contains(['\r', '\n']));
            }
        }
    }
}
