//! Shares of a key: a random key is cut into as many shares as there are holders, so that some number of them make it again
//! and one fewer says nothing of it. The field arithmetic is a library's (vsss-rs, in constant time); nothing of it is here. That
//! one fewer says nothing rests on coefficients that are drawn over the whole field, zero too, which libraries have got wrong
//! (RUSTSEC-2024-0398, and this one once): a test counts them. What the library holds in between, it does not wipe.
//!
//! The key opens a slot of its own, beside those of the passphrase and the recovery words. A new set of shares is a new key
//! and a new slot in place of the old one, which older shares do not open. The vault key stays: a copy of the older slot opens to
//! it with them.

use crate::pairing::compared_words;
use crate::secret::{KEY_BYTES, Secret, VaultKey, seal_bytes};
use crate::slots::{SlotError, SlotFile, context, unwrap};
use rand::CryptoRng;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use vsss_rs::Gf256;
use zeroize::{Zeroize as _, Zeroizing};

/// Most members who hold a share of one vault. It bounds the choices among answers that are tried, too.
pub const MAX_HOLDERS: usize = 10;
/// So many shares of one number are tried, where they differ: one may be false, and it must not keep the true one out.
pub const MAX_OF_NUMBER: usize = 2;
/// Fewest shares that may open a vault: one alone would be a key in somebody else's hands.
pub const MIN_NEEDED: usize = 2;
/// Bytes of a share: its number, from 1, and one byte for each of the key's.
pub const SHARE_BYTES: usize = 1 + KEY_BYTES;
/// Bytes of a vault's id.
pub const VAULT_BYTES: usize = 16;
/// Bytes of what tells one set of shares from another.
pub const SET_BYTES: usize = 16;
const SLOT_LABEL: &str = "visita/1/shares";
const MARK_LABEL: &[u8] = b"visita/words/shares/1";

/// One share: no `Debug`, no `Display`, wiped when dropped.
#[derive(Clone)]
pub struct Share([u8; SHARE_BYTES]);

impl Drop for Share {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl Share {
    /// From its bytes, as they stand in a file or an answer.
    ///
    /// # Errors
    /// [`SlotError::SharesUnfit`] where they cannot be a share.
    pub fn parse(bytes: &[u8]) -> Result<Self, SlotError> {
        let bytes: [u8; SHARE_BYTES] = bytes.try_into().map_err(|_| SlotError::SharesUnfit)?;
        let share = Self(bytes);
        if (1..=MAX_HOLDERS).contains(&usize::from(share.number())) {
            Ok(share)
        } else {
            Err(SlotError::SharesUnfit)
        }
    }

    /// The bytes; secret.
    #[must_use]
    pub fn expose(&self) -> &[u8; SHARE_BYTES] {
        &self.0
    }

    /// Its number among the shares of its set, from 1.
    #[must_use]
    pub fn number(&self) -> u8 {
        let [number, ..] = self.0;
        number
    }
}

/// Which shares open a vault: public, and so no secret of anybody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shared {
    /// The vault.
    pub vault: [u8; VAULT_BYTES],
    /// The set of shares, random: another one each time they are made.
    pub set: [u8; SET_BYTES],
    /// So many of them open it.
    pub needed: u8,
}

impl Shared {
    /// Six words for a vault and its set of shares: the same on the printed sheet and at every holder.
    #[must_use]
    pub fn mark(&self) -> String {
        compared_words(&[MARK_LABEL, &self.vault, &self.set])
    }
}

/// The slot, as it stands in the slot file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SharesSlot {
    /// 16 random bytes, lower hex.
    set: String,
    needed: u8,
    wrapped: String,
}

/// A slot file with a new set of shares, which are with nobody yet.
pub struct SharedOut {
    /// To take the place of the file before it, once the shares are where they belong.
    pub file: SlotFile,
    /// Which set it is.
    pub shared: Shared,
    /// One for each holder.
    pub shares: Vec<Share>,
}

/// Whether so many of so many shares can be made.
#[must_use]
pub fn is_allowed(needed: usize, holders: usize) -> bool {
    (MIN_NEEDED..=MAX_HOLDERS).contains(&holders) && (MIN_NEEDED..=holders).contains(&needed)
}

impl SlotFile {
    /// Which shares open the vault; none where there are none.
    ///
    /// # Errors
    /// [`SlotError::Damaged`].
    pub fn shared(&self) -> Result<Option<Shared>, SlotError> {
        let Some(slot) = &self.shares else { return Ok(None) };
        let set = hex::decode(&slot.set).map_err(|_| SlotError::Damaged)?;
        if !is_allowed(usize::from(slot.needed), MAX_HOLDERS) {
            return Err(SlotError::Damaged);
        }
        Ok(Some(Shared {
            vault: self.vault_bytes()?,
            set: set.try_into().map_err(|_| SlotError::Damaged)?,
            needed: slot.needed,
        }))
    }

