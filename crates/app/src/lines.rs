//! Lists kept in memory, each line written out once, until something in it changes.

use crate::api::{ApiError, ErrorCode};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use std::cmp::Ordering;
use std::sync::Arc;

/// A row of a list, what it is sorted or chosen by beside what it shows, and what a page reads of it.
#[derive(Debug)]
pub(crate) struct Line<R, K = ()> {
    pub row: R,
    pub key: K,
    json: Box<RawValue>,
}

impl<R: Serialize, K> Line<R, K> {
    pub(crate) fn new(row: R, key: K) -> Result<Self, ApiError> {
        let json = serde_json::value::to_raw_value(&row).map_err(|_| ErrorCode::Damaged)?;
        Ok(Self { row, key, json })
    }
}

/// Lines in their order, as they are kept and as they are handed out.
#[derive(Debug)]
pub(crate) struct Lines<R, K = ()>(Arc<Vec<Arc<Line<R, K>>>>);

impl<R, K> Lines<R, K> {
    pub(crate) fn sorted(lines: Vec<Line<R, K>>, order: impl Fn(&Line<R, K>, &Line<R, K>) -> Ordering) -> Self {
        let mut lines: Vec<Arc<Line<R, K>>> = lines.into_iter().map(Arc::new).collect();
        lines.sort_by(|a, b| order(a, b));
        Self(Arc::new(lines))
    }

    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &Line<R, K>> + Clone {
        self.0.iter().map(|line| &**line)
    }

    pub(crate) fn rows(&self) -> impl DoubleEndedIterator<Item = &R> + Clone {
        self.iter().map(|line| &line.row)
    }

    pub(crate) fn get(&self, at: usize) -> Option<&Line<R, K>> {
        self.0.get(at).map(|line| &**line)
    }

    /// Those lines alone, in the same order.
    pub(crate) fn kept(&self, wanted: impl Fn(&Line<R, K>) -> bool) -> Self {
        let kept = self.0.iter().filter(|line| wanted(line));
        Self(Arc::new(kept.cloned().collect()))
    }

    /// Takes lines out, and puts others where the order wants them.
    pub(crate) fn renew(
        &mut self,
        gone: impl Fn(&R) -> bool,
        made: Vec<Line<R, K>>,
        order: impl Fn(&Line<R, K>, &Line<R, K>) -> Ordering,
    ) {
        let all = Arc::make_mut(&mut self.0);
        all.retain(|line| !gone(&line.row));
        for line in made {
            let at = all.partition_point(|other| order(other, &line).is_lt());
            all.insert(at, Arc::new(line));
        }
    }
}

impl<R, K> Clone for Lines<R, K> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<R, K> Default for Lines<R, K> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<R, K> Serialize for Lines<R, K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|line| &line.json))
    }
}
