//! Attachments between real endpoints over loopback, with the vault's own folders behind them.

use super::*;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha20Rng;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use visita_sync::BlobPlan;
use visita_vault::{Begun, BlobFault, BlobFolder, BlobHere, Incoming};
use visita_wire::{DocId, MAX_BLOB_MESSAGE_BYTES, MAX_BLOB_OFFERS};

/// A folder, and how many bytes came into it.
#[derive(Clone)]
pub(super) struct Shelf {
    pub folder: BlobFolder,
    pub at: PathBuf,
    pub appended: Arc<AtomicU64>,
    _room: Arc<tempfile::TempDir>,
}

impl Shelf {
    pub(super) fn make() -> Self {
        // Each attachment is made durable: on a disk in memory where there is one.
        let memory = std::path::Path::new("/dev/shm");
        let room = if memory.is_dir() {
            tempfile::tempdir_in(memory)
        } else {
            tempfile::tempdir()
        };
        let room = Arc::new(room.unwrap());
        let at = room.path().join("blobs");
        Self {
            folder: BlobFolder::at(at.clone()),
            at,
            appended: Arc::default(),
            _room: room,
        }
    }

    /// Keeps content of so many bytes; sealed, they look like chance whatever they are.
    pub(super) fn keep(&self, bytes: u64, seed: u64) -> BlobOffer {
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        let content = vec![7; usize::try_from(bytes).unwrap()];
        let key = Secret::make(&mut rng);
        let kept = self.folder.keep(&mut content.as_slice(), bytes, &key, &mut rng);
        let (id, size) = kept.unwrap();
        BlobOffer {
            doc: DocId([1; 16]),
            id,
            size,
        }
    }

    pub(super) fn file(&self, id: &BlobId) -> PathBuf {
        self.at.join(id.to_string())
    }

    fn parts(&self) -> Vec<(BlobId, u64)> {
        let entries = std::fs::read_dir(&self.at).into_iter().flatten().flatten();
        let parts = entries
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some());
        let length = |path: PathBuf| Some((path.file_stem()?.to_str()?.parse().ok()?, path.metadata().ok()?.len()));
        parts.filter_map(length).collect()
    }
}

fn trouble(fault: BlobFault) -> BlobTrouble {
    match fault {
        BlobFault::Absent => BlobTrouble::Absent,
        BlobFault::Damaged => BlobTrouble::Damaged,
        BlobFault::Again => BlobTrouble::Again,
        BlobFault::Busy => BlobTrouble::Busy,
        BlobFault::Wrong | BlobFault::Size => BlobTrouble::Wrong,
        BlobFault::NoRoom | BlobFault::DiskFull => BlobTrouble::DiskFull,
        BlobFault::Unwritable => BlobTrouble::Unwritable,
    }
}

impl BlobShelf for Shelf {
    fn begin(&self, id: &BlobId, size: BlobSize) -> Result<BlobBegun, BlobTrouble> {
        Ok(match self.folder.begin(id, size).map_err(trouble)? {
            Begun::Whole => BlobBegun::Whole,
            Begun::Part(incoming) => BlobBegun::Part(Box::new((incoming, Arc::clone(&self.appended)))),
        })
    }

    fn open(&self, id: &BlobId) -> Result<Box<dyn BlobSource>, BlobTrouble> {
        Ok(Box::new(self.folder.open(id).map_err(trouble)?))
    }
}

impl BlobSink for (Incoming, Arc<AtomicU64>) {
    fn at(&self) -> u64 {
        self.0.at()
    }

    fn append(&mut self, bytes: &[u8]) -> Result<bool, BlobTrouble> {
        self.1.fetch_add(bytes.len() as u64, Ordering::SeqCst);
        self.0.append(bytes).map_err(trouble)
    }
}

impl BlobSource for BlobHere {
    fn size(&self) -> BlobSize {
        self.size()
    }

    fn read(&mut self, from: u64) -> Result<Vec<u8>, BlobTrouble> {
        self.read(from).map_err(trouble)
    }
}

/// A device that does what the app does with attachments, without a vault's tables.
pub(super) struct Device {
    pub lan: Lan,
    events: Events,
    pub plan: BlobPlan,
    pub shelf: Shelf,
    pub news: Vec<(DeviceId, BlobId, BlobNews)>,
    pub heard: Vec<Message>,
    pub failures: Vec<Failure>,
    whole: usize,
}

impl Device {
    pub(super) fn new(team: &Team, n: u8) -> Self {
        let shelf = Shelf::make();
        let (lan, events) = team.lan_with(n, Arc::new(shelf.clone()));
        Self {
            lan,
            events,
            plan: BlobPlan::default(),
            shelf,
            news: Vec::new(),
            heard: Vec::new(),
            failures: Vec::new(),
            whole: 0,
        }
    }

