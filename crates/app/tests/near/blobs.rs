//! Attachments of records between real sessions: kept, carried, opened by whoever may read the record, and by nobody else.

use crate::desk::{self, Desk};
use crate::live::Live;
use serde_json::json;
use std::io::Read as _;
use std::path::PathBuf;
use visita_app::api::{ApiError, ErrorCode};
use visita_app::{BlobRef, Session};
use visita_domain::DocumentId;

const MEDIA: &str = "application/octet-stream";

fn photo(n: u8, bytes: usize) -> Vec<u8> {
    (0..bytes).map(|place| (place % 251) as u8 ^ n).collect()
}

fn id(text: &str) -> DocumentId {
    text.parse().unwrap()
}

fn keep(session: &mut Session, doc: &str, content: &[u8]) -> Result<BlobRef, ApiError> {
    session.attachment_keep(id(doc), "Cell 4", MEDIA, &mut &*content, content.len() as u64)
}

fn content(session: &mut Session, doc: &str, blob: &BlobRef) -> Result<Vec<u8>, ErrorCode> {
    let mut content = Vec::new();
    let mut reader = session.blob_open(id(doc), blob).map_err(|error| error.code)?;
    reader.read_to_end(&mut content).map_err(|_| ErrorCode::Damaged)?;
    Ok(content)
}

impl Live {
    fn keeps(&self, doc: &str, content: &[u8]) -> BlobRef {
        keep(&mut self.door.lock().unwrap(), doc, content).unwrap()
    }

    fn content(&self, doc: &str, blob: &BlobRef) -> Result<Vec<u8>, ErrorCode> {
        content(&mut self.door.lock().unwrap(), doc, blob)
    }

    fn lacks(&self) -> usize {
        self.door.lock().unwrap().blobs_missing().unwrap().len()
    }

    fn file(&self, blob: &BlobRef) -> PathBuf {
        self.folder().join("blobs").join(blob.id.to_string())
    }

    /// Waits until attachments are here whole.
    fn gets(&self, blobs: &[BlobRef]) {
        self.until(|here| blobs.iter().all(|blob| here.file(blob).exists()) && here.lacks() == 0);
    }
}

#[test]
fn what_one_keeps_another_who_reads_the_record_opens() {
    let (lead, inspector) = Desk::team_of_two();
    let (lead, inspector) = (Live::of(lead), Live::of(inspector));
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    // Before they meet, while they are connected, and of every awkward size.
    let sizes = [0, 1, 65_536, 65_537, 700_000];
    let mut kept: Vec<_> = (0..)
        .zip(sizes)
        .map(|(n, bytes)| (n, lead.keeps(&visit, &photo(n, bytes))))
        .collect();
    lead.meets(&inspector);
    inspector.until(|there| there.has_visit(&visit));
    kept.push((9, inspector.keeps(&visit, &photo(9, 90_000))));
    kept.push((10, lead.keeps(&visit, &photo(10, 90_000))));
    let all: Vec<BlobRef> = kept.iter().map(|(_, blob)| blob.clone()).collect();
    inspector.gets(&all);
    lead.gets(&all);
    for (n, blob) in &kept {
        // As a cell of the record will hold it.
        let blob = BlobRef::parse(&blob.to_text().unwrap()).unwrap();
        let bytes = usize::try_from(blob.bytes).unwrap();
        assert_eq!(inspector.content(&visit, &blob), Ok(photo(*n, bytes)));
        assert_eq!(lead.content(&visit, &blob), Ok(photo(*n, bytes)));
    }
}

#[test]
fn who_may_not_read_a_record_carries_its_attachments_sealed_to_who_may() {
    let (mut lead, author) = Desk::team_of_two();
    let carrier = lead.admits("Carrier", "inspector");
    let (lead, author, carrier) = (Live::of(lead), Live::of(author), Live::of(carrier));
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    lead.meets(&author);
    author.until(|there| there.has_visit(&visit));
    lead.ok("nearby_set", json!({"on": false}));
    let interview = author.id("interview_start", desk::confidential_interview(&visit));
    let blob = author.keeps(&interview, &photo(3, 400_000));
    author.meets(&carrier);
    carrier.gets(std::slice::from_ref(&blob));
    author.ok("nearby_set", json!({"on": false}));
    // It has every byte, and even the key: still no record of it, and so no way to it.
    assert_eq!(carrier.content(&interview, &blob), Err(ErrorCode::NotFound));
    let sealed = std::fs::read(carrier.file(&blob)).unwrap();
    assert!(!sealed.windows(16).any(|window| window == &photo(3, 16)[..]));
    carrier.meets(&lead);
    lead.gets(std::slice::from_ref(&blob));
    lead.until(|here| here.call("interview_get", json!({"interview": interview})).is_ok());
    assert_eq!(lead.content(&interview, &blob), Ok(photo(3, 400_000)));
    assert_eq!(std::fs::read(lead.file(&blob)).unwrap(), sealed, "as it was sealed");
}

