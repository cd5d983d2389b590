//! A relay from its first breath to its last.

use crate::http::{Relay, operator_router, router, today};
use crate::limits::{HEAD_TIME, STOP_TIME, SWEEP_EVERY};
use crate::news::News;
use crate::objects::Depot;
use crate::pace::Pace;
use crate::settings::{CertificateFiles, Objects, Serve, Storage};
use crate::store::{Store, StoreError};
use crate::tls::{Certificate, TlsError};
use crate::turnstile::Turnstile;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use axum_server::{Handle, Server};
use object_store::ObjectStore;
use object_store::local::LocalFileSystem;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::time::SystemTime;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// Folder of the relay's own certificate, in its data folder.
const CERTIFICATE_FOLDER: &str = "tls";

/// Why a relay does not serve.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The certificate.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// The network, or a file.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The object storage cannot be used.
    #[error("the object storage cannot be used")]
    Objects,
    /// Plain HTTP where others could listen.
    #[error("without TLS only on the loopback, or behind a proxy that says so (--behind-proxy)")]
    Insecure,
}

/// The certificate given, or the relay's own.
///
/// # Errors
/// See [`TlsError`].
pub fn certificate(data: &Path, given: &CertificateFiles) -> Result<Certificate, TlsError> {
    match (&given.certificate, &given.key) {
        (Some(chain), Some(key)) => Ok(Certificate {
            chain: chain.clone(),
            key: key.clone(),
        }),
        (None, _) | (_, None) => Certificate::own(&data.join(CERTIFICATE_FOLDER)),
    }
}

/// The object storage, where there is one.
///
/// # Errors
/// [`ServeError::Objects`].
pub fn shelf(storage: &Storage) -> Result<Option<Arc<dyn ObjectStore>>, ServeError> {
    match &storage.objects {
        None => Ok(None),
        Some(Objects::Folder(path)) => {
            std::fs::create_dir_all(path)?;
            let folder = LocalFileSystem::new_with_prefix(path).map_err(|_| ServeError::Objects)?;
            // Acknowledged means on the disk, here as in the database.
            Ok(Some(Arc::new(folder.with_fsync(true))))
        }
        Some(Objects::Bucket(address)) => bucket(address).map(Some),
    }
}

#[cfg(feature = "s3")]
fn bucket(address: &str) -> Result<Arc<dyn ObjectStore>, ServeError> {
    use object_store::aws::AmazonS3Builder;
    use object_store::prefix::PrefixStore;
    let rest = address.strip_prefix("s3://").ok_or(ServeError::Objects)?;
    let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
    let storage = AmazonS3Builder::from_env()
        .with_bucket_name(bucket)
        .build()
        .map_err(|_| ServeError::Objects)?;
    Ok(Arc::new(PrefixStore::new(storage, prefix)))
}

#[cfg(not(feature = "s3"))]
fn bucket(_: &str) -> Result<Arc<dyn ObjectStore>, ServeError> {
    Err(ServeError::Objects)
}

