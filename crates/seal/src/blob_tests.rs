use super::*;

fn key() -> Secret {
    Secret::new([7; 32])
}

/// Content sealed: its id, its size, the hashes and the chunks.
fn sealed(content: &[u8]) -> (BlobId, BlobSize, Vec<u8>, Vec<Vec<u8>>) {
    let size = BlobSize::of_content(content.len() as u64).unwrap();
    let mut sealer = BlobSealer::new(&key(), size);
    let mut parts = content.chunks(BLOB_CHUNK_BYTES as usize);
    let chunks = (0..size.chunks()).map(|_| sealer.seal(parts.next().unwrap_or_default()).unwrap());
    let chunks = chunks.collect();
    let (id, hashes) = sealer.finish().unwrap();
    (id, size, hashes, chunks)
}

fn content(bytes: usize) -> Vec<u8> {
    (0..bytes).map(|n| (n * 31 % 251) as u8).collect()
}

#[test]
fn what_was_sealed_opens_and_the_rest_of_the_room_is_zeros() {
    for bytes in [0, 1, 65_535, 65_536, 65_537, 600_000] {
        let content = content(bytes);
        let (id, size, hashes, chunks) = sealed(&content);
        let hashes = BlobHashes::verified(&id, size, hashes).unwrap();
        let mut opened = Vec::new();
        for (number, chunk) in (0..).zip(&chunks) {
            assert_eq!(chunk.len(), 65_552, "whatever the content");
            assert!(hashes.hold(number, chunk));
            opened.extend_from_slice(&open_chunk(&key(), size, number, chunk).unwrap());
        }
        assert_eq!(opened.len() as u64, size.content_bytes());
        assert_eq!(opened[..bytes], content);
        assert!(opened[bytes..].iter().all(|byte| *byte == 0));
    }
}

#[test]
fn every_flipped_byte_is_refused_by_whoever_carries_it_and_by_whoever_opens_it() {
    let (id, size, hashes, chunks) = sealed(&content(100_000));
    for place in 0..hashes.len() {
        let mut bad = hashes.clone();
        bad[place] ^= 1 << (place % 8);
        assert!(BlobHashes::verified(&id, size, bad).is_err(), "hash byte {place}");
    }
    let hashes = BlobHashes::verified(&id, size, hashes).unwrap();
    // Each flip costs a hash and a tag over the whole chunk: every byte of the ends, and steps in between.
    let places = (0..300).chain((300..65_200).step_by(97)).chain(65_200..65_552);
    let mut bad = chunks[1].clone();
    for place in places {
        bad[place] ^= 1 << (place % 8);
        assert!(!hashes.hold(1, &bad), "byte {place}");
        assert!(open_chunk(&key(), size, 1, &bad).is_err(), "byte {place}");
        bad[place] ^= 1 << (place % 8);
    }
    assert!(hashes.hold(1, &bad));
}

#[test]
fn chunks_left_out_moved_or_cut_are_refused() {
    let (id, size, hashes, chunks) = sealed(&content(200_000));
    let (of_another, _, other_hashes, _) = sealed(&content(200_001));
    assert!(BlobHashes::verified(&of_another, size, hashes.clone()).is_err());
    assert!(BlobHashes::verified(&id, size, other_hashes).is_err());
    let smaller = BlobSize::new(3).unwrap();
    assert!(
        BlobHashes::verified(&id, smaller, hashes.clone()).is_err(),
        "another size"
    );
    assert!(
        BlobHashes::verified(&id, smaller, hashes[..96].to_vec()).is_err(),
        "cut short"
    );
    let hashes = BlobHashes::verified(&id, size, hashes).unwrap();
    assert!(!hashes.hold(0, &chunks[1]) && !hashes.hold(4, &chunks[0]) && !hashes.hold(u32::MAX, &chunks[0]));
    assert!(!hashes.hold(0, &chunks[0][..65_551]));
    assert!(open_chunk(&key(), size, 0, &chunks[1]).is_err(), "swapped");
    assert!(
        open_chunk(&key(), smaller, 2, &chunks[2]).is_err(),
        "cut: it was not the last"
    );
    assert!(open_chunk(&Secret::new([8; 32]), size, 0, &chunks[0]).is_err());
    assert!(open_chunk(&key(), size, 0, &[]).is_err());
}

#[test]
fn a_sealer_takes_exactly_what_was_said() {
    let size = BlobSize::new(2).unwrap();
    let mut sealer = BlobSealer::new(&key(), size);
    assert_eq!(sealer.seal(&[0; 65_537]).err(), Some(BlobError::Size));
    sealer.seal(&[1]).unwrap();
    assert_eq!(BlobSealer::new(&key(), size).finish().err(), Some(BlobError::Size));
    sealer.seal(&[]).unwrap();
    assert_eq!(sealer.seal(&[]).err(), Some(BlobError::Size));
    assert!(sealer.finish().is_ok());
}

fn reference() -> BlobRef {
    BlobRef {
        id: BlobId([1; 32]),
        key: Secret::new([2; 32]),
        bytes: 70_000,
        media: MediaType::parse("image/jpeg").unwrap(),
    }
}

#[test]
fn a_reference_is_read_as_it_was_written_and_shows_no_key() {
    let text = reference().to_text().unwrap();
    let read = BlobRef::parse(&text).unwrap();
    assert_eq!(
        (read.id, read.bytes, read.media.as_str()),
        (BlobId([1; 32]), 70_000, "image/jpeg")
    );
    assert_eq!(read.key.expose(), &[2; 32]);
    let shown = format!("{read:?}");
    assert!(!shown.contains("0202") && !shown.contains("2, 2"), "{shown}");
    for length in 0..text.len() {
        assert!(BlobRef::parse(&text[..length]).is_err(), "{length}");
    }
    assert!(BlobRef::parse(&text.to_uppercase()).is_err());
    assert!(BlobRef::parse(&format!("{}00", text.as_str())).is_err());
    let most = u64::from(visita_wire::MAX_BLOB_CHUNKS) * BLOB_CHUNK_BYTES;
    for (bytes, fits) in [(most, true), (most + 1, false), (u64::MAX, false)] {
        let text = BlobRef { bytes, ..reference() }.to_text().unwrap();
        assert_eq!(BlobRef::parse(&text).is_ok(), fits, "{bytes}");
    }
}

#[test]
fn a_media_type_has_two_plain_names() {
    for good in [
        "image/jpeg",
        "audio/ogg",
        "application/vnd.oasis.opendocument.text",
        "image/svg+xml",
    ] {
        assert!(MediaType::parse(good).is_ok(), "{good}");
    }
    let long = format!("a/{}", "b".repeat(MAX_MEDIA_CHARS - 2));
    assert!(MediaType::parse(&long).is_ok());
    for bad in [
        "",
        "image",
        "/jpeg",
        "image/",
        "Image/jpeg",
        "image/jpeg/x",
        "image/jp eg",
        "image/\u{202e}",
        &(long + "b"),
    ] {
        assert!(MediaType::parse(bad).is_err(), "{bad}");
    }
}
