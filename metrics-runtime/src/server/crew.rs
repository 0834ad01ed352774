//! The threads that answer, and who must go when all of them are taken.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::answer::{Answer, answer};
use super::request::head_length;
use super::timed::{Timed, is_late};
use crate::registry::Registry;

/// How many threads answer.
const THREADS: usize = 4;
/// The longest head of a request, in bytes.
const LONGEST_HEAD: usize = 8 * 1024;
/// Within which time a request arrives.
const HEAD_TIME: Duration = Duration::from_secs(5);
/// Within which time an answer is read.
const BODY_TIME: Duration = Duration::from_secs(30);
/// How long the client may take to close its side.
const CLOSE_TIME: Duration = Duration::from_secs(1);
/// How long a connection waits for a thread before it is turned away.
const QUEUE_TIME: Duration = Duration::from_secs(2);

/// The threads, and what each of them does.
#[derive(Debug)]
pub(super) struct Crew {
    registry: Registry,
    state: Mutex<State>,
    /// A thread has a connection, or has none any more, or it is time to stop.
    changed: Condvar,
}

#[derive(Debug)]
struct State {
    stopping: bool,
    seats: [Seat; THREADS],
}

/// What a thread does.
#[derive(Debug)]
struct Seat {
    phase: Phase,
    since: Instant,
    connection: Option<Arc<TcpStream>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    Idle,
    /// It has a connection, and has not looked at it yet.
    Given,
    /// The answer is sent; the client is to close.
    Closing,
    Reading,
    Sending,
    /// Functions of the service may be called. No connection is waited for.
    Making,
}

impl Phase {
    /// How long a connection can be in this phase while others wait, if it can be cut off in it at all.
    fn grace(self) -> Option<Duration> {
        match self {
            Phase::Closing | Phase::Reading => Some(Duration::from_millis(100)),
            Phase::Sending => Some(Duration::from_secs(1)),
            Phase::Idle | Phase::Given | Phase::Making => None,
        }
    }
}

