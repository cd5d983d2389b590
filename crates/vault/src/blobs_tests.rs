use super::*;
use rand::{RngExt as _, SeedableRng as _};
use std::path::Path;
use visita_seal::blob::{BlobRef, MediaType};

const CHUNK: usize = BLOB_CHUNK_BYTES as usize;
const SEALED: u64 = 65_552;

fn rng(seed: u64) -> rand_chacha::ChaCha20Rng {
    rand_chacha::ChaCha20Rng::seed_from_u64(seed)
}

struct Kept {
    room: tempfile::TempDir,
    folder: BlobFolder,
    reference: BlobRef,
    size: BlobSize,
    content: Vec<u8>,
}

fn kept(bytes: usize) -> Kept {
    let room = tempfile::tempdir().unwrap();
    let folder = BlobFolder::at(room.path().join("blobs"));
    let mut content = vec![0; bytes];
    rng(5).fill(content.as_mut_slice());
    let key = Secret::make(&mut rng(6));
    let (id, size) = folder
        .keep(&mut content.as_slice(), bytes as u64, &key, &mut rng(7))
        .unwrap();
    let reference = BlobRef {
        id,
        key,
        bytes: bytes as u64,
        media: MediaType::parse("image/jpeg").unwrap(),
    };
    Kept {
        room,
        folder,
        reference,
        size,
        content,
    }
}

impl Kept {
    fn id(&self) -> BlobId {
        self.reference.id
    }

    fn run(&self) -> Vec<u8> {
        let mut here = self.folder.open(&self.id()).unwrap();
        let mut run = Vec::new();
        while (run.len() as u64) < self.size.bytes() {
            run.extend(here.read(run.len() as u64).unwrap());
        }
        run
    }

    fn content(&self) -> std::io::Result<Vec<u8>> {
        let mut content = Vec::new();
        let fault = |fault| std::io::Error::new(std::io::ErrorKind::InvalidData, fault);
        let here = self.folder.open(&self.id()).map_err(fault)?;
        here.opened(&self.reference).map_err(fault)?.read_to_end(&mut content)?;
        Ok(content)
    }
}

fn names(folder: &BlobFolder) -> Vec<String> {
    let entries = std::fs::read_dir(&folder.0.folder).unwrap();
    let mut names: Vec<String> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn part(folder: &BlobFolder, id: &BlobId, size: BlobSize) -> Incoming {
    match folder.begin(id, size).unwrap() {
        Begun::Part(incoming) => incoming,
        Begun::Whole => panic!("it is whole"),
    }
}

fn elsewhere(room: &Path) -> BlobFolder {
    BlobFolder::at(room.join("elsewhere"))
}

#[test]
fn what_is_kept_is_read_again_and_nothing_of_it_shows_in_the_folder() {
    for bytes in [0, 1, CHUNK, 3 * CHUNK + 5] {
        let here = kept(bytes);
        assert_eq!(here.content().unwrap(), here.content, "{bytes}");
        assert_eq!(names(&here.folder), [here.id().to_string()]);
        let run = here.run();
        let plain = here.content.get(..16).filter(|_| bytes >= CHUNK);
        assert!(plain.is_none_or(|plain| !run.windows(16).any(|window| window == plain)));
        assert_eq!(here.folder.held(&here.id(), here.size), here.size.chunks());
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let here = kept(1);
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&here.folder.0.folder), 0o700);
        assert_eq!(mode(&here.folder.path(&here.id())), 0o600);
        let there = elsewhere(here.room.path());
        drop(part(&there, &here.id(), here.size));
        assert_eq!(mode(&there.part(&here.id())), 0o600);
    }
}

#[test]
fn content_of_another_length_leaves_nothing_behind() {
    let here = kept(1);
    for (content, bytes) in [(&[1_u8; 9][..], 10), (&[1; 9], 8), (&[], 1), (&[1], u64::MAX)] {
        let mut content = content;
        let kept = here
            .folder
            .keep(&mut content, bytes, &Secret::new([1; 32]), &mut rng(1));
        assert_eq!(kept, Err(BlobFault::Size), "{bytes}");
    }
    assert_eq!(names(&here.folder).len(), 1);
}

