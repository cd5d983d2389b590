//! Which mailboxes of the relay are this device's to read and write, and with which keys.

use crate::api::{ApiError, ErrorCode};
use crate::session::{Open, Seating, TeamHere};
use std::collections::BTreeMap;
use std::sync::Arc;
use visita_seal::Secret;
use visita_seal::envelope::DocKey;
use visita_seal::team_mail::{Generations, TeamMailbox, generations};
use visita_wire::relay::MailboxToken;
use visita_wire::{DeviceId, DocId, MailboxTag};

/// Newest generations of the team's mailboxes that are read and written: who is further behind is reached by other carriers.
pub(crate) const MAX_GENERATIONS: usize = 32;

/// The mailbox of a document in one epoch.
pub(crate) struct DocMailbox {
    pub key: DocKey,
    pub token: MailboxToken,
}

/// A device's mailbox of the team in one generation.
pub(crate) struct DeviceMailbox {
    pub device: DeviceId,
    /// This device's own mailbox of that generation: what it is known to hold is noted there for all of them.
    pub ours: MailboxTag,
    pub mailbox: TeamMailbox,
}

/// This device's own mailbox in one generation.
pub(crate) struct OwnMailbox {
    /// Number of the roster's entry that begins the generation.
    pub begins: u32,
    pub mailbox: TeamMailbox,
}

/// Every mailbox that is this device's to use.
pub(crate) struct Book {
    pub docs: BTreeMap<MailboxTag, DocMailbox>,
    pub team: BTreeMap<MailboxTag, DeviceMailbox>,
    /// Oldest first; the last is today's.
    pub own: Vec<OwnMailbox>,
    /// Number of the roster's entry that seats each device.
    pub seated: BTreeMap<DeviceId, u32>,
}

/// The book as it was made last, with what it was made from: dropped with the session.
#[derive(Default)]
pub(crate) struct BookShelf(Option<(Seating, usize, Arc<Book>)>);

impl Book {
    fn make(open: &Open, team: &TeamHere) -> Result<Self, ApiError> {
        let mut docs = BTreeMap::new();
        for row in open.vault.read().keys()? {
            let key = DocKey {
                doc: DocId(row.doc),
                epoch: row.epoch,
                key: Secret::new(row.key),
            };
            let (tag, token) = (
                key.mailbox().map_err(|_| ErrorCode::Damaged)?,
                key.token().map_err(|_| ErrorCode::Damaged)?,
            );
            docs.insert(tag, DocMailbox { key, token });
        }
        let this = open.device.id();
        let Generations { keys, seated } = generations(&team.entries)?;
        let (mut mailboxes, mut own) = (BTreeMap::new(), Vec::new());
        for key in keys.iter().skip(keys.len().saturating_sub(MAX_GENERATIONS)) {
            let of = |device: &DeviceId| key.mailbox(device).map_err(|_| ErrorCode::Damaged);
            let ours = of(&this)?;
            let others = team.roster.devices.iter();
            for (device, _) in others.filter(|(device, seat)| **device != this && !seat.removed) {
                let mailbox = of(device)?;
                let (device, ours) = (*device, ours.tag);
                mailboxes.insert(mailbox.tag, DeviceMailbox { device, ours, mailbox });
            }
            own.push(OwnMailbox {
                begins: key.begins(),
                mailbox: ours,
            });
        }
        Ok(Self {
            docs,
            team: mailboxes,
            own,
            seated,
        })
    }

    /// Mailboxes to read, each with what opens it. Our own among them: that they are empty one day shows a relay set back.
    pub fn followed(&self) -> impl Iterator<Item = (MailboxTag, MailboxToken)> {
        let docs = self.docs.iter().map(|(tag, one)| (*tag, one.token));
        let team = self.team.iter().map(|(tag, one)| (*tag, one.mailbox.token));
        let own = self.own.iter().map(|own| (own.mailbox.tag, own.mailbox.token));
        docs.chain(team).chain(own)
    }
}

impl Open {
    /// The book of today's keys and roster.
    pub(crate) fn relay_book(&mut self) -> Result<Arc<Book>, ApiError> {
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let (seating, keys) = (team.seating(), self.vault.read().key_count()?);
        if let Some((of, count, book)) = &self.book.0
            && *of == seating
            && *count == keys
        {
            return Ok(Arc::clone(book));
        }
        let book = Arc::new(Book::make(self, team)?);
        self.book = BookShelf(Some((seating, keys, Arc::clone(&book))));
        Ok(book)
    }
}
