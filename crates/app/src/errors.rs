//! From the errors of the rooms below to the closed codes of the table.

use crate::api::{ApiError, ErrorCode};
use visita_domain::ids::BadId;
use visita_domain::place::RefusedField;
use visita_record::{EditError, NotReadBack, OpenError};
use visita_seal::asking::AskError;
use visita_seal::grant::GrantError;
use visita_seal::pairing::PairingError;
use visita_seal::roster::RosterError;
use visita_seal::sealed_file::FileError;
use visita_seal::share_file::ShareFileError;
use visita_seal::slots::SlotError;
use visita_transport::lan::LanError;
use visita_vault::VaultError;
use visita_wire::NearbyError;

/// Milliseconds in a second, for waits shown to people.
const MS_PER_S: i64 = 1_000;

/// Whole seconds of a wait, rounded up.
pub(crate) fn seconds(ms: i64) -> u32 {
    u32::try_from(ms.max(0).saturating_add(MS_PER_S - 1) / MS_PER_S).unwrap_or(u32::MAX)
}

impl From<VaultError> for ApiError {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Absent => ErrorCode::NoVault.into(),
            VaultError::Present => ErrorCode::VaultExists.into(),
            VaultError::InUse => ErrorCode::InUse.into(),
            VaultError::Slot(slot) => slot.into(),
            VaultError::BackedOff(retry) => Self {
                retry_after_s: Some(seconds(retry.after_ms)),
                ..ErrorCode::BackedOff.into()
            },
            VaultError::Keystore(_) => ErrorCode::NoKeystore.into(),
            VaultError::Damaged => ErrorCode::Damaged.into(),
            VaultError::Newer => ErrorCode::NewerVersion.into(),
            VaultError::AskingDamaged => ErrorCode::AskingDamaged.into(),
            VaultError::DiskFull => ErrorCode::DiskFull.into(),
            VaultError::Unwritable => ErrorCode::ReadOnly.into(),
            VaultError::Refused => ErrorCode::Refused.into(),
        }
    }
}

impl From<SlotError> for ApiError {
    fn from(error: SlotError) -> Self {
        match error {
            SlotError::Wrong => ErrorCode::WrongPassphrase,
            SlotError::Differ => ErrorCode::PassphrasesDiffer,
            SlotError::Weak => ErrorCode::WeakPassphrase,
            SlotError::Damaged | SlotError::Parameters => ErrorCode::Damaged,
            SlotError::Newer => ErrorCode::NewerVersion,
            SlotError::HalfLost => ErrorCode::HalfLost,
            SlotError::NotShared => ErrorCode::NoShares,
            SlotError::TooFewShares => ErrorCode::TooFewAnswers,
            SlotError::SharesUnfit => ErrorCode::AnswersUnfit,
        }
        .into()
    }
}

impl From<EditError> for ApiError {
    fn from(error: EditError) -> Self {
        match error {
            EditError::Path(_) | EditError::TooLarge | EditError::Refused => ErrorCode::Refused,
            EditError::UnknownHeads => ErrorCode::Stale,
        }
        .into()
    }
}

impl From<OpenError> for ApiError {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Damaged => ErrorCode::Damaged,
            OpenError::Layout => ErrorCode::NewerVersion,
        }
        .into()
    }
}

impl From<NotReadBack> for ApiError {
    fn from(_: NotReadBack) -> Self {
        ErrorCode::NotReadBack.into()
    }
}

impl From<BadId> for ApiError {
    fn from(_: BadId) -> Self {
        ErrorCode::NotFound.into()
    }
}

impl From<RefusedField> for ApiError {
    fn from(error: RefusedField) -> Self {
        Self::about(ErrorCode::Refused, error.0)
    }
}

impl From<RosterError> for ApiError {
    fn from(error: RosterError) -> Self {
        match error {
            RosterError::NotAllowed(_) => ErrorCode::NotAllowed.into(),
            RosterError::Impossible(_) => ErrorCode::Refused.into(),
            RosterError::Name(_) => Self::about(ErrorCode::Refused, "name"),
            RosterError::Malformed(_)
            | RosterError::Broken(_)
            | RosterError::Forged(_)
            | RosterError::Recipient(_)
            | RosterError::Relay(_) => ErrorCode::BadFile.into(),
        }
    }
}

impl From<PairingError> for ApiError {
    fn from(error: PairingError) -> Self {
        match error {
            PairingError::Malformed | PairingError::Forged | PairingError::Recipient => ErrorCode::BadFile.into(),
            PairingError::Name => Self::about(ErrorCode::Refused, "name"),
            PairingError::MemberTaken => Self::about(ErrorCode::Refused, "member"),
            PairingError::WordsDiffer => ErrorCode::WordsDiffer.into(),
            PairingError::NotForUs => ErrorCode::NotForThisDevice.into(),
            PairingError::Roster(error) => error.into(),
        }
    }
}

impl From<FileError> for ApiError {
    fn from(error: FileError) -> Self {
        match error {
            FileError::NotForUs => ErrorCode::NotForThisDevice,
            FileError::Recipient | FileError::Damaged | FileError::TooLarge => ErrorCode::BadFile,
        }
        .into()
    }
}

impl From<ShareFileError> for ApiError {
    fn from(error: ShareFileError) -> Self {
        match error {
            ShareFileError::NotForUs => ErrorCode::NotForThisDevice.into(),
            ShareFileError::Malformed | ShareFileError::Forged => ErrorCode::BadFile.into(),
            ShareFileError::Stranger => ErrorCode::UnknownSender.into(),
            ShareFileError::Holders => Self::about(ErrorCode::Refused, "members"),
        }
    }
}

impl From<AskError> for ApiError {
    fn from(error: AskError) -> Self {
        match error {
            AskError::Malformed => ErrorCode::BadFile,
            AskError::OtherVault => ErrorCode::NoShareHeld,
            AskError::OtherSet => ErrorCode::OtherShares,
            AskError::OtherRequest => ErrorCode::OtherRequest,
            AskError::WordsDiffer => ErrorCode::WordsDiffer,
            AskError::Lapsed => ErrorCode::RequestLapsed,
            AskError::Ahead => ErrorCode::RequestAhead,
        }
        .into()
    }
}

impl From<GrantError> for ApiError {
    fn from(error: GrantError) -> Self {
        match error {
            GrantError::NotAllowed => ErrorCode::NotAllowed,
            GrantError::Malformed
            | GrantError::ForeignTeam
            | GrantError::Stranger
            | GrantError::AfterRemoval
            | GrantError::Forged
            | GrantError::NotForUs => ErrorCode::BadFile,
        }
        .into()
    }
}

impl From<LanError> for ApiError {
    fn from(error: LanError) -> Self {
        match error {
            LanError::NoSeat => ErrorCode::NotAllowed,
            LanError::NoNetwork => ErrorCode::NoNetwork,
            LanError::NotConnected | LanError::Full | LanError::TooLarge => ErrorCode::Refused,
        }
        .into()
    }
}

impl From<NearbyError> for ApiError {
    fn from(_: NearbyError) -> Self {
        ErrorCode::BadAddress.into()
    }
}
