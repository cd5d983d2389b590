//! Questions over HTTP/1.1.

use super::{AskError, Relay, pin};
use bytes::Bytes;
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::header::CONTENT_TYPE;
use hyper::{Method, Request, StatusCode, Uri};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use std::error::Error;
use std::time::Duration;
use tokio::time::timeout;
use visita_wire::relay::{
    FetchAnswer, FetchRequest, Invitation, InvitationToken, MAX_ANSWER_BYTES, PutAnswer, PutRequest, Trouble,
    WaitAnswer, WaitRequest,
};

/// Time to reach the relay.
const CONNECT_TIME: Duration = Duration::from_secs(10);
/// Time for a put or a fetch of the largest size, on a slow line.
const ASK_TIME: Duration = Duration::from_secs(180);
/// Beyond a wait's own time.
const WAIT_GRACE: Duration = Duration::from_secs(20);
/// A connection that nobody used for so long is closed.
const IDLE_TIME: Duration = Duration::from_secs(60);
const IDLE_CONNECTIONS: usize = 2;
const BODY_TYPE: &str = "application/cbor";

/// A relay that was invited to.
#[derive(Clone)]
pub struct RelayClient {
    http: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    base: String,
    invitation: InvitationToken,
}

impl RelayClient {
    /// For an invitation. Nothing is sent yet.
    ///
    /// # Errors
    /// [`AskError::Unreachable`] when there is no cryptography to reach it with.
    pub fn new(invitation: &Invitation) -> Result<Self, AskError> {
        // Without a pin the address is this machine's, and not TLS: nobody has a key that hashes to zeros.
        let pin = invitation.pin().unwrap_or(visita_wire::relay::Pin([0; 32]));
        let config = pin::config(pin).map_err(|_| AskError::Unreachable)?;
        let mut tcp = HttpConnector::new();
        tcp.set_connect_timeout(Some(CONNECT_TIME));
        tcp.set_nodelay(true);
        tcp.enforce_http(false);
        let builder = HttpsConnectorBuilder::new().with_tls_config(config);
        let builder = if invitation.endpoint().is_secure() {
            builder.https_only()
        } else {
            builder.https_or_http()
        };
        let http = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE_TIME)
            .pool_max_idle_per_host(IDLE_CONNECTIONS)
            .build(builder.enable_http1().wrap_connector(tcp));
        Ok(Self {
            http,
            base: invitation.endpoint().to_string(),
            invitation: invitation.token(),
        })
    }

    /// What opens mailboxes there.
    #[must_use]
    pub fn invitation(&self) -> InvitationToken {
        self.invitation
    }

    async fn ask(&self, path: &str, body: Vec<u8>, within: Duration) -> Result<(StatusCode, Bytes), AskError> {
        let uri: Uri = format!("{}{path}", self.base)
            .parse()
            .map_err(|_| AskError::Unreadable)?;
        let request = Request::builder()
            .method(Method::POST)
            .uri(uri)
            .header(CONTENT_TYPE, BODY_TYPE)
            .body(Full::from(body))
            .map_err(|_| AskError::Unreadable)?;
        let asked = async {
            let answer = self.http.request(request).await.map_err(|error| unreachable(&error))?;
            let status = answer.status();
            let body = Limited::new(answer.into_body(), MAX_ANSWER_BYTES).collect().await;
            let body = body.map_err(|error| {
                if error.is::<http_body_util::LengthLimitError>() {
                    AskError::Unreadable
                } else {
                    AskError::Unreachable
                }
            })?;
            Ok((status, body.to_bytes()))
        };
        timeout(within, asked).await.map_err(|_| AskError::Unreachable)?
    }
}

/// Whether a stranger answered, or nobody.
fn unreachable(error: &hyper_util::client::legacy::Error) -> AskError {
    if error.source().is_some_and(is_of_a_stranger) {
        AskError::NotTheRelay
    } else {
        AskError::Unreachable
    }
}

fn is_of_a_stranger(error: &(dyn Error + 'static)) -> bool {
    if let Some(tls) = error.downcast_ref::<rustls::Error>() {
        return matches!(tls, rustls::Error::InvalidCertificate(_));
    }
    // An I/O error does not name what it wraps as its source.
    let wrapped = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
    wrapped.is_some_and(|inner| is_of_a_stranger(inner)) || error.source().is_some_and(is_of_a_stranger)
}

fn refused(body: &[u8]) -> AskError {
    let refusal = Trouble::decode(body).and_then(|trouble| Ok((trouble.refusal()?, trouble.retry_after_seconds)));
    match refusal {
        Ok((refusal, seconds)) => AskError::Refused {
            refusal,
            retry_after: (seconds > 0).then(|| Duration::from_secs(seconds)),
        },
        Err(_) => AskError::Unreadable,
    }
}

impl Relay for RelayClient {
    async fn put(&self, request: &PutRequest) -> Result<PutAnswer, AskError> {
        let body = request.encode().map_err(|_| AskError::TooLarge)?;
        let (_, body) = self.ask("/v1/put", body, ASK_TIME).await?;
        match PutAnswer::decode(&body) {
            Ok(answer) if answer.outcomes.len() == request.items.len() => Ok(answer),
            Ok(_) => Err(AskError::Unreadable),
            Err(_) => Err(refused(&body)),
        }
    }

    async fn fetch(&self, request: &FetchRequest) -> Result<FetchAnswer, AskError> {
        let body = request.encode().map_err(|_| AskError::TooLarge)?;
        let (status, body) = self.ask("/v1/fetch", body, ASK_TIME).await?;
        if !status.is_success() {
            return Err(refused(&body));
        }
        FetchAnswer::decode(&body).map_err(|_| AskError::Unreadable)
    }

    async fn wait(&self, request: &WaitRequest) -> Result<WaitAnswer, AskError> {
        let body = request.encode().map_err(|_| AskError::TooLarge)?;
        let within = Duration::from_secs(request.seconds.into()) + WAIT_GRACE;
        let (status, body) = self.ask("/v1/wait", body, within).await?;
        if !status.is_success() {
            return Err(refused(&body));
        }
        WaitAnswer::decode(&body).map_err(|_| AskError::Unreadable)
    }
}
