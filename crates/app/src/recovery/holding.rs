//! The holder's side: shares taken from files, and colleagues' requests answered.

use crate::api::exchange::{FilePath, RequestText};
use crate::api::recovery::{
    HeldShareView, RecoveryAnswer, RecoveryAnswered, RecoveryRequestView, RecoveryView, ShareDrop,
};
use crate::api::{ApiError, ErrorCode};
use crate::chosen::{read_file, write_file};
use crate::recovery::{given_text, instant};
use crate::session::{Open, Session};
use std::cmp::Reverse;
use visita_seal::asking::AskRequest;
use visita_seal::share_file::{HeldShare, MAX_SHARE_FILE_BYTES, open_shares};
use visita_vault::VaultError;
use zeroize::Zeroizing;

/// Where a share is kept, inside the vault: followed by the device it is of and the set.
const HELD: &str = "held_share/";
/// Bytes of a set that tell it from the others of its owner, within the length of a setting's name.
const SET_PREFIX_BYTES: usize = 12;
/// Sets held of one vault of one colleague: the newest, and the one before it, which the vault may still open with.
const HELD_SETS: usize = 2;
/// What sealing adds to a share file, at most: room for the lines of every device.
const SEALING_BYTES: usize = 64 * 1024;

impl Session {
    pub(crate) fn share_take(&mut self, args: FilePath) -> Result<RecoveryView, ApiError> {
        let bytes = read_file(self.chosen().as_ref(), &args.path, MAX_SHARE_FILE_BYTES + SEALING_BYTES)?;
        let open = self.open()?;
        open.still_here()?;
        let share = open.opened_share(&bytes)?;
        open.keep_share(&share)?;
        open.recovery_view()
    }

    /// Gives up a share that is held for a colleague.
    pub(crate) fn share_drop(&mut self, args: ShareDrop) -> Result<RecoveryView, ApiError> {
        let open = self.open()?;
        let kept = open.kept_shares()?;
        let given_up = kept
            .iter()
            .find(|kept| kept.id() == args.share)
            .ok_or(ErrorCode::NotFound)?;
        open.vault.transact(|tx| tx.drop_setting(&given_up.name))?;
        open.recovery_view()
    }

    pub(crate) fn recovery_inspect(&mut self, args: RequestText) -> Result<RecoveryRequestView, ApiError> {
        let text = given_text(self.chosen().as_ref(), &args)?;
        let (request, now_ms) = (AskRequest::parse(&text)?, self.now_ms());
        let open = self.open()?;
        let fitting = open.shares_for(&request, now_ms)?;
        Ok(RecoveryRequestView {
            asked: instant(request.at_ms()),
            shares: fitting.iter().map(|kept| open.held_view(kept)).collect(),
        })
    }

    pub(crate) fn recovery_answer(&mut self, args: RecoveryAnswer) -> Result<RecoveryAnswered, ApiError> {
        let files = self.chosen();
        let text = given_text(files.as_ref(), &args.request)?;
        let (request, now_ms) = (AskRequest::parse(&text)?, self.now_ms());
        let fitting = self.open()?.shares_for(&request, now_ms)?;
        let kept = match (&args.share, fitting.as_slice()) {
            (None, [only]) => only,
            // Two colleagues say that the vault is theirs: the holder knows whose voice it is.
            (None, _) => return Err(ApiError::about(ErrorCode::BadArguments, "share")),
            (Some(id), _) => fitting
                .iter()
                .find(|kept| kept.id() == *id)
                .ok_or(ErrorCode::NoShareHeld)?,
        };
        request.confirm(&args.words)?;
        let text = request.answer(&kept.held, now_ms)?;
        if let Some(path) = &args.path {
            write_file(files.as_ref(), path, text.as_bytes())?;
        }
        Ok(RecoveryAnswered { text, path: args.path })
    }
}

/// A share, and the name it is kept under.
struct KeptShare {
    name: String,
    held: HeldShare,
}

impl KeptShare {
    /// What tells it from the others: whose it is, and which of their sets.
    fn id(&self) -> String {
        id_of(&self.held)
    }

