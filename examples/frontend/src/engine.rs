//! A stand-in for an inference engine: streams words with delays, and refuses work beyond its slots.

use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Semaphore, mpsc};
use tokio::time::sleep;

/// Models that it serves.
pub(crate) const MODELS: [&str; 2] = ["llama-3.1-8b", "qwen-2.5-0.5b"];

const WORDS: [&str; 12] =
    ["the", "front", "end", "streams", "tokens", "while", "workers", "decode", "and", "nobody", "has", "waited"];

/// How fast it is, and how much it takes on at once.
#[derive(Clone, Copy, Debug)]
pub struct Capacity {
    /// Until the first token of an empty prompt.
    pub first_token: Duration,
    /// More for each token of the prompt.
    pub prompt_token: Duration,
    /// Between tokens.
    pub next_token: Duration,
    /// Requests at once.
    pub slots: usize,
}

impl Default for Capacity {
    fn default() -> Capacity {
        Capacity {
            first_token: Duration::from_millis(40),
            prompt_token: Duration::from_micros(200),
            next_token: Duration::from_millis(12),
            slots: 64,
        }
    }
}

/// All slots are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overloaded;

/// The engine.
#[derive(Debug)]
pub struct Engine {
    capacity: Capacity,
    slots: Arc<Semaphore>,
}

impl Engine {
    /// An engine at rest.
    pub fn new(capacity: Capacity) -> Engine {
        Engine { capacity, slots: Arc::new(Semaphore::new(capacity.slots)) }
    }

    /// Starts to generate; tokens arrive as they are made. When the receiver is dropped, the engine stops.
    ///
    /// # Errors
    /// If all slots are taken.
    pub fn generate(&self, prompt_tokens: u32, tokens: u32) -> Result<mpsc::Receiver<&'static str>, Overloaded> {
        let slot = self.slots.clone().try_acquire_owned().map_err(|_| Overloaded)?;
        let capacity = self.capacity;
        let (sender, receiver) = mpsc::channel(1);
        tokio::spawn(async move {
            let _slot = slot;
            sleep(capacity.first_token + capacity.prompt_token * prompt_tokens).await;
            for (i, word) in (0..tokens).zip(WORDS.iter().cycle()) {
                if i > 0 {
                    sleep(capacity.next_token).await;
                }
                if sender.send(*word).await.is_err() {
                    return;
                }
            }
        });
        Ok(receiver)
    }

    /// A vector for a text.
    ///
    /// # Errors
    /// If all slots are taken.
    pub async fn embed(&self, text: &str) -> Result<Vec<f32>, Overloaded> {
        let _slot = self.slots.clone().try_acquire_owned().map_err(|_| Overloaded)?;
        sleep(self.capacity.first_token / 4).await;
        let sum = text.bytes().fold(0_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
        Ok((0..8).map(|i| f32::from((sum >> (4 * i)) as u8 & 15) / 15.0).collect())
    }
}
