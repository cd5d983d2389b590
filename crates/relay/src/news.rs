//! Who waits for which mailbox, in this process.

use crate::limits::WATCHED;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;
use visita_wire::MailboxTag;

/// The bell board.
#[derive(Default)]
pub struct News {
    board: Mutex<Board>,
}

#[derive(Default)]
struct Board {
    next: u64,
    watched: usize,
    watchers: HashMap<u64, Arc<Bell>>,
    /// Watchers of a mailbox, and its place among what each of them asked about.
    by_tag: HashMap<MailboxTag, Vec<(u64, usize)>>,
}

#[derive(Default)]
struct Bell {
    rung: Mutex<Rung>,
    notify: Notify,
}

/// What was rung since it was last looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rung {
    /// These places.
    Places(Vec<usize>),
    /// Perhaps any: news may have been missed.
    Anything,
}

impl Default for Rung {
    fn default() -> Self {
        Self::Places(Vec::new())
    }
}

/// One who waits. Gone from the board when dropped.
pub struct Watch {
    news: Arc<News>,
    number: u64,
    tags: Vec<MailboxTag>,
    bell: Arc<Bell>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Nothing panics while it holds one of these; if it did, the maps would still be maps.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl News {
    /// Begins to wait for mailboxes; what is rung from now on is heard. None when too many are watched already.
    #[must_use]
    pub fn watch(self: &Arc<Self>, tags: Vec<MailboxTag>) -> Option<Watch> {
        let bell = Arc::new(Bell::default());
        let mut board = lock(&self.board);
        if board.watched + tags.len() > WATCHED {
            return None;
        }
        board.watched += tags.len();
        let number = board.next;
        board.next += 1;
        board.watchers.insert(number, Arc::clone(&bell));
        for (place, tag) in tags.iter().enumerate() {
            board.by_tag.entry(*tag).or_default().push((number, place));
        }
        drop(board);
        Some(Watch {
            news: Arc::clone(self),
            number,
            tags,
            bell,
        })
    }

    /// Says that mailboxes hold more than they did.
    pub fn ring(&self, tags: &[MailboxTag]) {
        let board = lock(&self.board);
        for tag in tags {
            for (number, place) in board.by_tag.get(tag).into_iter().flatten() {
                if let Some(bell) = board.watchers.get(number) {
                    if let Rung::Places(places) = &mut *lock(&bell.rung) {
                        places.push(*place);
                    }
                    bell.notify.notify_one();
                }
            }
        }
    }

    /// Says that anything may have happened.
    pub fn ring_all(&self) {
        for bell in lock(&self.board).watchers.values() {
            *lock(&bell.rung) = Rung::Anything;
            bell.notify.notify_one();
        }
    }

    /// Mailboxes watched, counted once for each who waits.
    #[must_use]
    pub fn watched(&self) -> usize {
        lock(&self.board).watched
    }
}

impl Watch {
    /// Waits until something is rung.
    pub async fn rung(&self) -> Rung {
        loop {
            self.bell.notify.notified().await;
            let rung = std::mem::take(&mut *lock(&self.bell.rung));
            if rung != Rung::default() {
                return rung;
            }
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let mut board = lock(&self.news.board);
        board.watched -= self.tags.len();
        board.watchers.remove(&self.number);
        for tag in &self.tags {
            if let Some(watchers) = board.by_tag.get_mut(tag) {
                watchers.retain(|(number, _)| *number != self.number);
                if watchers.is_empty() {
                    board.by_tag.remove(tag);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(numbers: &[u8]) -> Vec<MailboxTag> {
        numbers.iter().map(|n| MailboxTag([*n; 32])).collect()
    }

    #[tokio::test]
    async fn who_waits_hears_its_own_mailboxes_by_their_place() {
        let news = Arc::new(News::default());
        let amina = news.watch(tags(&[1, 2, 3])).unwrap();
        let boris = news.watch(tags(&[9, 3])).unwrap();
        news.ring(&tags(&[4]));
        news.ring(&tags(&[3, 1]));
        assert_eq!(amina.rung().await, Rung::Places(vec![2, 0]));
        assert_eq!(boris.rung().await, Rung::Places(vec![1]));
        news.ring(&tags(&[2]));
        news.ring_all();
        assert_eq!(amina.rung().await, Rung::Anything);
        assert_eq!(boris.rung().await, Rung::Anything);
    }

    #[tokio::test]
    async fn who_is_gone_leaves_nothing_on_the_board() {
        let news = Arc::new(News::default());
        let amina = news.watch(tags(&[1, 2])).unwrap();
        let boris = news.watch(tags(&[2])).unwrap();
        assert_eq!(news.watched(), 3);
        drop(amina);
        news.ring(&tags(&[2]));
        assert_eq!(boris.rung().await, Rung::Places(vec![0]));
        drop(boris);
        let board = lock(&news.board);
        assert!(board.watchers.is_empty() && board.by_tag.is_empty() && board.watched == 0);
    }

    #[test]
    fn no_more_are_watched_than_the_limit() {
        let news = Arc::new(News::default());
        let all = news.watch(vec![MailboxTag([1; 32]); WATCHED]).unwrap();
        assert!(news.watch(tags(&[1])).is_none());
        drop(all);
        assert!(news.watch(tags(&[1])).is_some());
    }
}
