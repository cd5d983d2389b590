//! The closed set of ways a command can fail. Each has one translated sentence in every front.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What went wrong, as a code the fronts translate. Never carries what an inspector wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// The command's name is not in the table.
    UnknownCommand,
    /// The arguments are not of the command's form.
    BadArguments,
    /// No vault in this folder yet.
    NoVault,
    /// A vault is here already; nothing was changed.
    VaultExists,
    /// The vault is locked.
    Locked,
    /// The passphrase does not open the vault.
    WrongPassphrase,
    /// The two passphrases typed differ.
    PassphrasesDiffer,
    /// The passphrase is too easy to guess.
    WeakPassphrase,
    /// The recovery words do not open the vault, or were mistyped.
    WrongRecoveryWords,
    /// This device's keystore does not hold its half of the key, or not any more: the recovery words open the vault.
    HalfLost,
    /// The operating system's keystore cannot be reached, or did not allow it. Nothing was changed.
    NoKeystore,
    /// Too many wrong tries: wait `retry_after_s`.
    BackedOff,
    /// Another Visita has this vault open.
    InUse,
    /// The store is damaged; nothing was written.
    Damaged,
    /// What was to be stored did not read back as what was written: nothing was stored, the earlier state stays.
    NotReadBack,
    /// The store was written by a newer Visita.
    NewerVersion,
    /// No room left on the disk; nothing was written.
    DiskFull,
    /// The folder cannot be written to.
    ReadOnly,
    /// No record of that id on this device.
    NotFound,
    /// Something is recorded there: it stays.
    NotEmpty,
    /// A value is outside what the field allows.
    Refused,
    /// This member's role does not allow it.
    NotAllowed,
    /// The record is for others: this member may not read it, or not any more.
    NotReader,
    /// The team would have no lead left: make another member a lead first.
    LastLead,
    /// This device has left the team: nothing more is recorded on it.
    HasLeft,
    /// This member looks on: an observer writes nothing.
    LooksOn,
    /// Found or join a team first.
    NoTeam,
    /// This device is in a team already.
    HasTeam,
    /// The short authentication words differ: do not admit.
    WordsDiffer,
    /// The file is not a Visita bundle, request or admission, or is damaged; nothing was changed.
    BadFile,
    /// The bundle was sealed for other devices.
    NotForThisDevice,
    /// Consent for this use was not given.
    NoConsent,
    /// Only a clinician of the delegation assesses injuries.
    CliniciansOnly,
    /// Nobody has said where the answer comes from.
    SourceUnknown,
    /// The visit is closed: take it up again, or say that you mean to write into it.
    VisitClosed,
    /// One kind of source alone supports the finding: a reason is to be written.
    ReasonNeeded,
    /// The record is left at home while this device travels, or what was asked would speak of all records: end the journey
    /// first.
    LeftBehind,
    /// The record must come along: the visit needs it, something of it waits, or no other device is known to hold all of it.
    CannotLeave,
    /// This device is on a journey already, or not all of the last one is back yet.
    AlreadyTravelling,
    /// Conflicts are open; say so to go on.
    OpenConflicts,
    /// The decision does not cover what has arrived since: look again.
    Stale,
    /// The file could not be read or written.
    FileUnreachable,
    /// A file stands there that is no earlier one of its kind, or the vault does: nothing was written.
    FileStands,
    /// There is no network to listen on.
    NoNetwork,
    /// Exchange nearby is off.
    NearbyOff,
    /// The text is no address of a device nearby, is mistyped, or of another version.
    BadAddress,
    /// Nobody answers there.
    NoAnswer,
    /// The one-time token was used by another, or its time is over.
    TokenSpent,
    /// A carrier ended by a fault of its own.
    CarrierFailed,
    /// The text is no invitation to a relay, or was mistyped; nothing was changed.
    BadInvitation,
    /// The team uses no relay.
    NoRelay,
    /// The file is from a device that is not in the team, as far as this one knows; nothing was changed.
    UnknownSender,
    /// Nobody holds shares of this vault.
    NoShares,
    /// This member holds no share of the vault that is asked for.
    NoShareHeld,
    /// The shares were made anew since: these do not open the vault as it is now, or the request comes from an older copy of the vault.
    OtherShares,
    /// Nothing was asked for yet, or it was given up.
    NothingAsked,
    /// The request was made too long ago: ask anew.
    RequestLapsed,
    /// The request was made in what is the future here: one of the two clocks is wrong.
    RequestAhead,
    /// A request waits already: take its answers, or give it up first.
    AlreadyAsked,
    /// What was asked cannot be read any more: give it up and ask anew. Nothing was changed.
    AskingDamaged,
    /// The answer is one to another request; nothing was changed.
    OtherRequest,
    /// Fewer answers than it takes; nothing was changed.
    TooFewAnswers,
    /// No choice among the answers opens the vault: one is not what it says. Nothing was changed.
    AnswersUnfit,
    /// The file is no table that can be read: `not_a_table`, `a_workbook_of_an_old_kind`, `not_Unicode`, `empty`. Nothing was
    /// changed.
    BadTable,
    /// The table holds more than can be taken at once. Nothing was changed.
    TableTooLarge,
}

/// A failed command: a code, and the facts its sentence needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{code:?}")]
pub struct ApiError {
    /// Which of the closed set.
    pub code: ErrorCode,
    /// The field or item it is about, where one is.
    pub field: Option<String>,
    /// The codes that the field takes, where these are few and known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed: Vec<String>,
    /// Seconds to wait, for [`ErrorCode::BackedOff`].
    pub retry_after_s: Option<u32>,
}

impl ApiError {
    /// An error without further facts.
    #[must_use]
    pub fn new(code: ErrorCode) -> Self {
        Self {
            code,
            field: None,
            allowed: Vec::new(),
            retry_after_s: None,
        }
    }

    /// An error about one field.
    #[must_use]
    pub fn about(code: ErrorCode, field: impl Into<String>) -> Self {
        Self {
            code,
            field: Some(field.into()),
            allowed: Vec::new(),
            retry_after_s: None,
        }
    }
}

impl From<ErrorCode> for ApiError {
    fn from(code: ErrorCode) -> Self {
        Self::new(code)
    }
}
