//! Padding to few sizes, so that a size says little.

use crate::envelope::WireError;
use crate::limits::MAX_PADDED_BYTES;

const SMALL: usize = 4 * 1024;
const MIDDLE: usize = 64 * 1024;
const LARGE: usize = 1024 * 1024;
/// Where the content ends.
const END: u8 = 0x80;

/// Pads to the next cell.
///
/// # Errors
/// [`WireError::TooLarge`].
pub fn pad(mut bytes: Vec<u8>) -> Result<Vec<u8>, WireError> {
    bytes.push(END);
    let size = match bytes.len() {
        n if n <= SMALL => SMALL,
        n if n <= MIDDLE => MIDDLE,
        n => n.div_ceil(LARGE) * LARGE,
    };
    if size > MAX_PADDED_BYTES {
        return Err(WireError::TooLarge);
    }
    bytes.resize(size, 0);
    Ok(bytes)
}

/// Whether padded content may have this size.
pub(crate) fn is_cell(size: usize) -> bool {
    [SMALL, MIDDLE].contains(&size) || (size > 0 && size.is_multiple_of(LARGE) && size <= MAX_PADDED_BYTES)
}

/// Takes the padding off.
///
/// # Errors
/// [`WireError::Malformed`] when there is none, or the size is not one of the cells.
pub fn unpad(bytes: &[u8]) -> Result<&[u8], WireError> {
    let end = bytes.iter().rposition(|byte| *byte != 0).ok_or(WireError::Malformed)?;
    let (content, rest) = bytes.split_at(end);
    if rest.first() != Some(&END) || !is_cell(bytes.len()) {
        return Err(WireError::Malformed);
    }
    Ok(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_comes_off_again_and_only_few_sizes_exist() {
        for (length, size) in [
            (0, SMALL),
            (SMALL - 1, SMALL),
            (SMALL, MIDDLE),
            (MIDDLE, LARGE),
            (LARGE, 2 * LARGE),
        ] {
            let padded = pad(vec![0; length]).unwrap();
            assert_eq!(padded.len(), size);
            assert_eq!(unpad(&padded).unwrap().len(), length);
        }
        assert_eq!(pad(vec![0; MAX_PADDED_BYTES]), Err(WireError::TooLarge));
        assert!(pad(vec![0; MAX_PADDED_BYTES - 1]).is_ok());
        assert_eq!(unpad(&[0; SMALL]), Err(WireError::Malformed));
        assert_eq!(unpad(&pad(vec![1]).unwrap()[..SMALL - 1]), Err(WireError::Malformed));
    }
}
