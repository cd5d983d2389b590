//! Ids as fixed bytes.

use minicbor::decode::{self, Decoder};
use minicbor::encode::{self, Encoder, Write};
use std::fmt;
use std::str::FromStr;

/// A text that is not the lower hex of such an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct BadId;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident[$bytes:literal];)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $bytes]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&hex::encode(self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl FromStr for $name {
            type Err = BadId;
            fn from_str(text: &str) -> Result<Self, BadId> {
                if text.bytes().any(|b| b.is_ascii_uppercase()) {
                    return Err(BadId);
                }
                let bytes = hex::decode(text).map_err(|_| BadId)?;
                bytes.try_into().map(Self).map_err(|_| BadId)
            }
        }

        impl<C> minicbor::Encode<C> for $name {
            fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
                e.bytes(&self.0).map(|_| ())
            }
        }

        impl<'b, C> minicbor::Decode<'b, C> for $name {
            fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
                d.bytes()?.try_into().map(Self).map_err(|_| decode::Error::message("length of an id"))
            }
        }
    )*};
}

ids! {
    /// A team.
    TeamId[16];
    /// A member of a team.
    MemberId[16];
    /// A document; the record's own id.
    DocId[16];
    /// A device: its Ed25519 verifying key.
    DeviceId[32];
    /// Where a relay keeps an envelope: HMAC under a subkey of the document's, so that it says nothing.
    MailboxTag[32];
    /// A sealed attachment: SHA-256 over the hashes of its chunks.
    BlobId[32];
    /// SHA-256 of an outer envelope.
    EnvelopeHash[32];
}
