//! What a relay must not know or say is looked for where it could be: its files, its database, its log, its figures, the wire.
//! Each search is first shown to find what is there.

use crate::stand::cluster::Cluster;
use crate::stand::program::{Program, in_folder, on_database};
use crate::stand::{SMALL, tag, token};
use crate::{fetch_all, following, item, put};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use visita_transport::relay::RelayClient;
use visita_wire::relay::{Endpoint, Invitation, PutRequest};

/// An address of the loopback that nothing else here has.
const DEVICE_ADDRESS: &str = "127.7.77.177";
const WORDS: &str = "canary-Samira-was-beaten-in-cell-14";
/// Of a needle, so many bytes in a row are a find.
const FRAGMENT: usize = 8;

/// A thing that must not be found, in every form it could have.
fn forms(raw: &[u8]) -> Vec<Vec<u8>> {
    let hex = hex::encode(raw);
    // JSON writes bytes as numbers.
    let numbers = raw.iter().map(u8::to_string).collect::<Vec<_>>();
    let mut forms = vec![raw.to_vec(), hex.to_uppercase().into(), hex.into()];
    forms.extend([numbers.join(",").into(), numbers.join(", ").into()]);
    for skipped in 0..3 {
        let whole = raw.get(skipped..).unwrap_or_default();
        forms.push(base64(whole, b"+/").into());
        forms.push(base64(whole, b"-_").into());
    }
    forms
}

fn base64(bytes: &[u8], last: &[u8; 2]) -> String {
    let alphabet: Vec<u8> = (b'A'..=b'Z')
        .chain(b'a'..=b'z')
        .chain(b'0'..=b'9')
        .chain(*last)
        .collect();
    let groups = bytes.chunks_exact(3).flat_map(|three| {
        let joined = u32::from_be_bytes([0, three[0], three[1], three[2]]);
        [18, 12, 6, 0].map(|shift| char::from(alphabet[(joined >> shift) as usize & 63]))
    });
    groups.collect()
}

/// The names of those needles of which a fragment is there: a quarter of a form, and eight bytes at least. One pass.
fn found(needles: &BTreeMap<&'static str, Vec<u8>>, hay: &[u8]) -> Vec<&'static str> {
    let mut begins = vec![false; 1 << 16];
    let mut fragments: HashMap<[u8; FRAGMENT], Vec<(Vec<u8>, &'static str)>> = HashMap::new();
    for (name, needle) in needles {
        for form in forms(needle).iter().filter(|form| form.len() >= FRAGMENT) {
            for fragment in form.windows(FRAGMENT.max(form.len() / 4)) {
                begins[usize::from(u16::from_be_bytes([fragment[0], fragment[1]]))] = true;
                let start = fragment[..FRAGMENT].try_into().unwrap();
                fragments.entry(start).or_default().push((fragment.to_vec(), name));
            }
        }
    }
    let mut names = BTreeSet::new();
    for (place, start) in hay.windows(FRAGMENT).enumerate() {
        if begins[usize::from(u16::from_be_bytes([start[0], start[1]]))]
            && let Some(possible) = fragments.get(start)
        {
            let there = possible
                .iter()
                .filter(|(fragment, _)| hay[place..].starts_with(fragment));
            names.extend(there.map(|(_, name)| *name));
        }
    }
    names.into_iter().collect()
}

/// Every byte of every file under a folder, but for those of some name.
fn files(folder: &Path, but: &str) -> Vec<u8> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            all.extend(files(&path, but));
        } else if path.is_file() && entry.file_name() != but {
            all.extend(std::fs::read(&path).unwrap_or_default());
        }
    }
    all
}

fn needles(invitation: &Invitation) -> BTreeMap<&'static str, Vec<u8>> {
    BTreeMap::from([
        ("token", token(1).0.to_vec()),
        ("invitation", invitation.token().0.to_vec()),
        ("address", DEVICE_ADDRESS.into()),
        ("words", WORDS.into()),
    ])
}

/// A day in the life of a relay: puts, fetches and waits from a device of that address, some of them wrong.
async fn a_day(relay: &Program, invitation: &Invitation) {
    let here = relay.endpoint.strip_prefix("https://").unwrap().parse().unwrap();
    let passing = Passage::open(here).await;
    let device = RelayClient::new(&passing.invitation(invitation)).unwrap();
    put(&device, (0..20).map(|n| item(n % 4, n, SMALL)).collect())
        .await
        .unwrap();
    let mut unsealed = item(1, 99, SMALL);
    unsealed.outer = WORDS.repeat(120).into_bytes().into();
    put(&device, vec![unsealed]).await.unwrap();
    let mut stranger = item(2, 98, SMALL);
    stranger.token = token(1);
    put(&device, vec![stranger]).await.unwrap();
    let mut cursors = following([0, 1, 2, 3, 4]);
    assert_eq!(fetch_all(&device, &mut cursors).await.len(), 20);
    let news = visita_transport::relay::Relay::wait(&device, &cursors.waits(1).remove(0)).await;
    assert!(news.unwrap().news.is_empty());
    let wire = passing.seen();
    assert!(wire.len() > 150_000, "the wire was listened to");
    let mut secret = needles(invitation);
    secret.insert("tag", tag(1).0.to_vec());
    assert_eq!(found(&secret, &wire), Vec::<&str>::new(), "on the wire");
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_files_nor_log_nor_figures_hold_a_token_or_an_address() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Program::start(&in_folder(folder.path()), &[]);
    let invitation = relay.invite(&[]);
    a_day(&relay, &invitation).await;
    let said = [
        std::fs::read(&relay.log).unwrap(),
        crate::stand::http::get(&relay.figures).await.1.into_bytes(),
    ]
    .concat();
    assert!(
        String::from_utf8_lossy(&said).matches("\"answered\"").count() >= 5,
        "the log is a full one"
    );
    assert_eq!(relay.figure("visita_relay_kept_total").await, 20);
    let mut unsaid = needles(&invitation);
    assert_eq!(
        found(&unsaid, &files(folder.path(), "")),
        Vec::<&str>::new(),
        "in its folder"
    );
    // Tags are in the database, and there alone: that they are found shows that the search does.
    unsaid.insert("tag", tag(1).0.to_vec());
    assert_eq!(found(&unsaid, &said), Vec::<&str>::new(), "in the log and the figures");
    assert_eq!(found(&unsaid, &files(folder.path(), "log.jsonl")), ["tag"]);
    leak(&relay, &folder.path().join("relay.db"), &invitation);
    let everywhere = files(folder.path(), "");
    assert_eq!(
        found(&unsaid, &everywhere),
        ["address", "invitation", "tag", "token", "words"],
        "the planted leaks are found"
    );
}

