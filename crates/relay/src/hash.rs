//! Hashes: of tokens, which is all that is kept of them, and of envelopes.

use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use visita_wire::MailboxTag;
use visita_wire::relay::{InvitationToken, MailboxToken};

const MAILBOX_LABEL: &[u8] = b"visita/relay/1/mailbox";
const INVITATION_LABEL: &[u8] = b"visita/relay/1/invitation";

/// SHA-256 of something. Of a token it says nothing: a token is 32 random bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// Of a mailbox's token. The same token on two mailboxes has two hashes.
    #[must_use]
    pub fn of_token(tag: &MailboxTag, token: &MailboxToken) -> Self {
        Self::of(&[MAILBOX_LABEL, &tag.0, &token.0])
    }

    /// Of an invitation.
    #[must_use]
    pub fn of_invitation(token: &InvitationToken) -> Self {
        Self::of(&[INVITATION_LABEL, &token.0])
    }

    /// Of an envelope.
    #[must_use]
    pub fn of_outer(outer: &[u8]) -> Self {
        Self::of(&[outer])
    }

    fn of(parts: &[&[u8]]) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update(part);
        }
        Self(hash.finalize().into())
    }

    /// Whether the two are one, in a time that does not tell where they differ.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}
