//! The camera, with which the page reads a code. It is all that the page may have of the device.

use tauri::webview::{PermissionKind, PermissionResponse};
use tauri::{App, Runtime};

/// What the page is given when it asks the web view for something of the device: the camera, which the system itself may still
/// refuse or ask about. Never the microphone, the place, the screen or anything else, some of which a web view would grant
/// unasked.
#[must_use]
pub fn may_use(kind: PermissionKind) -> PermissionResponse {
    if kind == PermissionKind::Camera {
        PermissionResponse::Allow
    } else {
        PermissionResponse::Deny
    }
}

/// Some builds of WebKitGTK know of no camera at all until they are told to, whatever is allowed. Elsewhere nothing is to be
/// done.
pub(crate) fn make_known<R: Runtime>(app: &App<R>) -> tauri::Result<()> {
    #[cfg(target_os = "linux")]
    {
        use tauri::Manager as _;
        use webkit2gtk::{SettingsExt as _, WebViewExt as _};

        for window in app.webview_windows().values() {
            window.with_webview(|view| {
                if let Some(settings) = view.inner().settings() {
                    settings.set_enable_media_stream(true);
                }
            })?;
        }
    }
    #[cfg(not(target_os = "linux"))]
    let _ = app;
    Ok(())
}