#[test]
fn bytes_are_kept_as_they_come_and_go_on_in_the_middle_of_a_chunk() {
    let here = kept(2 * CHUNK);
    let (run, there) = (here.run(), elsewhere(here.room.path()));
    let mut steps = rng(8);
    let (mut at, mut breaks) = (0_usize, 0);
    loop {
        // A new handle each time: the process ended in between.
        let again = BlobFolder::at(there.0.folder.clone());
        let mut incoming = part(&again, &here.id(), here.size);
        assert_eq!(incoming.at(), at as u64, "not one byte is asked for again");
        assert_eq!(again.begin(&here.id(), here.size).err(), Some(BlobFault::Busy));
        let to = (at + steps.random_range(1..9_000)).min(run.len());
        let whole = incoming.append(&run[at..to]).unwrap();
        (at, breaks) = (to, breaks + 1);
        if whole {
            break;
        }
    }
    assert!(breaks > 15 && at == run.len());
    assert_eq!(names(&there), [here.id().to_string()]);
    assert!(matches!(there.begin(&here.id(), here.size), Ok(Begun::Whole)));
    assert_eq!(std::fs::read(there.path(&here.id())).unwrap(), run);
}

#[test]
fn wrong_bytes_are_refused_where_they_are_and_what_was_good_stays() {
    let here = kept(2 * CHUNK);
    let (run, there) = (here.run(), elsewhere(here.room.path()));
    let mut incoming = part(&there, &here.id(), here.size);
    let list = here.size.list_bytes() as usize;
    let flipped = |place: usize| {
        let mut bad = run.clone();
        bad[place] ^= 4;
        bad
    };
    assert_eq!(
        incoming.append(&flipped(3)[..list]),
        Err(BlobFault::Wrong),
        "the hashes"
    );
    assert_eq!(incoming.at(), 0);
    let bad = flipped(list + SEALED as usize + 9);
    assert_eq!(incoming.append(&bad), Err(BlobFault::Wrong), "the second chunk");
    assert_eq!(incoming.at(), here.size.chunk(1).unwrap().start);
    assert_eq!(there.held(&here.id(), here.size), 1);
    let over = [run.as_slice(), &[0]].concat();
    assert_eq!(
        incoming.append(&over[incoming.at() as usize..]),
        Err(BlobFault::Size),
        "larger than said"
    );
    let rest = &run[incoming.at() as usize..];
    assert_eq!(incoming.append(rest), Ok(true));
    assert_eq!(std::fs::read(there.path(&here.id())).unwrap(), run);
}

#[test]
fn a_bad_beginning_of_somebody_else_is_not_laid_at_the_door_of_who_goes_on() {
    let here = kept(CHUNK);
    let (run, there) = (here.run(), elsewhere(here.room.path()));
    let mut bad = run.clone();
    bad[100] ^= 1;
    part(&there, &here.id(), here.size).append(&bad[..5_000]).unwrap();
    let mut incoming = part(&there, &here.id(), here.size);
    assert_eq!(incoming.at(), 5_000);
    assert_eq!(incoming.append(&run[5_000..]), Err(BlobFault::Again));
    assert_eq!(incoming.at(), here.size.list_bytes());
    assert_eq!(
        incoming.append(&bad[incoming.at() as usize..]),
        Err(BlobFault::Wrong),
        "now it is theirs"
    );
    assert_eq!(incoming.append(&run[incoming.at() as usize..]), Ok(true));
}

#[test]
fn what_a_power_cut_spoiled_of_a_part_is_fetched_again_and_no_more() {
    let here = kept(3 * CHUNK);
    let (run, there) = (here.run(), elsewhere(here.room.path()));
    let second = here.size.chunk(1).unwrap();
    part(&there, &here.id(), here.size)
        .append(&run[..run.len() - 10])
        .unwrap();
    let mut spoiled = run.clone();
    spoiled[second.start as usize + 7] = !spoiled[second.start as usize + 7];
    std::fs::write(there.part(&here.id()), &spoiled[..run.len() - 10]).unwrap();
    assert_eq!(part(&there, &here.id(), here.size).at(), second.start);
    // All of its bytes and no name: the crash came before the name.
    std::fs::write(there.part(&here.id()), &run).unwrap();
    assert_eq!(there.held(&here.id(), here.size), here.size.chunks() - 1);
    assert!(matches!(there.begin(&here.id(), here.size), Ok(Begun::Whole)));
    assert_eq!(names(&there), [here.id().to_string()]);
    // Larger than it can be: none of it is believed.
    std::fs::write(there.part(&here.id()), [run.as_slice(), &[0]].concat()).unwrap();
    std::fs::remove_file(there.path(&here.id())).unwrap();
    assert_eq!(part(&there, &here.id(), here.size).at(), 0);
}

