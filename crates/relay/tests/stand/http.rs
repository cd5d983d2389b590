//! HTTP by hand, in the clear: for what no client of ours would say.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Says these bytes; what was answered until the connection ended: its head, and its body.
pub async fn say(address: &str, bytes: &[u8]) -> (String, Vec<u8>) {
    let mut stream = TcpStream::connect(address).await.unwrap();
    // It may answer, and hang up, before it has heard everything.
    let _ = stream.write_all(bytes).await;
    let mut heard = Vec::new();
    let _ = stream.read_to_end(&mut heard).await;
    let end = heard
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .map_or(heard.len(), |end| end + 4);
    let body = heard.split_off(end);
    (String::from_utf8_lossy(&heard).to_lowercase(), body)
}

/// GET of an `http://` address: head and body.
pub async fn get(address: &str) -> (String, String) {
    let (host, path) = address.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let (head, body) = say(
        host,
        format!("GET /{path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").as_bytes(),
    )
    .await;
    (head, String::from_utf8(body).unwrap())
}

/// POST with these further lines in its head: head and body of the answer.
pub async fn post(address: &str, path: &str, lines: &str, body: &[u8]) -> (String, Vec<u8>) {
    let head = format!("POST {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{lines}\r\n");
    say(
        address.strip_prefix("http://").unwrap(),
        &[head.as_bytes(), body].concat(),
    )
    .await
}