impl Crew {
    /// Starts the threads.
    pub(super) fn start(registry: &Registry) -> io::Result<Arc<Self>> {
        let since = Instant::now();
        let seats = std::array::from_fn(|_| Seat { phase: Phase::Idle, since, connection: None });
        let state = Mutex::new(State { stopping: false, seats });
        let crew = Arc::new(Crew { registry: registry.clone(), state, changed: Condvar::new() });
        for at in 0..THREADS {
            let own = Arc::clone(&crew);
            let thread = std::thread::Builder::new().name("metricspec-http".into()).spawn(move || own.work(at));
            if let Err(error) = thread {
                crew.begin_stop();
                return Err(error);
            }
        }
        Ok(crew)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn stopping(&self) -> bool {
        self.state().stopping
    }

    /// Gives a connection to a thread. If none is idle, waits for one, and cuts off what takes longest, beginning with
    /// connections that have not asked for anything yet.
    pub(super) fn take(&self, connection: TcpStream) {
        let end = Instant::now() + QUEUE_TIME;
        let mut state = self.state();
        loop {
            if state.stopping {
                return;
            }
            if let Some(seat) = state.seats.iter_mut().find(|seat| seat.phase == Phase::Idle) {
                *seat = Seat { phase: Phase::Given, since: Instant::now(), connection: Some(Arc::new(connection)) };
                self.changed.notify_all();
                return;
            }
            let now = Instant::now();
            if now >= end {
                drop(state);
                return turn_away(&connection);
            }
            state.cut_off(now);
            // Long enough for a thread that was cut off; short enough to see the next one that can be.
            let wait = Duration::from_millis(20).min(end - now);
            state = self.changed.wait_timeout(state, wait).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// What each thread does.
    fn work(&self, at: usize) {
        let mut state = self.state();
        loop {
            if let Some(connection) = state.seats[at].connection.clone() {
                drop(state);
                // Whatever goes wrong with a connection is the client's concern.
                _ = self.converse(at, &connection);
                state = self.state();
                state.seats[at] = Seat { phase: Phase::Idle, since: Instant::now(), connection: None };
                self.changed.notify_all();
            } else if state.stopping {
                return;
            } else {
                state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
        }
    }

    fn converse(&self, at: usize, connection: &TcpStream) -> io::Result<()> {
        connection.set_nonblocking(false)?;
        connection.set_nodelay(true)?;
        self.enter(at, Phase::Reading);
        let answer = match read_head(connection) {
            Ok(Head::Whole(head)) => {
                self.enter(at, Phase::Making);
                answer(&head, &self.registry)
            }
            Ok(Head::TooLong) => {
                Answer::refusal("431 Request Header Fields Too Large", "the head of a request has at most 8 KiB here")
            }
            Ok(Head::Gone) => return Ok(()),
            Err(error) if is_late(&error) => {
                Answer::refusal("408 Request Timeout", "the request did not come within 5 seconds")
            }
            Err(error) => return Err(error),
        };
        self.enter(at, Phase::Sending);
        let timed = Timed::new(connection, BODY_TIME);
        timed.write(answer.head.as_bytes())?;
        timed.write(&answer.body)?;
        drop(answer);
        self.enter(at, Phase::Closing);
        // To close while bytes of the client are unread would take back what it has not received.
        connection.shutdown(Shutdown::Write)?;
        let (timed, mut rest) = (Timed::new(connection, CLOSE_TIME), [0; 1024]);
        while timed.read(&mut rest)? > 0 {}
        Ok(())
    }

    fn enter(&self, at: usize, phase: Phase) {
        let mut state = self.state();
        let seat = &mut state.seats[at];
        (seat.phase, seat.since) = (phase, Instant::now());
        // Whoever asks while the server stops may still get the answer, but is not waited for.
        if state.stopping && matches!(phase, Phase::Reading | Phase::Closing) {
            state.seats[at].cut_off();
        }
    }

    /// Lets threads end when their answers have.
    pub(super) fn begin_stop(&self) {
        let mut state = self.state();
        state.stopping = true;
        for seat in &state.seats {
            if matches!(seat.phase, Phase::Reading | Phase::Closing) {
                seat.cut_off();
            }
        }
        self.changed.notify_all();
    }

    /// Waits for the threads to end, at most so long, then closes what is left.
    pub(super) fn stop(&self, patience: Duration) {
        self.begin_stop();
        let busy = |state: &mut State| state.seats.iter().any(|seat| seat.phase != Phase::Idle);
        let waited = self.changed.wait_timeout_while(self.state(), patience, busy);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        state.seats.iter().for_each(Seat::cut_off);
    }
}

impl State {
    /// Cuts off the connection that has been waited for longest, of those in the earliest phase.
    fn cut_off(&self, now: Instant) {
        let late =
            |seat: &&Seat| seat.phase.grace().is_some_and(|grace| now.saturating_duration_since(seat.since) > grace);
        if let Some(seat) = self.seats.iter().filter(late).min_by_key(|seat| (seat.phase, seat.since)) {
            seat.cut_off();
        }
    }
}

impl Seat {
    /// Ends the connection under its thread, which then has no more to wait for.
    fn cut_off(&self) {
        if let Some(connection) = &self.connection {
            // An error says that the client was faster.
            _ = connection.shutdown(Shutdown::Both);
        }
    }
}

/// Says that there is no thread, without waiting for the client.
fn turn_away(mut connection: &TcpStream) {
    let answer = Answer::refusal("503 Service Unavailable", "too many scrapes are under way");
    if connection.set_nonblocking(true).is_ok() {
        // A close with bytes unread would take back the answer.
        _ = connection.read(&mut [0; LONGEST_HEAD]);
        // A new connection takes so few bytes at once. If not, it is closed without them.
        _ = connection.write(&[answer.head.as_bytes(), &answer.body].concat());
    }
}

/// What came of reading the head of a request.
enum Head {
    Whole(Vec<u8>),
    TooLong,
    /// The client closed before.
    Gone,
}

fn read_head(connection: &TcpStream) -> io::Result<Head> {
    let timed = Timed::new(connection, HEAD_TIME);
    let mut head = Vec::new();
    let mut piece = [0; 1024];
    while head.len() < LONGEST_HEAD {
        let seen = head.len();
        match timed.read(&mut piece)? {
            0 => return Ok(Head::Gone),
            read => head.extend_from_slice(&piece[..read]),
        }
        if let Some(length) = head_length(&head, seen) {
            head.truncate(length);
            return Ok(if length > LONGEST_HEAD { Head::TooLong } else { Head::Whole(head) });
        }
    }
    Ok(Head::TooLong)
}
