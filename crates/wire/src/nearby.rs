//! Where a device on the same network is reached, as one line of text: for a QR code, or to type.

use crate::limits::{MAX_NEARBY_ADDRESSES, MAX_NEARBY_CHARS};
use minicbor::{Decode, Encode};
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::str::FromStr;

/// What the text begins with.
pub const NEARBY_PREFIX: &str = "visita-lan:";
const VERSION: u8 = 1;
const CHECKSUM_BYTES: usize = 4;

/// Why a text is no address. It says what to do: check the typing, ask for a new one, or update.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NearbyError {
    /// Not such a text at all.
    #[error("not an address of a device nearby")]
    Malformed,
    /// It was one, and was mistyped or cut off.
    #[error("mistyped or cut off")]
    Mistyped,
    /// Of another version.
    #[error("of another version")]
    Version,
    /// It names no address that can be dialled, one twice or out of order, or too many.
    #[error("names no address that can be dialled")]
    Address,
}

/// Where a device is reached. It says nothing of who it is: the endpoint's id is made anew whenever it starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearbyAddress {
    endpoint: [u8; 32],
    addresses: Vec<SocketAddr>,
    token: Option<[u8; 16]>,
}

impl NearbyAddress {
    /// From an endpoint's id and the sockets it listens on; those that cannot be dialled from elsewhere in one network,
    /// and those beyond the limit, are left out. `token` is for pairing, and good once.
    ///
    /// # Errors
    /// [`NearbyError::Address`] when none is left.
    pub fn new(
        endpoint: [u8; 32],
        addresses: impl IntoIterator<Item = SocketAddr>,
        token: Option<[u8; 16]>,
    ) -> Result<Self, NearbyError> {
        let mut addresses: Vec<SocketAddr> = addresses.into_iter().filter(can_be_dialled).collect();
        addresses.sort_unstable();
        addresses.dedup();
        addresses.truncate(MAX_NEARBY_ADDRESSES);
        if addresses.is_empty() {
            return Err(NearbyError::Address);
        }
        Ok(Self {
            endpoint,
            addresses,
            token,
        })
    }

    /// The endpoint's id: an Ed25519 key, unless somebody made the text up.
    #[must_use]
    pub fn endpoint(&self) -> &[u8; 32] {
        &self.endpoint
    }

    /// Where it listens: at least one, ascending, each once.
    #[must_use]
    pub fn addresses(&self) -> &[SocketAddr] {
        &self.addresses
    }

    /// The one-time token, in a text for pairing.
    #[must_use]
    pub fn token(&self) -> Option<&[u8; 16]> {
        self.token.as_ref()
    }
}

/// Neither nobody's, nor everybody's, nor one that means another machine on every link.
fn can_be_dialled(address: &SocketAddr) -> bool {
    let ip = address.ip();
    let elsewhere = match ip {
        IpAddr::V4(v4) => v4.is_broadcast(),
        IpAddr::V6(v6) => v6.is_unicast_link_local() || v6.to_ipv4_mapped().is_some(),
    };
    address.port() != 0 && !ip.is_unspecified() && !ip.is_multicast() && !elsewhere
}

#[derive(Encode, Decode)]
#[cbor(array)]
struct Body {
    #[n(0)]
    version: u8,
    #[cbor(n(1), with = "minicbor::bytes")]
    endpoint: [u8; 32],
    #[n(2)]
    addresses: Vec<minicbor::bytes::ByteVec>,
    #[cbor(n(3), with = "minicbor::bytes")]
    token: Option<[u8; 16]>,
}

fn pack(address: &SocketAddr) -> Vec<u8> {
    let mut bytes = match address.ip() {
        IpAddr::V4(v4) => v4.octets().to_vec(),
        IpAddr::V6(v6) => v6.octets().to_vec(),
    };
    bytes.extend(address.port().to_be_bytes());
    bytes
}

fn unpack(bytes: &[u8]) -> Option<SocketAddr> {
    let (ip, port) = bytes.split_last_chunk::<2>()?;
    let ip = if let Ok(v4) = <[u8; 4]>::try_from(ip) {
        IpAddr::V4(Ipv4Addr::from(v4))
    } else {
        IpAddr::V6(Ipv6Addr::from(<[u8; 16]>::try_from(ip).ok()?))
    };
    Some(SocketAddr::new(ip, u16::from_be_bytes(*port)))
}

impl fmt::Display for NearbyAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let body = Body {
            version: VERSION,
            endpoint: self.endpoint,
            addresses: self.addresses.iter().map(|address| pack(address).into()).collect(),
            token: self.token,
        };
        let mut bytes = minicbor::to_vec(&body).map_err(|_| fmt::Error)?;
        bytes.extend(crc32fast::hash(&bytes).to_be_bytes());
        write!(f, "{NEARBY_PREFIX}{}", hex::encode(bytes))
    }
}

impl FromStr for NearbyAddress {
    type Err = NearbyError;

