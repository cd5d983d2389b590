//! What a relay handed out: opened as far as it must be to know what it is, then taken in like anything else that came.

use crate::api::{ApiError, ErrorCode};
use crate::intake::Counts;
use crate::relay::book::{Book, DeviceMailbox};
use crate::session::{Open, Session};
use visita_seal::bundle::open_bundle;
use visita_seal::envelope::{envelope_hash, open_envelope};
use visita_seal::roster::entry_hash;
use visita_seal::sealed_file::FileError;
use visita_seal::team_mail::{Part, join};
use visita_transport::relay::{Cursors, Delivery};
use visita_wire::relay::sealed_for;
use visita_wire::{DeviceId, MailboxTag, Message, Put, decode_messages};

/// Bytes of parts kept of one mailbox until their bundles are whole: two of the largest bundles.
pub(crate) const MAX_PART_BYTES_KEPT: usize = 64 * 1024 * 1024;

/// What deliveries were.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Taken {
    pub counts: Counts,
    /// Bundles of devices, taken in.
    pub bundles: u32,
    /// Things that open with no key of their mailbox, or are not what they must be: of no device, and so nobody's word.
    pub strange: u32,
}

impl Taken {
    pub fn add(&mut self, other: Self) {
        self.counts.applied += other.counts.applied;
        self.counts.known += other.counts.known;
        self.counts.waiting += other.counts.waiting;
        self.counts.quarantined += other.counts.quarantined;
        self.bundles += other.bundles;
        self.strange += other.strange;
    }

    /// Whether anything came that was not here.
    pub fn is_news(&self) -> bool {
        self.counts.applied + self.counts.waiting + self.counts.quarantined + self.bundles > 0
    }
}

/// Something that was handed out, by its mailbox and its hash.
type Held = (MailboxTag, [u8; 32]);

impl Session {
    /// Takes deliveries in, then keeps how far the mailboxes are known: in that order, so that a crash in between asks again.
    pub(crate) fn relay_take(
        &mut self,
        deliveries: Vec<Delivery>,
        before: &[(MailboxTag, u64)],
        cursors: &mut Cursors,
    ) -> Result<Taken, ApiError> {
        let at_ms = self.now_ms();
        let open = self.open()?;
        for tag in open.relay_forgotten(before)? {
            cursors.leave(&tag);
        }
        open.relay_set_back(before, cursors)?;
        let (taken, held, heard) = open.take_deliveries(deliveries, at_ms)?;
        open.relay_positions(before, cursors)?;
        open.vault.transact(|tx| {
            held.iter()
                .try_for_each(|(tag, hash)| tx.put_relay_held(&tag.0, hash, at_ms))
        })?;
        open.stand_by_words(at_ms)?;
        // What others say they hold is looked for here when everything else has come.
        if !heard.is_empty() && cursors.next_fetch(0).is_none() {
            for tag in open.relay_rewind(&heard, at_ms)? {
                cursors.leave(&tag);
            }
        }
        self.relay_follow(cursors)?;
        Ok(taken)
    }
}

impl Open {
    fn take_deliveries(
        &mut self,
        deliveries: Vec<Delivery>,
        at_ms: i64,
    ) -> Result<(Taken, Vec<Held>, Vec<DeviceId>), ApiError> {
        self.still_here()?;
        let book = self.relay_book()?;
        let (mut taken, mut held, mut puts) = (Taken::default(), Vec::new(), Vec::new());
        let mut heard = Vec::new();
        for Delivery { outer, .. } in deliveries {
            // Where it lies is what it says itself, not which mailbox it was handed out of.
            let Ok(tag) = sealed_for(&outer) else {
                taken.strange += 1;
                continue;
            };
            let hash = envelope_hash(&outer).0;
            if self.vault.read().relay_held(&tag.0, &hash)?.is_some() {
                continue;
            }
            if let Some(put) = put_of(&book, tag, &outer) {
                puts.push(put);
            } else if let Some(place) = book.team.get(&tag) {
                let Ok(part) = place.mailbox.open(&outer) else {
                    taken.strange += 1;
                    continue;
                };
                let came = self.take_part(place, tag, part, &mut held, at_ms)?;
                heard.extend((came.bundles > 0).then_some(place.device));
                taken.add(came);
            } else if !book.own.iter().any(|own| own.mailbox.tag == tag) {
                taken.strange += 1;
                continue;
            }
            held.push((tag, hash));
        }
        // Grants in the bundles came first: what they open may be among these.
        taken.add(Taken {
            counts: self.take_puts(puts, at_ms)?,
            ..Taken::default()
        });
        self.stand_by_keys(at_ms)?;
        self.settle_epochs()?;
        Ok((taken, held, heard))
    }

