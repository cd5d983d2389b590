//! The holder's side: shares taken from files, and colleagues' requests answered.

use crate::api::exchange::{FilePath, RequestText};
use crate::api::recovery::{HeldShareView, RecoveryAnswer, RecoveryAnswered, RecoveryRequestView, RecoveryView};
use crate::api::{ApiError, ErrorCode};
use crate::chosen::{read_file, write_file};
use crate::recovery::{given_text, instant};
use crate::session::{Open, Session};
use visita_seal::asking::AskRequest;
use visita_seal::share_file::{HeldShare, MAX_SHARE_FILE_BYTES, open_shares};

/// Where a share is kept, inside the vault: followed by the device it is of.
const HELD: &str = "held_share/";
/// What sealing adds to a share file, at most: room for the lines of every device.
const SEALING_BYTES: usize = 64 * 1024;

impl Session {
    pub(crate) fn share_take(&mut self, args: FilePath) -> Result<RecoveryView, ApiError> {
        let bytes = read_file(self.chosen().as_ref(), &args.path, MAX_SHARE_FILE_BYTES + SEALING_BYTES)?;
        let open = self.open()?;
        let held = open.opened_share(&bytes)?;
        open.require_newer(&held)?;
        let (name, text) = (format!("{HELD}{}", held.owner), held.expose()?);
        open.vault.transact(|tx| tx.put_setting(&name, &text))?;
        open.recovery_view()
    }

    pub(crate) fn recovery_inspect(&mut self, args: RequestText) -> Result<RecoveryRequestView, ApiError> {
        let text = given_text(self.chosen().as_ref(), &args)?;
        let (request, now_ms) = (AskRequest::parse(&text)?, self.now_ms());
        let open = self.open()?;
        let held = open.share_for(&request)?;
        request.check(&held.shared, now_ms)?;
        Ok(RecoveryRequestView {
            member: open.owner_name(&held),
            asked: instant(request.at_ms()),
            made: instant(held.at_ms),
            needed: u32::from(held.shared.needed),
            mark: held.shared.mark(),
            words: request.words(),
        })
    }

    pub(crate) fn recovery_answer(&mut self, args: RecoveryAnswer) -> Result<RecoveryAnswered, ApiError> {
        let files = self.chosen();
        let text = given_text(files.as_ref(), &args.request)?;
        let (request, now_ms) = (AskRequest::parse(&text)?, self.now_ms());
        request.confirm(&args.words)?;
        let held = self.open()?.share_for(&request)?;
        let text = request.answer(&held, now_ms)?;
        if let Some(path) = &args.path {
            write_file(files.as_ref(), path, text.as_bytes())?;
        }
        Ok(RecoveryAnswered { text, path: args.path })
    }
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

    /// Shares held for colleagues who are of the team.
    fn held(&self) -> Result<Vec<HeldShare>, ApiError> {
        let Some(team) = &self.team else { return Ok(Vec::new()) };
        let kept = self.vault.read().settings_under(HELD)?;
        let held = kept.iter().filter_map(|(_, text)| HeldShare::parse(text).ok());
        Ok(held.filter(|held| team.roster.is_member(&held.owner)).collect())
    }

    /// Refuses a share that is older than the one held of the same device, and one of a vault that another device's share
    /// is held of: there is one vault to one device.
    fn require_newer(&self, new: &HeldShare) -> Result<(), ApiError> {
        for held in self.held()? {
            if held.owner == new.owner && held.at_ms > new.at_ms {
                return Err(ErrorCode::OtherShares.into());
            }
            if held.owner != new.owner && held.shared.vault == new.shared.vault {
                return Err(ErrorCode::BadFile.into());
            }
        }
        Ok(())
    }

    fn share_for(&self, request: &AskRequest) -> Result<HeldShare, ApiError> {
        let held = self.held()?;
        let of_vault = held.into_iter().find(|held| held.shared.vault == *request.vault());
        of_vault.ok_or_else(|| ErrorCode::NoShareHeld.into())
    }

    fn owner_name(&self, held: &HeldShare) -> String {
        let person = self.team.as_ref().and_then(|team| team.roster.person_of(&held.owner));
        person.map(|person| person.name.clone()).unwrap_or_default()
    }

    pub(super) fn held_views(&self) -> Result<Vec<HeldShareView>, ApiError> {
        let view = |held: HeldShare| HeldShareView {
            member: self.owner_name(&held),
            made: instant(held.at_ms),
            needed: u32::from(held.shared.needed),
            mark: held.shared.mark(),
        };
        Ok(self.held()?.into_iter().map(view).collect())
    }
}
