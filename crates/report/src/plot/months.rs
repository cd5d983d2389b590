//! Months along the foot: bars on each other, or lines. What was planned is a mark beside the bars.

use super::drawing::{Anchor, Drawing, WIDTH, real};
use super::scale::{stretches, ticks};
use super::{MARGIN, is_mark, value_text};
use visita_domain::numbers::{Series, Shape, Table, Unit};

const HEIGHT: f64 = 220.0;
/// Room for the numbers of the scale.
const SCALE: f64 = 48.0;
const FOOT: f64 = 24.0;
/// Months that have room for a name each.
const NAMED: usize = 10;

/// Where things stand between the foot and the highest line of the scale.
struct Field {
    top: f64,
    most: f64,
    slot: f64,
}

impl Field {
    fn y(&self, value: f64) -> f64 {
        self.top + HEIGHT - value / self.most * HEIGHT
    }

    /// The middle of a month.
    fn middle(&self, month: usize) -> f64 {
        MARGIN + SCALE + (real(month) + 0.5) * self.slot
    }
}

pub(super) fn draw(drawing: &mut Drawing<'_>, table: &Table) {
    let lines = ticks(highest(table));
    let field = Field {
        top: drawing.y + 14.0,
        most: lines.last().copied().unwrap_or(1.0),
        slot: (WIDTH - 2.0 * MARGIN - SCALE) / real(table.rows.len().max(1)),
    };
    for line in &lines {
        let y = field.y(*line);
        drawing.rule((MARGIN + SCALE, y), (WIDTH - MARGIN, y), "grid");
        let said = match table.unit {
            Unit::Percent => value_text(drawing.words, table, Some(*line), false),
            Unit::Things | Unit::Persons | Unit::Days => line.to_string(),
        };
        drawing.text(MARGIN + SCALE - 6.0, y + 4.0, Anchor::End, "tick", &said);
    }
    let skip = table.rows.len().div_ceil(NAMED).max(1);
    for (at, row) in table.rows.iter().enumerate().step_by(skip) {
        let (middle, y) = (field.middle(at), field.top + HEIGHT + 16.0);
        drawing.text(middle, y, Anchor::Middle, "tick", &row.code);
    }
    if table.shape == Shape::Line {
        for (number, series) in table.series.iter().enumerate() {
            line(drawing, &field, series, number);
        }
    } else {
        (0..table.rows.len()).for_each(|month| bars(drawing, &field, table, month));
    }
    drawing.y = field.top + HEIGHT + FOOT;
}

fn value(series: &Series, month: usize) -> f64 {
    series.values.get(month).copied().flatten().unwrap_or_default()
}

/// The highest bar, mark or point.
fn highest(table: &Table) -> f64 {
    let of_month = |month: usize| {
        let (mut stacked, mut most) = (0.0, 0.0_f64);
        for (number, series) in table.series.iter().enumerate() {
            if table.shape == Shape::Line || is_mark(table, number) {
                most = most.max(value(series, month));
            } else {
                stacked += value(series, month);
            }
        }
        most.max(stacked)
    };
    (0..table.rows.len()).map(of_month).fold(0.0, f64::max)
}

fn line(drawing: &mut Drawing<'_>, field: &Field, series: &Series, number: usize) {
    let at = |month: usize| (field.middle(month), field.y(value(series, month)));
    for stretch in stretches(&series.values) {
        for (from, to) in stretch.iter().zip(stretch.iter().skip(1)) {
            drawing.dash(at(*from), at(*to), number);
        }
        for month in stretch {
            let (x, y) = at(month);
            drawing.point(x, y, number);
        }
    }
}

fn bars(drawing: &mut Drawing<'_>, field: &Field, table: &Table, month: usize) {
    let wide = field.slot * 0.6;
    let (mut sum, mut standing) = (0.0, 0);
    for (number, series) in table.series.iter().enumerate() {
        let value = value(series, month);
        if is_mark(table, number) {
            if value > 0.0 {
                let across = field.slot * 0.8;
                drawing.mark(field.middle(month) - across / 2.0, field.y(value), across);
            }
            continue;
        }
        if value > 0.0 {
            let (top, foot) = (field.y(sum + value), field.y(sum));
            drawing.bar(field.middle(month) - wide / 2.0, top, wide, foot - top, standing);
        }
        sum += value;
        standing += 1;
    }
}
