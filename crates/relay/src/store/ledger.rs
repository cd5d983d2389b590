//! What becomes of a batch of envelopes: decided on the rows it touches, before anything is written. Both backends load the
//! rows under their locks, decide here, and write what was decided in the same transaction.

use super::{Allowance, Day, Fate, Incoming};
use crate::hash::Hash;
use std::collections::{BTreeMap, HashMap};
use visita_wire::MailboxTag;
use visita_wire::relay::Refusal;

/// A mailbox's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// Its number; none until it is written.
    pub row: Option<i64>,
    /// Of its token.
    pub key: Hash,
    /// Number of the invitation that opened it.
    pub invitation: i64,
    /// Last position given out.
    pub head: u64,
    /// Bytes held.
    pub bytes: u64,
}

/// An invitation's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    /// What it allows.
    pub allowance: Allowance,
    /// Mailboxes opened.
    pub mailboxes: u64,
    /// Bytes held.
    pub bytes: u64,
    /// Whether the operator took it back.
    pub is_withdrawn: bool,
}

/// The rows a batch touches.
#[derive(Debug, Default)]
pub struct Ledger {
    /// Those that exist, and those to write.
    pub mailboxes: BTreeMap<MailboxTag, Mailbox>,
    /// By number.
    pub invitations: BTreeMap<i64, Invited>,
    /// The numbers of those that came with the batch.
    pub tokens: HashMap<Hash, i64>,
    /// Positions of envelopes of the batch that are there already.
    pub held: HashMap<(MailboxTag, Hash), u64>,
    /// Bytes one mailbox may hold.
    pub mailbox_bytes: u64,
    /// Today.
    pub today: Day,
}

impl Invited {
    fn is_open(&self, today: Day) -> bool {
        !self.is_withdrawn && self.allowance.until.is_none_or(|day| today <= day)
    }
}

impl Ledger {
    /// What becomes of an envelope. When it is new, the rows are as they are with it.
    pub fn decide(&mut self, item: &Incoming) -> Fate {
        self.try_decide(item).unwrap_or_else(Fate::Refused)
    }

    fn invited(&self, item: &Incoming) -> Option<i64> {
        let number = *self.tokens.get(&item.invitation?)?;
        self.invitations.get(&number)?.is_open(self.today).then_some(number)
    }

    fn try_decide(&mut self, item: &Incoming) -> Result<Fate, Refusal> {
        let size = item.body.size();
        let invited = self.invited(item);
        let existing = self.mailboxes.get(&item.tag);
        // Whoever is not invited does not learn whether a mailbox exists.
        let number = match existing {
            Some(mailbox) if mailbox.key.is(&item.key) => mailbox.invitation,
            Some(_) if invited.is_some() => return Err(Refusal::NotOpen),
            Some(_) | None => invited.ok_or(Refusal::NotInvited)?,
        };
        if let Some(position) = self.held.get(&(item.tag, item.hash)) {
            return Ok(Fate::Kept {
                position: *position,
                is_new: false,
            });
        }
        let invitation = self.invitations.get_mut(&number).ok_or(Refusal::NotInvited)?;
        if !invitation.is_open(self.today) {
            return Err(Refusal::NotInvited);
        }
        let (is_opening, held) = existing.map_or((1, 0), |mailbox| (0, mailbox.bytes));
        if held.saturating_add(size) > self.mailbox_bytes {
            return Err(Refusal::MailboxFull);
        }
        let full = invitation.bytes.saturating_add(size) > invitation.allowance.bytes
            || invitation.mailboxes.saturating_add(is_opening) > invitation.allowance.mailboxes;
        if full {
            return Err(Refusal::InvitationFull);
        }
        invitation.bytes += size;
        invitation.mailboxes += is_opening;
        let mailbox = self.mailboxes.entry(item.tag).or_insert_with(|| Mailbox {
            row: None,
            key: item.key,
            invitation: number,
            head: 0,
            bytes: 0,
        });
        mailbox.head += 1;
        mailbox.bytes += size;
        self.held.insert((item.tag, item.hash), mailbox.head);
        Ok(Fate::Kept {
            position: mailbox.head,
            is_new: true,
        })
    }
}

#[cfg(test)]
#[path = "ledger_tests.rs"]
mod tests;
