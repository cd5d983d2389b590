//! Messages on a stream: each batch behind its length.

use super::Failure;
use iroh::endpoint::{RecvStream, SendStream};
use std::time::Duration;
use visita_wire::{MAX_MESSAGE_BYTES, Message, decode_messages};

/// Bytes of a frame's length, big-endian.
pub(crate) const LENGTH_BYTES: usize = 4;
/// What a batch has around its one message.
const BATCH_OVERHEAD_BYTES: usize = 16;
/// Largest frame, bytes, without its length: a batch of one message of any size that is allowed.
pub const MAX_FRAME_BYTES: usize = MAX_MESSAGE_BYTES + BATCH_OVERHEAD_BYTES;
/// Bytes read at a time: room is made for what has come, not for what is announced.
const CHUNK_BYTES: usize = 64 * 1024;
/// How long a frame that has begun may stand still.
pub(crate) const STALL_TIMEOUT: Duration = Duration::from_secs(20);

/// Writes a frame; returns its bytes with the length.
pub(crate) async fn write(stream: &mut SendStream, frame: &[u8]) -> Result<usize, Failure> {
    let length = u32::try_from(frame.len()).map_err(|_| Failure::BadFrame)?;
    stream
        .write_all(&length.to_be_bytes())
        .await
        .map_err(|_| Failure::Unreachable)?;
    stream.write_all(frame).await.map_err(|_| Failure::Unreachable)?;
    Ok(LENGTH_BYTES + frame.len())
}

/// Reads exactly so many bytes, none standing still for longer than `patience`.
pub(crate) async fn read_bytes(stream: &mut RecvStream, length: usize, patience: Duration) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::with_capacity(length.min(CHUNK_BYTES));
    while bytes.len() < length {
        let room = (length - bytes.len()).min(CHUNK_BYTES);
        let chunk = tokio::time::timeout(patience, stream.read_chunk(room));
        match chunk.await {
            Ok(Ok(Some(chunk))) => bytes.extend_from_slice(&chunk),
            Ok(Ok(None) | Err(_)) => return Err(Failure::Unreachable),
            Err(_) => return Err(Failure::BadFrame),
        }
    }
    Ok(bytes)
}

/// Reads a length within a bound.
pub(crate) fn length(bytes: &[u8], most: usize) -> Result<usize, Failure> {
    let bytes = bytes.try_into().map_err(|_| Failure::BadFrame)?;
    let length = usize::try_from(u32::from_be_bytes(bytes)).map_err(|_| Failure::BadFrame)?;
    if (1..=most).contains(&length) {
        Ok(length)
    } else {
        Err(Failure::BadFrame)
    }
}

/// Reads a frame, waiting for its beginning as long as the connection stands; with its bytes.
pub(crate) async fn read(stream: &mut RecvStream) -> Result<(Vec<Message>, usize), Failure> {
    let mut header = [0; LENGTH_BYTES];
    stream.read_exact(&mut header).await.map_err(|_| Failure::Unreachable)?;
    let length = length(&header, MAX_FRAME_BYTES)?;
    let bytes = read_bytes(stream, length, STALL_TIMEOUT).await?;
    let messages = decode_messages(&bytes).map_err(|_| Failure::BadFrame)?;
    Ok((messages, LENGTH_BYTES + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_held_against_its_bound_before_room_is_made() {
        let read = |n: usize| length(&u32::try_from(n).unwrap().to_be_bytes(), MAX_FRAME_BYTES);
        assert_eq!(read(0), Err(Failure::BadFrame));
        assert_eq!(read(1), Ok(1));
        assert_eq!(read(MAX_FRAME_BYTES), Ok(MAX_FRAME_BYTES));
        assert_eq!(read(MAX_FRAME_BYTES + 1), Err(Failure::BadFrame));
        assert_eq!(length(&[0xff; 4], MAX_FRAME_BYTES), Err(Failure::BadFrame));
        assert_eq!(length(&[1; 3], MAX_FRAME_BYTES), Err(Failure::BadFrame));
    }
}
