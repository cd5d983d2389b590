//! Tables of numbers drawn as SVG: one file that needs nothing else, with its title, its legend and its texts as texts, to be
//! printed on paper. What a table holds back, its plot holds back too: it is drawn from the table alone.

mod bars;
mod drawing;
mod months;
mod scale;

use crate::fonts;
use crate::words::Words;
use drawing::{Anchor, Drawing, WIDTH};
use visita_domain::numbers::{Label, Shape, Table, Unit};

/// How a file of plots begins: by this, an older one of ours is known, and a newer one may take its place.
pub const PLOTS_MARK: &str = "<!-- Visita numbers -->\n";

/// Between a plot and the next.
const GAP: f64 = 36.0;
/// Around everything.
pub(crate) const MARGIN: f64 = 24.0;
const TITLE: f64 = 20.0;
const LINE: f64 = 18.0;
/// The side of the square before a name of the legend.
const SQUARE: f64 = 14.0;

/// What a row or a series is called.
#[must_use]
pub fn label_text(words: &Words, label: &Label) -> String {
    match (label.group, label.code.as_str()) {
        ("text" | "month", code) => code.to_owned(),
        (_, "") => words.say("number-not-said"),
        (group, code) => words.say(&format!("{group}-{code}")),
    }
}

/// What a table is called.
#[must_use]
pub fn table_text(words: &Words, table: &Table) -> String {
    words.say(&format!("numbers-{}", table.key))
}

/// Of how many places a table does not know the capacity, in words; none where it knows that of all it is about.
#[must_use]
pub fn without_capacity(words: &Words, table: &Table) -> Option<String> {
    let count = table.without_capacity;
    (count > 0).then(|| words.count("without-capacity", count))
}

/// A number as a plot says it. Held back is not the same as not known.
fn value_text(words: &Words, table: &Table, value: Option<f64>, held_back: bool) -> String {
    match value {
        None if held_back => words.say("held-back"),
        None => words.say("not-known-short"),
        Some(value) => {
            let rounded = format!("{}", (value * 10.0).round() / 10.0);
            match table.unit {
                Unit::Percent => words.with("percent", &[("value", rounded.into())]),
                Unit::Things | Unit::Persons | Unit::Days => rounded,
            }
        }
    }
}

/// Plots below each other, as one SVG. `about` says of which days they are.
#[must_use]
pub fn plots(tables: &[Table], about: &str, words: &Words) -> String {
    let mut drawing = Drawing::new(words);
    let title = match tables {
        [one] => table_text(words, one),
        _ => {
            let title = words.say("numbers-title");
            drawing.line(TITLE, "title", &title);
            title
        }
    };
    let several = tables.len() != 1;
    if several {
        drawing.line(LINE, "quiet", about);
    }
    for table in tables {
        if several {
            drawing.y += GAP;
        }
        drawing.line(TITLE, "title", &table_text(words, table));
        if !several {
            drawing.line(LINE, "quiet", about);
        }
        plot(&mut drawing, table);
    }
    whole(drawing, &title, about)
}

fn plot(drawing: &mut Drawing<'_>, table: &Table) {
    let words = drawing.words;
    if is_empty(table) {
        drawing.line(LINE, "quiet", &words.say("numbers-none"));
        return;
    }
    if table.series.len() > 1 {
        legend(drawing, table);
    }
    if table.rows.first().is_some_and(|row| row.group == "month") {
        months::draw(drawing, table);
    } else {
        bars::draw(drawing, table);
    }
    if !table.held_back.is_empty() {
        drawing.line(LINE, "quiet", &words.say("held-back-why"));
    }
    if let Some(note) = without_capacity(words, table) {
        drawing.line(LINE, "quiet", &note);
    }
}

/// Whether there is nothing to be seen; what is held back is not nothing, and no more is a rate of 0 per cent.
fn is_empty(table: &Table) -> bool {
    let is_count = matches!(table.unit, Unit::Things | Unit::Persons);
    let mut values = table.series.iter().flat_map(|series| &series.values);
    table.held_back.is_empty() && values.all(|value| value.is_none_or(|number| is_count && number == 0.0))
}

/// The series that is a mark beside the bars rather than one of them.
fn is_mark(table: &Table, at: usize) -> bool {
    let of_months = table.rows.first().is_some_and(|row| row.group == "month");
    let series = table.series.get(at);
    of_months && table.shape != Shape::Line && series.is_some_and(|series| series.label.code == "planned")
}

fn legend(drawing: &mut Drawing<'_>, table: &Table) {
    let words = drawing.words;
    let mut at = MARGIN;
    drawing.y += LINE;
    for (number, series) in table.series.iter().enumerate() {
        let name = label_text(words, &series.label);
        let room = SQUARE + 6.0 + drawing::wide(&name) + 18.0;
        if at > MARGIN && at + room > WIDTH - MARGIN {
            at = MARGIN;
            drawing.y += LINE;
        }
        let y = drawing.y;
        if table.shape == Shape::Line {
            drawing.dash((at, y - 5.0), (at + SQUARE, y - 5.0), number);
        } else if is_mark(table, number) {
            drawing.mark(at, y - 5.0, SQUARE);
        } else {
            drawing.bar(at, y - SQUARE + 2.0, SQUARE, SQUARE, number);
        }
        drawing.text(at + SQUARE + 6.0, y, Anchor::Start, "", &name);
        at += room;
    }
    drawing.y += LINE / 2.0;
}

/// The document around what was drawn.
fn whole(drawing: Drawing<'_>, title: &str, about: &str) -> String {
    let language = drawing.words.language();
    let height = drawing.y + MARGIN;
    let (title, about) = (drawing::plain(title), drawing::plain(about));
    let body = drawing.out;
    let fonts = fonts::rules(&format!("{title}{about}{body}"));
    format!(
        "{PLOTS_MARK}<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height:.0}\" width=\"{WIDTH}\" \
         height=\"{height:.0}\" xml:lang=\"{}\" direction=\"{}\" role=\"img\" aria-labelledby=\"title about\">\n\
         <title id=\"title\">{title}</title>\n<desc id=\"about\">{about}</desc>\n\
         <style>{fonts}{}</style>\n{}\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n{body}</svg>\n",
        language.code(),
        language.direction(),
        drawing::STYLE,
        drawing::PATTERNS,
    )
}

#[cfg(test)]
mod tests;
