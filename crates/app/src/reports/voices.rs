//! What an interview gives to a report: its note, and the statements that stand, by one rule of consent.

use super::{Held, Page};
use crate::interviews::statement_withdrawn;
use crate::project::conflicts;
use crate::session::member_of;
use visita_domain::interview::Statement;
use visita_report::{Audience, ConsentedExcerpt, tells_accounts};

/// What one interview gives.
#[derive(Default)]
pub(super) struct Voice {
    /// The note, then the statements in the order in which they were taken down.
    pub(super) excerpts: Vec<ConsentedExcerpt>,
    /// Some of what was said may not be told to this audience.
    pub(super) withheld: bool,
}

impl Voice {
    /// Words through the gate; none where `settled` is false: what nobody has settled may say what nobody meant.
    fn tell(&mut self, page: &Page<'_>, held: &Held, text: &str, settled: bool) {
        let settled = settled || page.audience == Audience::Internal;
        let gate = || ConsentedExcerpt::gate(&held.consents, page.audience, &held.name, text);
        match settled.then(gate).flatten() {
            Some(excerpt) => self.excerpts.push(excerpt),
            None => self.withheld = true,
        }
    }
}

impl Page<'_> {
    /// Words of an interview through the gate. Outside the team neither a note with an unread passage nor a statement on
    /// which inspectors differ.
    pub(super) fn voice(&self, held: &Held) -> Voice {
        let mut voice = Voice::default();
        let note = held.record.text();
        if !note.trim().is_empty() {
            voice.tell(self, held, &note, !self.unread(held));
        }
        for (statement, settled) in standing_statements(held) {
            voice.tell(self, held, &self.statement_words(&statement), settled);
        }
        voice
    }

    fn unread(&self, held: &Held) -> bool {
        let mut record = held.record.clone();
        let open = conflicts(&mut record, &member_of(self.open.team.as_ref()));
        open.iter().any(|path| path.starts_with(visita_record::PASSAGES))
    }

    /// A statement as this audience may read it: outside the team its words alone.
    fn statement_words(&self, statement: &Statement) -> String {
        let mut lines = vec![statement.text.clone()];
        if tells_accounts(self.audience) {
            let keys = ["what", "when", "place", "who", "how-often"].into_iter();
            let account = keys.zip(statement.account.members());
            let said = account.filter(|(_, text)| !text.trim().is_empty());
            lines.extend(said.map(|(key, text)| format!("{}: {text}", self.words.say(&format!("account-{key}")))));
            lines.extend(statement.injuries.iter().map(|injury| {
                let region = self.words.say(&format!("body-{}", injury.region.code()));
                format!("{region}: {}", injury.about)
            }));
        }
        lines.retain(|line| !line.trim().is_empty());
        lines.join("\n")
    }
}

/// Statements that nobody took back, oldest first, each with whether inspectors agree on what it says.
fn standing_statements(held: &Held) -> Vec<(Statement, bool)> {
    let mut found = Vec::new();
    for (path, field) in held.record.fields::<Statement>("statement/") {
        let id = path.split('/').nth(1).unwrap_or_default();
        let Ok(field) = field else { continue };
        if statement_withdrawn(&held.record, id) {
            continue;
        }
        if let (Some(first), Some(said)) = (field.slots.first(), field.shown()) {
            found.push(((first.at, id.to_owned()), (said.clone(), !field.in_conflict())));
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found.into_iter().map(|(_, said)| said).collect()
}
