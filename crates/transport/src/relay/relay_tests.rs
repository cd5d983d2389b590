use super::*;
use std::sync::Mutex;
use std::time::Instant;
use visita_wire::MailboxTag;
use visita_wire::relay::{Generation, Kept, MAX_ASKS, MAX_PAGE_BYTES, MailboxToken, News, Page};

const OLD: Generation = Generation([1; 16]);
const NEW: Generation = Generation([2; 16]);

fn tag(n: u8) -> MailboxTag {
    MailboxTag([n; 32])
}

fn cursors(mailboxes: &[(u8, u64)]) -> Cursors {
    let mut cursors = Cursors::default();
    cursors.set_generation(Some(OLD));
    for (n, after) in mailboxes {
        cursors.follow(tag(*n), MailboxToken([*n; 32]), *after);
    }
    cursors
}

fn page(head: Option<u64>, positions: &[u64]) -> Page {
    let kept = |position: &u64| Kept {
        position: *position,
        outer: vec![u8::try_from(*position).unwrap()].into(),
    };
    Page {
        head,
        kept: positions.iter().map(kept).collect(),
    }
}

fn answer(generation: Generation, is_cut: bool, pages: Vec<Page>) -> FetchAnswer {
    FetchAnswer {
        generation,
        is_cut,
        pages,
    }
}

/// Fetches once: positions delivered.
fn fetch(cursors: &mut Cursors, answer: FetchAnswer) -> Result<Vec<u8>, AskError> {
    let asked = cursors.next_fetch(0).unwrap();
    let delivered = cursors.take(&asked, answer)?;
    Ok(delivered.into_iter().map(|delivery| delivery.outer[0]).collect())
}

fn known(cursors: &Cursors) -> Vec<u64> {
    cursors.positions().map(|(_, after)| after).collect()
}

/// After how much each mailbox that is due is asked for.
fn due(cursors: &Cursors) -> Vec<(u8, u64)> {
    let asks = cursors
        .next_fetch(MAX_PAGE_BYTES)
        .map(|fetch| fetch.asks)
        .unwrap_or_default();
    asks.iter().map(|ask| (ask.tag.0[0], ask.after)).collect()
}

#[test]
fn a_complete_page_ends_at_its_head_a_cut_one_at_its_last_envelope() {
    let mut cursors = cursors(&[(1, 0), (2, 5), (3, 0)]);
    let brought = fetch(
        &mut cursors,
        // In the first mailbox, 3 and 4 have expired.
        answer(OLD, true, vec![page(Some(4), &[1, 2]), page(Some(9), &[6, 7])]),
    );
    assert_eq!(brought.unwrap(), [1, 2, 6, 7]);
    assert_eq!(known(&cursors), [4, 7, 0]);
    assert_eq!(due(&cursors), [(2, 7), (3, 0)]);
    let brought = fetch(
        &mut cursors,
        answer(OLD, false, vec![page(Some(9), &[8, 9]), page(None, &[])]),
    );
    assert_eq!(brought.unwrap(), [8, 9]);
    assert!(due(&cursors).is_empty());
    // A cut page may bring nothing at all.
    let asked = cursors.waits(30).remove(0);
    let news = vec![News { place: 2, head: 1 }];
    assert!(cursors.hear(&asked, &WaitAnswer { generation: OLD, news }));
    let nothing = fetch(&mut cursors, answer(OLD, true, vec![page(Some(3), &[])]));
    assert!(nothing.unwrap().is_empty());
    assert_eq!(due(&cursors), [(3, 0)]);
}

#[test]
fn a_relay_that_was_set_back_is_asked_from_the_beginning() {
    // Its generation is another.
    let mut renewed = cursors(&[(1, 7), (2, 5)]);
    let brought = fetch(
        &mut renewed,
        answer(NEW, false, vec![page(Some(9), &[8, 9]), page(Some(5), &[])]),
    );
    assert_eq!(brought.unwrap(), [8, 9], "what came is not thrown away");
    assert_eq!(due(&renewed), [(1, 0), (2, 0)]);
    assert_eq!(renewed.generation(), Some(NEW));
    // Said in a wait.
    let mut told = cursors(&[(1, 7)]);
    fetch(&mut told, answer(OLD, false, vec![page(Some(7), &[])])).unwrap();
    let asked = told.waits(30).remove(0);
    let silent = |generation| WaitAnswer {
        generation,
        news: vec![],
    };
    assert!(!told.hear(&asked, &silent(OLD)));
    assert!(told.hear(&asked, &silent(NEW)));
    assert_eq!(due(&told), [(1, 0)]);
    // Or by a head below what is known.
    let mut lower = cursors(&[(1, 7)]);
    fetch(&mut lower, answer(OLD, false, vec![page(Some(6), &[])])).unwrap();
    assert_eq!(due(&lower), [(1, 0)]);
}

#[test]
fn what_is_no_answer_to_the_question_changes_nothing() {
    let mut cursors = cursors(&[(1, 4)]);
    for (pages, why) in [
        (vec![], "no page"),
        (vec![page(Some(4), &[]), page(Some(4), &[])], "a page too many"),
        (vec![page(Some(5), &[4, 5])], "what was not asked for"),
    ] {
        assert_eq!(
            fetch(&mut cursors, answer(NEW, false, pages)),
            Err(AskError::Unreadable),
            "{why}"
        );
        assert_eq!((known(&cursors), cursors.generation()), (vec![4], Some(OLD)), "{why}");
    }
    // A place that was not asked for is nobody's news.
    let asked = cursors.waits(1).remove(0);
    let news = vec![News { place: 9, head: 9 }];
    cursors.hear(&asked, &WaitAnswer { generation: OLD, news });
    assert_eq!(known(&cursors), [4]);
}

