//! What the relay lacks: envelopes as they are; and for the team's devices the roster, grants, and what is held here.

use crate::api::{ApiError, ErrorCode};
use crate::relay::book::{Book, OwnMailbox};
use crate::relay::repeat::REPEAT_AFTER_MS;
use crate::session::{Open, Session, TeamHere};
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::dates::DAY_MS;
use visita_seal::bundle::seal_bundle;
use visita_seal::envelope::envelope_hash;
use visita_sync::{Ledger as _, lacking};
use visita_transport::relay::AskError;
use visita_wire::relay::{Outcome, PutItem, sealed_for};
use visita_wire::{DeviceId, Digest, EnvelopeHash, Have, MailboxTag, Message, encode_messages};

/// Bytes of envelopes looked out at a time: what one request holds.
pub(crate) const GIVE_BYTES: usize = 4 * 1024 * 1024;
/// Bytes a day that saying what is held here may take: far below what a mailbox may hold for as long as a relay keeps it.
pub(crate) const HAVE_BYTES_A_DAY: i64 = 2 * 1024 * 1024;
/// Shortest time between two times of saying it unasked.
pub(crate) const HAVE_EVERY_MS: i64 = 60 * 1_000;
/// What is held here is said again after so long although it is the same.
const HAVE_AGAIN_MS: i64 = DAY_MS;
/// Bytes of messages that go in one bundle; more go in one each.
const BUNDLE_BYTES: usize = 8 * 1024 * 1024;

/// When it was said last, in how many bytes, and what: settings of the vault.
const HAVE_MS: &str = "relay/have_ms";
const HAVE_BYTES: &str = "relay/have_bytes";
const HAVE_HASH: &str = "relay/have_hash";
pub(super) const SETTINGS: [&str; 3] = [HAVE_MS, HAVE_BYTES, HAVE_HASH];

/// What is put together, and what the relay is then known to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parcel {
    pub items: Vec<PutItem>,
    marks: Vec<(MailboxTag, [u8; 32])>,
    /// What is held here is said in it: the hash of that.
    have: Option<[u8; 32]>,
    /// A bundle in parts, sealed anew each time it is made; otherwise an envelope, always the same.
    is_bundle: bool,
}

/// What is not offered again in one exchange, because it was refused.
#[derive(Debug, Default)]
pub(crate) struct Refused {
    envelopes: BTreeSet<[u8; 32]>,
    bundles: bool,
}

/// What became of parcels.
#[derive(Debug, Default)]
pub(crate) struct Given {
    /// The relay did not answer, or answered what is no answer: nothing more can be put now.
    pub broken: Option<AskError>,
    /// It refused some of it.
    pub refused: Option<AskError>,
}

impl Parcel {
    fn bytes(&self) -> usize {
        self.items.iter().map(|item| item.outer.len()).sum()
    }
}

/// What waits to be put: changes, and their bytes.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Waiting {
    pub changes: usize,
    pub bytes: usize,
}

impl Session {
    /// The next parcels; none when nothing is left to put. `asked`: somebody asked for it, so what is held here is said now.
    pub(crate) fn relay_give(&mut self, asked: bool, but: &Refused) -> Result<Vec<Parcel>, ApiError> {
        let at_ms = self.now_ms();
        let open = self.open()?;
        let team = open.team.clone().ok_or(ErrorCode::NoTeam)?;
        let book = open.relay_book()?;
        let mut parcels = open.envelope_parcels(&book, but)?;
        let full = parcels.iter().map(Parcel::bytes).sum::<usize>() >= GIVE_BYTES;
        if !full && !but.bundles {
            parcels.extend(open.team_parcels(&team, &book, asked, at_ms)?);
        }
        Ok(parcels)
    }

    /// The head of the roster that bundles are sealed by.
    pub(crate) fn relay_head(&mut self) -> Result<[u8; 32], ApiError> {
        Ok(self.team()?.roster.head())
    }

