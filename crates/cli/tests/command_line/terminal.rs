//! The built `visita` at a real terminal.

use crate::person::PASSPHRASE;
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};

/// A person at a real terminal: `script` gives the program one, and this side reads and types.
#[test]
fn init_at_a_terminal_asks_words_back_until_they_are_right() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new("script")
        .args(["--quiet", "--return", "--command"])
        .arg(format!(
            "{} --vault {} init",
            env!("CARGO_BIN_EXE_visita"),
            folder.path().join("vault").display()
        ))
        .arg("/dev/null")
        .env("VISITA_PASSPHRASE", PASSPHRASE)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut typing, mut screen) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let mut seen = String::new();
    // Reads on until the screen ends in this.
    let mut until = |wanted: &str| -> String {
        let mut byte = [0];
        while !seen.ends_with(wanted) {
            assert_eq!(screen.read(&mut byte).unwrap(), 1, "before {wanted:?}: {seen}");
            seen.push(char::from(byte[0]));
        }
        std::mem::take(&mut seen)
    };
    let shown = until("not shown again. ");
    let mut words = vec![String::new(); 25];
    let list: Vec<&str> = shown.split_whitespace().collect();
    for pair in list.windows(2) {
        if let Ok(at) = pair[0].parse::<usize>() {
            words[at] = pair[1].to_owned();
        }
    }
    assert!(words.iter().skip(1).all(|word| !word.is_empty()), "{shown}");
    typing.write_all(b"\n").unwrap();
    for right in [false, true] {
        for _ in 0..3 {
            let asked = until(": ");
            let position: usize = asked
                .rsplit("Word ")
                .next()
                .unwrap()
                .trim_end_matches(": ")
                .parse()
                .unwrap();
            let word = if right { words[position].as_str() } else { "wrong" };
            typing.write_all(format!("{word}\n").as_bytes()).unwrap();
        }
    }
    until("They are right.");
    drop(typing);
    let mut rest = String::new();
    screen.read_to_string(&mut rest).unwrap();
    assert!(child.wait().unwrap().success());
}