/// Serves until SIGTERM or SIGINT: then waits end with an empty answer, requests under way are finished, and nothing new is
/// taken. SIGHUP reads the certificate again. `ready` hears the addresses, of devices and of the operator.
///
/// # Errors
/// See [`ServeError`].
pub async fn serve<S: Store>(
    store: S,
    news: Arc<News>,
    storage: &Storage,
    serve: &Serve,
    ready: impl FnOnce(SocketAddr, Option<SocketAddr>) + Send + 'static,
) -> Result<(), ServeError> {
    let is_plain = serve.insecure_http || serve.behind_proxy;
    if is_plain && !serve.behind_proxy && !serve.listen.ip().is_loopback() {
        return Err(ServeError::Insecure);
    }
    let (stop, stopping) = watch::channel(false);
    let pace = Pace::new(serve.requests_a_minute, serve.puts_a_minute);
    let depot = Depot::new(store, shelf(storage)?);
    let relay = Arc::new(Relay::new(depot, news, pace, serve.behind_proxy, stopping));
    let (devices, operator) = (Handle::new(), Handle::new());
    let listener = bind(serve.listen)?;
    let address = listener.local_addr()?;
    let operator_listener = serve.metrics.map(bind).transpose()?;
    let operator_address = operator_listener
        .as_ref()
        .map(std::net::TcpListener::local_addr)
        .transpose()?;
    let acceptor = Turnstile::new(relay.figures.connections.clone());
    let app = router(Arc::clone(&relay)).into_make_service_with_connect_info::<SocketAddr>();
    let server = bounded(axum_server::from_tcp(listener)?).handle(devices.clone());
    let swept = tokio::spawn(sweep(Arc::clone(&relay), serve.keep_days));
    let operated = operator_listener
        .map(|listener| axum_server::from_tcp(listener).map(bounded))
        .transpose()?
        .map(|server| {
            let app = operator_router(Arc::clone(&relay)).into_make_service();
            tokio::spawn(server.handle(operator.clone()).serve(app))
        });
    let tls = if is_plain {
        None
    } else {
        Some(certificate(&storage.data, &serve.certificate)?)
    };
    let config = tls
        .as_ref()
        .map(Certificate::config)
        .transpose()?
        .map(RustlsConfig::from_config);
    let signals = signals(tls, config.clone())?;
    let told = {
        let (devices, operator) = (devices.clone(), operator.clone());
        tokio::spawn(async move {
            signals.await;
            tracing::info!("stopping");
            let _ = stop.send(true);
            devices.graceful_shutdown(Some(STOP_TIME));
            operator.graceful_shutdown(Some(STOP_TIME));
        })
    };
    tracing::info!(secure = !is_plain, "serving");
    ready(address, operator_address);
    match config {
        Some(config) => {
            let secure = RustlsAcceptor::new(config)
                .handshake_timeout(HEAD_TIME)
                .acceptor(acceptor);
            server.acceptor(secure).serve(app).await?;
        }
        None => server.acceptor(acceptor).serve(app).await?,
    }
    told.abort();
    swept.abort();
    if let Some(operated) = operated {
        operated.abort();
    }
    tracing::info!("stopped");
    Ok(())
}

fn bind(address: SocketAddr) -> io::Result<std::net::TcpListener> {
    let listener = std::net::TcpListener::bind(address)?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// Time limits on what comes before a request is whole.
fn bounded<A>(mut server: Server<SocketAddr, A>) -> Server<SocketAddr, A> {
    server.http_builder().http1().header_read_timeout(HEAD_TIME);
    server.http1_only().first_request_timeout(HEAD_TIME)
}

/// What to do when a signal comes; done when it is time to stop.
fn signals(
    certificate: Option<Certificate>,
    config: Option<RustlsConfig>,
) -> io::Result<Pin<Box<dyn Future<Output = ()> + Send>>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut again = signal(SignalKind::hangup())?;
    Ok(Box::pin(async move {
        loop {
            tokio::select! {
                _ = terminate.recv() => return,
                _ = interrupt.recv() => return,
                _ = again.recv() => {
                    if let (Some(certificate), Some(config)) = (&certificate, &config) {
                        match certificate.config() {
                            Ok(read) => {
                                config.reload_from_config(read);
                                tracing::info!("the certificate was read again");
                            }
                            Err(_) => tracing::warn!("the certificate cannot be read; the old one stays"),
                        }
                    }
                }
            }
        }
    }))
}

/// Removes what is past its time, now and then.
async fn sweep<S: Store>(relay: Arc<Relay<S>>, keep_days: u32) {
    let mut every = tokio::time::interval(SWEEP_EVERY);
    loop {
        every.tick().await;
        relay.forget();
        // What came on the first day that still counts is kept all of it.
        let before = today().saturating_sub(keep_days);
        loop {
            match relay.depot.sweep(before).await {
                Ok(swept) => {
                    relay.figures.expired.inc_by(swept.items);
                    if swept.items > 0 {
                        tracing::info!(envelopes = swept.items, "expired");
                    }
                    if !swept.has_more {
                        break;
                    }
                }
                Err(error) => {
                    tracing::warn!(%error, "nothing was swept");
                    break;
                }
            }
            tokio::task::yield_now().await;
        }
        match relay.depot.sweep_orphans(SystemTime::now()).await {
            Ok(0) => {}
            Ok(objects) => tracing::info!(objects, "orphans removed"),
            Err(error) => tracing::warn!(%error, "orphans were not looked for"),
        }
    }
}
