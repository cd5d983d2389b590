//! What this device keeps about the relay beside the tables: which one it is, how the last exchange went.

use crate::api::ApiError;
use crate::session::{Open, Session};
use std::collections::{BTreeMap, BTreeSet};
use visita_seal::envelope::envelope_hash;
use visita_transport::relay::{AskError, Cursors};
use visita_vault::Tx;
use visita_wire::MailboxTag;
use visita_wire::relay::{Generation, Invitation};

/// Settings of the vault, by name.
const IDENTITY: &str = "relay/identity";
const GENERATION: &str = "relay/generation";
const LAST_MS: &str = "relay/last_ms";
const TROUBLE: &str = "relay/trouble";
const AUTOMATIC: &str = "relay/automatic";
const STRANGE: &str = "relay/strange";
const OFF: &str = "off";

/// How the exchange stands, as it was noted last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Standing {
    pub last_ms: Option<i64>,
    pub trouble: Option<String>,
    /// Things of the last exchange that nobody could read.
    pub strange: u32,
}

/// What an exchange begins with.
pub(crate) struct Start {
    pub invitation: Invitation,
    pub cursors: Cursors,
}

/// What a relay is known by, so that another one is begun with from nothing. The token may change without that.
fn identity(invitation: &Invitation) -> String {
    let pin = invitation.pin().map(|pin| pin.to_string()).unwrap_or_default();
    let named = format!("{} {pin}", invitation.endpoint());
    envelope_hash(named.as_bytes()).to_string()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn generation_from(text: &str) -> Option<Generation> {
    let bytes = (0..text.len() / 2).map(|n| {
        text.get(n * 2..n * 2 + 2)
            .and_then(|two| u8::from_str_radix(two, 16).ok())
    });
    let bytes: Option<Vec<u8>> = bytes.collect();
    bytes?.try_into().ok().map(Generation)
}

impl Session {
    /// What an exchange needs; none without a relay, without a team or locked.
    pub(crate) fn relay_start(&mut self) -> Result<Option<Start>, ApiError> {
        let Some(open) = self.open.as_mut() else {
            return Ok(None);
        };
        let Some(invitation) = open.relay_invitation() else {
            return Ok(None);
        };
        let known = identity(&invitation);
        if open.vault.read().setting(IDENTITY)?.as_deref() != Some(&known) {
            open.vault.transact(|tx| {
                forget(tx)?;
                tx.put_setting(IDENTITY, &known)
            })?;
        }
        let mut cursors = Cursors::default();
        let tx = open.vault.read();
        cursors.set_generation(tx.setting(GENERATION)?.as_deref().and_then(generation_from));
        let positions = tx.relay_positions()?;
        let book = open.relay_book()?;
        let positions: BTreeMap<_, _> = positions.into_iter().collect();
        for (tag, token) in book.followed() {
            cursors.follow(tag, token, positions.get(&tag.0).copied().unwrap_or(0));
        }
        Ok(Some(Start { invitation, cursors }))
    }

    /// Whether an exchange with this relay may go on: still open, still the team's relay.
    pub(crate) fn relay_goes_on(&mut self, invitation: &Invitation) -> bool {
        let open = self.open.as_ref();
        open.and_then(Open::relay_invitation).as_ref() == Some(invitation)
    }

    /// Follows mailboxes whose keys have come since.
    pub(crate) fn relay_follow(&mut self, cursors: &mut Cursors) -> Result<(), ApiError> {
        for (tag, token) in self.open()?.relay_book()?.followed() {
            cursors.follow(tag, token, 0);
        }
        Ok(())
    }

    /// Notes how an exchange ended.
    pub(crate) fn relay_ended(&mut self, ended: Result<u32, &AskError>) -> Result<(), ApiError> {
        let now = self.now_ms().to_string();
        self.open()?.vault.transact(|tx| match ended {
            Ok(strange) => {
                tx.put_setting(LAST_MS, &now)?;
                tx.put_setting(STRANGE, &strange.to_string())?;
                tx.drop_setting(TROUBLE)
            }
            Err(error) => tx.put_setting(TROUBLE, super::code(error)),
        })?;
        Ok(())
    }
}

/// Forgets the relay, and how it went with it. Whether this device exchanges by itself stays.
pub(super) fn forget(tx: &Tx<'_>) -> Result<(), visita_vault::VaultError> {
    tx.forget_relay()?;
    [IDENTITY, GENERATION, LAST_MS, TROUBLE, STRANGE]
        .into_iter()
        .chain(super::give::SETTINGS)
        .try_for_each(|name| tx.drop_setting(name))
}

impl Open {
    /// The invitation of the team's relay; none where there is none, or a newer one than this program can read.
    pub(crate) fn relay_invitation(&self) -> Option<Invitation> {
        let text = self.team.as_ref()?.roster.relay.as_ref()?;
        Invitation::from_text(text).ok()
    }

    /// How the last exchange went.
    pub(crate) fn relay_standing(&self) -> Result<Standing, ApiError> {
        let tx = self.vault.read();
        Ok(Standing {
            last_ms: tx.setting(LAST_MS)?.and_then(|text| text.parse().ok()),
            trouble: tx.setting(TROUBLE)?,
            strange: tx.setting(STRANGE)?.and_then(|text| text.parse().ok()).unwrap_or(0),
        })
    }

    /// Whether this device exchanges through the relay by itself.
    pub(crate) fn relay_is_automatic(&self) -> Result<bool, ApiError> {
        Ok(self.vault.read().setting(AUTOMATIC)?.as_deref() != Some(OFF))
    }

    /// Sets that.
    pub(crate) fn set_relay_automatic(&mut self, on: bool) -> Result<(), ApiError> {
        self.vault.transact(|tx| {
            if on {
                tx.drop_setting(AUTOMATIC)
            } else {
                tx.put_setting(AUTOMATIC, OFF)
            }
        })?;
        Ok(())
    }

    /// Where an answer shows that the relay was set back, what it was known to hold is forgotten, so that it is put again: for
    /// what it hands out next, before that is taken.
    pub(crate) fn relay_set_back(&mut self, before: &[(MailboxTag, u64)], cursors: &Cursors) -> Result<(), ApiError> {
        let known = self.vault.read().setting(GENERATION)?;
        let generation = cursors.generation().map(|generation| hex(&generation.0));
        let (was_renewed, is_new) = (known.is_some() && known != generation, known != generation);
        let before: BTreeMap<_, _> = before.iter().copied().collect();
        let fallen = cursors
            .positions()
            .filter(|(tag, after)| before.get(tag).is_some_and(|was| after < was))
            .map(|(tag, _)| tag);
        let book = self.relay_book()?;
        // What a device said in its mailbox is noted in our own.
        let fallen: Vec<MailboxTag> = fallen
            .flat_map(|tag| [Some(tag), book.team.get(&tag).map(|one| one.ours)])
            .flatten()
            .collect();
        if !is_new && fallen.is_empty() {
            return Ok(());
        }
        self.vault.transact(|tx| {
            if was_renewed {
                tx.forget_relay()?;
                let mut said = super::give::SETTINGS.into_iter();
                said.try_for_each(|name| tx.drop_setting(name))?;
            }
            fallen.iter().try_for_each(|tag| tx.forget_relay_mailbox(&tag.0))?;
            match &generation {
                Some(generation) => tx.put_setting(GENERATION, generation),
                None => Ok(()),
            }
        })?;
        Ok(())
    }

    /// Mailboxes of the team of which this vault has forgotten how far they are known, while an exchange was under way: parts that
    /// came of them are gone, and are asked for from the beginning.
    pub(crate) fn relay_forgotten(&mut self, before: &[(MailboxTag, u64)]) -> Result<Vec<MailboxTag>, ApiError> {
        let book = self.relay_book()?;
        let positions = self.vault.read().relay_positions()?.into_iter();
        let known: BTreeSet<[u8; 32]> = positions.map(|(tag, _)| tag).collect();
        let of_team = before.iter().filter(|(tag, _)| book.team.contains_key(tag));
        let forgotten = of_team.filter(|(tag, after)| *after > 0 && !known.contains(&tag.0));
        Ok(forgotten.map(|(tag, _)| *tag).collect())
    }

    /// Keeps how far the mailboxes are known now: after what was handed out is kept.
    pub(crate) fn relay_positions(&mut self, before: &[(MailboxTag, u64)], cursors: &Cursors) -> Result<(), ApiError> {
        let before: BTreeMap<_, _> = before.iter().copied().collect();
        let moved: Vec<_> = cursors
            .positions()
            .filter(|(tag, after)| before.get(tag) != Some(after))
            .collect();
        if !moved.is_empty() {
            self.vault.transact(|tx| {
                let mut moved = moved.iter();
                moved.try_for_each(|(tag, after)| tx.put_relay_position(&tag.0, *after))
            })?;
        }
        Ok(())
    }
}
