//! A bar for each row, the longest as long as there is room; of several series their parts on each other, or a bar of each below
//! the other.

use super::drawing::{Anchor, Drawing, WIDTH, lines, real};
use super::{MARGIN, label_text, value_text};
use visita_domain::numbers::{Shape, Table, Unit};

/// Room for the name of a row.
const NAME: f64 = 230.0;
/// Room for what a bar says.
const VALUE: f64 = 90.0;
const HEIGHT: f64 = 16.0;
const LINE: f64 = 15.0;
const GAP: f64 = 8.0;
/// All of something, per cent: a bar of a rate is a part of it, and of no other bar.
const WHOLE: f64 = 100.0;

pub(super) fn draw(drawing: &mut Drawing<'_>, table: &Table) {
    let words = drawing.words;
    let least = if table.unit == Unit::Percent { WHOLE } else { 1.0 };
    let all = (0..table.rows.len()).flat_map(|row| bars_of(table, row));
    let longest = all.map(|bar| bar.iter().filter_map(|(_, value)| *value).sum::<f64>());
    let most = longest.fold(least, f64::max);
    let (from, room) = (MARGIN + NAME + 12.0, WIDTH - 2.0 * MARGIN - NAME - VALUE - 24.0);
    drawing.y += GAP;
    for (at, row) in table.rows.iter().enumerate() {
        let bars = bars_of(table, at);
        let name = lines(&label_text(words, row), NAME);
        let top = drawing.y;
        for (line, text) in name.iter().enumerate() {
            drawing.text(MARGIN, top + 12.0 + real(line) * LINE, Anchor::Start, "", text);
        }
        let tall = real(bars.len()) * HEIGHT;
        for (number, bar) in bars.iter().enumerate() {
            let above = top + real(number) * HEIGHT;
            let mut sum = 0.0;
            for (series, value) in bar {
                let value = value.unwrap_or_default();
                if value > 0.0 {
                    drawing.bar(from + sum * room / most, above, value * room / most, HEIGHT, *series);
                }
                sum += value;
            }
            let held_back = bar.iter().any(|(series, _)| table.is_held_back(*series, at));
            let said = value_text(words, table, shown(table, bar), held_back);
            drawing.text(WIDTH - MARGIN, above + 12.0, Anchor::End, "", &said);
        }
        drawing.rule((from, top - 2.0), (from, top + tall + 2.0), "foot");
        drawing.y += tall.max(real(name.len()) * LINE) + GAP;
    }
}

/// The parts of a bar: of which series each is, and how much it says.
type Bar = Vec<(usize, Option<f64>)>;

/// One bar of all series where they are parts of a whole, else one of each.
fn bars_of(table: &Table, row: usize) -> Vec<Bar> {
    let series = table.series.iter().enumerate();
    let parts = series.map(|(number, series)| (number, series.values.get(row).copied().flatten()));
    if table.shape == Shape::Stacked {
        vec![parts.collect()]
    } else {
        parts.map(|part| vec![part]).collect()
    }
}

/// What is said at the end of a bar: its number, or the sum of its parts. Of persons no sum is said where a part is held back:
/// the part could be had from it.
fn shown(table: &Table, parts: &[(usize, Option<f64>)]) -> Option<f64> {
    if let [(_, one)] = parts {
        return *one;
    }
    let values = || parts.iter().map(|(_, value)| *value);
    let held_back = table.unit == Unit::Persons && values().any(|value| value.is_none());
    (!held_back).then(|| values().flatten().sum())
}
