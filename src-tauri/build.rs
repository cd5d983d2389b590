//! Embeds the page, the capabilities and the command list.

fn main() {
    tauri_build::build();
}
