//! What a person relies on when a vault is made, opened, damaged, or killed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use rand::{Rng as _, SeedableRng as _};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use visita_seal::slots::{SlotError, least_memory_kib};
use visita_vault::{
    Created, DocumentRow, Draft, EnvelopeRow, EnvelopeState, NoKeystore, Projection, Retry, SearchRow, Vault,
    VaultError,
};

const PASSPHRASE: &str = "lantern orbit velvet canyon thistle mosaic";
const NEW_PASSPHRASE: &str = "ribbon fossil quartz ember willow drift";
/// Cycles of the kill test; the figure the project promises.
const KILLS: u32 = 1_000;
const CHILD: &str = "VISITA_TEST_CHILD_FOLDER";
const CHILD_CLOCK: &str = "VISITA_TEST_CHILD_CLOCK_MS";
/// Bytes of the slot file that are damaged are so far apart: stretching a passphrase for each takes its time.
const SLOT_BYTES_APART: usize = 17;
/// A kill during unlock counts as a wrong try; each cycle comes after the longest wait.
const CYCLE_MS: i64 = 3_600_000;

fn rng(seed: u64) -> rand_chacha::ChaCha20Rng {
    rand_chacha::ChaCha20Rng::seed_from_u64(seed)
}

fn create(folder: &Path) -> Created {
    Vault::create(folder, PASSPHRASE, PASSPHRASE, least_memory_kib(), &mut rng(1)).unwrap_or_else(|e| panic!("{e}"))
}

fn draft(text: &str) -> Draft {
    Draft {
        text: text.into(),
        base: vec![0; 32],
    }
}

fn error<T>(result: Result<T, VaultError>) -> VaultError {
    result.err().expect("refused")
}

#[test]
fn what_was_written_is_there_after_locking_and_unlocking() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = create(folder.path()).vault;
    vault
        .transact(|tx| tx.put_draft("note", &draft("He said tha")))
        .unwrap();
    drop(vault);
    let vault = Vault::unlock(folder.path(), PASSPHRASE, 0, &NoKeystore).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(vault.read().draft("note"), Ok(Some(draft("He said tha"))));
}

#[test]
fn a_vault_that_is_refused_for_its_passphrase_leaves_no_folder_and_no_lock() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("vault");
    for (passphrase, repeat) in [("short", "short"), (PASSPHRASE, "orbit lantern meadow copper sale")] {
        let refused = Vault::create(&folder, passphrase, repeat, least_memory_kib(), &mut rng(1));
        assert!(matches!(error(refused), VaultError::Slot(_)));
        assert!(!folder.exists(), "{passphrase}");
    }
    create(&folder);
    assert_eq!(
        error(Vault::create(
            &folder,
            PASSPHRASE,
            PASSPHRASE,
            least_memory_kib(),
            &mut rng(2)
        )),
        VaultError::Present
    );
}

#[test]
fn drafts_are_found_by_what_their_keys_begin_with_and_by_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = create(folder.path()).vault;
    for key in ["comment/1/", "comment/1/finding/2", "comment/12/", "comment/_/", "note"] {
        vault.transact(|tx| tx.put_draft(key, &draft("typed"))).unwrap();
    }
    let under = |prefix: &str| vault.read().drafts_under(prefix).unwrap();
    assert_eq!(under("comment/1/"), ["comment/1/", "comment/1/finding/2"]);
    assert_eq!(under("comment/_/"), ["comment/_/"], "no sign stands for another");
    assert!(under("handled/1/").is_empty());
}

#[test]
fn a_second_instance_is_told_and_touches_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let first = create(folder.path()).vault;
    assert_eq!(
        error(Vault::unlock(folder.path(), PASSPHRASE, 0, &NoKeystore)),
        VaultError::InUse
    );
    assert_eq!(
        error(Vault::create(folder.path(), PASSPHRASE, PASSPHRASE, least_memory_kib(), &mut rng(2)).map(|c| c.vault)),
        VaultError::Present
    );
    drop(first);
    assert!(Vault::unlock(folder.path(), PASSPHRASE, 0, &NoKeystore).is_ok());
}

