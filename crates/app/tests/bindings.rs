//! The types that the screens are written against are made from the table of commands.

use visita_app::api::bindings::typescript;

const HELD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/src/ipc/generated.ts");
/// Set by `cargo xtask bindings`: write what is made.
const WRITE: &str = "VISITA_WRITE_BINDINGS";

#[test]
fn the_types_of_the_screens_are_what_the_commands_are_now() {
    let made = typescript();
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(HELD, made).unwrap();
        return;
    }
    let held = std::fs::read_to_string(HELD).unwrap();
    assert!(
        held == made,
        "ui/src/ipc/generated.ts is of other commands: run cargo xtask bindings"
    );
}
