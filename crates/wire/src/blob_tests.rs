use super::*;
use proptest::prelude::*;

const CHUNK: u64 = BLOB_CHUNK_BYTES;

fn offer(n: u8) -> BlobOffer {
    BlobOffer {
        doc: DocId([1; 16]),
        id: BlobId([n; 32]),
        size: BlobSize::new(4).unwrap(),
    }
}

fn want(n: u8, from: u64) -> BlobWant {
    BlobWant {
        id: BlobId([n; 32]),
        from,
    }
}

fn piece_of(from: u64, bytes: u32) -> BlobMessage {
    let id = BlobId([3; 32]);
    BlobMessage::Piece(BlobPiece { id, from, bytes })
}

#[test]
fn a_size_tells_little_and_costs_at_most_an_eighth() {
    let sizes: Vec<u32> = (1..=MAX_BLOB_CHUNKS).filter(|n| BlobSize::new(*n).is_some()).collect();
    assert_eq!(sizes.len(), 108, "of 4,096 numbers of chunks");
    assert_eq!(sizes[..12], [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16]);
    for n in 1..=MAX_BLOB_CHUNKS {
        let size = BlobSize::of_content(u64::from(n) * CHUNK).unwrap();
        assert!(size.chunks() >= n && size.chunks() * 8 <= n * 9, "{n}: {size:?}");
    }
}

#[test]
fn content_finds_room_up_to_the_limit_and_no_further() {
    for (bytes, chunks) in [(0, 1), (1, 1), (CHUNK, 1), (CHUNK + 1, 2), (8 * CHUNK + 1, 10)] {
        assert_eq!(BlobSize::of_content(bytes).unwrap().chunks(), chunks, "{bytes}");
    }
    let most = u64::from(MAX_BLOB_CHUNKS) * CHUNK;
    assert_eq!(BlobSize::of_content(most).unwrap().chunks(), MAX_BLOB_CHUNKS);
    assert_eq!(BlobSize::of_content(most + 1), None);
    assert_eq!(BlobSize::of_content(u64::MAX), None);
    for no_size in [0, 9, MAX_BLOB_CHUNKS - 1, MAX_BLOB_CHUNKS + 1, u32::MAX] {
        assert_eq!(BlobSize::new(no_size), None, "{no_size}");
    }
}

#[test]
fn every_byte_of_a_run_has_its_place() {
    let size = BlobSize::new(2).unwrap();
    let sealed = CHUNK + BLOB_TAG_BYTES;
    assert_eq!((size.list_bytes(), size.bytes()), (64, 64 + 2 * sealed));
    assert_eq!(size.chunk(0), Some(64..64 + sealed));
    assert_eq!(size.chunk(1), Some(64 + sealed..size.bytes()));
    assert_eq!(size.chunk(2), None);
    for (byte, chunk) in [
        (0, None),
        (63, None),
        (64, Some(0)),
        (63 + sealed, Some(0)),
        (64 + sealed, Some(1)),
    ] {
        assert_eq!(size.chunk_at(byte), chunk, "{byte}");
    }
    assert_eq!(u64::from(MAX_BLOB_PIECE_BYTES), sealed);
}

#[test]
fn a_message_has_a_form_and_limits() {
    let said = |message: &BlobMessage| {
        message
            .encode()
            .map(|bytes| BlobMessage::decode(&bytes).unwrap() == *message)
    };
    assert_eq!(said(&BlobMessage::Offer(vec![offer(1), offer(2)])), Ok(true));
    assert_eq!(
        said(&BlobMessage::Want(vec![want(2, 0), want(1, 9)])),
        Ok(true),
        "in its order"
    );
    assert_eq!(said(&BlobMessage::Gone(BlobId([1; 32]))), Ok(true));
    for bad in [
        BlobMessage::Offer(Vec::new()),
        BlobMessage::Offer(vec![offer(2), offer(1)]),
        BlobMessage::Offer(vec![offer(1), offer(1)]),
        BlobMessage::Offer(vec![BlobOffer {
            size: BlobSize(9),
            ..offer(1)
        }]),
        BlobMessage::Offer(vec![BlobOffer {
            size: BlobSize(0),
            ..offer(1)
        }]),
        BlobMessage::Want(Vec::new()),
        BlobMessage::Want(vec![want(1, 0), want(2, 0), want(1, 5)]),
    ] {
        assert_eq!(said(&bad), Err(WireError::Malformed), "{bad:?}");
    }
    let end = BlobSize(MAX_BLOB_CHUNKS).bytes();
    for (bytes, from, fits) in [
        (1, 0, true),
        (MAX_BLOB_PIECE_BYTES, end - 1, true),
        (0, 0, false),
        (MAX_BLOB_PIECE_BYTES + 1, 0, false),
        (1, end, false),
    ] {
        assert_eq!(said(&piece_of(from, bytes)).is_ok(), fits, "{from} {bytes}");
    }
    assert!(said(&BlobMessage::Want(vec![want(1, end)])).is_err());
}

#[test]
fn the_largest_lists_fit_a_message_and_no_larger_ones_are_read() {
    let id = |n: usize| {
        let mut id = [0xff; 32];
        id[..8].copy_from_slice(&(n as u64).to_be_bytes());
        BlobId(id)
    };
    let offers = |count: usize| {
        let size = BlobSize::new(MAX_BLOB_CHUNKS).unwrap();
        BlobMessage::Offer(
            (0..count)
                .map(|n| BlobOffer {
                    id: id(n),
                    size,
                    ..offer(1)
                })
                .collect(),
        )
    };
    let wants = |count: usize| {
        let from = BlobSize(MAX_BLOB_CHUNKS).bytes() - 1;
        BlobMessage::Want((0..count).map(|n| BlobWant { id: id(n), from }).collect())
    };
    assert!(offers(MAX_BLOB_OFFERS).encode().is_ok() && wants(MAX_BLOB_WANTS).encode().is_ok());
    assert_eq!(offers(MAX_BLOB_OFFERS + 1).encode(), Err(WireError::TooLarge));
    assert_eq!(wants(MAX_BLOB_WANTS + 1).encode(), Err(WireError::TooLarge));
}

proptest! {
    #[test]
    fn only_what_would_be_written_is_read(mut bytes in prop::collection::vec(any::<u8>(), 0..200), place in 0_usize..60) {
        if let Ok(message) = BlobMessage::decode(&bytes) {
            prop_assert_eq!(message.encode().unwrap(), bytes.clone());
        }
        let whole = BlobMessage::Offer(vec![offer(7)]).encode().unwrap();
        if let (Some(byte), Some(other)) = (whole.get(place), bytes.pop()) {
            let mut bad = whole.clone();
            bad[place] = byte ^ other;
            if let Ok(message) = BlobMessage::decode(&bad) {
                prop_assert_eq!(message.encode().unwrap(), bad);
            }
        }
    }
}