#[test]
fn wrong_passphrases_make_one_wait_longer_and_a_restart_does_not_help() {
    let folder = tempfile::tempdir().unwrap();
    drop(create(folder.path()));
    for _ in 0..4 {
        assert_eq!(
            error(Vault::unlock(folder.path(), "wrong", 1_000, &NoKeystore)),
            VaultError::Slot(SlotError::Wrong)
        );
    }
    assert_eq!(
        error(Vault::unlock(folder.path(), PASSPHRASE, 1_000, &NoKeystore)),
        VaultError::BackedOff(Retry { after_ms: 2_000 })
    );
    assert_eq!(Vault::wait_ms(folder.path(), 3_000), 0);
    assert!(Vault::unlock(folder.path(), PASSPHRASE, 3_000, &NoKeystore).is_ok());
    assert_eq!(Vault::wait_ms(folder.path(), 0), 0, "the right one clears the count");
}

#[test]
fn a_clock_that_was_wrong_locks_nobody_out_for_longer_than_the_longest_wait() {
    const YEAR_MS: i64 = 365 * 24 * 3_600 * 1_000;
    let folder = tempfile::tempdir().unwrap();
    drop(create(folder.path()));
    assert!(
        Vault::unlock(folder.path(), PASSPHRASE, -YEAR_MS, &NoKeystore).is_ok(),
        "before 1970, and nobody has tried anything"
    );
    for _ in 0..4 {
        let wrong = error(Vault::unlock(folder.path(), "wrong", YEAR_MS, &NoKeystore));
        assert_eq!(wrong, VaultError::Slot(SlotError::Wrong));
    }
    // Set right, the clock says that the wait ends in a year.
    let VaultError::BackedOff(Retry { after_ms }) = error(Vault::unlock(folder.path(), PASSPHRASE, 0, &NoKeystore))
    else {
        panic!("somebody has tried four times");
    };
    assert!(Vault::unlock(folder.path(), PASSPHRASE, after_ms, &NoKeystore).is_ok());
}

#[test]
fn a_store_that_is_gone_or_empty_is_damage_and_its_log_stays() {
    for empty in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = create(folder.path()).vault;
        vault.transact(|tx| tx.put_draft("note", &draft("nine days"))).unwrap();
        // As a process that was killed leaves it: the latest writes stand in the log alone.
        let crashed = tempfile::tempdir().unwrap();
        copied(folder.path(), crashed.path());
        let (store, log) = (crashed.path().join("vault.db"), crashed.path().join("vault.db-wal"));
        let (whole, written) = (std::fs::read(&store).unwrap(), std::fs::read(&log).unwrap());
        assert!(!written.is_empty());
        if empty {
            std::fs::write(&store, b"").unwrap();
        } else {
            std::fs::remove_file(&store).unwrap();
        }
        assert_eq!(
            error(Vault::unlock(crashed.path(), PASSPHRASE, 0, &NoKeystore)),
            VaultError::Damaged
        );
        assert_eq!(std::fs::read(&log).unwrap(), written);
        std::fs::write(&store, whole).unwrap();
        let vault = Vault::unlock(crashed.path(), PASSPHRASE, 0, &NoKeystore).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(vault.read().draft("note").unwrap().unwrap().text, "nine days");
    }
}

#[test]
fn no_vault_is_made_over_a_store_whose_slots_are_gone() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = create(folder.path()).vault;
    vault.transact(|tx| tx.put_setting("a", "b")).unwrap();
    drop(vault);
    let slots = folder.path().join("vault.json");
    let kept = std::fs::read(&slots).unwrap();
    std::fs::remove_file(&slots).unwrap();
    let again = Vault::create(folder.path(), PASSPHRASE, PASSPHRASE, least_memory_kib(), &mut rng(9));
    assert_eq!(error(again.map(|created| created.vault)), VaultError::Damaged);
    std::fs::write(&slots, kept).unwrap();
    let vault = Vault::unlock(folder.path(), PASSPHRASE, 0, &NoKeystore).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(vault.read().setting("a"), Ok(Some("b".into())));
}

