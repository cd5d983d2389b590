//! The lines behind a plot, and where its lines break.

/// How many lines a scale has above its foot, at most.
const MAX_STEPS: f64 = 5.0;
const STEPS: [f64; 5] = [1.0, 2.0, 2.5, 5.0, 10.0];

/// Round numbers from 0 to at least `most`. Things and persons are whole: no scale has a line at a half.
pub(super) fn ticks(most: f64) -> Vec<f64> {
    if !most.is_finite() || most <= 0.0 {
        return vec![0.0, 1.0];
    }
    let size = 10.0_f64.powf((most / MAX_STEPS).log10().floor());
    let reaches = |factor: &f64| factor * size * MAX_STEPS >= most;
    let step = STEPS.into_iter().find(reaches).unwrap_or(10.0) * size;
    let whole = step.ceil().max(1.0);
    let mut lines = vec![0.0];
    let mut last = 0.0;
    while last < most {
        last += whole;
        lines.push(last);
    }
    lines
}

/// Stretches of a line between its gaps, as the places of their values.
pub(super) fn stretches(values: &[Option<f64>]) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = Vec::new();
    let mut follows = false;
    for (at, value) in values.iter().enumerate() {
        if value.is_some() {
            if follows && let Some(stretch) = found.last_mut() {
                stretch.push(at);
            } else {
                found.push(vec![at]);
            }
        }
        follows = value.is_some();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_has_few_round_lines_and_ends_above_the_largest_value() {
        assert_eq!(ticks(7.0), [0.0, 2.0, 4.0, 6.0, 8.0]);
        assert_eq!(ticks(100.0), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(ticks(1.0), [0.0, 1.0]);
        assert_eq!(ticks(0.0), [0.0, 1.0]);
        for most in [3.0, 11.0, 48.0, 133.0, 999.0, 48_000.0] {
            let lines = ticks(most);
            assert!(lines.len() <= 7 && lines.last() >= Some(&most), "{most}: {lines:?}");
        }
    }

    #[test]
    fn a_line_breaks_where_a_value_is_missing() {
        assert_eq!(
            stretches(&[None, Some(1.0), Some(2.0), None, Some(4.0)]),
            [vec![1, 2], vec![4]]
        );
        assert_eq!(stretches(&[None]), Vec::<Vec<usize>>::new());
    }
}
