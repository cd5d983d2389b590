//! The text by which an operator invites a team to a relay.

use super::limits::{MAX_HOST_BYTES, MAX_INVITATION_CHARS};
use super::token::{InvitationToken, Pin};
use super::{nullable, read, write};
use crate::envelope::WireError;
use crate::strict::structure;
use bech32::primitives::decode::CheckedHrpstring;
use bech32::{Bech32m, Hrp};
use minicbor::Encode;
use std::fmt;
use std::net::{IpAddr, Ipv6Addr};
use std::str::FromStr;

/// What an invitation begins with, before the separator `1`.
const PREFIX: &str = "visitarelay";
const MAX_PAYLOAD_BYTES: usize = 640;
const HTTPS_PORT: u16 = 443;
const HTTP_PORT: u16 = 80;

/// A text that is no invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadInvitation {
    /// Something else, or a slip of the pen: its checksum does not hold.
    #[error("not an invitation to a relay, or mistyped")]
    Mistyped,
    /// Made by a newer program.
    #[error("an invitation of version {0}")]
    Version(u8),
    /// A relay over a network without a key to know it by, or an address outside the rules.
    #[error("an invitation to an address that cannot be trusted")]
    Address,
}

/// Where a relay answers: `https://name:port`, or `http://` on this machine alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    is_secure: bool,
    /// Without brackets.
    host: String,
    port: u16,
}

impl Endpoint {
    /// Whether it is spoken to over TLS.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.is_secure
    }

    /// A name, or an address without brackets.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Its port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    fn default_port(is_secure: bool) -> u16 {
        if is_secure { HTTPS_PORT } else { HTTP_PORT }
    }

    fn is_loopback(&self) -> bool {
        self.host == "localhost" || self.host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_secure { "https://" } else { "http://" })?;
        if self.host.contains(':') {
            write!(f, "[{}]", self.host)?;
        } else {
            f.write_str(&self.host)?;
        }
        if self.port == Self::default_port(self.is_secure) {
            Ok(())
        } else {
            write!(f, ":{}", self.port)
        }
    }
}

fn is_name(host: &str) -> bool {
    let letters = |label: &str| {
        label
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    host.len() <= MAX_HOST_BYTES && host.split('.').all(|label| !label.is_empty() && letters(label))
}

impl FromStr for Endpoint {
    type Err = BadInvitation;

    /// A scheme, a name in lower-case ASCII or an address, perhaps a port; no path, no user, nothing else.
    fn from_str(text: &str) -> Result<Self, BadInvitation> {
        let (is_secure, rest) = if let Some(rest) = text.strip_prefix("https://") {
            (true, rest)
        } else if let Some(rest) = text.strip_prefix("http://") {
            (false, rest)
        } else {
            return Err(BadInvitation::Address);
        };
        let (host, port) = if let Some(rest) = rest.strip_prefix('[') {
            let (address, port) = rest.split_once(']').ok_or(BadInvitation::Address)?;
            let address: Ipv6Addr = address.parse().map_err(|_| BadInvitation::Address)?;
            let port = if port.is_empty() {
                None
            } else {
                Some(port.strip_prefix(':').ok_or(BadInvitation::Address)?)
            };
            (address.to_string(), port)
        } else {
            let (host, port) = rest
                .split_once(':')
                .map_or((rest, None), |(host, port)| (host, Some(port)));
            if !is_name(host) {
                return Err(BadInvitation::Address);
            }
            (host.to_owned(), port)
        };
        let port = match port {
            None => Self::default_port(is_secure),
            Some(port) if port.bytes().all(|b| b.is_ascii_digit()) => {
                port.parse().map_err(|_| BadInvitation::Address)?
            }
            Some(_) => return Err(BadInvitation::Address),
        };
        if port == 0 {
            return Err(BadInvitation::Address);
        }
        Ok(Self { is_secure, host, port })
    }
}

/// An invitation: where the relay answers, the key it is known by, and the right to open mailboxes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    endpoint: Endpoint,
    pin: Option<Pin>,
    token: InvitationToken,
}

