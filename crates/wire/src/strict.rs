//! Reading with bounds, and only the one encoding that is written.

use crate::envelope::WireError;
use minicbor::Decoder;
use minicbor::bytes::ByteVec;

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