#[test]
fn more_mailboxes_than_one_question_holds_are_divided() {
    let mut cursors = Cursors::default();
    for n in 0..=MAX_ASKS {
        let mut tag = [0; 32];
        tag[..8].copy_from_slice(&(n as u64).to_be_bytes());
        cursors.follow(MailboxTag(tag), MailboxToken([0; 32]), 0);
    }
    assert_eq!(cursors.next_fetch(0).unwrap().asks.len(), MAX_ASKS);
    let waits = cursors.waits(u16::MAX);
    assert_eq!(
        waits.iter().map(|wait| wait.asks.len()).collect::<Vec<_>>(),
        [MAX_ASKS, 1]
    );
    assert!(waits.iter().all(|wait| wait.encode().is_ok()));
    cursors.leave(&MailboxTag([0; 32]));
    assert_eq!(cursors.waits(1).len(), 1);
}

/// Fails so many times, then keeps everything; remembers how much came at once.
struct Moody {
    failures: Mutex<Vec<AskError>>,
    came: Mutex<Vec<usize>>,
}

impl Relay for Moody {
    async fn put(&self, request: &PutRequest) -> Result<PutAnswer, AskError> {
        if let Some(failure) = self.failures.lock().unwrap().pop() {
            return Err(failure);
        }
        assert!(request.encode().is_ok());
        self.came.lock().unwrap().push(request.items.len());
        Ok(PutAnswer {
            generation: OLD,
            outcomes: vec![Outcome::Kept(1); request.items.len()],
        })
    }

    async fn fetch(&self, _: &FetchRequest) -> Result<FetchAnswer, AskError> {
        Err(AskError::Unreachable)
    }

    async fn wait(&self, _: &WaitRequest) -> Result<WaitAnswer, AskError> {
        Err(AskError::Unreachable)
    }
}

fn refusal(refusal: Refusal, seconds: u64) -> AskError {
    AskError::Refused {
        refusal,
        retry_after: Some(Duration::from_secs(seconds)),
    }
}

fn item(bytes: usize) -> PutItem {
    PutItem {
        token: MailboxToken([0; 32]),
        outer: vec![0; bytes].into(),
    }
}

const PATIENCE: Patience = Patience {
    tries: 3,
    first: Duration::from_millis(20),
    longest: Duration::from_secs(2),
};

#[tokio::test]
async fn any_number_of_envelopes_goes_in_as_few_requests_as_they_need() {
    let relay = Moody {
        failures: Mutex::new(vec![AskError::Unreachable]),
        came: Mutex::default(),
    };
    let large = visita_wire::MAX_OUTER_BYTES;
    let items = [4_192, large, large, large]
        .into_iter()
        .chain([100; 1_001])
        .map(item)
        .collect();
    let outcomes = put_all(&relay, None, items, PATIENCE).await;
    assert_eq!(outcomes.len(), 1_005);
    assert!(outcomes.iter().all(|outcome| *outcome == Ok(Outcome::Kept(1))));
    assert_eq!(*relay.came.lock().unwrap(), [2, 1, 1_000, 2]);
}

#[tokio::test]
async fn patience_is_for_what_may_pass_and_ends() {
    let ask = |failures: Vec<AskError>| async {
        let relay = Moody {
            failures: Mutex::new(failures),
            came: Mutex::default(),
        };
        let begun = Instant::now();
        let outcome = put_all(&relay, None, vec![item(1)], PATIENCE).await.remove(0);
        let left = relay.failures.lock().unwrap().len();
        (outcome, left, begun.elapsed())
    };
    let (outcome, left, took) = ask(vec![AskError::Unreachable; 2]).await;
    assert!(
        outcome.is_ok() && left == 0 && took >= Duration::from_millis(30),
        "{took:?}"
    );
    assert_eq!(ask(vec![AskError::Unreachable; 9]).await.1, 6, "three tries");
    let (outcome, _, took) = ask(vec![refusal(Refusal::Busy, 1)]).await;
    assert!(
        outcome.is_ok() && took >= Duration::from_secs(1),
        "as long as it asked for"
    );
    let full = refusal(Refusal::MailboxFull, 3_600);
    assert_eq!(ask(vec![full.clone(); 9]).await.0, Err(full), "not an hour");
    for lasting in [
        AskError::NotTheRelay,
        AskError::Unreadable,
        refusal(Refusal::NotInvited, 0),
    ] {
        let (outcome, left, _) = ask(vec![lasting.clone(); 9]).await;
        assert_eq!((outcome, left), (Err(lasting), 8), "once is enough");
    }
}

#[test]
fn pauses_grow_differ_and_have_an_end() {
    let patience = Patience::default();
    let first: Vec<_> = (0..50).map(|_| pause(patience, 1, None)).collect();
    assert!(first.iter().all(|one| (250..=750).contains(&one.as_millis())));
    assert!(first.iter().any(|one| one != &first[0]), "all devices at once");
    assert!(pause(patience, 4, None) > pause(patience, 2, None).min(Duration::from_millis(1_500)));
    assert!(pause(patience, u32::MAX, None) <= patience.longest.mul_f64(1.5));
    assert_eq!(pause(patience, 1, Some(Duration::from_secs(9))), Duration::from_secs(9));
}
