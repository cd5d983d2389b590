//! Reading with bounds, and only the one encoding that is written.

use crate::VERSION;
use crate::envelope::WireError;
use minicbor::bytes::ByteVec;
use minicbor::{Decoder, Encode, Encoder};

const FRAME_LENGTH: u64 = 2;

/// Compares what is written with what was read, without a copy of it.
pub(crate) struct Same<'a> {
    rest: &'a [u8],
}

impl<'a> Same<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Whether everything that was read was written.
    pub(crate) fn is_whole(&self) -> bool {
        self.rest.is_empty()
    }
}

impl minicbor::encode::Write for &mut Same<'_> {
    type Error = WireError;

    fn write_all(&mut self, written: &[u8]) -> Result<(), WireError> {
        self.rest = self.rest.strip_prefix(written).ok_or(WireError::Malformed)?;
        Ok(())
    }
}

pub(crate) fn structure(d: &mut Decoder<'_>, length: u64) -> Result<(), WireError> {
    if d.array()? == Some(length) {
        Ok(())
    } else {
        Err(WireError::Malformed)
    }
}

/// At most `most` things, of at least `least` encoded bytes each.
pub(crate) fn list<'b, T>(
    d: &mut Decoder<'b>,
    most: usize,
    least: usize,
    mut one: impl FnMut(&mut Decoder<'b>) -> Result<T, WireError>,
) -> Result<Vec<T>, WireError> {
    let length = d.array()?.ok_or(WireError::Malformed)?;
    let length = usize::try_from(length).map_err(|_| WireError::TooLarge)?;
    if length > most {
        return Err(WireError::TooLarge);
    }
    if length > d.input().len().saturating_sub(d.position()) / least {
        return Err(WireError::Malformed);
    }
    let mut things = Vec::with_capacity(length);
    for _ in 0..length {
        things.push(one(d)?);
    }
    Ok(things)
}

pub(crate) fn bounded(d: &mut Decoder<'_>, least: usize, most: usize) -> Result<ByteVec, WireError> {
    let bytes = d.bytes()?;
    if bytes.len() > most {
        Err(WireError::TooLarge)
    } else if bytes.len() < least {
        Err(WireError::Malformed)
    } else {
        Ok(bytes.to_vec().into())
    }
}

/// Counts what is written.
struct Count(usize);

impl minicbor::encode::Write for Count {
    type Error = std::convert::Infallible;

    fn write_all(&mut self, written: &[u8]) -> Result<(), Self::Error> {
        self.0 = self.0.saturating_add(written.len());
        Ok(())
    }
}

/// Writes `[1, body]` into what it is given, and gives that back.
fn write_into<T: Encode<()>, W: minicbor::encode::Write>(body: &T, into: W) -> Result<W, WireError> {
    let mut e = Encoder::new(into);
    e.array(FRAME_LENGTH)
        .and_then(|e| e.u8(VERSION))
        .and_then(|e| e.encode(body))
        .map_err(|_| WireError::TooLarge)?;
    Ok(e.into_writer())
}

/// Writes `[1, body]`, into as much room as it takes: a page of envelopes that grew as it was written would be copied, and
/// leave copies of its beginning behind.
pub(crate) fn frame<T: Encode<()>>(body: &T, most: usize) -> Result<Vec<u8>, WireError> {
    let Count(bytes) = write_into(body, Count(0))?;
    if bytes > most {
        Err(WireError::TooLarge)
    } else {
        write_into(body, Vec::with_capacity(bytes))
    }
}

/// Writes `[1, body]`, and reads it again: what is said is what will be heard.
pub(crate) fn write<T: Encode<()>>(
    body: &T,
    most: usize,
    heard: impl FnOnce(&[u8]) -> Result<T, WireError>,
) -> Result<Vec<u8>, WireError> {
    let bytes = frame(body, most)?;
    heard(&bytes)?;
    Ok(bytes)
}

/// Reads `[1, body]` of at most `most` bytes, with nothing after it.
pub(crate) fn read<T: Encode<()>>(
    bytes: &[u8],
    most: usize,
    body: impl FnOnce(&mut Decoder<'_>) -> Result<T, WireError>,
) -> Result<T, WireError> {
    if bytes.len() > most {
        return Err(WireError::TooLarge);
    }
    let mut d = Decoder::new(bytes);
    structure(&mut d, FRAME_LENGTH)?;
    match d.u8()? {
        VERSION => {}
        other => return Err(WireError::Version(other)),
    }
    let body = body(&mut d)?;
    let mut same = Same::new(bytes);
    let written = Encoder::new(&mut same)
        .array(FRAME_LENGTH)
        .and_then(|e| e.u8(VERSION))
        .and_then(|e| e.encode(&body))
        .is_ok();
    if written && same.is_whole() {
        Ok(body)
    } else {
        Err(WireError::Malformed)
    }
}
