//! How getting back in stands: what is known of the shares that were made, and whether anybody ever tried.

use crate::api::recovery::{MayHold, RecoveryStanding, RecoveryView, ShareHolder, SharesView};
use crate::api::{ApiError, ErrorCode};
use crate::recovery::instant;
use crate::recovery::sharing::recipients_of;
use crate::session::Open;
use serde::{Deserialize, Serialize};
use visita_seal::shares::{MAX_HOLDERS, MIN_NEEDED, Shared};
use visita_vault::{Vault, VaultError};
use visita_wire::MemberId;

/// What is known of the shares that were made, inside the vault.
const MADE: &str = "recovery_shares";
/// When shares were made last, milliseconds: it stays when they are ended.
const LAST_MADE: &str = "recovery_shares_last_made";
/// When the recovery words were tried, milliseconds.
pub(super) const WORDS_TESTED: &str = "recovery_words_tested";

/// Shares that were made. Who holds them stands inside the vault alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Made {
    /// The mark of the set: another one in the slot file means that this is of older shares.
    mark: String,
    members: Vec<String>,
    at_ms: i64,
    tested_ms: Option<i64>,
    /// They have opened the vault once, with a key that lay unencrypted on the disk meanwhile.
    used: bool,
}

impl Made {
    pub(super) fn new(shared: &Shared, members: Vec<String>, at_ms: i64) -> Self {
        Self {
            mark: shared.mark(),
            members,
            at_ms,
            tested_ms: None,
            used: false,
        }
    }
}

impl Open {
    pub(super) fn keep_made(&mut self, made: &Made) -> Result<(), ApiError> {
        let json = serde_json::to_string(made).map_err(|_| ErrorCode::Refused)?;
        self.vault.transact::<_, VaultError>(|tx| {
            tx.put_setting(LAST_MADE, &made.at_ms.to_string())?;
            tx.put_setting(MADE, &json)
        })?;
        Ok(())
    }

    /// When the newest set of shares was made, milliseconds, whether it still opens the vault or not.
    pub(super) fn last_made_ms(&self) -> Result<Option<i64>, ApiError> {
        let kept = self.vault.read().setting(LAST_MADE)?;
        Ok(kept.and_then(|ms| ms.parse().ok()))
    }

    pub(super) fn drop_made(&mut self) -> Result<(), ApiError> {
        Ok(self.vault.transact(|tx| tx.drop_setting(MADE))?)
    }

    /// What is known of the shares that open the vault today; none where they are not those this vault made last.
    fn made(&self, shared: &Shared) -> Result<Option<Made>, ApiError> {
        let kept = self.vault.read().setting(MADE)?;
        let made: Option<Made> = kept.and_then(|json| serde_json::from_str(&json).ok());
        Ok(made.filter(|made| made.mark == shared.mark()))
    }

    /// The shares that open the vault today.
    pub(super) fn shared(&self) -> Result<Option<Shared>, ApiError> {
        Ok(Vault::shared(self.vault.folder())?)
    }

    /// Notes that the shares were tried, or that they have opened the vault.
    pub(super) fn note_shares(&mut self, change: impl FnOnce(&mut Made)) -> Result<(), ApiError> {
        let Some(shared) = self.shared()? else { return Ok(()) };
        let Some(mut made) = self.made(&shared)? else {
            return Ok(());
        };
        change(&mut made);
        self.keep_made(&made)
    }

    fn holders(&self, made: &Made) -> Vec<ShareHolder> {
        let Some(team) = &self.team else { return Vec::new() };
        let known = |id: &String| {
            let member: MemberId = id.parse().ok()?;
            let person = team.roster.members.get(&member)?;
            Some(ShareHolder {
                name: person.name.clone(),
                left: recipients_of(team, member).is_empty(),
            })
        };
        made.members.iter().filter_map(known).collect()
    }

    pub(crate) fn recovery_standing(&self) -> Result<RecoveryStanding, ApiError> {
        let words = self.words_tested()?;
        // Today is shown where the slot file cannot be read, too; the page of the shares says why.
        let Some(shared) = self.shared().ok().flatten() else {
            return Ok(standing(words, Vec::new(), false));
        };
        let Some(made) = self.made(&shared)? else {
            return Ok(standing(None, Vec::new(), true));
        };
        let left: Vec<String> = self
            .holders(&made)
            .into_iter()
            .filter(|holder| holder.left)
            .map(|holder| holder.name)
            .collect();
        let outdated = made.used || !left.is_empty();
        Ok(standing(made.tested_ms, left, outdated))
    }

    fn words_tested(&self) -> Result<Option<i64>, ApiError> {
        let kept = self.vault.read().setting(WORDS_TESTED)?;
        Ok(kept.and_then(|ms| ms.parse().ok()))
    }

    pub(super) fn recovery_view(&self) -> Result<RecoveryView, ApiError> {
        let shares = match self.shared()? {
            Some(shared) => Some(self.shares_view(&shared)?),
            None => None,
        };
        Ok(RecoveryView {
            shares,
            standing: self.recovery_standing()?,
            words_tested: self.words_tested()?.map(instant),
            may_hold: self.may_hold(),
            least_needed: u32::try_from(MIN_NEEDED).unwrap_or(u32::MAX),
            most_holders: u32::try_from(MAX_HOLDERS).unwrap_or(u32::MAX),
            held: self.held_views()?,
        })
    }

    fn shares_view(&self, shared: &Shared) -> Result<SharesView, ApiError> {
        let made = self.made(shared)?;
        Ok(SharesView {
            needed: u32::from(shared.needed),
            holders: made.as_ref().map(|made| self.holders(made)).unwrap_or_default(),
            made: made.as_ref().map(|made| instant(made.at_ms)),
            tested: made.and_then(|made| made.tested_ms).map(instant),
            mark: shared.mark(),
        })
    }

    fn may_hold(&self) -> Vec<MayHold> {
        let (Some(team), Ok(me)) = (&self.team, self.me()) else {
            return Vec::new();
        };
        let others = team.roster.members.values().filter(|person| person.member != me);
        others
            .map(|person| MayHold {
                member: person.member.to_string(),
                name: person.name.clone(),
                devices: u32::try_from(recipients_of(team, person.member).len()).unwrap_or(u32::MAX),
            })
            .filter(|member| member.devices > 0)
            .collect()
    }
}

impl Made {
    pub(super) fn tested(&mut self, at_ms: i64) {
        self.tested_ms = Some(at_ms);
    }

    pub(super) fn used(&mut self) {
        self.used = true;
    }
}

fn standing(tested: Option<i64>, left: Vec<String>, outdated: bool) -> RecoveryStanding {
    let state = match tested {
        _ if outdated => "outdated",
        Some(_) => "tested",
        None => "untested",
    };
    RecoveryStanding {
        state: state.to_owned(),
        tested: tested.map(instant),
        left,
    }
}
