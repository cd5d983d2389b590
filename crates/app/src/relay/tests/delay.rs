//! A relay that is honest, lies, was emptied, or whose user dies in between: delay at most.

use super::*;

#[test]
fn an_honest_relay_brings_everything_to_everybody_once() {
    let mut team = Team::of(3);
    let relay = Liar::new(Lie::None);
    let interview = record(&mut team, "First. ");
    assert_eq!(team.everybody(&relay), 0);
    note(&mut team, 1, &interview, "Second. ");
    note(&mut team, 2, &interview, "Third. ");
    for who in [1, 2, 0, 1, 2] {
        team.exchange(who, &relay).unwrap();
    }
    let held = team.held(0);
    assert!(held.to_string().contains("First. ") && held.to_string().contains("Third. "));
    assert_eq!(team.held(1), held);
    assert_eq!(team.held(2), held);
    for who in 0..3 {
        let view = team.desks[who].ok("relay_get", json!({}));
        assert_eq!(
            (&view["state"], &view["waiting_changes"]),
            (&json!("reached"), &json!(0)),
            "{view}"
        );
    }
    // Nothing new: nothing is put but what is held, once each.
    team.everybody(&relay);
    let puts = relay.shelves.lock().unwrap().puts;
    team.everybody(&relay);
    team.everybody(&relay);
    assert_eq!(relay.shelves.lock().unwrap().puts, puts);
}

#[test]
fn a_relay_that_lies_delays_and_does_nothing_else() {
    let mut team = Team::of(3);
    let relay = Liar::new(Lie::None);
    let interview = record(&mut team, "Before. ");
    team.everybody(&relay);
    for lie in LIES {
        let before = team.held(1);
        // The same relay, from now on lying.
        *relay.lie.lock().unwrap() = lie;
        let said = format!("While it {lie:?}. ");
        note(&mut team, 0, &interview, &said);
        let mut strange = 0;
        for who in [0, 1, 2, 0, 1] {
            match team.exchange(who, &relay) {
                Ok(taken) => strange += taken.strange,
                Err(Kind::Ask(AskError::Unreadable)) => {}
                Err(other) => panic!("{lie:?}: {other:?}"),
            }
        }
        assert!(strange <= 5 * MAX_STRANGE, "{lie:?}");
        assert!(lie != Lie::Damages || strange > 0);
        let words = |held: &Value| held["notes"].to_string();
        assert!(
            words(&team.held(1)).starts_with(words(&before).trim_end_matches("\"]")),
            "{lie:?}"
        );
        // It stops lying. What it dropped or passed over is put and asked for again, once others say what they hold.
        relay.repent();
        for _ in 0..3 {
            team.pass(REWIND_AFTER_MS);
            team.everybody(&relay);
        }
        let held = team.held(0);
        assert!(words(&held).contains(&said));
        for who in 0..3 {
            assert_eq!(team.held(who), held, "{lie:?}");
            assert_eq!(team.quarantine(who), 0, "{lie:?}: a relay's lies are nobody's words");
        }
    }
}

#[test]
fn a_relay_that_was_emptied_is_filled_again_by_whoever_comes_even_when_the_author_stays_away() {
    let mut team = Team::of(3);
    let (relay, emptied) = (Liar::new(Lie::None), Liar::new(Lie::None));
    record(&mut team, "Kept by two. ");
    team.exchange(0, &relay).unwrap();
    team.exchange(1, &relay).unwrap();
    // The third was away while the relay was lost, and the author is away from now on.
    team.exchange(1, &emptied).unwrap();
    team.exchange(1, &emptied).unwrap();
    team.exchange(2, &emptied).unwrap();
    // The same generation with nothing in it: what the second holds of the first is put by the second.
    assert_eq!(team.held(2), team.held(1));
    assert!(team.held(2).to_string().contains("Kept by two. "));
}

#[test]
fn a_crash_between_any_two_steps_changes_nothing_in_the_end() {
    let mut team = Team::of(2);
    let relay = Liar::new(Lie::None);
    // Steps of an exchange of the second device; the process ends before each of them in turn.
    for ends_before in 0.. {
        note_on(&mut team, 0, &format!("First {ends_before}. "));
        team.exchange(0, &relay).unwrap();
        note_on(&mut team, 1, &format!("Second {ends_before}. "));
        let door = Mortal(
            Held::of(team.desks[1].session.as_mut().unwrap()),
            Cell::new(ends_before),
        );
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let exchanged = catch_unwind(AssertUnwindSafe(|| {
            runtime.block_on(async {
                let mut round = Round::begin_with(&door, |_| Ok(relay.clone())).unwrap().unwrap();
                round.exchange(&door, true, || {}).await.unwrap()
            })
        }));
        // What was not kept is gone with the process.
        let clock = team.clock.clone();
        let desk = &mut team.desks[1];
        desk.close();
        let vault = desk.folder.path().join("vault");
        desk.session = Some(Session::at(vault, Box::new(clock)));
        desk.ok("vault_unlock", json!({"passphrase": PASSPHRASE}));
        team.exchange(1, &relay).unwrap();
        team.exchange(0, &relay).unwrap();
        let held = team.held(0);
        assert_eq!(team.held(1), held, "before step {ends_before}");
        for said in [format!("First {ends_before}. "), format!("Second {ends_before}. ")] {
            assert!(held.to_string().contains(&said));
        }
        assert_eq!((team.quarantine(0), team.quarantine(1)), (0, 0));
        if exchanged.is_ok() {
            assert!(ends_before > 5, "an exchange has more steps");
            break;
        }
    }
}

/// A visit of its own on a device.
fn note_on(team: &mut Team, who: usize, said: &str) {
    let desk = &mut team.desks[who];
    let place = desk.id("place_add", json!({"name": "Low Fell", "place_type": "prison"}));
    let visit = desk.id("visit_create", visit(&place));
    let interview = desk.id("interview_start", interview(&visit));
    desk.ok(
        "interview_note",
        json!({"interview": interview, "text": said, "base": null}),
    );
}

/// A door behind which the process ends before a step.
struct Mortal<'a>(Held<'a>, Cell<u32>);

impl Door for Mortal<'_> {
    fn with<T>(&self, step: impl FnOnce(&mut Session) -> Result<T, ApiError>) -> Result<T, Kind> {
        let left = self.1.get();
        assert!(left > 0, "the process ends here");
        self.1.set(left - 1);
        self.0.with(step)
    }
}