#[test]
fn the_recovery_words_open_the_vault_and_set_a_new_passphrase() {
    let folder = tempfile::tempdir().unwrap();
    let Created { mut vault, words } = create(folder.path());
    vault.transact(|tx| tx.put_setting("a", "b")).unwrap();
    drop(vault);
    let recover = |words: &str| {
        Vault::recover(
            folder.path(),
            words,
            NEW_PASSPHRASE,
            NEW_PASSPHRASE,
            least_memory_kib(),
            &NoKeystore,
            &mut rng(3),
        )
    };
    assert_eq!(error(recover("not the words")), VaultError::Slot(SlotError::Wrong));
    drop(recover(&words.join(" ")).unwrap_or_else(|e| panic!("{e}")));
    assert_eq!(
        error(Vault::unlock(folder.path(), PASSPHRASE, 0, &NoKeystore)),
        VaultError::Slot(SlotError::Wrong)
    );
    let vault = Vault::unlock(folder.path(), NEW_PASSPHRASE, 0, &NoKeystore).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(vault.read().setting("a"), Ok(Some("b".into())));
}

#[test]
fn damage_and_novelty_are_each_said_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(
        error(Vault::unlock(folder.path(), PASSPHRASE, 0, &NoKeystore)),
        VaultError::Absent
    );
    drop(create(folder.path()));
    let (slots, database) = (folder.path().join("vault.json"), folder.path().join("vault.db"));

    let whole = std::fs::read(&slots).unwrap();
    std::fs::write(&slots, &whole[..whole.len() / 2]).unwrap();
    assert_eq!(
        error(Vault::unlock(folder.path(), PASSPHRASE, 0, &NoKeystore)),
        VaultError::Slot(SlotError::Damaged)
    );
    std::fs::write(&slots, br#"{"format": 99}"#).unwrap();
    assert_eq!(
        error(Vault::unlock(folder.path(), PASSPHRASE, 0, &NoKeystore)),
        VaultError::Slot(SlotError::Newer)
    );
    std::fs::write(&slots, &whole).unwrap();

    let pages = std::fs::read(&database).unwrap();
    let mut damaged = pages.clone();
    damaged[100] ^= 1;
    std::fs::write(&database, &damaged).unwrap();
    assert_eq!(
        error(Vault::unlock(folder.path(), PASSPHRASE, 0, &NoKeystore)),
        VaultError::Damaged
    );
    assert_eq!(
        std::fs::read(&database).unwrap(),
        damaged,
        "a damaged database is left as it is"
    );
    std::fs::write(&database, &pages).unwrap();
    assert!(Vault::unlock(folder.path(), PASSPHRASE, 0, &NoKeystore).is_ok());

    let file = folder.path().join("a file");
    std::fs::write(&file, b"").unwrap();
    let within = Vault::create(&file, PASSPHRASE, PASSPHRASE, least_memory_kib(), &mut rng(1)).map(|c| c.vault);
    assert_eq!(error(within), VaultError::Unwritable);
}

