//! What went wrong between a device and its relay, as closed codes; each has one sentence in every front.

use visita_transport::relay::AskError;
use visita_wire::relay::Refusal;

/// The code of an error.
pub(crate) fn code(error: &AskError) -> &'static str {
    match error {
        AskError::Unreachable => "unreachable",
        AskError::NotTheRelay => "not_the_relay",
        AskError::Unreadable => "unreadable",
        AskError::TooLarge => "too_large",
        AskError::Refused { refusal, .. } => match refusal {
            Refusal::Malformed => "malformed",
            Refusal::Version => "version",
            Refusal::TooLarge => "too_large",
            Refusal::NotOpen => "not_open",
            Refusal::NotInvited => "not_invited",
            Refusal::MailboxFull => "mailbox_full",
            Refusal::InvitationFull => "invitation_full",
            Refusal::TooFast => "too_fast",
            Refusal::Busy => "busy",
            Refusal::OutOfSpace => "out_of_space",
        },
    }
}
