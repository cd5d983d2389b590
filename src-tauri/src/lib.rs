//! The window: it parses what the page asks, hands it to the one table of commands, and answers. No logic lives here.

pub mod camera;
mod files;

use files::PlatformFiles;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SendError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tauri::ipc::{Invoke, InvokeBody, InvokeResolver, Response};
use tauri::{AppHandle, Builder, Emitter, Manager, Runtime, Wry};
use visita_app::api::{ApiError, ErrorCode};
use visita_app::{ChosenFiles, DiskFiles, Door, Session, SystemClock};
use visita_keystore::SystemKeystore;

/// How often the shell looks whether the vault has been idle long enough to lock.
const IDLE_CHECK: Duration = Duration::from_secs(5);

/// The folder to use instead of the platform's own, for a second instance or a test.
pub const FOLDER_VARIABLE: &str = "VISITA_FOLDER";

/// A window out of sight for so long locks the vault, whatever its page's own timers do.
const HIDDEN_LOCK: Duration = Duration::from_secs(30);

/// What the page hears when the vault has locked itself. Carries nothing.
pub const LOCKED_EVENT: &str = "locked";

/// What the page hears when a file was dropped on the window: its path, to look at. Nothing is taken in by it.
pub const DROPPED_EVENT: &str = "file-dropped";

/// What the page hears when something came in that nobody here asked for: of what kind, so that it looks again.
pub const CHANGED_EVENT: &str = "changed";

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
    let builder = builder.plugin(tauri_plugin_dialog::init());
    let builder = if cfg!(mobile) {
        builder.plugin(tauri_plugin_fs::init())
    } else {
        builder
    };
    builder
        .setup(|app| {
            camera::make_known(app)?;
            let folder = folder(app.path().app_local_data_dir().ok());
            let page = app.handle().clone();
            let files: Arc<dyn ChosenFiles> = if cfg!(mobile) {
                Arc::new(PlatformFiles(page.clone()))
            } else {
                Arc::new(DiskFiles)
            };
            let mut session = Session::among(folder, Box::new(SystemClock))
                .with_files(files)
                .with_keystore(Arc::new(SystemKeystore));
            let told = page.clone();
            session.tell(Arc::new(move |changed| {
                // A page that cannot hear reads again when it is next looked at.
                if told.emit(CHANGED_EVENT, changed).is_err() {
                    eprintln!("Something came in; the window could not be told.");
                }
            }));
            let door: Door = session.share();
            let (ask, queue) = std::sync::mpsc::channel();
            app.manage(Queue::<R>(ask));
            let served = Arc::clone(&door);
            std::thread::spawn(move || serve(&served, &queue));
            std::thread::spawn(move || watch(&door, &page));
            Ok(())
        })
        .on_permission_request(|_, kind| camera::may_use(kind))
        .on_window_event(|window, event| {
            if let Some(path) = files::dropped(event)
                && window.emit(DROPPED_EVENT, path).is_err()
            {
                eprintln!("A file was dropped; the page could not be told.");
            }
        })
        .invoke_handler(answer)
}

/// Locks the vault when nobody has called for the time set, or the window is out of sight, and tells the page.
fn watch<R: Runtime>(door: &Mutex<Session>, page: &AppHandle<R>) -> ! {
    let mut hidden_since: Option<Instant> = None;
    loop {
        std::thread::sleep(IDLE_CHECK);
        hidden_since = if is_hidden(page) {
            hidden_since.or_else(|| Some(Instant::now()))
        } else {
            None
        };
        let away = hidden_since.is_some_and(|since| since.elapsed() >= HIDDEN_LOCK);
        let locked = {
            let mut session = door.lock().unwrap_or_else(PoisonError::into_inner);
            if away {
                session.lock_unattended()
            } else {
                session.lock_if_idle()
            }
        };
        // A page that cannot hear is refused at its next command anyway.
        if locked && page.emit(LOCKED_EVENT, ()).is_err() {
            eprintln!("The vault locked itself; the window could not be told.");
        }
    }
}

/// Whether every window is minimised or hidden. Where the platform cannot say, the page's own watch stands alone.
fn is_hidden<R: Runtime>(app: &AppHandle<R>) -> bool {
    let windows = app.webview_windows();
    let hidden = |window: &tauri::WebviewWindow<R>| {
        window.is_minimized().unwrap_or(false) || !window.is_visible().unwrap_or(true)
    };
    !windows.is_empty() && windows.values().all(hidden)
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
    if name == files::CHOOSE {
        choose(message.webview_ref().app_handle().clone(), args, resolver);
        return true;
    }
    let asked = Asked { name, args, resolver };
    if let Err(SendError(asked)) = message.webview_ref().state::<Queue<R>>().0.send(asked) {
        asked.resolver.reject(ApiError::about(ErrorCode::Refused, asked.name));
    }
    true
}

/// Something the page asked.
struct Asked<R: Runtime> {
    name: String,
    args: serde_json::Value,
    resolver: InvokeResolver<R>,
}

/// What the page asked and was not answered yet.
struct Queue<R: Runtime>(Sender<Asked<R>>);

/// Answers the page in the order in which it asked: a keystroke is never overtaken by the one before it. It has a thread of
/// its own, since key derivation takes a second and every write waits for the disk.
fn serve<R: Runtime>(door: &Mutex<Session>, queue: &Receiver<Asked<R>>) {
    while let Ok(Asked { name, args, resolver }) = queue.recv() {
        let answered = catch_unwind(AssertUnwindSafe(|| {
            visita_app::api::table::call_text_at(door, &name, args)
        }));
        match answered {
            Ok(Ok(json)) => resolver.resolve(Response::new(json)),
            Ok(Err(error)) => resolver.reject(error),
            // A bug in one command must not silence all others.
            Err(_) => resolver.reject(ApiError::about(ErrorCode::Refused, name)),
        }
    }
}

/// The platform's chooser. It waits for a person, so it never holds the session.
fn choose<R: Runtime>(app: AppHandle<R>, args: serde_json::Value, resolver: InvokeResolver<R>) {
    tauri::async_runtime::spawn_blocking(move || match serde_json::from_value(args) {
        Ok(choice) => resolver.resolve(files::choose(&app, &choice)),
        Err(_) => resolver.reject(ApiError::about(ErrorCode::BadArguments, files::CHOOSE)),
    });
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
