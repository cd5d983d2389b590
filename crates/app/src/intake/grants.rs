//! Grants that others sent, and what a device says to the team.

use crate::api::{ApiError, ErrorCode};
use crate::membership::removal::LEAVES;
use crate::session::Open;
use crate::travel::KeptOut;
use visita_seal::envelope::{DocKey, envelope_hash};
use visita_seal::grant::{GrantError, VerifiedGrant, verify_grant};
use visita_seal::notice::{NoticeError, Said, is_notice, verify_notice};
use visita_seal::roster::Roster;
use visita_seal::sealed_file::FileKey;
use visita_vault::{KeyRow, NoticeRow, Tx, VaultError};
use visita_wire::DeviceId;

impl Open {
    /// Takes grants: keeps those of the team, opens those for us. What is refused is kept in quarantine; returns how many
    /// were put there now.
    pub(crate) fn take_grants(&mut self, from: &DeviceId, grants: &[Vec<u8>], at_ms: i64) -> Result<u32, ApiError> {
        let mut quarantined = 0;
        for bytes in grants {
            let taken = self.take_grant(bytes, |_| Ok(()))?;
            if taken.is_err() && self.names_left(bytes) {
                continue;
            }
            if let Err(RefusedGrant { issuer, reason }) = taken {
                let issuer = issuer.unwrap_or(*from);
                let new = self
                    .vault
                    .transact(|tx| tx.quarantine(&issuer.0, reason, at_ms, bytes))?;
                quarantined += u32::from(new);
            }
        }
        Ok(quarantined)
    }

    /// Takes one grant, and does `also` in the transaction that keeps it.
    pub(crate) fn take_grant(
        &mut self,
        bytes: &[u8],
        also: impl FnOnce(&Tx<'_>) -> Result<(), VaultError>,
    ) -> Result<Result<(), RefusedGrant>, ApiError> {
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        if is_notice(bytes) {
            return self.take_notice(bytes, also);
        }
        let (grant, keys) = match open_grant(bytes, &team.roster, &self.files, &self.device.id()) {
            Ok(opened) => opened,
            Err(refused) => return Ok(Err(refused)),
        };
        let says = grant.says();
        let (mut here, mut left) = (Vec::new(), Vec::new());
        for (subject, key) in says.subjects.iter().zip(&keys) {
            let row = KeyRow {
                doc: key.doc.0,
                epoch: key.epoch,
                mailbox: subject.mailbox.0,
                kind: subject.kind.code(),
                key: *key.key.expose(),
            };
            let rows = if self.is_kept_out(subject)? {
                &mut left
            } else {
                &mut here
            };
            rows.push(row);
        }
        let kept_out = self.kept_out(bytes, &says, left.into_iter())?;
        self.vault.transact(|tx| {
            let new = tx.put_grant(&envelope_hash(bytes).0, bytes, &says)?;
            if let Some(kept_out) = kept_out.as_ref().filter(|_| new) {
                kept_out.put(tx)?;
            }
            here.iter().try_for_each(|row| tx.put_key(row))?;
            also(tx)
        })?;
        for doc in kept_out.iter().flat_map(KeptOut::docs) {
            self.left.add(doc);
        }
        Ok(Ok(()))
    }

    /// Takes a notice: what a device of the team says to the team.
    fn take_notice(
        &mut self,
        bytes: &[u8],
        also: impl FnOnce(&Tx<'_>) -> Result<(), VaultError>,
    ) -> Result<Result<(), RefusedGrant>, ApiError> {
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let notice = match verify_notice(bytes, &team.roster) {
            Ok(notice) => notice,
            Err(error) => {
                let reason = notice_reason(error);
                return Ok(Err(RefusedGrant { issuer: None, reason }));
            }
        };
        let row = NoticeRow {
            hash: envelope_hash(bytes).0,
            kind: match notice.said {
                Said::Leaves => LEAVES.to_owned(),
            },
            device: notice.device.0,
            bytes: bytes.to_vec(),
        };
        self.vault.transact(|tx| {
            tx.put_notice(&row)?;
            also(tx)
        })?;
        Ok(Ok(()))
    }
}

/// A grant that is not kept: who issued it, where that is known, and why not.
pub(crate) struct RefusedGrant {
    issuer: Option<DeviceId>,
    pub reason: &'static str,
}

/// A grant that may be kept, with its keys if it is for us.
fn open_grant(
    bytes: &[u8],
    roster: &Roster,
    files: &FileKey,
    this: &DeviceId,
) -> Result<(VerifiedGrant, Vec<DocKey>), RefusedGrant> {
    let refused = |issuer, reason| RefusedGrant { issuer, reason };
    let grant = verify_grant(bytes, roster).map_err(|error| refused(None, grant_reason(error)))?;
    let says = grant.says();
    let named = says.readers.as_ref().map(|readers| readers.contains(this));
    if named == Some(false) {
        return Ok((grant, Vec::new()));
    }
    match grant.open(files) {
        Ok(keys) => Ok((grant, keys)),
        Err(GrantError::NotForUs) if named.is_none() => Ok((grant, Vec::new())),
        // It names this device and brings it nothing: nobody shall be led to write under a key they cannot open.
        Err(error) => Err(refused(Some(says.issuer), grant_reason(error))),
    }
}

fn notice_reason(error: NoticeError) -> &'static str {
    match error {
        NoticeError::Malformed => "malformed",
        NoticeError::ForeignTeam => "foreign_team",
        NoticeError::Stranger => "stranger",
        NoticeError::Forged => "forged",
    }
}

fn grant_reason(error: GrantError) -> &'static str {
    match error {
        GrantError::Malformed | GrantError::NotForUs => "malformed",
        GrantError::ForeignTeam => "foreign_team",
        GrantError::Stranger => "stranger",
        GrantError::NotAllowed => "not_allowed",
        GrantError::AfterRemoval => "after_removal",
        GrantError::Forged => "forged",
    }
}
