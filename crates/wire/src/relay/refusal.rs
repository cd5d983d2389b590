//! Why a relay does not do what it was asked.

use crate::envelope::WireError;

/// Why a relay refused. Its code travels; its status is that of the answer that carries it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// Not of the form asked for. Repeating it does not help.
    Malformed,
    /// Of another version: update this program or the relay.
    Version,
    /// Beyond a limit.
    TooLarge,
    /// No such mailbox, or another token: the two are not told apart.
    NotOpen,
    /// The mailbox does not exist yet, and the invitation is missing, unknown, expired or withdrawn.
    NotInvited,
    /// The mailbox holds as much as it may. Room comes as envelopes expire.
    MailboxFull,
    /// The invitation's mailboxes, or the bytes in them, are used up.
    InvitationFull,
    /// Too much in too short a time.
    TooFast,
    /// The relay has too much to do, or its database is away.
    Busy,
    /// The relay's disk is full.
    OutOfSpace,
}

const ALL: [Refusal; 10] = [
    Refusal::Malformed,
    Refusal::Version,
    Refusal::TooLarge,
    Refusal::NotOpen,
    Refusal::NotInvited,
    Refusal::MailboxFull,
    Refusal::InvitationFull,
    Refusal::TooFast,
    Refusal::Busy,
    Refusal::OutOfSpace,
];

impl Refusal {
    /// Its code on the wire, from 1.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Malformed => 1,
            Self::Version => 2,
            Self::TooLarge => 3,
            Self::NotOpen => 4,
            Self::NotInvited => 5,
            Self::MailboxFull => 6,
            Self::InvitationFull => 7,
            Self::TooFast => 8,
            Self::Busy => 9,
            Self::OutOfSpace => 10,
        }
    }

    /// The HTTP status of an answer that is this refusal.
    #[must_use]
    pub fn status(self) -> u16 {
        match self {
            Self::Malformed | Self::Version => 400,
            Self::NotInvited => 403,
            Self::NotOpen => 404,
            Self::TooLarge => 413,
            Self::TooFast => 429,
            Self::Busy => 503,
            Self::MailboxFull | Self::InvitationFull | Self::OutOfSpace => 507,
        }
    }

    /// Whether the same request may succeed later.
    #[must_use]
    pub fn is_worth_repeating(self) -> bool {
        match self {
            Self::MailboxFull | Self::InvitationFull | Self::TooFast | Self::Busy | Self::OutOfSpace => true,
            Self::Malformed | Self::Version | Self::TooLarge | Self::NotOpen | Self::NotInvited => false,
        }
    }

    /// From its code.
    ///
    /// # Errors
    /// [`WireError::Malformed`].
    pub fn from_code(code: u8) -> Result<Self, WireError> {
        ALL.into_iter()
            .find(|refusal| refusal.code() == code)
            .ok_or(WireError::Malformed)
    }
}

impl From<WireError> for Refusal {
    fn from(error: WireError) -> Self {
        match error {
            WireError::Malformed => Self::Malformed,
            WireError::Version(_) => Self::Version,
            WireError::TooLarge => Self::TooLarge,
        }
    }
}
