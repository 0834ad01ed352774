//! The body of a reply.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use ::axum::body::{Bytes, HttpBody};
use http_body::{Frame, SizeHint};
use tokio::task::AbortHandle;

use super::place::{GivenUp, Place};

/// How much is handed to the server at a time. It is copied, since a slice of the whole would keep the whole alive.
const PIECE: usize = 64 * 1024;

/// An exposition that can be given up while it is sent.
#[derive(Debug)]
pub(super) struct Sent {
    place: Arc<Place>,
    timer: Option<AbortHandle>,
}

impl Sent {
    pub(super) fn new(body: Vec<u8>, place: Arc<Place>, timer: Option<AbortHandle>) -> Self {
        place.send(body);
        Sent { place, timer }
    }
}

impl HttpBody for Sent {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        Poll::Ready(match self.place.next(PIECE, Bytes::copy_from_slice) {
            Ok(piece) if piece.is_empty() => None,
            Ok(piece) => Some(Ok(Frame::data(piece))),
            Err(GivenUp) => Some(Err(io::Error::new(io::ErrorKind::TimedOut, "the client does not read"))),
        })
    }

    fn is_end_stream(&self) -> bool {
        self.place.left().is_ok_and(|left| left == 0)
    }

    fn size_hint(&self) -> SizeHint {
        // Unknown if it was given up, lest a reply that never began look like an empty exposition.
        self.place.left().map_or_else(|GivenUp| SizeHint::default(), |left| SizeHint::with_exact(left as u64))
    }
}

impl Drop for Sent {
    fn drop(&mut self) {
        if let Some(timer) = &self.timer {
            timer.abort();
        }
    }
}