    /// Keeps what became of parcels: a parcel is kept when all of it is.
    pub(crate) fn relay_gave(
        &mut self,
        parcels: &[Parcel],
        outcomes: Vec<Result<Outcome, AskError>>,
        refused: &mut Refused,
    ) -> Result<Given, ApiError> {
        let at_ms = self.now_ms();
        let mut outcomes = outcomes.into_iter();
        let (mut kept, mut given) = (Vec::new(), Given::default());
        for parcel in parcels {
            let mut is_kept = true;
            for _ in &parcel.items {
                match outcomes.next() {
                    Some(Ok(Outcome::Kept(_))) => {}
                    Some(Ok(Outcome::Refused { refusal, .. })) => {
                        is_kept = false;
                        refused.bundles |= parcel.is_bundle;
                        refused.envelopes.extend(parcel.marks.iter().map(|(_, hash)| *hash));
                        given.refused.get_or_insert(AskError::Refused {
                            refusal,
                            retry_after: None,
                        });
                    }
                    other => {
                        is_kept = false;
                        let error = other.and_then(Result::err).unwrap_or(AskError::Unreadable);
                        given.broken.get_or_insert(error);
                    }
                }
            }
            if is_kept {
                kept.push(parcel);
            }
        }
        self.open()?.vault.transact(|tx| {
            for parcel in kept {
                for (tag, hash) in &parcel.marks {
                    tx.put_relay_held(&tag.0, hash, at_ms)?;
                }
                if let Some(hash) = parcel.have {
                    tx.put_setting(HAVE_MS, &at_ms.to_string())?;
                    tx.put_setting(HAVE_BYTES, &parcel.bytes().to_string())?;
                    tx.put_setting(HAVE_HASH, &EnvelopeHash(hash).to_string())?;
                }
            }
            Ok::<(), visita_vault::VaultError>(())
        })?;
        Ok(given)
    }
}

impl Open {
    /// What waits to be put, of records.
    pub(crate) fn relay_waiting(&mut self) -> Result<Waiting, ApiError> {
        let rows = self.vault.read().envelopes_not_on_relay()?;
        Ok(Waiting {
            changes: rows.len(),
            bytes: rows.iter().map(|(_, _, bytes)| bytes).sum(),
        })
    }

    /// Envelopes that the relay is not known to hold, as many as go at a time. Others' are passed on like our own.
    fn envelope_parcels(&mut self, book: &Book, but: &Refused) -> Result<Vec<Parcel>, ApiError> {
        let (mut parcels, mut room) = (Vec::new(), GIVE_BYTES);
        let tx = self.vault.read();
        for ((doc, device, seq), hash, bytes) in tx.envelopes_not_on_relay()? {
            if but.envelopes.contains(&hash) {
                continue;
            }
            if !parcels.is_empty() && bytes > room {
                break;
            }
            let Some(row) = tx.envelope(&doc, &device, seq)? else {
                continue;
            };
            // Of an epoch whose key is not here, or kept in quarantine for what it is: whoever has its mailbox puts it.
            let place = sealed_for(&row.outer).ok();
            let Some((tag, mailbox)) = place.and_then(|tag| Some((tag, book.docs.get(&tag)?))) else {
                continue;
            };
            room = room.saturating_sub(bytes);
            parcels.push(Parcel {
                items: vec![PutItem {
                    token: mailbox.token,
                    outer: row.outer.into(),
                }],
                marks: vec![(tag, hash)],
                have: None,
                is_bundle: false,
            });
        }
        Ok(parcels)
    }

    /// What the team's devices are told in this device's own mailboxes: in today's everything, in older ones the roster alone,
    /// where a device may not know of today's.
    fn team_parcels(&mut self, team: &TeamHere, book: &Book, asked: bool, at_ms: i64) -> Result<Vec<Parcel>, ApiError> {
        let this = self.device.id();
        let live = team.roster.devices.iter().filter(|(_, seat)| !seat.removed);
        let others: Vec<DeviceId> = live.map(|(id, _)| *id).filter(|id| *id != this).collect();
        let Some((today, older)) = book.own.split_last() else {
            return Ok(Vec::new());
        };
        if others.is_empty() {
            return Ok(Vec::new());
        }
        let ours = self.ledger(team.roster.team).have()?;
        let mut parcels = Vec::new();
        let known = self.known_lengths(team, book, &others, &ours)?;
        for (number, own) in older.iter().enumerate() {
            let ends = book.own.get(number + 1).map_or(u32::MAX, |next| next.begins);
            let is_somebodys = known.values().any(|length| (own.begins..ends).contains(&(length - 1)));
            if is_somebodys
                && self
                    .vault
                    .read()
                    .relay_held(&own.mailbox.tag.0, &ours.head.0)?
                    .is_none()
            {
                let theirs = self.told(own, &ours, true)?;
                let messages = lacking(&self.ledger(team.roster.team), &theirs, 0)?;
                parcels.extend(self.sealed(team, own, &others, messages)?);
            }
        }
        let theirs = self.told(today, &ours, false)?;
        let mut messages = lacking(&self.ledger(team.roster.team), &theirs, 0)?;
        if self.says_have(&ours, asked || !messages.is_empty(), asked, at_ms)? {
            messages.push(Message::Have(ours));
        }
        parcels.extend(self.sealed(team, today, &others, messages)?);
        Ok(parcels)
    }