#[test]
fn a_bit_lost_anywhere_in_the_slot_file_opens_nothing_else_and_mends_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = create(folder.path()).vault;
    vault.transact(|tx| tx.put_setting("a", "b")).unwrap();
    drop(vault);
    let slots = folder.path().join("vault.json");
    let whole = std::fs::read(&slots).unwrap();
    let (mut refused, mut opened) = (0, 0);
    for (turn, at) in (0..whole.len()).step_by(SLOT_BYTES_APART).enumerate() {
        let mut damaged = whole.clone();
        damaged[at] ^= 1 << (turn % 8);
        std::fs::write(&slots, &damaged).unwrap();
        let now_ms = i64::try_from(turn).unwrap() * CYCLE_MS;
        match Vault::unlock(folder.path(), PASSPHRASE, now_ms, &NoKeystore) {
            // In the slot of the words, say: the passphrase is the other way in.
            Ok(vault) => {
                assert_eq!(vault.read().setting("a"), Ok(Some("b".into())), "byte {at}");
                opened += 1;
            }
            Err(error) => {
                assert!(matches!(error, VaultError::Slot(_)), "byte {at}: {error:?}");
                refused += 1;
            }
        }
        let left = std::fs::read(&slots).unwrap();
        assert!(left == damaged, "byte {at}: left as it is");
    }
    println!(
        "slot file of {} bytes, one bit in each {SLOT_BYTES_APART}th: {refused} refused, {opened} opened what was there",
        whole.len()
    );
    assert!(refused > 0 && opened > 0, "{refused} refused, {opened} opened");
    std::fs::write(&slots, &whole).unwrap();
    assert!(Vault::unlock(folder.path(), PASSPHRASE, i64::MAX / 2, &NoKeystore).is_ok());
}

#[test]
fn a_transaction_that_fails_leaves_no_half() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = create(folder.path()).vault;
    let failed: Result<(), VaultError> = vault.transact(|tx| {
        tx.put_setting("kept", "no")?;
        tx.put_document(&DocumentRow {
            id: [1; 16],
            kind: String::new(),
            heads: vec![0; 32],
            bytes: vec![],
        })
    });
    assert_eq!(failed, Err(VaultError::Refused));
    assert_eq!(vault.read().setting("kept"), Ok(None));
}

#[test]
fn what_changed_is_said_once_it_is_committed_and_only_then() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = create(folder.path()).vault;
    vault.take_news();
    let row = |seq| EnvelopeRow {
        doc: [1; 16],
        device: [2; 32],
        seq,
        hash: [u8::try_from(seq).unwrap(); 32],
        outer: vec![3],
    };
    let undone = vault.transact(|tx| {
        tx.put_envelope(&row(1), EnvelopeState::Applied)?;
        Err::<(), _>(VaultError::Refused)
    });
    assert!(undone.is_err() && vault.take_news().is_empty());
    vault
        .transact(|tx| {
            for seq in [1, 2, 4] {
                tx.put_envelope(&row(seq), EnvelopeState::Waiting)?;
            }
            Ok::<(), VaultError>(())
        })
        .unwrap();
    let news = vault.take_news();
    assert_eq!(news.chains.into_iter().collect::<Vec<_>>(), [([1; 16], [2; 32], 0)]);
    assert!(vault.take_news().is_empty(), "once");
    assert_eq!(vault.read().held_on(&[1; 16], &[2; 32], 0).unwrap(), 2, "3 is lacking");
    vault
        .transact(|tx| tx.put_draft("interview/1/note", &draft("typed")))
        .unwrap();
    assert!(vault.take_news().is_empty(), "a keystroke is for nobody else");
    let again = vault.transact(|tx| tx.put_envelope(&row(2), EnvelopeState::Applied));
    assert!(!again.unwrap() && vault.take_news().is_empty(), "nothing new");
    vault.transact(|tx| tx.drop_unapplied(&row(3))).unwrap();
    assert!(vault.take_news().is_empty(), "it was not there");
    vault.transact(|tx| tx.drop_unapplied(&row(2))).unwrap();
    assert!(vault.take_news().recount, "a number given up is a number lacking");
}

