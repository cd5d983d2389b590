#![allow(clippy::unwrap_used)]

use super::*;
use crate::words::Language;
use std::collections::BTreeSet;
use visita_domain::numbers::Series;

fn table(unit: Unit, shape: Shape, rows: Vec<Label>, values: Vec<Option<f64>>) -> Table {
    Table {
        key: "interviews_by_age",
        unit,
        shape,
        rows,
        series: vec![Series {
            label: Label::code("series", "persons"),
            values,
        }],
        held_back: BTreeSet::new(),
        without_capacity: 0,
    }
}

fn ages() -> Table {
    let rows = ["under_18", "18_24", "25_39"].map(|code| Label::code("age-band", code));
    let counted = vec![Some(1.0), Some(0.0), Some(40.0)];
    table(Unit::Persons, Shape::Bars, rows.into(), counted).suppressed(3)
}

#[test]
fn few_persons_are_held_back_in_a_plot_too() {
    let words = Words::of(Language::English);
    let svg = plots(&[ages()], "2026", &words);
    let bars = svg.matches("class=\"bar\"").count();
    assert_eq!(bars, 0, "the one, and the next smallest from which it could be had");
    assert!(svg.contains(">held back<") && svg.contains("they would say who somebody is"));
    assert!(!svg.contains(">40<") && !svg.contains(">1<"), "{svg}");
}

#[test]
fn what_nobody_knows_is_not_said_to_be_held_back_and_places_of_unknown_capacity_are_told() {
    let rows = ["under_18", "18_24", "25_39"].map(|code| Label::code("age-band", code));
    let counted = vec![None, Some(1.0), Some(40.0)];
    let mut unknown = table(Unit::Persons, Shape::Stacked, rows.into(), counted).suppressed(3);
    unknown.without_capacity = 2;
    let svg = plots(&[unknown], "2026", &Words::of(Language::English));
    assert_eq!(
        (svg.matches(">held back<").count(), svg.matches(">–<").count()),
        (1, 1),
        "{svg}"
    );
    assert!(svg.contains("2 places of unknown capacity"), "{svg}");
    let known = plots(&[ages()], "2026", &Words::of(Language::English));
    assert!(!known.contains("unknown capacity"));
}

#[test]
fn rates_stand_beside_each_other_and_none_at_all_is_not_nothing() {
    let rates = |replied: f64| Table {
        series: vec![
            Series {
                label: Label::code("series", "replied"),
                values: vec![Some(replied)],
            },
            Series {
                label: Label::code("series", "implemented"),
                values: vec![Some(25.0)],
            },
        ],
        ..table(
            Unit::Percent,
            Shape::Bars,
            vec![Label::code("text", "2026")],
            Vec::new(),
        )
    };
    let words = Words::of(Language::English);
    let svg = plots(&[rates(75.0)], "2026", &words);
    assert!(svg.contains(">75 %<") && svg.contains(">25 %<"), "each says its own");
    assert!(!svg.contains(">100 %<"), "rates have no sum");
    let none = table(
        Unit::Percent,
        Shape::Bars,
        vec![Label::code("text", "2026")],
        vec![Some(0.0)],
    );
    let svg = plots(&[none], "2026", &words);
    assert!(svg.contains(">0 %<") && !svg.contains("Nothing to count"), "{svg}");
}

#[test]
fn a_plot_stands_for_itself_and_its_words_are_words_in_both_languages() {
    for (language, direction, title) in [
        (Language::English, "ltr", "Persons interviewed, by age"),
        (Language::Arabic, "rtl", "من أُجريت معهم مقابلات، بحسب العمر"),
    ] {
        let svg = plots(&[ages()], "2026", &Words::of(language));
        assert!(svg.starts_with(PLOTS_MARK) && svg.trim_end().ends_with("</svg>"));
        assert!(svg.contains(&format!("direction=\"{direction}\"")));
        assert!(svg.contains(&format!("<title id=\"title\">{title}</title>")), "{title}");
        assert!(svg.contains(&format!(">{title}</text>")), "{title}");
        let fetched = svg.replace("http://www.w3.org/2000/svg", "");
        assert!(!fetched.contains("http") && !fetched.contains("<script") && !fetched.contains("href"));
    }
}

#[test]
fn words_of_people_cannot_leave_their_text() {
    let hostile = "MR 1 </text><script>alert(1)</script>\u{1}\u{202e}&\"";
    let rows = vec![Label::code("text", hostile)];
    let counted = table(Unit::Things, Shape::Bars, rows, vec![Some(2.0)]);
    let svg = plots(&[counted], hostile, &Words::of(Language::English));
    assert!(!svg.contains("<script") && !svg.contains('\u{1}') && !svg.contains('\u{202e}'));
    assert!(svg.contains("&lt;script&gt;"));
}

#[test]
fn several_plots_stand_below_each_other_and_lines_break_where_nothing_is_known() {
    let months = ["2026-01", "2026-02", "2026-03"].map(|code| Label {
        group: "month",
        code: code.to_owned(),
    });
    let values = vec![Some(5.0), None, Some(7.0)];
    let line = table(Unit::Things, Shape::Line, months.into(), values);
    let svg = plots(&[line, ages()], "2026", &Words::of(Language::Arabic));
    assert_eq!(svg.matches("class=\"point\"").count(), 2);
    assert_eq!(svg.matches("class=\"line\"").count(), 0, "no line across the gap");
    assert!(svg.contains(">2026-02<"));
    assert_eq!(
        svg.matches("class=\"title\"").count(),
        3,
        "one for all, and one for each"
    );
}

#[test]
fn a_long_name_is_told_in_lines() {
    let lines = drawing::lines("Separation of those on remand from those sentenced", 120.0);
    assert!(lines.len() > 2 && lines.iter().all(|line| drawing::wide(line) <= 120.0));
    assert_eq!(lines.join(" "), "Separation of those on remand from those sentenced");
    assert_eq!(drawing::lines(&"x".repeat(40), 67.0).len(), 4);
}