    /// Reads a text, with white space around it; only the one form that [`Display`](fmt::Display) writes is taken.
    fn from_str(text: &str) -> Result<Self, NearbyError> {
        let text = text.trim();
        if text.len() > MAX_NEARBY_CHARS {
            return Err(NearbyError::Malformed);
        }
        let encoded = text.strip_prefix(NEARBY_PREFIX).ok_or(NearbyError::Malformed)?;
        if encoded.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Err(NearbyError::Malformed);
        }
        let bytes = hex::decode(encoded).map_err(|_| NearbyError::Mistyped)?;
        let (body, checksum) = bytes
            .split_last_chunk::<CHECKSUM_BYTES>()
            .ok_or(NearbyError::Mistyped)?;
        if crc32fast::hash(body).to_be_bytes() != *checksum {
            return Err(NearbyError::Mistyped);
        }
        let mut version = minicbor::Decoder::new(body);
        version.array().map_err(|_| NearbyError::Malformed)?;
        if version.u8().map_err(|_| NearbyError::Malformed)? != VERSION {
            return Err(NearbyError::Version);
        }
        let parsed: Body = minicbor::decode(body).map_err(|_| NearbyError::Malformed)?;
        let addresses: Option<Vec<SocketAddr>> = parsed.addresses.iter().map(|bytes| unpack(bytes)).collect();
        let addresses = addresses.ok_or(NearbyError::Address)?;
        let address = Self::new(parsed.endpoint, addresses, parsed.token)?;
        // What was left out, put in order or written otherwise is not what somebody's device wrote.
        if address.to_string() == text {
            Ok(address)
        } else {
            Err(NearbyError::Address)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn address(addresses: &[&str]) -> Result<NearbyAddress, NearbyError> {
        NearbyAddress::new([3; 32], addresses.iter().map(|address| address.parse().unwrap()), None)
    }

    fn text_of(version: u8, addresses: &[&[u8]]) -> String {
        let body = Body {
            version,
            endpoint: [3; 32],
            addresses: addresses.iter().map(|bytes| bytes.to_vec().into()).collect(),
            token: None,
        };
        let mut bytes = minicbor::to_vec(&body).unwrap();
        bytes.extend(crc32fast::hash(&bytes).to_be_bytes());
        format!("{NEARBY_PREFIX}{}", hex::encode(bytes))
    }

    #[test]
    fn an_address_is_read_as_it_was_written() {
        let ours = address(&["[fd00::1]:4433", "192.168.7.2:4433", "10.0.0.1:1", "192.168.7.2:4433"]).unwrap();
        let named: Vec<String> = ours.addresses().iter().map(ToString::to_string).collect();
        assert_eq!(named, ["10.0.0.1:1", "192.168.7.2:4433", "[fd00::1]:4433"]);
        assert_eq!(format!("  {ours}\n").parse(), Ok(ours));
        let pairing = NearbyAddress::new([4; 32], ["10.0.0.1:9".parse().unwrap()], Some([5; 16])).unwrap();
        assert_eq!(pairing.to_string().parse(), Ok(pairing));
    }

    #[test]
    fn every_slip_of_the_fingers_is_seen() {
        let text = address(&["192.168.7.2:4433"]).unwrap().to_string();
        for place in NEARBY_PREFIX.len()..text.len() {
            for digit in "0123456789abcdef".chars() {
                let mut slip: Vec<char> = text.chars().collect();
                if slip[place] == digit {
                    continue;
                }
                slip[place] = digit;
                let slip: String = slip.into_iter().collect();
                assert_eq!(slip.parse::<NearbyAddress>(), Err(NearbyError::Mistyped), "{slip}");
            }
            assert!(text[..place].parse::<NearbyAddress>().is_err(), "cut at {place}");
        }
        assert_eq!(
            text.to_uppercase().parse::<NearbyAddress>(),
            Err(NearbyError::Malformed)
        );
        assert_eq!("".parse::<NearbyAddress>(), Err(NearbyError::Malformed));
    }

    #[test]
    fn addresses_that_reach_nobody_or_everybody_are_not_written_and_not_read() {
        for bad in [
            "0.0.0.0:1",
            "10.0.0.1:0",
            "224.0.0.251:5353",
            "255.255.255.255:1",
            "[::]:1",
            "[fe80::1]:1",
            "[ff02::fb]:5353",
            "[::ffff:10.0.0.1]:1",
        ] {
            assert_eq!(address(&[bad]), Err(NearbyError::Address), "{bad}");
            let packed = pack(&bad.parse().unwrap());
            let smuggled = text_of(1, &[&pack(&"10.0.0.1:1".parse().unwrap()), &packed]);
            assert_eq!(smuggled.parse::<NearbyAddress>(), Err(NearbyError::Address), "{bad}");
        }
    }

    #[test]
    fn other_versions_odd_lengths_disorder_and_crowds_are_refused() {
        let (one, two) = ([10, 0, 0, 1, 0, 1], [10, 0, 0, 2, 0, 1]);
        let read = |text: String| text.parse::<NearbyAddress>();
        assert!(read(text_of(1, &[&one, &two])).is_ok());
        assert_eq!(read(text_of(2, &[&one])), Err(NearbyError::Version));
        let odd: [&[&[u8]]; 5] = [&[], &[&two, &one], &[&one, &one], &[&one[..5]], &[&[0; 19]]];
        for bad in odd {
            assert_eq!(read(text_of(1, bad)), Err(NearbyError::Address));
        }
        let crowd: Vec<[u8; 6]> = (0..=u8::try_from(MAX_NEARBY_ADDRESSES).unwrap())
            .map(|n| [10, 0, 0, n, 0, 1])
            .collect();
        let crowd: Vec<&[u8]> = crowd.iter().map(<[u8; 6]>::as_slice).collect();
        assert!(read(text_of(1, &crowd[1..])).is_ok());
        assert_eq!(read(text_of(1, &crowd)), Err(NearbyError::Address));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_stumble(text in ".{0,200}", tail in "[0-9a-f]{0,300}") {
            let _ = text.parse::<NearbyAddress>();
            if let Ok(read) = format!("{NEARBY_PREFIX}{tail}").parse::<NearbyAddress>() {
                prop_assert_eq!(read.to_string(), format!("{NEARBY_PREFIX}{tail}"));
            }
        }
    }
}