    /// Keeps a part; takes the bundle in when it is whole.
    fn take_part(
        &mut self,
        place: &DeviceMailbox,
        tag: MailboxTag,
        part: Part,
        held: &mut Vec<Held>,
        at_ms: i64,
    ) -> Result<Taken, ApiError> {
        let strange = Taken {
            strange: 1,
            ..Taken::default()
        };
        let whole = if part.count == 1 {
            join(&part.bundle, &[part.bytes])
        } else {
            let here = self.vault.transact(|tx| {
                if tx.relay_part_bytes(&tag.0)? + part.bytes.len() > MAX_PART_BYTES_KEPT {
                    // Somebody floods the mailbox. What was lost of it is asked for again.
                    tx.drop_all_relay_parts(&tag.0)?;
                }
                tx.put_relay_part(&tag.0, &part.bundle, part.number, &part.bytes)?;
                tx.relay_parts_held(&tag.0, &part.bundle)
            })?;
            if here < part.count {
                return Ok(Taken::default());
            }
            join(&part.bundle, &self.vault.read().relay_parts(&tag.0, &part.bundle)?)
        };
        let Some(whole) = whole else {
            self.vault.transact(|tx| tx.drop_relay_parts(&tag.0, &part.bundle))?;
            return Ok(strange);
        };
        let taken = match open_bundle(&whole, &self.files) {
            Ok(bundle) if bundle.from == place.device => {
                self.take_said(bundle.from, &bundle.messages, place.ours, held, at_ms)?
            }
            // Made before this device stood on the roster, or by a device that had not heard of it.
            Err(FileError::NotForUs) => Some(Taken::default()),
            Ok(_) | Err(FileError::Recipient | FileError::Damaged | FileError::TooLarge) => None,
        };
        if part.count > 1 {
            self.vault.transact(|tx| tx.drop_relay_parts(&tag.0, &part.bundle))?;
        }
        Ok(taken.unwrap_or(strange))
    }

    /// Takes what a device says; none where it says what no device of the team may say.
    fn take_said(
        &mut self,
        from: DeviceId,
        messages: &[u8],
        ours: MailboxTag,
        held: &mut Vec<Held>,
        at_ms: i64,
    ) -> Result<Option<Taken>, ApiError> {
        let Ok(messages) = decode_messages(messages) else {
            return Ok(None);
        };
        let hashes = said(&messages);
        let says_what_it_holds = messages.iter().any(|message| matches!(message, Message::Have(_)));
        match self.take_bundle(from, messages, at_ms) {
            Ok(counts) => {
                held.extend(hashes.into_iter().map(|hash| (ours, hash)));
                if says_what_it_holds {
                    self.relay_repeat(&from)?;
                }
                Ok(Some(Taken {
                    counts,
                    bundles: 1,
                    strange: 0,
                }))
            }
            Err(error) if error.code == ErrorCode::BadFile || error.code == ErrorCode::NotAllowed => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// An envelope of a document, with the number it claims: whether it has it is found out when it is taken in.
fn put_of(book: &Book, tag: MailboxTag, outer: &[u8]) -> Option<Put> {
    let key = &book.docs.get(&tag)?.key;
    let opened = open_envelope(outer, key).ok()?;
    Some(Put {
        doc: key.doc,
        device: opened.claimed_device(),
        seq: opened.claimed_seq(),
        outer: outer.to_vec().into(),
    })
}

/// Hashes of the grants and of the last roster entry in a bundle: nobody needs to say them again in this generation.
pub(super) fn said(messages: &[Message]) -> Vec<[u8; 32]> {
    let mut hashes = Vec::new();
    for message in messages {
        match message {
            Message::Grants(grants) => hashes.extend(grants.iter().map(|grant| envelope_hash(grant).0)),
            Message::Roster { entries, .. } => hashes.extend(entries.last().map(|entry| entry_hash(entry))),
            Message::Have(_) | Message::Puts(_) | Message::Snapshots(_) => {}
        }
    }
    hashes
}
