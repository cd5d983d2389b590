use super::*;
use crate::programme::draw::SEED_BYTES;
use proptest::prelude::*;

/// In place of a hash: no two pools have the same, and what differs can be read.
fn digest(text: &str) -> String {
    text.to_owned()
}

fn pools() -> impl Strategy<Value = Vec<InPool>> {
    let types = prop::sample::select(PlaceType::ALL.to_vec());
    prop::collection::btree_map(any::<[u8; 16]>(), types, 1..60).prop_map(|all| {
        all.into_iter()
            .map(|(id, of)| (DocumentId::from_bytes(id), of))
            .collect()
    })
}

fn drawn(pool: &[InPool], seed: [u8; SEED_BYTES], count: u32) -> Drawing {
    let asked = Drawing {
        year: 2027,
        count,
        ..Drawing::default()
    };
    asked.make(Seed(seed), pool, digest)
}

/// A place that is in no pool of these tests but by a chance of one in 2^128.
fn stranger() -> InPool {
    (DocumentId::from_bytes([0xee; 16]), PlaceType::Prison)
}

proptest! {
    #[test]
    fn a_draw_is_the_same_again_while_the_pool_is_in_whatever_order_it_comes(
        (pool, mixed) in pools().prop_flat_map(|pool| (Just(pool.clone()), Just(pool).prop_shuffle())),
        seed in any::<[u8; SEED_BYTES]>(),
        count in 1..80u32,
    ) {
        let drawing = drawn(&pool, seed, count);
        prop_assert_eq!(usize::try_from(drawing.pool()).unwrap(), pool.len());
        for then in [Some(named(&mixed)), None] {
            let told = check(&drawing, then.as_ref(), &mixed, digest);
            prop_assert_eq!(told.redrawn, Redrawn::Same);
            prop_assert!(!told.changed && told.came.is_empty() && told.went.is_empty());
            prop_assert!(told.counts.iter().all(|(_, then, now)| then == now));
        }
    }

    #[test]
    fn whatever_came_and_went_since_is_told_and_the_draw_stands_by_the_pool_of_then(
        pool in pools(),
        seed in any::<[u8; SEED_BYTES]>(),
        gone in any::<prop::sample::Index>(),
    ) {
        let drawing = drawn(&pool, seed, 3);
        let went = pool[gone.index(pool.len())];
        let mut now: Vec<InPool> = pool.iter().filter(|one| **one != went).copied().collect();
        now.push(stranger());
        let told = check(&drawing, Some(&named(&pool)), &now, digest);
        prop_assert_eq!(told.redrawn, Redrawn::Same);
        prop_assert!(told.changed);
        prop_assert_eq!((told.came, told.went), (vec![stranger()], vec![went]));
        // Known by its hash alone, nobody can draw again what is no longer there.
        let unnamed = check(&drawing, None, &now, digest);
        prop_assert_eq!((unnamed.redrawn, unnamed.came.len()), (Redrawn::Unknown, 0));
    }

    #[test]
    fn a_result_a_seed_or_a_pool_that_was_written_over_is_found_out(
        pool in pools(),
        seed in any::<[u8; SEED_BYTES]>(),
    ) {
        let drawing = drawn(&pool, seed, 2);
        let then = named(&pool);
        let mut other = drawing.clone();
        other.places.pop();
        other.places.push(stranger());
        prop_assert_eq!(check(&other, Some(&then), &pool, digest).redrawn, Redrawn::Differs);
        let unseeded = Drawing { seed: None, ..drawing.clone() };
        prop_assert_eq!(check(&unseeded, Some(&then), &pool, digest).redrawn, Redrawn::Differs);
        let mut more = pool.clone();
        more.push(stranger());
        prop_assert_eq!(check(&drawing, Some(&named(&more)), &pool, digest).redrawn, Redrawn::Differs);
    }
}

#[test]
fn a_pool_is_written_out_as_sorted_lines_of_type_and_id() {
    let place = |byte: u8| DocumentId::from_bytes([byte; 16]);
    let pool = [
        (place(2), PlaceType::RemandPrison),
        (place(9), PlaceType::Prison),
        (place(1), PlaceType::Prison),
    ];
    let text = listed(&pool);
    assert_eq!(
        text,
        "prison 01010101-0101-0101-0101-010101010101\n\
         prison 09090909-0909-0909-0909-090909090909\n\
         remand_prison 02020202-0202-0202-0202-020202020202\n"
    );
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    assert_eq!(lines.join("\n") + "\n", text, "as any tool sorts them");
}

#[test]
fn the_code_of_every_type_sorts_as_its_lines_do() {
    let pool: Vec<InPool> = PlaceType::ALL
        .into_iter()
        .map(|of| (DocumentId::from_bytes([7; 16]), of))
        .collect();
    let text = listed(&pool);
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    assert_eq!(lines.join("\n") + "\n", text);
    assert_eq!(lines.len(), PlaceType::ALL.len());
}

#[test]
fn a_plan_of_a_place_that_was_drawn_says_how_and_no_other_does() {
    let place = |byte: u8| (DocumentId::from_bytes([byte; 16]), PlaceType::Prison);
    let pool: Vec<InPool> = (0..10).map(place).collect();
    let drawing = drawn(&pool, [5; SEED_BYTES], 3);
    let record = DocumentId::from_bytes([200; 16]);
    let lot = drawing.lot(record, drawing.places[0].0).unwrap();
    assert_eq!((lot.of, lot.drawn, lot.pool, lot.count), (10, 3, 10, 3));
    assert_eq!(lot.draw, Some(record));
    // Readers of a plan could try pools until the hash fits.
    let hashed = drawing.digest.lines().next().unwrap();
    assert!(!serde_json::to_string(&lot).unwrap().contains(hashed));
    assert_eq!(drawing.lot(record, stranger().0), None);
}

#[test]
fn what_became_of_a_draw_is_one_value_with_its_reason() {
    let end = DrawEnd::Discarded {
        reason: "Two of them are closed".to_owned(),
    };
    let json = serde_json::to_value(&end).unwrap();
    assert_eq!(json["state"], "discarded");
    assert_eq!(serde_json::from_value::<DrawEnd>(json).unwrap(), end);
}