    /// What a mailbox of ours is known to hold, in the form of somebody who holds it: `lacking` then finds the rest.
    fn told(&self, own: &OwnMailbox, ours: &Have, roster_alone: bool) -> Result<Have, ApiError> {
        let held: BTreeSet<Digest> = self
            .vault
            .read()
            .relay_held_in(&own.mailbox.tag.0)?
            .into_iter()
            .map(Digest)
            .collect();
        let is_told = held.contains(&ours.head);
        let grants = ours.grants.iter().copied();
        Ok(Have {
            team: ours.team,
            roster: if is_told { ours.roster } else { 0 },
            head: if is_told { ours.head } else { Digest([0; 32]) },
            grants: grants.filter(|grant| roster_alone || held.contains(grant)).collect(),
            docs: ours.docs.clone(),
        })
    }

    /// To how many entries each device is known to hold our roster, at least: since it was seated on it.
    fn known_lengths(
        &self,
        team: &TeamHere,
        book: &Book,
        devices: &[DeviceId],
        ours: &Have,
    ) -> Result<BTreeMap<DeviceId, u32>, ApiError> {
        let ledger = self.ledger(team.roster.team);
        let mut known: BTreeMap<DeviceId, u32> = devices
            .iter()
            .map(|device| (*device, book.seated.get(device).copied().unwrap_or(0) + 1))
            .collect();
        for (device, have) in self.peer_haves()? {
            let is_ours = have.roster <= ours.roster && ledger.head_of(have.roster)? == Some(have.head);
            if let Some(length) = known
                .get_mut(&device)
                .filter(|length| is_ours && have.roster > **length)
            {
                *length = have.roster;
            }
        }
        Ok(known)
    }

    /// Whether what is held here is said now: when it differs, together with something else or after a while; at once when
    /// somebody asked. And once a day although it is the same: it may have been dropped, and with it what it asks for.
    fn says_have(&self, ours: &Have, with_others: bool, asked: bool, at_ms: i64) -> Result<bool, ApiError> {
        let tx = self.vault.read();
        let number = |name| Ok::<_, ApiError>(tx.setting(name)?.and_then(|text| text.parse::<i64>().ok()));
        let hash = have_hash(ours)?;
        let is_new = tx.setting(HAVE_HASH)?.as_deref() != Some(&EnvelopeHash(hash).to_string());
        let (last, bytes) = (number(HAVE_MS)?, number(HAVE_BYTES)?.unwrap_or(0));
        let pause = (bytes.saturating_mul(DAY_MS) / HAVE_BYTES_A_DAY).max(HAVE_EVERY_MS);
        // A clock that jumped back says it as well.
        let is_past = |pause: i64| last.is_none_or(|last| !(last..last.saturating_add(pause)).contains(&at_ms));
        let is_new = is_new || is_past(if asked { REPEAT_AFTER_MS } else { HAVE_AGAIN_MS });
        Ok(is_new && (asked || with_others || is_past(pause)))
    }

    /// Seals messages for the devices of the team, cut for a mailbox of ours: in one bundle, or in one for each where that
    /// would be large.
    fn sealed(
        &self,
        team: &TeamHere,
        own: &OwnMailbox,
        to: &[DeviceId],
        messages: Vec<Message>,
    ) -> Result<Vec<Parcel>, ApiError> {
        let seats = to.iter().filter_map(|device| team.roster.devices.get(device));
        let recipients: Vec<String> = seats.map(|seat| seat.recipient.clone()).collect();
        if messages.is_empty() {
            return Ok(Vec::new());
        }
        let together = encode_messages(&messages).is_ok_and(|encoded| encoded.len() <= BUNDLE_BYTES);
        let groups = if together {
            vec![messages]
        } else {
            messages.into_iter().map(|message| vec![message]).collect()
        };
        let parcel = |messages: Vec<Message>| {
            let mut marks = super::take::said(&messages);
            let have = messages.iter().find_map(|message| match message {
                Message::Have(have) => Some(have_hash(have)),
                Message::Roster { .. } | Message::Grants(_) | Message::Puts(_) | Message::Snapshots(_) => None,
            });
            let encoded = encode_messages(&messages).map_err(|_| ErrorCode::Refused)?;
            let bundle = seal_bundle(&encoded, &self.device, &recipients)?;
            let parts = own.mailbox.seal(&bundle, &mut rand::rng());
            let parts = parts.map_err(|_| ErrorCode::Refused)?;
            marks.extend(parts.iter().map(|outer| envelope_hash(outer).0));
            let token = own.mailbox.token;
            let item = |outer: Vec<u8>| PutItem {
                token,
                outer: outer.into(),
            };
            Ok(Parcel {
                items: parts.into_iter().map(item).collect(),
                marks: marks.into_iter().map(|hash| (own.mailbox.tag, hash)).collect(),
                have: have.transpose()?,
                is_bundle: true,
            })
        };
        groups.into_iter().map(parcel).collect()
    }
}

fn have_hash(have: &Have) -> Result<[u8; 32], ApiError> {
    let encoded = encode_messages(&[Message::Have(have.clone())]).map_err(|_| ErrorCode::Refused)?;
    Ok(envelope_hash(&encoded).0)
}