#[test]
fn what_is_damaged_or_gone_is_said_and_comes_again_and_nothing_else_is_lost() {
    let (lead, inspector) = Desk::team_of_two();
    let (lead, inspector) = (Live::of(lead), Live::of(inspector));
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    let blobs: Vec<_> = (0..4).map(|n| lead.keeps(&visit, &photo(n, 200_000))).collect();
    lead.meets(&inspector);
    inspector.gets(&blobs);
    inspector.until(|there| there.has_visit(&visit));
    // A bit flips while they are connected: whoever opens it is told, and it comes again.
    let file = inspector.file(&blobs[0]);
    let good = std::fs::read(&file).unwrap();
    let mut bad = good.clone();
    bad[150_000] ^= 1;
    std::fs::write(&file, &bad).unwrap();
    assert_eq!(inspector.content(&visit, &blobs[0]), Err(ErrorCode::Damaged));
    inspector.door.lock().unwrap().blob_fetch_again(&blobs[0]).unwrap();
    inspector.gets(&blobs);
    assert_eq!(std::fs::read(&file).unwrap(), good);
    bad[0] ^= 1;
    std::fs::write(inspector.file(&blobs[1]), &bad).unwrap();
    assert_eq!(inspector.content(&visit, &blobs[1]), Err(ErrorCode::Damaged));
    // Another is taken away while the vault is locked, and one that no row knows lies there.
    inspector.ok("vault_lock", json!({}));
    std::fs::remove_file(inspector.file(&blobs[2])).unwrap();
    let stranger = inspector.folder().join("blobs").join("ab".repeat(32));
    let unfinished = inspector.folder().join("blobs").join("new-0011.part");
    [&stranger, &unfinished]
        .iter()
        .for_each(|path| std::fs::write(path, b"a crash left this").unwrap());
    inspector.ok("vault_unlock", json!({"passphrase": desk::PASSPHRASE}));
    assert!(!stranger.exists() && !unfinished.exists());
    assert!(inspector.lacks() >= 1);
    assert_eq!(inspector.content(&visit, &blobs[3]), Ok(photo(3, 200_000)));
    assert_eq!(inspector.content(&visit, &blobs[2]), Err(ErrorCode::NotFound));
    inspector.meets(&lead);
    inspector.gets(&blobs);
    for (n, blob) in (0..).zip(&blobs) {
        assert_eq!(inspector.content(&visit, blob), Ok(photo(n, 200_000)), "{n}");
    }
    assert_eq!(std::fs::read(&file).unwrap(), good);
}

#[test]
fn what_is_not_an_attachment_of_a_record_here_is_refused_and_leaves_nothing() {
    let mut lead = Desk::founded("Lead");
    let mut observer = lead.admits("Observer", "observer");
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    let out = lead.bundle();
    observer.take(&out);
    let blob = keep(lead.session.as_mut().unwrap(), &visit, b"seen").unwrap();
    let session = observer.session.as_mut().unwrap();
    assert_eq!(keep(session, &visit, b"seen").unwrap_err().code, ErrorCode::LooksOn);
    assert_eq!(
        content(session, &visit, &blob),
        Err(ErrorCode::NotFound),
        "it has not come"
    );
    let session = lead.session.as_mut().unwrap();
    let nowhere = "0198f1c2-0000-7000-8000-000000000000";
    assert_eq!(keep(session, nowhere, b"seen").unwrap_err().code, ErrorCode::NotFound);
    assert_eq!(content(session, nowhere, &blob), Err(ErrorCode::NotFound));
    for (media, bytes) in [
        ("image/jpeg", 5),
        ("image/jpeg", 3),
        ("image/jpeg", 1 << 40),
        ("a picture", 4),
    ] {
        let kept = session.attachment_keep(id(&visit), "Cell 4", media, &mut &b"seen"[..], bytes);
        assert_eq!(kept.unwrap_err().code, ErrorCode::Refused, "{media} {bytes}");
    }
    let folder = lead.folder.path().join("vault").join("blobs");
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), 1);
}

#[test]
fn what_is_lacking_is_known_with_who_said_so_and_who_has_it() {
    let (lead, inspector) = Desk::team_of_two();
    let (lead, inspector) = (Live::of(lead), Live::of(inspector));
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    let blob = lead.keeps(&visit, &photo(1, 200_000));
    lead.meets(&inspector);
    inspector.gets(std::slice::from_ref(&blob));
    inspector.ok("vault_lock", json!({}));
    let bytes = std::fs::read(inspector.file(&blob)).unwrap();
    std::fs::write(inspector.file(&blob).with_extension("part"), &bytes[..100_000]).unwrap();
    std::fs::remove_file(inspector.file(&blob)).unwrap();
    inspector.ok("vault_unlock", json!({"passphrase": desk::PASSPHRASE}));
    let missing = inspector.door.lock().unwrap().blobs_missing().unwrap();
    assert_eq!(missing.len(), 1);
    assert_eq!((missing[0].id, missing[0].doc), (blob.id, id(&visit)));
    assert_eq!((missing[0].held_chunks, missing[0].size.chunks()), (1, 4));
    assert!(missing[0].holders.is_empty(), "nobody is connected");
    assert_eq!(std::fs::read_dir(inspector.folder().join("blobs")).unwrap().count(), 1);
    inspector.meets(&lead);
    inspector.gets(&[blob]);
}
