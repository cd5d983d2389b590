//! Two records of one place: which of them stands for both.

/// Longest chain that is followed; nobody merges so often by hand.
const MAX_STEPS: usize = 1_000;

/// The place that stands for `start`. `next` says which place somebody found a place to be the same as, where this device
/// has that one.
///
/// Two people who merged two places apart from each other, each into the other, made a ring: its smallest id stands, on
/// every device alike.
#[must_use]
pub fn standing<Id: Ord + Clone>(start: &Id, next: impl Fn(&Id) -> Option<Id>) -> Id {
    let mut way = vec![start.clone()];
    while way.len() < MAX_STEPS
        && let Some(further) = way.last().and_then(&next)
    {
        if let Some(at) = way.iter().position(|passed| *passed == further) {
            let ring = way.get(at..).unwrap_or_default();
            return ring.iter().min().unwrap_or(start).clone();
        }
        way.push(further);
    }
    way.last().unwrap_or(start).clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn stands(links: &[(u32, u32)], start: u32) -> u32 {
        let links: BTreeMap<u32, u32> = links.iter().copied().collect();
        standing(&start, |id| links.get(id).copied())
    }

    #[test]
    fn a_chain_ends_where_it_ends_and_a_ring_at_its_smallest() {
        assert_eq!(stands(&[], 7), 7);
        assert_eq!(stands(&[(1, 2), (2, 3)], 1), 3);
        assert_eq!((stands(&[(1, 2), (2, 1)], 1), stands(&[(1, 2), (2, 1)], 2)), (1, 1));
        assert_eq!(stands(&[(9, 5), (5, 7), (7, 5)], 9), 5);
        assert_eq!(stands(&[(4, 4)], 4), 4);
    }

    proptest! {
        #[test]
        fn whoever_asks_in_a_ring_or_before_it_hears_the_same(links in prop::collection::btree_map(0_u32..12, 0_u32..12, 0..12)) {
            let links: Vec<(u32, u32)> = links.into_iter().collect();
            for start in 0..12 {
                let stood = stands(&links, start);
                prop_assert_eq!(stands(&links, stood), stood, "what stands, stands for itself");
                if let Some((_, to)) = links.iter().find(|(from, _)| *from == start) {
                    prop_assert_eq!(stands(&links, *to), stood);
                }
            }
        }
    }
}