#[test]
fn words_are_found_in_the_scripts_people_write() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = create(folder.path()).vault;
    let texts = [
        ("ar", "يقول إنّه يتقاسم فراشاً منذ وصوله إلى السجن، وبالزيارات لا يُسمح"),
        ("zh", "囚犯说他与别人共用床垫，探视权利受限"),
        ("ru", "Заключённый говорит, что делит матрас с соседом"),
        ("fr", "L’élève dit qu’il partage un matelas; aucune visite du médecin"),
    ];
    vault
        .transact(|tx| {
            texts.iter().try_for_each(|(id, text)| {
                tx.put_search(&SearchRow {
                    kind: "note",
                    id,
                    doc: [1; 16],
                    title: id,
                    text,
                })
            })
        })
        .unwrap();
    let queries = [
        ("ar", "سجن"),
        ("ar", "زيارات"),
        ("ar", "انه يتقاسم"),
        ("zh", "床垫"),
        ("zh", "权利"),
        ("zh", "囚犯说"),
        ("ru", "заключенный"),
        ("ru", "МАТРАС"),
        ("ru", "сосед"),
        ("fr", "eleve"),
        ("fr", "medecin"),
        ("fr", "mate"),
    ];
    for (id, query) in queries {
        let hits = vault.read().search(query).unwrap();
        assert_eq!(
            hits.iter().map(|hit| hit.id.as_str()).collect::<Vec<_>>(),
            [id],
            "{query}"
        );
    }
    assert!(vault.read().search("بيت").unwrap().is_empty());
}

fn files_hold(folder: &Path, needle: &[u8]) -> bool {
    std::fs::read_dir(folder).unwrap().any(|entry| {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        bytes.windows(needle.len()).any(|window| window == needle)
    })
}

#[test]
fn nothing_in_the_folder_shows_what_was_recorded_and_a_planted_leak_is_caught() {
    const CANARY: &str = "canary-Amal-Haddad-7731";
    let folder = tempfile::tempdir().unwrap();
    let mut vault = create(folder.path()).vault;
    let write = vault.transact(|tx| {
        tx.put_setting("s", CANARY)?;
        tx.put_draft("d", &draft(CANARY))?;
        tx.put_identity(&[1; 16], CANARY, &mut rng(4))?;
        tx.put_document(&DocumentRow {
            id: [1; 16],
            kind: "visit".into(),
            heads: vec![0; 32],
            bytes: CANARY.into(),
        })?;
        tx.put_projection(&Projection {
            kind: "visit".into(),
            id: "v".into(),
            doc: [1; 16],
            heads: vec![0; 32],
            body: format!("{{\"a\":\"{CANARY}\"}}"),
        })?;
        tx.quarantine(&[1; 32], "bounds", 0, CANARY.as_bytes())?;
        tx.put_search(&SearchRow {
            kind: "k",
            id: "i",
            doc: [1; 16],
            title: CANARY,
            text: CANARY,
        })
    });
    assert_eq!(write, Ok(()));
    assert_eq!(vault.read().identity(&[1; 16]), Ok(Some(CANARY.into())));
    // Eight bytes are enough to show a name.
    let fragments: Vec<&[u8]> = CANARY.as_bytes().windows(8).collect();
    let shows = |folder: &Path| fragments.iter().any(|fragment| files_hold(folder, fragment));
    assert!(!shows(folder.path()), "while open");
    drop(vault);
    assert!(!shows(folder.path()), "after locking");
    std::fs::write(folder.path().join("thumbnail.tmp"), format!("..{CANARY}..")).unwrap();
    assert!(shows(folder.path()), "the search itself works");
}

/// The writing side of the kill test: acknowledges each draft on standard output after it is durable.
#[test]
fn child_that_writes_until_it_is_killed() {
    let Some(folder) = std::env::var_os(CHILD) else { return };
    let now_ms: i64 = std::env::var(CHILD_CLOCK).unwrap().parse().unwrap();
    let mut vault =
        Vault::unlock(Path::new(&folder), PASSPHRASE, now_ms, &NoKeystore).unwrap_or_else(|e| panic!("{e}"));
    let mut stdout = std::io::stdout();
    let mut next: u64 = vault
        .read()
        .draft("note")
        .unwrap()
        .map_or(0, |draft| draft.text.parse().unwrap());
    loop {
        next += 1;
        vault
            .transact(|tx| tx.put_draft("note", &draft(&next.to_string())))
            .unwrap();
        writeln!(stdout, "ack {next}").unwrap();
        stdout.flush().unwrap();
    }
}

