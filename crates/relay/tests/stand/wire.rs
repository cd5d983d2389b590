//! A wire that is listened to.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use visita_wire::relay::{Endpoint, Invitation};

/// An address of the loopback that nothing else here has.
pub const DEVICE_ADDRESS: &str = "127.7.77.177";

/// What passes in both directions is kept. Its far end is the device's address.
pub struct Passage {
    pub address: SocketAddr,
    seen: Arc<Mutex<Vec<u8>>>,
}

impl Passage {
    pub async fn open(to: SocketAddr) -> Self {
        Self::open_to_any(vec![to]).await
    }

    /// To the first of these that answers: what stands in front of several relays on one database.
    pub async fn open_to_any(to: Vec<SocketAddr>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (address, seen) = (listener.local_addr().unwrap(), Arc::new(Mutex::new(Vec::new())));
        let kept = Arc::clone(&seen);
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let Some(far) = reach(&to).await else { continue };
                let (near_in, near_out) = near.into_split();
                let (far_in, far_out) = far.into_split();
                tokio::spawn(pass(near_in, far_out, Arc::clone(&kept)));
                tokio::spawn(pass(far_in, near_out, Arc::clone(&kept)));
            }
        });
        Self { address, seen }
    }

    /// The same relay, through here.
    pub fn invitation(&self, invitation: &Invitation) -> Invitation {
        let endpoint: Endpoint = format!("https://{}", self.address).parse().unwrap();
        Invitation::pinned(endpoint, invitation.pin().unwrap(), invitation.token()).unwrap()
    }

    pub fn seen(&self) -> Vec<u8> {
        self.seen.lock().unwrap().clone()
    }
}

async fn reach(to: &[SocketAddr]) -> Option<TcpStream> {
    for address in to {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind(format!("{DEVICE_ADDRESS}:0").parse().unwrap()).unwrap();
        if let Ok(far) = socket.connect(*address).await {
            return Some(far);
        }
    }
    None
}

async fn pass(mut from: impl AsyncRead + Unpin, mut to: impl AsyncWrite + Unpin, seen: Arc<Mutex<Vec<u8>>>) {
    let mut bytes = vec![0; 65_536];
    while let Ok(length @ 1..) = from.read(&mut bytes).await {
        seen.lock().unwrap().extend(&bytes[..length]);
        if to.write_all(&bytes[..length]).await.is_err() {
            return;
        }
    }
    let _ = to.shutdown().await;
}