    /// The same vault with a new set of shares in place of any older one. The new slot is opened with the first and with
    /// the last shares before anything relies on it.
    ///
    /// # Errors
    /// [`SlotError::Parameters`] for numbers that are not allowed; [`SlotError::Damaged`].
    pub fn with_shares(
        &self,
        key: &VaultKey,
        needed: usize,
        holders: usize,
        rng: &mut impl CryptoRng,
    ) -> Result<SharedOut, SlotError> {
        if !is_allowed(needed, holders) {
            return Err(SlotError::Parameters);
        }
        let mut set = [0; SET_BYTES];
        rng.fill_bytes(&mut set);
        let secret = Secret::make(rng);
        let shares = split(&secret, needed, holders, rng)?;
        let shared = Shared {
            vault: self.vault_bytes()?,
            set,
            needed: u8::try_from(needed).map_err(|_| SlotError::Parameters)?,
        };
        let wrapped = seal_bytes(&slot_key(&secret, &shared)?, &bound(&shared), key.secret.expose(), rng)?;
        let mut file = self.clone();
        file.shares = Some(SharesSlot {
            set: hex::encode(set),
            needed: shared.needed,
            wrapped: hex::encode(wrapped),
        });
        let file = file.settled();
        let last = shares.get(holders.saturating_sub(needed)..).unwrap_or_default();
        for some in [shares.get(..needed).unwrap_or_default(), last] {
            file.open_by_shares(some)?;
        }
        Ok(SharedOut { file, shared, shares })
    }

    /// The same vault, which no shares open.
    #[must_use]
    pub fn without_shares(&self) -> Self {
        let mut file = self.clone();
        file.shares = None;
        file.settled()
    }

    /// Opens with shares. Where there are more than it takes, every choice among them is tried: one that is false does not
    /// keep out those that are true.
    ///
    /// # Errors
    /// [`SlotError::NotShared`], [`SlotError::TooFewShares`], [`SlotError::SharesUnfit`], [`SlotError::Damaged`].
    pub fn open_by_shares(&self, shares: &[Share]) -> Result<VaultKey, SlotError> {
        let shared = self.shared()?.ok_or(SlotError::NotShared)?;
        let wrapped = self.shares.as_ref().map_or("", |slot| slot.wrapped.as_str());
        let needed = usize::from(shared.needed);
        let numbered = numbered(shares);
        if numbered.len() < needed {
            return Err(SlotError::TooFewShares);
        }
        for chosen in choices(&numbered, needed) {
            let Ok(secret) = join(&chosen) else { continue };
            match unwrap(&slot_key(&secret, &shared)?, &bound(&shared), wrapped, shared.vault) {
                Err(SlotError::Wrong) => {}
                opened => return opened,
            }
        }
        Err(SlotError::SharesUnfit)
    }
}

/// The shares under their numbers, of each the first [`MAX_OF_NUMBER`] that differ.
fn numbered(shares: &[Share]) -> Vec<Vec<&Share>> {
    let mut numbered: BTreeMap<u8, Vec<&Share>> = BTreeMap::new();
    for share in shares {
        let same = numbered.entry(share.number()).or_default();
        if same.len() < MAX_OF_NUMBER && same.iter().all(|other| other.0 != share.0) {
            same.push(share);
        }
    }
    numbered.into_values().collect()
}

/// Every choice of `needed` numbers, with every share there is of each.
fn choices<'a>(numbered: &'a [Vec<&'a Share>], needed: usize) -> impl Iterator<Item = Vec<&'a Share>> {
    (0_u32..1 << numbered.len())
        .filter(move |mask| usize::try_from(mask.count_ones()).is_ok_and(|ones| ones == needed))
        .flat_map(move |mask| {
            let chosen = numbered
                .iter()
                .enumerate()
                .filter(move |(place, _)| mask >> place & 1 == 1);
            chosen.fold(vec![Vec::new()], |made, (_, same)| one_of_each(&made, same))
        })
}

fn one_of_each<'a>(made: &[Vec<&'a Share>], same: &[&'a Share]) -> Vec<Vec<&'a Share>> {
    let with = |some: &Vec<&'a Share>| {
        let each = same.iter().map(|share| [some.as_slice(), &[*share]].concat());
        each.collect::<Vec<_>>()
    };
    made.iter().flat_map(with).collect()
}

fn slot_key(secret: &Secret, shared: &Shared) -> Result<Secret, SlotError> {
    Ok(secret.derive(&shared.vault, SLOT_LABEL)?)
}

fn bound(shared: &Shared) -> Vec<u8> {
    let parameters = format!("{}/{}", hex::encode(shared.set), shared.needed);
    context(&shared.vault, "shares", &parameters)
}

fn split(secret: &Secret, needed: usize, holders: usize, rng: &mut impl CryptoRng) -> Result<Vec<Share>, SlotError> {
    let shares = Gf256::split_bytes(needed, holders, secret.expose(), rng).map_err(|_| SlotError::Parameters)?;
    shares
        .into_iter()
        .map(|bytes| Share::parse(&Zeroizing::new(bytes)))
        .collect()
}

fn join(shares: &[&Share]) -> Result<Secret, SlotError> {
    let bytes: Zeroizing<Vec<Vec<u8>>> = Zeroizing::new(shares.iter().map(|share| share.0.to_vec()).collect());
    let joined = Gf256::combine_bytes(bytes.as_slice()).map_err(|_| SlotError::SharesUnfit)?;
    let joined = Zeroizing::new(joined);
    let key: [u8; KEY_BYTES] = joined.as_slice().try_into().map_err(|_| SlotError::SharesUnfit)?;
    Ok(Secret::new(key))
}

#[cfg(test)]
#[path = "shares_tests.rs"]
mod tests;
