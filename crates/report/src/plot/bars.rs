//! A bar for each row, the longest as long as there is room.

use super::drawing::{Anchor, Drawing, WIDTH, lines, real};
use super::{MARGIN, label_text, value_text};
use visita_domain::numbers::{Table, Unit};

/// Room for the name of a row.
const NAME: f64 = 230.0;
/// Room for what a bar says.
const VALUE: f64 = 90.0;
const HEIGHT: f64 = 16.0;
const LINE: f64 = 15.0;
const GAP: f64 = 8.0;

pub(super) fn draw(drawing: &mut Drawing<'_>, table: &Table) {
    let words = drawing.words;
    let sums = (0..table.rows.len()).map(|row| of_row(table, row).into_iter().flatten().sum::<f64>());
    let most = sums.fold(1.0, f64::max);
    let (from, room) = (MARGIN + NAME + 12.0, WIDTH - 2.0 * MARGIN - NAME - VALUE - 24.0);
    drawing.y += GAP;
    for (at, row) in table.rows.iter().enumerate() {
        let values = of_row(table, at);
        let name = lines(&label_text(words, row), NAME);
        let top = drawing.y;
        for (line, text) in name.iter().enumerate() {
            drawing.text(MARGIN, top + 12.0 + real(line) * LINE, Anchor::Start, "", text);
        }
        let mut sum = 0.0;
        for (series, value) in values.iter().enumerate() {
            let value = value.unwrap_or_default();
            if value > 0.0 {
                drawing.bar(from + sum * room / most, top, value * room / most, HEIGHT, series);
            }
            sum += value;
        }
        drawing.rule((from, top - 2.0), (from, top + HEIGHT + 2.0), "foot");
        let said = value_text(words, table, shown(table, &values));
        drawing.text(WIDTH - MARGIN, top + 12.0, Anchor::End, "", &said);
        drawing.y += HEIGHT.max(real(name.len()) * LINE) + GAP;
    }
}

fn of_row(table: &Table, row: usize) -> Vec<Option<f64>> {
    let values = table
        .series
        .iter()
        .map(|series| series.values.get(row).copied().flatten());
    values.collect()
}

/// What is said at the end of a bar: its number, or the sum of its parts. Of persons no sum is said where a part is held back:
/// the part could be had from it.
fn shown(table: &Table, values: &[Option<f64>]) -> Option<f64> {
    let held_back = table.unit == Unit::Persons && values.contains(&None);
    match values {
        [one] => *one,
        _ if held_back => None,
        several => Some(several.iter().flatten().sum()),
    }
}
