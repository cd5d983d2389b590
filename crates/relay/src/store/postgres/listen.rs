//! News of other processes: one connection that listens, and comes back when it breaks.

use super::CHANNEL;
use crate::news::News;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio_postgres::{AsyncMessage, Config, NoTls};
use visita_wire::MailboxTag;

/// Between two tries to connect.
const PAUSE: Duration = Duration::from_secs(1);

/// Listens until dropped.
pub(super) struct Listener(JoinHandle<()>);

impl Drop for Listener {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Listener {
    pub(super) fn start(config: Config, news: Arc<News>) -> Self {
        Self(tokio::spawn(async move {
            loop {
                if listen(&config, &news).await.is_err() {
                    tracing::warn!("the connection that listens for news broke");
                }
                tokio::time::sleep(PAUSE).await;
            }
        }))
    }
}

async fn listen(config: &Config, news: &News) -> Result<(), tokio_postgres::Error> {
    let (client, mut connection) = config.connect(NoTls).await?;
    let listening = async {
        client.batch_execute(&format!("LISTEN {CHANNEL}")).await?;
        // What came while nobody listened is not said again.
        news.ring_all();
        std::future::pending().await
    };
    let hearing = async {
        loop {
            match std::future::poll_fn(|context| connection.poll_message(context)).await {
                Some(Ok(AsyncMessage::Notification(said))) => news.ring(&tags(said.payload())),
                Some(Ok(_)) => {}
                Some(Err(error)) => return Err(error),
                None => return Ok(()),
            }
        }
    };
    tokio::select! {
        broken = listening => broken,
        ended = hearing => ended,
    }
}

/// Tags as hexadecimal digits, one after another.
fn tags(payload: &str) -> Vec<MailboxTag> {
    payload
        .as_bytes()
        .chunks(64)
        .filter_map(|digits| std::str::from_utf8(digits).ok()?.parse().ok())
        .collect()
}
