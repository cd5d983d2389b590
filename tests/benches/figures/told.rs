//! How figures are told, and the vaults that they are measured on.

use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};
use visita_app::api::table::{call, call_text};
use visita_app::{Session, SystemClock};

pub const PASSPHRASE: &str = "orbit lantern meadow copper sail";
/// Times that something is read again; the median is told.
const AGAIN: usize = 20;
/// What a list may take while a person waits for it, milliseconds.
pub const LIST_MS: u64 = 10;

pub fn head() {
    println!(
        "{:<50} {:>14} {:>14} {:>9}  goal",
        "figure", "ours", "beside it", "ratio"
    );
}

pub fn tell(figure: &str, ours: &str, beside: &str, ratio: Option<f64>, goal: &str) {
    let ratio = ratio.map_or_else(String::new, |ratio| format!("{ratio:.2}"));
    println!("{figure:<50} {ours:>14} {beside:>14} {ratio:>9}  {goal}");
}

/// Two times of one figure, and whether the first is within its goal.
pub fn tell_times(figure: &str, ours: Duration, beside: Duration, most_ms: Option<u64>) {
    let goal = most_ms.map_or_else(|| "told".to_owned(), |most| within(ours, most));
    tell(figure, &ms(ours), &ms(beside), ratio(ours, beside), &goal);
}

fn within(time: Duration, most_ms: u64) -> String {
    let met = time <= Duration::from_millis(most_ms);
    format!("≤ {most_ms} ms: {}", if met { "met" } else { "MISSED" })
}

pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

pub fn ms(time: Duration) -> String {
    format!("{:.3} ms", time.as_secs_f64() * 1e3)
}

pub fn ratio(a: Duration, b: Duration) -> Option<f64> {
    Some(a.as_secs_f64() / b.as_secs_f64())
}

pub fn ok(session: &mut Session, name: &str, args: Value) -> Value {
    call(session, name, args).unwrap_or_else(|error| panic!("{name}: {error:?}"))
}

/// A vault without a team, in a folder.
pub fn empty(folder: &Path) -> Session {
    let mut session = Session::at(folder.join("vault"), Box::new(SystemClock));
    let new = json!({"passphrase": PASSPHRASE, "repeat": PASSPHRASE});
    ok(&mut session, "vault_create", new);
    session
}

/// A vault with a team of one.
pub fn founded(folder: &Path) -> Session {
    let mut session = empty(folder);
    let team = json!({"body": "Commission", "team": "North", "member": "Lead"});
    ok(&mut session, "team_found", team);
    session
}

/// Opens it again, and how long that took.
pub fn unlocked(folder: &Path) -> (Session, Duration) {
    let mut session = Session::at(folder.join("vault"), Box::new(SystemClock));
    let began = Instant::now();
    ok(&mut session, "vault_unlock", json!({"passphrase": PASSPHRASE}));
    (session, began.elapsed())
}

/// A command as a page asks for it: the first time and again, and what it answered last.
pub fn asked(session: &mut Session, name: &str, args: &Value) -> (Duration, Duration, Value) {
    let mut times = Vec::new();
    let mut text = String::new();
    for _ in 0..=AGAIN {
        let began = Instant::now();
        text = call_text(session, name, args.clone()).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        times.push(began.elapsed());
    }
    let first = times.remove(0);
    (first, median(times), serde_json::from_str(&text).unwrap())
}

/// A command as a page asks for it after a colleague's words came into a record, in the middle of several.
pub fn after_writes(session: &mut Session, doc: &str, name: &str, args: &Value) -> Duration {
    after(session, name, args, |session, number| {
        let said = json!({"doc": doc, "text": format!("Looked at, {number}.")});
        ok(session, "comment_add", said);
    })
}

/// A command as a page asks for it after something was written, in the middle of several.
pub fn after(session: &mut Session, name: &str, args: &Value, mut write: impl FnMut(&mut Session, usize)) -> Duration {
    let times = (0..AGAIN).map(|number| {
        write(session, number);
        let began = Instant::now();
        call_text(session, name, args.clone()).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        began.elapsed()
    });
    median(times.collect())
}

/// How long a reading takes, in the middle of several.
pub fn read_again(mut read: impl FnMut()) -> Duration {
    let times = (0..AGAIN).map(|_| {
        let began = Instant::now();
        read();
        began.elapsed()
    });
    median(times.collect())
}
