//! The simplest of clients.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// A connection that has sent these bytes.
pub(crate) fn send(address: SocketAddr, bytes: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(address).expect("connects");
    stream.set_read_timeout(Some(Duration::from_secs(60))).expect("sets a limit");
    stream.write_all(bytes).expect("sends");
    stream
}

/// Head, in lower case, and body of the answer to a request.
pub(crate) fn ask(address: SocketAddr, request: &str) -> (String, Vec<u8>) {
    let mut reply = Vec::new();
    let head = format!("{request} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    send(address, head.as_bytes()).read_to_end(&mut reply).expect("replies");
    let at = reply.windows(4).position(|four| four == b"\r\n\r\n").expect("has a head");
    (String::from_utf8_lossy(&reply[..at]).to_lowercase(), reply[at + 4..].to_vec())
}

/// The first line of what comes back, `""` if nothing does.
pub(crate) fn status(mut stream: TcpStream) -> String {
    let mut reply = Vec::new();
    // A connection that is reset has said what it had to say.
    drop(stream.read_to_end(&mut reply));
    String::from_utf8_lossy(&reply).lines().next().unwrap_or_default().to_owned()
}
