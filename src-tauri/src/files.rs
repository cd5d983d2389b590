//! One way to choose a file, and to open what was chosen: a path on a computer, a content address on a phone.

use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};
use std::io::{self, Read as _, Write as _};
use std::path::PathBuf;
use tauri::{AppHandle, DragDropEvent, Runtime, WindowEvent};
use tauri_plugin_dialog::DialogExt as _;
use tauri_plugin_fs::{FilePath, FsExt as _, OpenOptions};
use visita_app::ChosenFiles;

/// The one command of the shell's own: everything else is the table's.
pub const CHOOSE: &str = "file_choose";

/// Opens chosen files through the platform: what its chooser gave may be no path.
pub struct PlatformFiles<R: Runtime>(pub AppHandle<R>);

impl<R: Runtime> ChosenFiles for PlatformFiles<R> {
    fn read(&self, place: &str, limit: u64) -> io::Result<Vec<u8>> {
        let mut options = OpenOptions::new();
        options.read(true);
        let mut bytes = Vec::new();
        let file = self.0.fs().open(parse(place), options)?;
        let read = file.take(limit).read_to_end(&mut bytes);
        self.release(place);
        read.map(|_| bytes)
    }

    /// A content address has no name beside it to write to first: it is written in place.
    fn write(&self, place: &str, bytes: &[u8]) -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        let mut file = self.0.fs().open(parse(place), options)?;
        let written = file.write_all(bytes).and_then(|()| file.sync_all());
        self.release(place);
        written
    }

    /// A content address is the platform's to take away: what was there is emptied.
    fn remove(&self, place: &str) -> io::Result<()> {
        match parse(place) {
            FilePath::Path(path) => std::fs::remove_file(path),
            FilePath::Url(_) => self.write(place, b""),
        }
    }
}

impl<R: Runtime> PlatformFiles<R> {
    /// iOS counts who may see a file outside the app.
    #[cfg(target_os = "ios")]
    fn release(&self, place: &str) {
        if self
            .0
            .fs()
            .stop_accessing_security_scoped_resource(parse(place))
            .is_err()
        {
            eprintln!("A chosen file stays open to the app until it ends.");
        }
    }

    #[cfg(not(target_os = "ios"))]
    #[allow(clippy::unused_self)]
    fn release(&self, _place: &str) {}
}

fn parse(place: &str) -> FilePath {
    match place.parse() {
        Ok(place) => place,
        Err(never) => match never {},
    }
}

/// What the page asks for.
#[derive(Debug, Deserialize)]
pub struct Choice {
    /// To write rather than to read.
    save: bool,
    /// The name proposed when writing.
    #[serde(default)]
    name: Option<String>,
}

/// What a person chose.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Chosen {
    /// Where it is, for the commands of the table.
    path: String,
    /// What to call it on the screen.
    name: String,
}

/// Asks the person; `None` when they chose nothing. Waits: never call it on the window's own thread.
pub fn choose<R: Runtime>(app: &AppHandle<R>, choice: &Choice) -> Option<Chosen> {
    let mut dialog = app.dialog().file();
    if let Some(name) = &choice.name {
        dialog = dialog.set_file_name(name);
    }
    let place = if choice.save {
        dialog.blocking_save_file()
    } else {
        dialog.blocking_pick_file()
    };
    let path = place?.to_string();
    Some(Chosen {
        name: shown_name(&path),
        path,
    })
}

/// The last part of a path or of a content address, as people would read it.
fn shown_name(place: &str) -> String {
    let decoded = if matches!(parse(place), FilePath::Url(_)) {
        percent_decode_str(place).decode_utf8_lossy().into_owned()
    } else {
        place.to_owned()
    };
    let last = decoded.rsplit(['/', '\\', ':']).find(|part| !part.is_empty());
    last.unwrap_or(place).to_owned()
}

/// The file that was dropped on the window: the first, since one is looked at after the other.
pub fn dropped(event: &WindowEvent) -> Option<String> {
    let WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) = event else {
        return None;
    };
    paths.first().map(PathBuf::as_path)?.to_str().map(ToOwned::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tauri::PhysicalPosition;

    #[test]
    fn what_was_chosen_has_a_name_to_show_on_every_platform() {
        for (place, name) in [
            ("/home/amina/visit.visita-bundle", "visit.visita-bundle"),
            ("C:\\Users\\Amina\\visit.visita-bundle", "visit.visita-bundle"),
            (
                "content://com.android.externalstorage.documents/document/primary%3ADownload%2Fvisit.visita-bundle",
                "visit.visita-bundle",
            ),
            (
                "file:///private/var/mobile/visit%20one.visita-bundle",
                "visit one.visita-bundle",
            ),
            ("/home/amina/100%25.html", "100%25.html"),
            ("/", "/"),
        ] {
            assert_eq!(shown_name(place), name, "{place}");
        }
    }

    #[test]
    fn only_a_drop_says_a_path_and_only_the_first() {
        let drop = |paths: &[&str]| {
            WindowEvent::DragDrop(DragDropEvent::Drop {
                paths: paths.iter().map(PathBuf::from).collect(),
                position: PhysicalPosition::default(),
            })
        };
        assert_eq!(dropped(&drop(&["/a/b", "/c"])).as_deref(), Some("/a/b"));
        assert_eq!(dropped(&drop(&[])), None);
        assert_eq!(dropped(&WindowEvent::DragDrop(DragDropEvent::Leave)), None);
        assert_eq!(dropped(&WindowEvent::Focused(true)), None);
    }
}