/// What a careless program would do.
fn leak(relay: &Program, database: &Path, invitation: &Invitation) {
    let line = format!(
        "{{\"message\":\"from {DEVICE_ADDRESS}:4711\",\"invitation\":\"{}\"}}\n",
        base64(&invitation.token().0, b"-_")
    );
    std::fs::write(relay.log.with_extension("leaked"), line).unwrap();
    let connection = rusqlite::Connection::open(database).unwrap();
    connection
        .execute_batch("CREATE TABLE leaked (token BLOB, words TEXT)")
        .unwrap();
    let row = (token(1).0, WORDS);
    connection.execute("INSERT INTO leaked VALUES (?1, ?2)", row).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_does_a_postgres() {
    let cluster = Cluster::start();
    let folder = tempfile::tempdir().unwrap();
    let relay = Program::start(&on_database(folder.path(), &cluster.database("blind")), &[]);
    let invitation = relay.invite(&[]);
    a_day(&relay, &invitation).await;
    cluster.run("blind", "CHECKPOINT");
    let mut unsaid = needles(&invitation);
    unsaid.insert("tag", tag(1).0.to_vec());
    assert_eq!(
        found(&unsaid, &files(folder.path(), "")),
        Vec::<&str>::new(),
        "in the relay's folder"
    );
    assert_eq!(found(&unsaid, &files(cluster.folder(), "")), ["tag"]);
    let hex = hex::encode(token(1).0);
    cluster.run(
        "blind",
        &format!("CREATE TABLE leaked AS SELECT '\\x{hex}'::bytea AS token; CHECKPOINT"),
    );
    assert_eq!(
        found(&unsaid, &files(cluster.folder(), "")),
        ["tag", "token"],
        "the planted leak is found"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn without_tls_the_wire_shows_what_it_must_not() {
    // The positive control of the wire: the same search, where nothing hides.
    let folder = tempfile::tempdir().unwrap();
    let relay = Program::start(&in_folder(folder.path()), &["--insecure-http"]);
    let invitation = relay.invite(&[]);
    let passing = Passage::open(relay.endpoint.strip_prefix("http://").unwrap().parse().unwrap()).await;
    let request = PutRequest {
        invitation: Some(invitation.token()),
        items: vec![item(1, 1, SMALL)],
    };
    let body = request.encode().unwrap();
    let address = format!("http://{}", passing.address);
    crate::stand::http::post(
        &address,
        "/v1/put",
        &format!("content-length: {}\r\n", body.len()),
        &body,
    )
    .await;
    let mut secret = needles(&invitation);
    secret.insert("tag", tag(1).0.to_vec());
    assert_eq!(found(&secret, &passing.seen()), ["invitation", "tag", "token"]);
}

/// A wire that is listened to: what passes in both directions is kept. Its far end is the device's address.
struct Passage {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<u8>>>,
}

impl Passage {
    async fn open(to: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (address, seen) = (listener.local_addr().unwrap(), Arc::new(Mutex::new(Vec::new())));
        let kept = Arc::clone(&seen);
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let socket = TcpSocket::new_v4().unwrap();
                socket.bind(format!("{DEVICE_ADDRESS}:0").parse().unwrap()).unwrap();
                let far: TcpStream = socket.connect(to).await.unwrap();
                let (near_in, near_out) = near.into_split();
                let (far_in, far_out) = far.into_split();
                tokio::spawn(pass(near_in, far_out, Arc::clone(&kept)));
                tokio::spawn(pass(far_in, near_out, Arc::clone(&kept)));
            }
        });
        Self { address, seen }
    }

    /// The same relay, through here.
    fn invitation(&self, invitation: &Invitation) -> Invitation {
        let endpoint: Endpoint = format!("https://{}", self.address).parse().unwrap();
        Invitation::pinned(endpoint, invitation.pin().unwrap(), invitation.token()).unwrap()
    }

    fn seen(&self) -> Vec<u8> {
        self.seen.lock().unwrap().clone()
    }
}

async fn pass(mut from: impl AsyncRead + Unpin, mut to: impl AsyncWrite + Unpin, seen: Arc<Mutex<Vec<u8>>>) {
    let mut bytes = vec![0; 65_536];
    while let Ok(length @ 1..) = from.read(&mut bytes).await {
        seen.lock().unwrap().extend(&bytes[..length]);
        if to.write_all(&bytes[..length]).await.is_err() {
            return;
        }
    }
    let _ = to.shutdown().await;
}
