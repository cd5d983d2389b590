//! Marks and texts of a drawing, from its start side: where the words run from right to left, everything does.

use crate::html::escape;
use crate::words::{Language, Words};

/// How wide a drawing is: an A4 page upright, within its margins.
pub(super) const WIDTH: f64 = 720.0;
/// How wide a letter is on average, at the size of the texts.
const LETTER: f64 = 6.6;

/// Dark on white, told apart by pattern and dash rather than by colour, so that a printer without colours says the same.
pub(super) const STYLE: &str = "\
text{font:12px 'Noto Sans','Noto Naskh Arabic',system-ui,sans-serif;fill:#1f1d19}\
.title{font-size:16px;font-weight:700}.quiet{fill:#5c564b}.tick{font-size:10px;fill:#5c564b}\
.grid{stroke:#dcd3c2}.foot{stroke:#8a8172}.bar{stroke:#1f1d19;stroke-width:.75}\
.line{fill:none;stroke:#0f5c5c;stroke-width:2}.point{fill:#0f5c5c;stroke:#0f5c5c;stroke-width:1.5}.hollow{fill:#fff}\
.mark{stroke:#8a4b00;stroke-width:3}";

/// Fills for as many series as a plot has: plain first, then these.
pub(super) const PATTERNS: &str = "<defs>\
<pattern id=\"fill-1\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
<rect width=\"6\" height=\"6\" fill=\"#d7e6e3\"/><path d=\"M0 0V6\" stroke=\"#0f5c5c\" stroke-width=\"4\"/></pattern>\
<pattern id=\"fill-2\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
<rect width=\"6\" height=\"6\" fill=\"#f1eadd\"/><circle cx=\"3\" cy=\"3\" r=\"1.6\" fill=\"#8a4b00\"/></pattern>\
<pattern id=\"fill-3\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(-45)\">\
<rect width=\"6\" height=\"6\" fill=\"#f1eadd\"/><path d=\"M0 0V6\" stroke=\"#8a8172\" stroke-width=\"3\"/></pattern></defs>";

/// Patterns there are.
const FILLS: usize = 3;

/// Which end of a text stands where it is put.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// What has been drawn so far, and down to where.
pub(super) struct Drawing<'a> {
    pub words: &'a Words,
    pub out: String,
    pub y: f64,
}

/// A text for a document of XML: without what none may hold.
pub(super) fn plain(text: &str) -> String {
    let allowed = |c: &char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    escape(&text.chars().filter(allowed).collect::<String>())
}

/// How much room a text takes, about.
pub(super) fn wide(text: &str) -> f64 {
    real(text.chars().count()) * LETTER
}

/// A number of things as a length.
pub(super) fn real(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

/// A text in lines of about so much room; a word that is longer than one is cut.
pub(super) fn lines(text: &str, room: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        if wide(word) <= room {
            put(&mut lines, word, " ", room);
            continue;
        }
        if lines.last().is_some_and(|line| !line.is_empty()) {
            lines.push(String::new());
        }
        for letter in word.chars() {
            put(&mut lines, &letter.to_string(), "", room);
        }
    }
    lines
}

/// Writes on in the last line where there is room, else in a new one.
fn put(lines: &mut Vec<String>, word: &str, apart: &str, room: f64) {
    if let Some(line) = lines.last_mut()
        && (line.is_empty() || wide(line) + wide(apart) + wide(word) <= room)
    {
        if !line.is_empty() {
            line.push_str(apart);
        }
        line.push_str(word);
    } else {
        lines.push(word.to_owned());
    }
}

impl<'a> Drawing<'a> {
    pub(super) fn new(words: &'a Words) -> Self {
        Self {
            words,
            out: String::new(),
            y: super::MARGIN,
        }
    }

    fn is_mirrored(&self) -> bool {
        self.words.language() == Language::Arabic
    }

    /// Where something of this width stands that begins at `at` from the start side.
    fn x(&self, at: f64, width: f64) -> f64 {
        if self.is_mirrored() { WIDTH - at - width } else { at }
    }

    /// A line of text from the start side, and the room below it.
    pub(super) fn line(&mut self, height: f64, class: &str, text: &str) {
        for line in lines(text, WIDTH - 2.0 * super::MARGIN) {
            self.y += height;
            let y = self.y;
            self.text(super::MARGIN, y - 4.0, Anchor::Start, class, &line);
        }
    }

    pub(super) fn text(&mut self, at: f64, y: f64, anchor: Anchor, class: &str, text: &str) {
        // Start and end are those of the words, which run as the drawing does.
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let direction = self.words.language().direction();
        self.out.push_str(&format!(
            "<text x=\"{:.1}\" y=\"{y:.1}\" class=\"{class}\" text-anchor=\"{anchor}\" direction=\"{direction}\">{}</text>\n",
            self.x(at, 0.0),
            plain(text),
        ));
    }

    /// A bar of the series of a number.
    pub(super) fn bar(&mut self, at: f64, y: f64, width: f64, height: f64, series: usize) {
        let fill = match series.checked_sub(1) {
            None => "#0f5c5c".to_owned(),
            Some(number) => format!("url(#fill-{})", number % FILLS + 1),
        };
        self.out.push_str(&format!(
            "<rect x=\"{:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"{fill}\" class=\"bar\"/>\n",
            self.x(at, width),
        ));
    }

    /// A mark across, where something was planned.
    pub(super) fn mark(&mut self, at: f64, y: f64, width: f64) {
        self.stroke((at, y), (at + width, y), "mark", "");
    }

    /// A straight part of the line of a series.
    pub(super) fn dash(&mut self, from: (f64, f64), to: (f64, f64), series: usize) {
        let dashed = if series == 0 { "" } else { " stroke-dasharray=\"6 5\"" };
        self.stroke(from, to, "line", dashed);
    }

    pub(super) fn rule(&mut self, from: (f64, f64), to: (f64, f64), class: &str) {
        self.stroke(from, to, class, "");
    }

    fn stroke(&mut self, from: (f64, f64), to: (f64, f64), class: &str, more: &str) {
        self.out.push_str(&format!(
            "<line x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" class=\"{class}\"{more}/>\n",
            self.x(from.0, 0.0),
            from.1,
            self.x(to.0, 0.0),
            to.1,
        ));
    }

    pub(super) fn point(&mut self, at: f64, y: f64, series: usize) {
        let hollow = if series == 0 { "" } else { " hollow" };
        self.out.push_str(&format!(
            "<circle cx=\"{:.1}\" cy=\"{y:.1}\" r=\"3\" class=\"point{hollow}\"/>\n",
            self.x(at, 0.0),
        ));
    }
}