    fn is_for_same_vault(&self, other: &HeldShare) -> bool {
        self.held.owner == other.owner && self.held.shared.vault == other.shared.vault
    }
}

fn id_of(held: &HeldShare) -> String {
    let set = held.shared.set.iter().take(SET_PREFIX_BYTES);
    let set: String = set.map(|byte| format!("{byte:02x}")).collect();
    format!("{}/{set}", held.owner)
}

/// Whether a file brings a share for this device.
pub(crate) fn is_share(open: &Open, bytes: &[u8]) -> bool {
    open.opened_share(bytes).is_ok()
}

impl Open {
    fn opened_share(&self, bytes: &[u8]) -> Result<HeldShare, ApiError> {
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        Ok(open_shares(bytes, &self.files, self.me()?, &team.roster)?)
    }

    /// Every share that is held, the newest first.
    fn kept_shares(&self) -> Result<Vec<KeptShare>, ApiError> {
        let kept = self.vault.read().settings_under(HELD)?;
        let parse = |(name, text): (String, String)| {
            let held = HeldShare::parse(&Zeroizing::new(text)).ok()?;
            Some(KeptShare { name, held })
        };
        let mut kept: Vec<KeptShare> = kept.into_iter().filter_map(parse).collect();
        kept.sort_by_key(|kept| Reverse(kept.held.at_ms));
        Ok(kept)
    }

    /// Shares held for colleagues who are of the team.
    fn held(&self) -> Result<Vec<KeptShare>, ApiError> {
        let Some(team) = &self.team else { return Ok(Vec::new()) };
        let mut kept = self.kept_shares()?;
        kept.retain(|kept| team.roster.is_member(&kept.held.owner));
        Ok(kept)
    }

    /// Keeps a share, and of the sets of that colleague and vault the newest alone. Which vault it is says its owner, and
    /// nothing proves it: a share of one colleague takes no place of another's.
    fn keep_share(&mut self, share: &HeldShare) -> Result<(), ApiError> {
        let (name, text) = (format!("{HELD}{}", id_of(share)), share.expose()?);
        let mut same = self.kept_shares()?;
        same.retain(|kept| kept.is_for_same_vault(share) && kept.held.shared.set != share.shared.set);
        let newer = same.iter().filter(|kept| kept.held.at_ms > share.at_ms).count();
        if newer >= HELD_SETS {
            return Err(ErrorCode::OtherShares.into());
        }
        let outdated = same.get(HELD_SETS.saturating_sub(1)..).unwrap_or_default();
        Ok(self.vault.transact::<_, VaultError>(|tx| {
            outdated.iter().try_for_each(|kept| tx.drop_setting(&kept.name))?;
            tx.put_setting(&name, &text)
        })?)
    }

    /// The shares a request asks for: more than one only where two colleagues say that the vault is theirs.
    fn shares_for(&self, request: &AskRequest, now_ms: i64) -> Result<Vec<KeptShare>, ApiError> {
        let mut of_vault = self.held()?;
        of_vault.retain(|kept| kept.held.shared.vault == *request.vault());
        let any = of_vault.first().ok_or(ErrorCode::NoShareHeld)?;
        let of_set = of_vault.iter().find(|kept| kept.held.shared.set == *request.set());
        request.check(&of_set.unwrap_or(any).held.shared, now_ms)?;
        of_vault.retain(|kept| kept.held.shared.set == *request.set());
        Ok(of_vault)
    }

    fn owner_name(&self, held: &HeldShare) -> String {
        let person = self.team.as_ref().and_then(|team| team.roster.person_of(&held.owner));
        person.map(|person| person.name.clone()).unwrap_or_default()
    }

    fn held_view(&self, kept: &KeptShare) -> HeldShareView {
        HeldShareView {
            id: kept.id(),
            member: self.owner_name(&kept.held),
            made: instant(kept.held.at_ms),
            needed: u32::from(kept.held.shared.needed),
            mark: kept.held.shared.mark(),
        }
    }

    pub(super) fn held_views(&self) -> Result<Vec<HeldShareView>, ApiError> {
        Ok(self.held()?.iter().map(|kept| self.held_view(kept)).collect())
    }
}
