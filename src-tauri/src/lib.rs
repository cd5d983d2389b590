//! The window: it parses what the page asks, hands it to the one table of commands, and answers. No logic lives here.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tauri::ipc::{Invoke, InvokeBody, Response};
use tauri::{AppHandle, Builder, Emitter, Manager, Runtime, Wry};
use visita_app::{Session, SystemClock};

/// How often the shell looks whether the vault has been idle long enough to lock.
const IDLE_CHECK: Duration = Duration::from_secs(5);

/// The folder to use instead of the platform's own, for a second instance or a test.
pub const FOLDER_VARIABLE: &str = "VISITA_FOLDER";

/// What the page hears when the vault has locked itself. Carries nothing.
pub const LOCKED_EVENT: &str = "locked";

type Door = Arc<Mutex<Session>>;

/// Desktop and mobile entry point.
#[cfg_attr(mobile, tauri::mobile_entry_point)]
pub fn run() {
    prepare_web_view();
    let built = configure(Builder::<Wry>::default()).build(context());
    match built {
        Ok(app) => app.run(|_, _| {}),
        Err(error) => {
            eprintln!("Visita cannot open its window: {error}");
            std::process::exit(1);
        }
    }
}

/// The configuration, the page and the permissions, as they were built in.
#[must_use]
pub fn context<R: Runtime>() -> tauri::Context<R> {
    tauri::generate_context!()
}

/// Everything the app is made of, on any runtime.
pub fn configure<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    #[cfg(desktop)]
    let builder = builder.plugin(tauri_plugin_dialog::init());
    builder
        .setup(|app| {
            let folder = folder(app.path().app_local_data_dir().ok());
            let door: Door = Arc::new(Mutex::new(Session::at(folder, Box::new(SystemClock))));
            app.manage(Arc::clone(&door));
            let page = app.handle().clone();
            std::thread::spawn(move || watch_idleness(&door, &page));
            Ok(())
        })
        .invoke_handler(answer)
}

/// Locks the vault when nobody has called for the time set, and tells the page.
fn watch_idleness<R: Runtime>(door: &Mutex<Session>, page: &AppHandle<R>) -> ! {
    loop {
        std::thread::sleep(IDLE_CHECK);
        let locked = door.lock().unwrap_or_else(PoisonError::into_inner).lock_if_idle();
        // A page that cannot hear is refused at its next command anyway.
        if locked && page.emit(LOCKED_EVENT, ()).is_err() {
            eprintln!("The vault locked itself; the window could not be told.");
        }
    }
}

fn folder(platform: Option<PathBuf>) -> PathBuf {
    std::env::var_os(FOLDER_VARIABLE)
        .map(PathBuf::from)
        .or(platform)
        .unwrap_or_else(|| PathBuf::from("visita-data"))
}

fn answer<R: Runtime>(invoke: Invoke<R>) -> bool {
    let Invoke { message, resolver, .. } = invoke;
    let name = message.command().to_owned();
    let args = match message.payload() {
        InvokeBody::Json(value) => value.get("args").cloned().unwrap_or(serde_json::Value::Null),
        InvokeBody::Raw(_) => serde_json::Value::Null,
    };
    let door = Arc::clone(&message.webview_ref().state::<Door>());
    // Key derivation takes a second and every write waits for the disk: never on the window's own thread.
    tauri::async_runtime::spawn_blocking(move || {
        let result = {
            let mut session = door.lock().unwrap_or_else(PoisonError::into_inner);
            visita_app::api::table::call_text(&mut session, &name, args)
        };
        match result {
            Ok(json) => resolver.resolve(Response::new(json)),
            Err(error) => resolver.reject(error),
        }
    });
    true
}

/// WebKitGTK shows a blank window on some NVIDIA drivers unless told not to use DMA-BUF.
fn prepare_web_view() {
    #[cfg(target_os = "linux")]
    {
        const VARIABLE: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
        let nvidia = std::path::Path::new("/proc/driver/nvidia/version").exists();
        if nvidia && std::env::var_os(VARIABLE).is_none() {
            // Setting it in-process would be unsafe once threads run; start again with it set.
            if let Ok(me) = std::env::current_exe() {
                let status = std::process::Command::new(me)
                    .args(std::env::args_os().skip(1))
                    .env(VARIABLE, "1")
                    .status();
                if let Ok(status) = status {
                    std::process::exit(status.code().unwrap_or(1));
                }
            }
        }
    }
}
