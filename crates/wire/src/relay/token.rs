//! Secrets that open a mailbox or a relay, and what a relay is known by.

use crate::envelope::{WireError, fixed};
use minicbor::encode::{self, Encoder, Write};
use std::fmt;

macro_rules! fixed_bytes {
    ($($(#[$doc:meta])* $name:ident[$bytes:literal];)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq)]
        pub struct $name(pub [u8; $bytes]);

        impl $name {
            pub(super) fn read(d: &mut minicbor::Decoder<'_>) -> Result<Self, WireError> {
                fixed(d).map(Self)
            }
        }

        impl<C> minicbor::Encode<C> for $name {
            fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
                e.bytes(&self.0).map(|_| ())
            }
        }
    )*};
}

fixed_bytes! {
    /// Opens one mailbox, to read and to write. Everyone who holds the document's key holds it; a relay keeps a hash.
    MailboxToken[32];
    /// Lets a device open mailboxes on a relay. The operator hands it out; a relay keeps a hash.
    InvitationToken[32];
    /// Of a relay's positions: another one after a backup was restored, since positions given out later are gone.
    Generation[16];
    /// SHA-256 of a server's public key (its SubjectPublicKeyInfo in DER): who answers to it is the relay invited to.
    Pin[32];
}

impl fmt::Debug for MailboxToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MailboxToken")
    }
}

impl fmt::Debug for InvitationToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InvitationToken")
    }
}

impl fmt::Debug for Generation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Generation({})", hex::encode(self.0))
    }
}

impl fmt::Display for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pin({self})")
    }
}
