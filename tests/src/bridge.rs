//! The real use cases behind a real page in an ordinary browser: for tests alone, and on loopback alone.
//!
//! `visita-bridge FOLDER PAGE [--keystore]`, on the vaults of a data folder, prints the address it serves; with a keystore in
//! memory, or with none. What the window's own invoke does, the page's test script does with `POST /call`.

use anyhow::{Context as _, Result, bail};
use axum::body::Body;
use axum::extract::{self, Json, State};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use serde_json::Value;
use std::net::Ipv4Addr;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, PoisonError};
use tokio::sync::watch;
use visita_app::{Door, Keystore, MemoryKeystore, NearbySettings, NoKeystore, Session, SystemClock};

/// The policy of the window, so that what it forbids fails here too.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
                      font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/// The folder whose files are named by what they hold.
const NAMED_BY_CONTENT: &str = "assets";
/// A browser may keep such a file, and what it made of it.
const FOR_GOOD: &str = "max-age=31536000, immutable";

#[derive(Clone)]
struct Bridge {
    session: Door,
    heard: watch::Receiver<Heard>,
    page: PathBuf,
}

/// What the session said that changed: all of it, since a page asks for what came after the last it knows.
#[derive(Default)]
struct Heard(Vec<Value>);

impl Heard {
    fn add(&mut self, changed: &impl serde::Serialize) {
        self.0.extend(serde_json::to_value(changed));
    }
}

#[derive(Deserialize)]
struct Call {
    name: String,
    args: Value,
}

#[tokio::main]
async fn main() -> Result<()> {
    let mut args = std::env::args_os().skip(1).map(PathBuf::from);
    let home = args.next().context("usage: visita-bridge FOLDER PAGE")?;
    let page = args.next().context("usage: visita-bridge FOLDER PAGE")?;
    let keystore: Arc<dyn Keystore> = match args.next() {
        Some(option) if option.as_os_str() == "--keystore" => Arc::new(MemoryKeystore::default()),
        Some(_) => bail!("usage: visita-bridge FOLDER PAGE [--keystore]"),
        None => Arc::new(NoKeystore),
    };
    let (heard, hearing) = watch::channel(Heard::default());
    let nearby = NearbySettings {
        listen: vec![(Ipv4Addr::LOCALHOST, 0).into()],
        announce: false,
    };
    let mut session = Session::among(home, Box::new(SystemClock))
        .with_nearby(nearby)
        .with_keystore(keystore);
    session.tell(Arc::new(move |changed| heard.send_modify(|heard| heard.add(changed))));
    let (session, heard) = (session.share(), hearing);
    let bridge = Bridge { session, heard, page };
    let routes = axum::Router::new()
        .route("/call", post(call))
        .route("/changed/{after}", get(changed))
        .fallback(get(file))
        .with_state(bridge);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, routes).await?;
    Ok(())
}

async fn call(State(bridge): State<Bridge>, Json(call): Json<Call>) -> Response {
    let answer = tokio::task::spawn_blocking(move || {
        let mut session = bridge.session.lock().unwrap_or_else(PoisonError::into_inner);
        // The shell looks by itself, every few seconds.
        session.lock_if_idle();
        visita_app::api::table::call(&mut session, &call.name, call.args)
    });
    match answer.await {
        Ok(Ok(value)) => Json(value).into_response(),
        Ok(Err(error)) => (StatusCode::UNPROCESSABLE_ENTITY, Json(error)).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// What changed after so many changes, as soon as there is any: the window's event, for a page without a window.
async fn changed(State(bridge): State<Bridge>, extract::Path(after): extract::Path<usize>) -> Response {
    let mut heard = bridge.heard.clone();
    match heard.wait_for(|heard| heard.0.len() > after).await {
        Ok(heard) => Json(heard.0.get(after..).unwrap_or_default()).into_response(),
        Err(_) => StatusCode::GONE.into_response(),
    }
}

async fn file(State(bridge): State<Bridge>, uri: Uri) -> Response {
    let asked = Path::new(uri.path().trim_start_matches('/'));
    if asked.components().any(|part| !matches!(part, Component::Normal(_))) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let path = if asked.as_os_str().is_empty() {
        bridge.page.join("index.html")
    } else {
        bridge.page.join(asked)
    };
    let kind = match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    match tokio::fs::read(&path).await {
        Ok(bytes) => {
            let mut response = Response::new(Body::from(bytes));
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
            headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
            if asked.starts_with(NAMED_BY_CONTENT) {
                headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(FOR_GOOD));
            }
            response
        }
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}
