//! How far each mailbox of a relay is known: what to ask, and what an answer changes. Without hands: it can be kept anywhere,
//! and lost at the price of fetching again.

use super::AskError;
use std::collections::BTreeMap;
use visita_wire::MailboxTag;
use visita_wire::relay::{Ask, FetchAnswer, FetchRequest, Generation, MailboxToken, WaitAnswer, WaitRequest};
use visita_wire::relay::{MAX_ASKS, MAX_PAGE_BYTES, MAX_WAIT_SECONDS, MIN_PAGE_BYTES};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Cursor {
    token: MailboxToken,
    after: u64,
    /// Whether there may be something to fetch.
    is_due: bool,
}

/// An envelope that a relay handed out. Nothing about it is checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// The mailbox it was in.
    pub mailbox: MailboxTag,
    /// It.
    pub outer: Vec<u8>,
}

/// How far the mailboxes of one relay are known.
#[derive(Debug, Clone, Default)]
pub struct Cursors {
    generation: Option<Generation>,
    mailboxes: BTreeMap<MailboxTag, Cursor>,
}

impl Cursors {
    /// Follows a mailbox, from after the position given; 0 for all of it. One that is followed already stays as it is.
    pub fn follow(&mut self, mailbox: MailboxTag, token: MailboxToken, after: u64) {
        self.mailboxes.entry(mailbox).or_insert(Cursor {
            token,
            after,
            is_due: true,
        });
    }

    /// Follows it no longer.
    pub fn leave(&mut self, mailbox: &MailboxTag) {
        self.mailboxes.remove(mailbox);
    }

    /// What positions are of, as kept from an earlier run; to be set before the first answer is taken.
    pub fn set_generation(&mut self, generation: Option<Generation>) {
        self.generation = generation;
    }

    /// To keep for the next run.
    #[must_use]
    pub fn generation(&self) -> Option<Generation> {
        self.generation
    }

    /// Mailboxes and the positions they are known to, to keep for the next run.
    pub fn positions(&self) -> impl Iterator<Item = (MailboxTag, u64)> {
        self.mailboxes.iter().map(|(mailbox, cursor)| (*mailbox, cursor.after))
    }

    /// The next thing to fetch, with at most so many bytes of envelopes; none when nothing is due.
    #[must_use]
    pub fn next_fetch(&self, room_bytes: usize) -> Option<FetchRequest> {
        let due = self.mailboxes.iter().filter(|(_, cursor)| cursor.is_due);
        let asks: Vec<Ask> = due.take(MAX_ASKS).map(ask).collect();
        let room = room_bytes.clamp(MIN_PAGE_BYTES, MAX_PAGE_BYTES);
        let room_bytes = u32::try_from(room).unwrap_or(u32::MAX);
        (!asks.is_empty()).then_some(FetchRequest { room_bytes, asks })
    }

    /// Takes the answer to [`Self::next_fetch`]. What it brings must be kept before these cursors are.
    ///
    /// # Errors
    /// [`AskError::Unreadable`] when it is no answer to that question; nothing has changed.
    pub fn take(&mut self, asked: &FetchRequest, answer: FetchAnswer) -> Result<Vec<Delivery>, AskError> {
        if answer.pages.len() > asked.asks.len() || answer.pages.is_empty() {
            return Err(AskError::Unreadable);
        }
        let below = |(ask, page): (&Ask, &visita_wire::relay::Page)| {
            page.kept.first().is_some_and(|first| first.position <= ask.after)
        };
        if asked.asks.iter().zip(&answer.pages).any(below) {
            return Err(AskError::Unreadable);
        }
        let was_set_back = self.note(answer.generation);
        let last = answer.pages.len() - 1;
        let mut deliveries = Vec::new();
        for (place, (ask, page)) in asked.asks.iter().zip(answer.pages).enumerate() {
            let Some(cursor) = self.mailboxes.get_mut(&ask.tag) else {
                continue;
            };
            let is_cut = answer.is_cut && place == last;
            if !was_set_back && cursor.after == ask.after {
                let end = page.kept.last().map_or(ask.after, |kept| kept.position);
                match page.head {
                    // A head below what is known: the relay was set back, and what it has may all be new.
                    Some(head) if head < ask.after => cursor.after = 0,
                    Some(head) => {
                        cursor.after = if is_cut { end } else { head };
                        cursor.is_due = is_cut;
                    }
                    // Nobody has put anything into it yet, or a set back relay has lost it.
                    None => (cursor.after, cursor.is_due) = (0, false),
                }
            }
            deliveries.extend(page.kept.into_iter().map(|kept| Delivery {
                mailbox: ask.tag,
                outer: kept.outer.into(),
            }));
        }
        Ok(deliveries)
    }

    /// What to wait for: all mailboxes, in as few requests as they need.
    #[must_use]
    pub fn waits(&self, seconds: u16) -> Vec<WaitRequest> {
        let asks: Vec<Ask> = self.mailboxes.iter().map(ask).collect();
        let request = |asks: &[Ask]| WaitRequest {
            generation: self.generation,
            seconds: seconds.min(MAX_WAIT_SECONDS),
            asks: asks.to_vec(),
        };
        asks.chunks(MAX_ASKS).map(request).collect()
    }

    /// Takes the answer to one of [`Self::waits`]: what it names is due. Whether anything is.
    pub fn hear(&mut self, asked: &WaitRequest, answer: &WaitAnswer) -> bool {
        self.note(answer.generation);
        for news in &answer.news {
            let ask = usize::try_from(news.place).ok().and_then(|place| asked.asks.get(place));
            if let Some(cursor) = ask.and_then(|ask| self.mailboxes.get_mut(&ask.tag)) {
                cursor.is_due = true;
                if news.head < cursor.after {
                    cursor.after = 0;
                }
            }
        }
        self.mailboxes.values().any(|cursor| cursor.is_due)
    }

    /// Another generation: every position is forgotten, and everything is due. Whether it was another.
    fn note(&mut self, generation: Generation) -> bool {
        let is_another = self.generation.is_some_and(|known| known != generation);
        if is_another {
            for cursor in self.mailboxes.values_mut() {
                (cursor.after, cursor.is_due) = (0, true);
            }
        }
        self.generation = Some(generation);
        is_another
    }
}

fn ask((tag, cursor): (&MailboxTag, &Cursor)) -> Ask {
    Ask {
        tag: *tag,
        token: cursor.token,
        after: cursor.after,
    }
}