#[derive(Encode)]
#[cbor(array)]
struct Payload {
    #[n(0)]
    endpoint: String,
    #[n(1)]
    pin: Option<Pin>,
    #[n(2)]
    token: InvitationToken,
}

impl Payload {
    fn decode(bytes: &[u8]) -> Result<Self, WireError> {
        read(bytes, MAX_PAYLOAD_BYTES, |d| {
            structure(d, 3)?;
            Ok(Self {
                endpoint: d.str()?.to_owned(),
                pin: nullable(d, Pin::read)?,
                token: InvitationToken::read(d)?,
            })
        })
    }
}

impl Invitation {
    /// To a relay over TLS, known by its key.
    ///
    /// # Errors
    /// [`BadInvitation::Address`] unless the endpoint is `https://`.
    pub fn pinned(endpoint: Endpoint, pin: Pin, token: InvitationToken) -> Result<Self, BadInvitation> {
        Self::checked(endpoint, Some(pin), token)
    }

    /// To a relay on this machine, without TLS.
    ///
    /// # Errors
    /// [`BadInvitation::Address`] unless the endpoint is `http://` and loopback.
    pub fn loopback(endpoint: Endpoint, token: InvitationToken) -> Result<Self, BadInvitation> {
        Self::checked(endpoint, None, token)
    }

    fn checked(endpoint: Endpoint, pin: Option<Pin>, token: InvitationToken) -> Result<Self, BadInvitation> {
        let trusted = if endpoint.is_secure {
            pin.is_some()
        } else {
            pin.is_none() && endpoint.is_loopback()
        };
        if trusted {
            Ok(Self { endpoint, pin, token })
        } else {
            Err(BadInvitation::Address)
        }
    }

    /// Where the relay answers.
    #[must_use]
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// The key it is known by; none only on this machine.
    #[must_use]
    pub fn pin(&self) -> Option<Pin> {
        self.pin
    }

    /// The right to open mailboxes.
    #[must_use]
    pub fn token(&self) -> InvitationToken {
        self.token
    }

    /// One line: `visitarelay1…`, Bech32m (BIP 350) over the CBOR of the README. In capitals it makes a small QR code.
    ///
    /// # Errors
    /// [`BadInvitation::Address`] when the address is too long for it.
    pub fn to_text(&self) -> Result<String, BadInvitation> {
        let payload = Payload {
            endpoint: self.endpoint.to_string(),
            pin: self.pin,
            token: self.token,
        };
        let bytes = write(&payload, MAX_PAYLOAD_BYTES, Payload::decode).map_err(|_| BadInvitation::Address)?;
        let prefix = Hrp::parse(PREFIX).map_err(|_| BadInvitation::Address)?;
        bech32::encode::<Bech32m>(prefix, &bytes).map_err(|_| BadInvitation::Address)
    }

    /// Reads it, with spaces and line breaks anywhere, as mail programs and people leave them.
    ///
    /// # Errors
    /// See [`BadInvitation`].
    pub fn from_text(text: &str) -> Result<Self, BadInvitation> {
        if text.len() > 2 * MAX_INVITATION_CHARS {
            return Err(BadInvitation::Mistyped);
        }
        let text: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
        let checked = CheckedHrpstring::new::<Bech32m>(&text).map_err(|_| BadInvitation::Mistyped)?;
        if !checked.hrp().as_str().eq_ignore_ascii_case(PREFIX) {
            return Err(BadInvitation::Mistyped);
        }
        let bytes: Vec<u8> = checked.byte_iter().collect();
        let payload = Payload::decode(&bytes).map_err(|error| match error {
            WireError::Version(version) => BadInvitation::Version(version),
            WireError::Malformed | WireError::TooLarge => BadInvitation::Mistyped,
        })?;
        let endpoint: Endpoint = payload.endpoint.parse()?;
        if endpoint.to_string() != payload.endpoint {
            return Err(BadInvitation::Address);
        }
        Self::checked(endpoint, payload.pin, payload.token)
    }
}
