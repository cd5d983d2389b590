use super::*;
use crate::store::Body;
use bytes::Bytes;

const TOKEN: Hash = Hash([1; 32]);
const INVITATION: Hash = Hash([2; 32]);
const TODAY: Day = 20_000;

fn ledger(mailboxes: u64, bytes: u64, mailbox_bytes: u64) -> Ledger {
    let allowance = Allowance {
        mailboxes,
        bytes,
        until: Some(TODAY),
    };
    let invited = Invited {
        allowance,
        mailboxes: 0,
        bytes: 0,
        is_withdrawn: false,
    };
    Ledger {
        invitations: BTreeMap::from([(7, invited)]),
        tokens: HashMap::from([(INVITATION, 7)]),
        mailbox_bytes,
        today: TODAY,
        ..Ledger::default()
    }
}

fn item(tag: u8, content: u8, size: usize) -> Incoming {
    Incoming {
        tag: MailboxTag([tag; 32]),
        key: TOKEN,
        invitation: Some(INVITATION),
        hash: Hash([content; 32]),
        body: Body::Inline(Bytes::from(vec![content; size])),
    }
}

fn kept(position: u64, is_new: bool) -> Fate {
    Fate::Kept { position, is_new }
}

#[test]
fn positions_ascend_by_one_and_the_same_envelope_keeps_its_own() {
    let mut ledger = ledger(9, 1_000, 1_000);
    let fates: Vec<_> = [
        item(1, 1, 5),
        item(1, 2, 5),
        item(2, 1, 5),
        item(1, 1, 5),
        item(1, 3, 5),
    ]
    .iter()
    .map(|one| ledger.decide(one))
    .collect();
    assert_eq!(
        fates,
        [
            kept(1, true),
            kept(2, true),
            kept(1, true),
            kept(1, false),
            kept(3, true)
        ]
    );
    assert_eq!(ledger.mailboxes[&MailboxTag([1; 32])].bytes, 15);
    assert_eq!(
        (ledger.invitations[&7].bytes, ledger.invitations[&7].mailboxes),
        (20, 2)
    );
}

#[test]
fn quotas_hold_on_both_sides_of_their_edge_and_what_is_refused_costs_nothing() {
    let mut mailbox = ledger(9, 1_000, 10);
    assert_eq!(mailbox.decide(&item(1, 1, 10)), kept(1, true));
    assert_eq!(mailbox.decide(&item(1, 2, 1)), Fate::Refused(Refusal::MailboxFull));
    assert_eq!(mailbox.decide(&item(2, 2, 1)), kept(1, true));
    let mut bytes = ledger(9, 10, 1_000);
    assert_eq!(bytes.decide(&item(1, 1, 11)), Fate::Refused(Refusal::InvitationFull));
    assert!(bytes.mailboxes.is_empty(), "a refused envelope opens no mailbox");
    assert_eq!(bytes.decide(&item(1, 1, 10)), kept(1, true));
    assert_eq!(bytes.decide(&item(1, 1, 10)), kept(1, false), "again costs nothing");
    let mut mailboxes = ledger(1, 1_000, 1_000);
    assert_eq!(mailboxes.decide(&item(1, 1, 1)), kept(1, true));
    assert_eq!(mailboxes.decide(&item(2, 1, 1)), Fate::Refused(Refusal::InvitationFull));
    assert_eq!(mailboxes.decide(&item(1, 2, 1)), kept(2, true));
}

#[test]
fn whoever_is_not_invited_does_not_learn_whether_a_mailbox_exists() {
    let mut ledger = ledger(9, 1_000, 1_000);
    ledger.decide(&item(1, 1, 1));
    let stranger = |tag, invitation| Incoming {
        key: Hash([9; 32]),
        invitation,
        ..item(tag, 5, 1)
    };
    for invitation in [None, Some(Hash([8; 32]))] {
        for tag in [1, 2] {
            let fate = ledger.decide(&stranger(tag, invitation));
            assert_eq!(fate, Fate::Refused(Refusal::NotInvited));
        }
    }
    let fate = ledger.decide(&stranger(1, Some(INVITATION)));
    assert_eq!(fate, Fate::Refused(Refusal::NotOpen), "invited, but with another token");
    let member = Incoming {
        invitation: None,
        ..item(1, 6, 1)
    };
    assert_eq!(
        ledger.decide(&member),
        kept(2, true),
        "an open mailbox needs no invitation"
    );
}

#[test]
fn what_is_withdrawn_or_over_takes_nothing_new() {
    for (withdrawn, day) in [(true, TODAY), (false, TODAY + 1)] {
        let mut ledger = ledger(9, 1_000, 1_000);
        ledger.decide(&item(1, 1, 1));
        ledger.today = day;
        ledger.invitations.get_mut(&7).unwrap().is_withdrawn = withdrawn;
        for item in [item(1, 2, 1), item(2, 2, 1)] {
            assert_eq!(ledger.decide(&item), Fate::Refused(Refusal::NotInvited));
        }
        assert_eq!(ledger.decide(&item(1, 1, 1)), kept(1, false), "what is kept is kept");
    }
}
