//! Those who are removed while a relay carries, and those who were away.

use super::*;

#[test]
fn who_was_removed_hears_nothing_new_and_who_was_away_hears_of_the_removal() {
    let mut team = Team::of(3);
    let relay = Liar::new(Lie::None);
    let interview = record(&mut team, "For three. ");
    team.everybody(&relay);
    team.everybody(&relay);
    team.remove(0, 2);
    record(&mut team, "For two. ");
    team.exchange(0, &relay).unwrap();
    // The removed device goes first: what it reads is what there is to read for it.
    let before = (team.held(2), team.words(2));
    let taken = team.exchange(2, &relay).unwrap();
    assert_eq!((taken.is_news(), taken.strange), (false, 0), "{taken:?}");
    assert_eq!((team.held(2), team.words(2)), before);
    let known: Vec<MailboxTag> = team
        .open(2)
        .relay_book()
        .unwrap()
        .followed()
        .map(|(tag, _)| tag)
        .collect();
    let today = team.open(0).relay_book().unwrap().own.last().unwrap().mailbox.tag;
    assert!(relay.shelves.lock().unwrap().mailboxes.contains_key(&today.0));
    assert!(!known.contains(&today), "it does not even know where to look");
    // The other one was away: it hears of the removal where it looks, and then of the rest.
    team.exchange(1, &relay).unwrap();
    assert_eq!(team.words(1), team.words(0));
    assert_eq!(team.held(1), team.held(0));
    assert!(team.held(1).to_string().contains("For two. "));
    // What the removed device still writes into mailboxes it knows is kept for the lead, and part of nothing.
    note(&mut team, 2, &interview, "Too late. ");
    team.exchange(2, &relay).unwrap();
    for who in [0, 1] {
        let taken = team.exchange(who, &relay).unwrap();
        assert_eq!((taken.counts.quarantined, taken.strange), (1, 0), "{taken:?}");
        assert!(!team.held(who).to_string().contains("Too late. "));
        let rows = team.desks[who].ok("quarantine_list", json!({}))["rows"].clone();
        assert_eq!(rows[0]["reason"], "after_removal");
    }
    // A third one that was away for longer still finds the way, from what any of the others put there.
    assert!(!team.held(2).to_string().contains("For two. "));
}

#[test]
fn two_leads_who_remove_without_knowing_of_each_other_find_together_again() {
    let mut team = Team::with(&["lead", "inspector", "inspector"]);
    let relay = Liar::new(Lie::None);
    record(&mut team, "Before. ");
    team.everybody(&relay);
    team.everybody(&relay);
    team.remove(0, 2);
    team.remove(1, 3);
    assert_ne!(team.words(0), team.words(1));
    for who in [0, 1, 0, 1, 0, 1, 3] {
        team.exchange(who, &relay).unwrap();
    }
    assert_eq!(team.words(0), team.words(1), "the founder's branch counts");
    assert_eq!(team.words(3), team.words(0), "on it, the last one stays");
    let rows = team.desks[1].ok("quarantine_list", json!({}))["rows"].clone();
    assert_eq!(
        rows[0]["reason"], "roster_fork",
        "whose branch it was keeps its entry, to do it again"
    );
    record(&mut team, "After. ");
    team.exchange(0, &relay).unwrap();
    for who in [1, 3] {
        team.exchange(who, &relay).unwrap();
        assert!(team.held(who).to_string().contains("After. "));
    }
}