#[test]
fn a_thousand_kills_lose_no_acknowledged_keystroke() {
    let folder = tempfile::tempdir().unwrap();
    drop(create(folder.path()));
    let mut chance = rng(20_261_123);
    let mut acknowledged = 0_u64;
    for cycle in 0..KILLS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "child_that_writes_until_it_is_killed", "--nocapture"])
            .env(CHILD, folder.path())
            .env(CHILD_CLOCK, (i64::from(cycle) * CYCLE_MS).to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Some die while the passphrase is stretched, most in the middle of a write. Those that die while a log is brought
        // back are the matter of `src/recovery_tests.rs`.
        let lines_to_read = chance.next_u32() % 12;
        let mut reader = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        let mut read = 0;
        while read < lines_to_read && reader.read_line(&mut line).unwrap() > 0 {
            if let Some(number) = line.trim().rsplit("ack ").next().and_then(|n| n.parse::<u64>().ok()) {
                assert!(number > acknowledged, "cycle {cycle}: {number} after {acknowledged}");
                acknowledged = number;
                read += 1;
            }
            line.clear();
        }
        child.kill().unwrap();
        // What was acknowledged but not yet read when the kill came counts too.
        for line in reader.lines().map_while(Result::ok) {
            if let Some(number) = line.strip_prefix("ack ").and_then(|n| n.parse::<u64>().ok()) {
                acknowledged = acknowledged.max(number);
            }
        }
        child.wait().unwrap();
    }
    let now_ms = i64::from(KILLS) * CYCLE_MS;
    let vault = Vault::unlock(folder.path(), PASSPHRASE, now_ms, &NoKeystore).unwrap_or_else(|e| panic!("{e}"));
    let found: u64 = vault
        .read()
        .draft("note")
        .unwrap()
        .map_or(0, |draft| draft.text.parse().unwrap());
    assert!(
        acknowledged > 1_000,
        "the test must have written something: {acknowledged}"
    );
    assert!(found >= acknowledged, "found {found}, acknowledged {acknowledged}");
    println!("{KILLS} kills of a writing process; {acknowledged} writes acknowledged, 0 lost");
}

fn reopened(folder: &Path) -> Vault {
    Vault::unlock(folder, PASSPHRASE, 0, &NoKeystore).unwrap_or_else(|e| panic!("{e}"))
}

fn copied(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
    }
}

#[test]
fn a_vault_goes_on_in_its_life_and_a_copy_of_it_begins_another() {
    let (home, away) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    assert_eq!(create(home.path()).vault.life(), 0);
    assert_eq!(reopened(home.path()).life(), 0);
    copied(home.path(), away.path());
    let copy = reopened(away.path()).life();
    assert_ne!(copy, 0, "a copy elsewhere");
    assert_eq!(reopened(away.path()).life(), copy, "and goes on in it");
    assert_eq!(reopened(home.path()).life(), 0, "the first knows nothing of it");
    let older = away.path().join("older");
    copied(home.path(), &older);
    assert_eq!(reopened(home.path()).life(), 0);
    copied(&older, home.path());
    let restored = reopened(home.path()).life();
    assert!(restored != 0 && restored != copy, "the same files, written over");
}

#[test]
fn a_database_put_back_alone_begins_another_life_and_so_does_a_vault_without_its_witness() {
    let folder = tempfile::tempdir().unwrap();
    drop(create(folder.path()));
    let path = folder.path().join("vault.db");
    let older = std::fs::read(&path).unwrap();
    assert_eq!(reopened(folder.path()).life(), 0);
    std::fs::write(&path, older).unwrap();
    let restored = reopened(folder.path()).life();
    assert_ne!(restored, 0);
    std::fs::remove_file(folder.path().join("life.json")).unwrap();
    let again = reopened(folder.path()).life();
    assert!(again != 0 && again != restored);
}

#[test]
fn a_life_begun_on_somebodys_word_is_another_one_and_stays() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = create(folder.path()).vault;
    let life = vault.begin_life(&mut rng(3)).unwrap_or_else(|e| panic!("{e}"));
    assert_ne!(life, 0);
    drop(vault);
    assert_eq!(reopened(folder.path()).life(), life);
}