    /// Handles one event.
    pub(super) fn step(&mut self) {
        match self.events.next_blocking().expect("the endpoint runs") {
            LanEvent::Connected(device) => self.plan.connected(device),
            LanEvent::Disconnected(device) => self.plan.disconnected(&device),
            LanEvent::Offered { from, offers } => {
                offers.iter().for_each(|offer| {
                    if !self.shelf.file(&offer.id).exists() {
                        self.plan.lacks(offer.id, offer.size);
                    }
                });
                if self.plan.offered(&from, &offers).is_err() {
                    self.lan.close(from);
                }
            }
            LanEvent::Blob { from, id, news } => self.note(from, id, news),
            LanEvent::Received { messages, .. } => self.heard.extend(messages),
            LanEvent::Failed(failure) => self.failures.push(failure),
            LanEvent::Found | LanEvent::Woken | LanEvent::Tick => {}
        }
        let line = self.lan.line();
        for (of, id, size) in self.plan.asks() {
            if line.want(of, id, size).is_err() {
                self.plan.not_brought(&of, &id);
            }
        }
        for to in self.plan.peers().copied().collect::<Vec<_>>() {
            let offers = self.plan.offers(&to, MAX_BLOB_OFFERS);
            if !offers.is_empty() && line.offer(to, offers.clone()).is_ok() {
                self.plan.told(&to, &offers);
            }
        }
    }

    fn note(&mut self, from: DeviceId, id: BlobId, news: BlobNews) {
        match news {
            BlobNews::Came { bytes, of } => {
                assert!(bytes <= of);
                self.plan.brings(&from);
            }
            BlobNews::Whole => {
                let size = BlobSize::new((std::fs::metadata(self.shelf.file(&id)).unwrap().len() / 65_584) as u32);
                let (doc, size) = (DocId([1; 16]), size.unwrap());
                self.plan.has(BlobOffer { doc, id, size });
                self.whole += 1;
            }
            BlobNews::Gone => self.plan.gone(&from, &id),
            BlobNews::Stopped(BlobTrouble::Wrong) => self.plan.wrong(&from, &id),
            BlobNews::Stopped(BlobTrouble::Silent) => self.plan.silent(&from, &id),
            BlobNews::Stopped(_) => self.plan.not_brought(&from, &id),
            BlobNews::Spoiled | BlobNews::Refused => self.plan.refused(&from, &id),
        }
        self.news.push((from, id, news));
    }

    pub(super) fn until(&mut self, so: impl Fn(&Self) -> bool) {
        self.until_within(6 * PATIENCE, so);
    }

    fn until_within(&mut self, patience: Duration, so: impl Fn(&Self) -> bool) {
        let began = Instant::now();
        while !so(self) {
            assert!(began.elapsed() < patience, "it never came about");
            self.step();
        }
    }

    /// Bytes that have come from device 2, whatever became of them.
    pub(super) fn received(&self) -> u64 {
        self.lan.traffic()[&device(2).id()].received_bytes
    }