#[test]
fn a_damaged_file_is_an_error_and_goes_on_from_the_chunk_before() {
    let here = kept(3 * CHUNK);
    let run = here.run();
    let path = here.folder.path(&here.id());
    let second = here.size.chunk(1).unwrap().start;
    let spoil = |place: u64| {
        let mut bad = run.clone();
        bad[place as usize] ^= 1;
        std::fs::write(&path, bad).unwrap();
    };
    spoil(second + 1);
    let read = here.content().unwrap_err();
    assert_eq!(read.to_string(), BlobFault::Damaged.to_string());
    assert_eq!(here.folder.open(&here.id()).err(), Some(BlobFault::Absent));
    assert_eq!(here.folder.held(&here.id(), here.size), 1);
    assert_eq!(part(&here.folder, &here.id(), here.size).at(), second);
    let mut bad = run.clone();
    bad[second as usize + 1] ^= 1;
    let spoilt = here.folder.spoilt(&here.id());
    assert_eq!(
        std::fs::read(&spoilt).unwrap(),
        bad,
        "what may be the only one stays as it is"
    );
    std::fs::remove_file(here.folder.part(&here.id())).unwrap();
    spoil(0);
    assert_eq!(
        here.folder.open(&here.id()).err(),
        Some(BlobFault::Damaged),
        "its hashes"
    );
    assert_eq!(part(&here.folder, &here.id(), here.size).at(), 0);
    // Cut short on the disk: what is left of it goes on.
    std::fs::remove_file(here.folder.part(&here.id())).unwrap();
    std::fs::write(&path, &run[..second as usize + 5]).unwrap();
    let mut incoming = part(&here.folder, &here.id(), here.size);
    assert_eq!(incoming.at(), second + 5);
    assert_eq!(incoming.append(&run[second as usize + 5..]), Ok(true));
    assert_eq!(here.content().unwrap(), here.content);
    assert!(!spoilt.exists(), "until it has come again");
}

#[test]
fn another_key_or_another_size_opens_nothing() {
    let here = kept(CHUNK);
    let open = |reference: &BlobRef| here.folder.open(&here.id()).unwrap().opened(reference);
    let other_size = BlobRef {
        bytes: CHUNK as u64 + 1,
        ..here.reference.clone()
    };
    assert_eq!(open(&other_size).err(), Some(BlobFault::Size));
    let other_key = BlobRef {
        key: Secret::new([9; 32]),
        ..here.reference.clone()
    };
    let mut content = Vec::new();
    let read = open(&other_key).unwrap().read_to_end(&mut content);
    assert_eq!(read.unwrap_err().to_string(), BlobFault::Wrong.to_string());
    assert!(content.is_empty());
}

#[test]
fn a_sweep_takes_away_what_no_row_knows_and_counts_the_rest() {
    let here = kept(3 * CHUNK);
    let (run, half) = (here.run(), BlobId([9; 32]));
    std::fs::write(here.folder.0.folder.join("new-01.part"), b"sealing was cut off").unwrap();
    std::fs::write(here.folder.path(&BlobId([3; 32])), b"its row was never written").unwrap();
    std::fs::write(here.folder.part(&BlobId([4; 32])), b"forgotten").unwrap();
    std::fs::write(here.folder.part(&half), &run[..SEALED as usize * 2]).unwrap();
    let known = BTreeMap::from([(here.id(), here.size), (half, here.size), (BlobId([1; 32]), here.size)]);
    let held = here.folder.sweep(&known).unwrap();
    assert_eq!(
        held.into_values().collect::<BTreeSet<_>>(),
        BTreeSet::from([0, 1, here.size.chunks()])
    );
    assert_eq!(names(&here.folder).len(), 2);
    let nowhere = BlobFolder::at(here.room.path().join("none"));
    assert_eq!(nowhere.sweep(&known).unwrap()[&half], 0);
    here.folder.remove(&here.id()).unwrap();
    here.folder.remove(&half).unwrap();
    assert!(names(&here.folder).is_empty());
}
