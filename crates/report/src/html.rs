//! Blocks as one HTML page that needs nothing else.

use crate::block::Block;
use crate::fonts;
use crate::words::Words;

const STYLE: &str = "\
:root{color-scheme:light dark;--ink:#23201b;--paper:#fbf7ef;--line:#cfc6b6;--accent:#0f5c5c}\
@media(prefers-color-scheme:dark){:root{--ink:#ece6da;--paper:#14130f;--line:#4a453b;--accent:#6cc4bf}}\
body{margin:2rem auto;max-width:52rem;padding:0 1rem;font:1rem/1.6 'Noto Sans','Noto Naskh Arabic',system-ui,sans-serif;\
color:var(--ink);background:var(--paper)}\
h1,h2,h3{line-height:1.25}h2{border-block-end:1px solid var(--line);padding-block-end:.25rem;color:var(--accent)}\
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.5rem}dt{font-weight:600}dd{margin:0}\
table{border-collapse:collapse;inline-size:100%;margin-block:1rem}caption{text-align:start;font-weight:600;\
padding-block:.5rem}table:has(th:nth-child(5)){table-layout:fixed}\
th:nth-child(1):nth-last-child(5){inline-size:32%}th:nth-child(2):nth-last-child(4){inline-size:20%}\
th:nth-child(3):nth-last-child(3){inline-size:15%}th:nth-child(4):nth-last-child(2){inline-size:19%}th,td{border:1px solid var(--line);padding:.4rem .6rem;text-align:start;vertical-align:top}\
blockquote{margin-inline:0;padding-inline-start:1rem;border-inline-start:4px solid var(--accent)}\
.written{white-space:pre-wrap;overflow-wrap:anywhere}\
@page{size:A4;margin:2cm}@media print{:root{--ink:#000;--paper:#fff}body{margin:0;max-width:none}\
h2,h3{break-after:avoid}tr,blockquote{break-inside:avoid}thead{display:table-header-group}}";

/// The page.
#[must_use]
pub fn page(blocks: &[Block], title: &str, words: &Words) -> String {
    let language = words.language();
    let mut body = String::new();
    for block in blocks {
        render(block, &mut body);
    }
    let fonts = fonts::rules(&format!("{title}{body}"));
    format!(
        "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; font-src data:\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<style>{fonts}{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n",
        language.code(),
        language.direction(),
        escape(title),
    )
}

fn render(block: &Block, out: &mut String) {
    match block {
        Block::Heading { level, text } => {
            let level = (*level).clamp(1, 3);
            out.push_str(&format!("<h{level}>{}</h{level}>\n", escape(text)));
        }
        Block::Sentence(text) => out.push_str(&format!("<p>{}</p>\n", escape(text))),
        Block::Written(text) => out.push_str(&format!("<p class=\"written\" dir=\"auto\">{}</p>\n", escape(text))),
        Block::Facts(facts) => {
            out.push_str("<dl>\n");
            for (name, value) in facts {
                out.push_str(&format!(
                    "<dt>{}</dt><dd dir=\"auto\">{}</dd>\n",
                    escape(name),
                    escape(value)
                ));
            }
            out.push_str("</dl>\n");
        }
        Block::Quote { by, text } => {
            out.push_str(&format!(
                "<blockquote><p class=\"written\" dir=\"auto\">{}</p>",
                escape(text)
            ));
            if !by.is_empty() {
                out.push_str(&format!("<footer><bdi>{}</bdi></footer>", escape(by)));
            }
            out.push_str("</blockquote>\n");
        }
        Block::Table { caption, headers, rows } => {
            out.push_str(&format!(
                "<table>\n<caption dir=\"auto\">{}</caption>\n<thead><tr>",
                escape(caption)
            ));
            for header in headers {
                out.push_str(&format!("<th scope=\"col\">{}</th>", escape(header)));
            }
            out.push_str("</tr></thead>\n<tbody>\n");
            for row in rows {
                out.push_str("<tr>");
                for cell in row {
                    out.push_str(&format!("<td class=\"written\" dir=\"auto\">{}</td>", escape(cell)));
                }
                out.push_str("</tr>\n");
            }
            out.push_str("</tbody>\n</table>\n");
        }
    }
}

pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Overrides of direction could make a sentence read as another.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn what_people_wrote_can_neither_run_nor_turn_the_page() {
        let hostile = "<script>alert(1)</script>\" onload='x' \u{202e}evil";
        let all = [
            Block::Heading {
                level: 9,
                text: hostile.into(),
            },
            Block::Sentence(hostile.into()),
            Block::Written(hostile.into()),
            Block::Facts(vec![(hostile.into(), hostile.into())]),
            Block::Quote {
                by: hostile.into(),
                text: hostile.into(),
            },
            Block::Table {
                caption: hostile.into(),
                headers: vec![hostile.into()],
                rows: vec![vec![hostile.into()]],
            },
        ];
        let html = page(&all, hostile, &Words::of(Language::Arabic));
        assert!(html.contains("lang=\"ar\" dir=\"rtl\""));
        assert!(!html.contains("<script") && !html.contains("onload='") && !html.contains('\u{202e}'));
        assert!(
            !html.contains("http://") && !html.contains("https://") && !html.contains("src=\""),
            "no request"
        );
    }
}
