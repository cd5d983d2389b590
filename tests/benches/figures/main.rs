//! Figures measured side by side in one run. What counts is the ratio: both sides meet the same machine and moment.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod findings;
mod lists;
mod records;
mod told;
mod use_cases;
mod years;

/// Names of the groups of figures, with what measures each; a name among the arguments runs that group alone.
const GROUPS: [(&str, fn()); 7] = [
    ("keystroke", use_cases::keystroke),
    ("screens", use_cases::screens),
    ("newcomer", use_cases::newcomer),
    ("records", records::measure),
    ("lists", lists::measure),
    ("findings", findings::measure),
    ("years", years::measure),
];

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    told::head();
    for (name, measure) in GROUPS {
        if asked.is_empty() || asked.iter().any(|wanted| wanted == name) {
            measure();
        }
    }
}
