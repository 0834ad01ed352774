//! A small HTTP server for processes that have none (feature `server`). It needs the standard library alone.

mod answer;
mod crew;
mod error;
mod request;
mod timed;

use std::fmt::Debug;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream, ToSocketAddrs};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use crew::Crew;
pub use error::ServeError;

use crate::registry::Registry;

/// Serves a registry over HTTP/1.1: `GET` and `HEAD` of `/metrics`, in the format and coding that the scraper asks for
/// ([`Registry::reply`]), and a page at `/` that leads there.
///
/// The address is `host:port`; port 0 takes a free one, which [`Server::local_addr`] tells; `[::]:9100` takes IPv6 and,
/// where the system has it so, IPv4.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use metricspec::Registry;
///
/// let server = metricspec::serve("127.0.0.1:0", Registry::global())?;
/// println!("metrics are at http://{}/metrics", server.local_addr());
/// # Ok(())
/// # }
/// ```
///
/// What clients can cost is bounded. There are four threads that answer, beside the one that waits for connections; each
/// holds at most one request, of at most 8 KiB, and one exposition. A request is to arrive within 5 seconds and its answer
/// to be read within 30. While other connections wait, one whose request does not come is cut off after a tenth of a
/// second, one whose answer is not read after a second. If all four threads are busy in functions that are called at a
/// scrape, others are told so with status 503. Each connection is closed after its answer. No lock of the registry is
/// held while a client is waited for.
///
/// There is neither encryption nor authentication: give it an address that only scrapers reach.
///
/// # Errors
/// If the address cannot be listened at, or no thread can be started.
pub fn serve(address: impl ToSocketAddrs + Debug, registry: &Registry) -> Result<Server, ServeError> {
    let text = || format!("{address:?}").trim_matches('"').to_owned();
    let listener = TcpListener::bind(&address).map_err(|error| ServeError::new(text(), error))?;
    start(listener, registry).map_err(|error| ServeError::new(text(), error))
}

fn start(listener: TcpListener, registry: &Registry) -> io::Result<Server> {
    let address = listener.local_addr()?;
    let crew = Crew::start(registry)?;
    let accepting = Arc::clone(&crew);
    let thread = std::thread::Builder::new().name("metricspec-http".into());
    match thread.spawn(move || accept(&listener, &accepting)) {
        Ok(acceptor) => Ok(Server { address, crew, acceptor: Some(acceptor) }),
        Err(error) => {
            crew.stop(Duration::ZERO);
            Err(error)
        }
    }
}

/// Hands connections to the crew until that stops.
fn accept(listener: &TcpListener, crew: &Crew) {
    loop {
        match listener.accept() {
            _ if crew.stopping() => return,
            Ok((stream, _)) => crew.take(stream),
            // The connection went away already, or there are no file descriptors left: others will be.
            Err(_) => std::thread::sleep(Duration::from_millis(50)),
        }
    }
}

/// A server that runs. It stops when this is dropped.
#[derive(Debug)]
#[must_use = "the server stops when this is dropped; keep it, or call `detach`"]
pub struct Server {
    address: SocketAddr,
    crew: Arc<Crew>,
    /// `None` once it was stopped.
    acceptor: Option<JoinHandle<()>>,
}

impl Server {
    /// The address at which it listens, with the port that it has taken.
    pub fn local_addr(&self) -> SocketAddr {
        self.address
    }

    /// Stops: takes no more connections, lets answers that are under way end within a second, and closes the rest. The
    /// address is free then. A function that is being called at a scrape is not waited for any longer.
    pub fn stop(self) {
        drop(self);
    }

    /// Lets the server run until the process ends.
    pub fn detach(mut self) {
        // Without its handle, the thread runs on.
        self.acceptor = None;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let Some(acceptor) = self.acceptor.take() else { return };
        self.crew.begin_stop();
        // The standard library can wake the thread that waits for connections only by one.
        if wake(self.address) {
            _ = acceptor.join();
        }
        self.crew.stop(Duration::from_secs(1));
    }
}

/// Connects to an address of this process; whether that could be done.
fn wake(address: SocketAddr) -> bool {
    let local = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => vec![IpAddr::from(Ipv4Addr::LOCALHOST)],
        IpAddr::V6(ip) if ip.is_unspecified() => vec![Ipv6Addr::LOCALHOST.into(), Ipv4Addr::LOCALHOST.into()],
        ip => vec![ip],
    };
    local.into_iter().any(|ip| {
        let mut to = address;
        to.set_ip(ip);
        TcpStream::connect_timeout(&to, Duration::from_secs(1)).is_ok()
    })
}