    /// Waits until so many have.
    pub(super) fn has_received(&self, bytes: u64) {
        let began = Instant::now();
        while self.received() < bytes {
            assert!(began.elapsed() < PATIENCE, "they never came");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Goes on by itself until told to stop.
    pub(super) fn alone(mut self, stop: Arc<AtomicBool>) -> JoinHandle<Self> {
        std::thread::spawn(move || {
            while !stop.load(Ordering::SeqCst) {
                self.step();
            }
            self
        })
    }
}

/// Sizes of attachments, from 16 KiB to 2 MiB: many small ones, few large ones.
fn attachment_bytes(rng: &mut ChaCha20Rng) -> u64 {
    let order: f64 = rng.random_range(0.0..1.0);
    (14.0 + 7.0 * order * order).exp2() as u64
}

#[test]
fn a_thousand_attachments_arrive_byte_for_byte_over_a_connection_that_breaks_amid_chunks() {
    const COUNT: u64 = 1_000;
    const BREAKS: usize = 50;
    let team = Team::found(7).admit(2);
    let (mut amina, mut boris) = (Device::new(&team, 1), Device::new(&team, 2));
    let mut rng = ChaCha20Rng::seed_from_u64(2026);
    let offers: Vec<BlobOffer> = (0..COUNT)
        .map(|n| amina.shelf.keep(attachment_bytes(&mut rng), n))
        .collect();
    offers.iter().for_each(|offer| amina.plan.has(*offer));
    let needed: u64 = offers.iter().map(|offer| offer.size.bytes()).sum();
    boris.lan.dial(&amina.lan.address().unwrap());
    let stop = Arc::new(AtomicBool::new(false));
    let (line_a, line_b) = (amina.lan.line(), boris.lan.line());
    let (shelf, of_amina) = (boris.shelf.clone(), amina.shelf.clone());
    let amina = amina.alone(Arc::clone(&stop));
    let began = Instant::now();
    // Cuts on either side, each after so many more bytes have come.
    let cutter = std::thread::spawn(move || {
        let (mut cuts, mut amid) = (0, 0);
        let mut next = rng.random_range(1..needed / 80);
        while shelf.appended.load(Ordering::SeqCst) < needed {
            if shelf.appended.load(Ordering::SeqCst) >= next {
                let (line, device) = if cuts % 2 == 0 {
                    (&line_a, device(2))
                } else {
                    (&line_b, device(1))
                };
                line.close(device.id());
                std::thread::sleep(Duration::from_millis(100));
                cuts += 1;
                amid += usize::from(shelf.parts().iter().any(|(id, bytes)| is_amid(&of_amina, id, *bytes)));
                next = shelf.appended.load(Ordering::SeqCst) + rng.random_range(1..needed / 80);
            }
            std::thread::sleep(Duration::from_micros(200));
        }
        (cuts, amid)
    });
    boris.until_within(12 * PATIENCE, |boris| boris.whole >= COUNT as usize);
    let (cuts, amid) = cutter.join().unwrap();
    stop.store(true, Ordering::SeqCst);
    let took = began.elapsed();
    let amina = amina.join().unwrap();
    for offer in &offers {
        let same =
            std::fs::read(amina.shelf.file(&offer.id)).unwrap() == std::fs::read(boris.shelf.file(&offer.id)).unwrap();
        assert!(same, "{:?}", offer.id);
    }
    let sent = amina.lan.traffic()[&device(2).id()].sent_bytes;
    let received = boris.lan.traffic()[&device(1).id()].received_bytes;
    let twice = boris.shelf.appended.load(Ordering::SeqCst) - needed;
    eprintln!(
        "{COUNT} attachments, {needed} bytes sealed, in {took:?}; {cuts} cuts, {amid} of them amid a chunk; came twice: \
         {twice} bytes; sent and never arrived: {} bytes; around them: {} bytes",
        sent - received,
        received - needed
    );
    assert!(amid >= BREAKS, "{cuts} cuts, {amid} amid a chunk");
    assert_eq!(twice, 0, "not one byte came twice");
    // What was under way when it broke is lost; never more than a stream's window and what our own side had not sent yet.
    assert!(sent - received <= cuts as u64 * 2 * u64::from(endpoint::STREAM_WINDOW));
    // Some hundred bytes for each, and what is here whole said anew after each break.
    let around = COUNT * 1_000 + cuts as u64 * u64::try_from(MAX_BLOB_MESSAGE_BYTES).unwrap();
    assert!(received - needed < around, "messages around the pieces");
    assert!(boris.shelf.parts().is_empty());
}

/// Whether a part ends in the middle of a chunk.
fn is_amid(whole: &Shelf, id: &BlobId, bytes: u64) -> bool {
    let size = whole.folder.open(id).map(|here| here.size());
    size.is_ok_and(|size| {
        size.chunk_at(bytes)
            .and_then(|n| size.chunk(n))
            .is_some_and(|chunk| chunk.start != bytes)
    })
}

#[test]
fn several_peers_bring_at_once_and_who_came_third_has_it_from_either() {
    let team = Team::found(7).admit(2).admit(3);
    let (mut amina, mut boris, mut chen) = (Device::new(&team, 1), Device::new(&team, 2), Device::new(&team, 3));
    let offers: Vec<BlobOffer> = (0..60).map(|n| amina.shelf.keep(900_000, n)).collect();
    for offer in &offers {
        amina.plan.has(*offer);
        std::fs::create_dir_all(&boris.shelf.at).unwrap();
        std::fs::copy(amina.shelf.file(&offer.id), boris.shelf.file(&offer.id)).unwrap();
        boris.plan.has(*offer);
    }
    chen.lan.dial(&amina.lan.address().unwrap());
    chen.lan.dial(&boris.lan.address().unwrap());
    let stop = Arc::new(AtomicBool::new(false));
    let others = [amina.alone(Arc::clone(&stop)), boris.alone(Arc::clone(&stop))];
    chen.until(|chen| chen.whole == offers.len());
    stop.store(true, Ordering::SeqCst);
    others.into_iter().for_each(|other| drop(other.join().unwrap()));
    let whole = chen.news.iter().filter(|(.., news)| *news == BlobNews::Whole);
    let from: BTreeSet<DeviceId> = whole.map(|(from, ..)| *from).collect();
    assert_eq!(from.len(), 2, "both brought some");
    let needed: u64 = offers.iter().map(|offer| offer.size.bytes()).sum();
    assert_eq!(chen.shelf.appended.load(Ordering::SeqCst), needed, "none came twice");
}

#[test]
fn a_large_attachment_does_not_delay_what_is_said_beside_it() {
    const MESSAGES: usize = 40;
    let team = Team::found(7).admit(2);
    let (mut amina, mut boris) = (Device::new(&team, 1), Device::new(&team, 2));
    let offer = amina.shelf.keep(64 * 1024 * 1024, 1);
    amina.plan.has(offer);
    boris.lan.dial(&amina.lan.address().unwrap());
    let line = amina.lan.line();
    let stop = Arc::new(AtomicBool::new(false));
    let amina = amina.alone(Arc::clone(&stop));
    boris.until(|boris| boris.shelf.appended.load(Ordering::SeqCst) > 1_000_000);
    let mut waits = Vec::new();
    for n in 0..MESSAGES {
        let said = Instant::now();
        line.send(device(2).id(), vec![have(7, n)]).unwrap();
        boris.until(|boris| boris.heard.len() > n);
        waits.push(said.elapsed());
    }
    let bytes = boris.shelf.appended.load(Ordering::SeqCst);
    assert!(bytes < offer.size.bytes(), "it was still coming");
    waits.sort();
    eprintln!(
        "beside {bytes} bytes: median {:?}, longest {:?}",
        waits[MESSAGES / 2],
        waits[MESSAGES - 1]
    );
    assert!(waits[MESSAGES - 1] < Duration::from_secs(1), "{waits:?}");
    stop.store(true, Ordering::SeqCst);
    drop(amina.join().unwrap());
}

#[test]
fn whoever_is_removed_amid_an_attachment_gets_no_more_of_it() {
    let before = Team::found(7).admit(2);
    let (mut amina, boris) = (Device::new(&before, 1), Device::new(&before, 2));
    let offer = amina.shelf.keep(64 * 1024 * 1024, 1);
    amina.plan.has(offer);
    boris.lan.dial(&amina.lan.address().unwrap());
    let after = before.remove(2);
    let stop = Arc::new(AtomicBool::new(false));
    let shelf = boris.shelf.clone();
    let boris = boris.alone(Arc::clone(&stop));
    amina.until(|amina| amina.plan.peers().next().is_some());
    // Nothing that happens here has to be handled for it to flow.
    let began = Instant::now();
    while shelf.appended.load(Ordering::SeqCst) < 1_000_000 {
        assert!(began.elapsed() < PATIENCE);
        std::thread::sleep(Duration::from_millis(1));
    }
    amina.lan.set_roster(after.roster, after.entries).unwrap();
    amina.until(|amina| amina.plan.peers().next().is_none());
    std::thread::sleep(Duration::from_millis(500));
    let came = shelf.appended.load(Ordering::SeqCst);
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(shelf.appended.load(Ordering::SeqCst), came);
    assert!(came < offer.size.bytes() && !shelf.file(&offer.id).exists());
    stop.store(true, Ordering::SeqCst);
    assert!(boris.join().unwrap().failures.contains(&Failure::Refused));
}

#[test]
fn what_is_damaged_where_it_lies_is_not_given_and_is_said_there() {
    let team = Team::found(7).admit(2);
    let (mut amina, mut boris) = (Device::new(&team, 1), Device::new(&team, 2));
    let offer = amina.shelf.keep(300_000, 1);
    amina.plan.has(offer);
    let file = amina.shelf.file(&offer.id);
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[200_000] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    boris.lan.dial(&amina.lan.address().unwrap());
    let stop = Arc::new(AtomicBool::new(false));
    let amina = amina.alone(Arc::clone(&stop));
    boris.until(|boris| boris.news.iter().any(|(.., news)| *news == BlobNews::Gone));
    stop.store(true, Ordering::SeqCst);
    let amina = amina.join().unwrap();
    assert!(amina.news.contains(&(device(2).id(), offer.id, BlobNews::Spoiled)));
    assert!(!amina.news.iter().any(|(.., news)| *news == BlobNews::Refused));
    assert!(
        boris.shelf.appended.load(Ordering::SeqCst) > 65_000,
        "the chunks before it came"
    );
    assert!(boris.failures.is_empty());
}
