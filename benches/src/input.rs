//! What the calls are given: the same for every peer.

use std::time::Duration;

pub(crate) use crate::schema::bench::labels::{Endpoint, RequestType, Status};
use metricspec::label::Closed;

/// Splitmix64: repeatable, and random enough for branches not to be learnt.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// From 0 to 1.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

/// Calls of a pass.
const LENGTH: usize = 4096;

/// Three closed labels: W1.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Labels {
    pub(crate) endpoint: Endpoint,
    pub(crate) request_type: RequestType,
    pub(crate) status: Status,
}

impl Labels {
    /// Combinations.
    pub(crate) const COUNT: usize = 16;

    pub(crate) fn at(index: usize) -> Labels {
        Labels { endpoint: closed(index / 4), request_type: closed(index / 2 % 2), status: closed(index % 2) }
    }

    #[inline]
    pub(crate) fn index(self) -> usize {
        (self.endpoint as usize) * 4 + (self.request_type as usize) * 2 + self.status as usize
    }

    #[inline]
    pub(crate) fn texts(self) -> [&'static str; 3] {
        [self.endpoint.text(), self.request_type.text(), self.status.text()]
    }

    pub(crate) fn random(seed: u64) -> Vec<Labels> {
        let mut random = Random(seed);
        (0..LENGTH).map(|_| Labels::at(random.below(Self::COUNT))).collect()
    }

    /// One series all the time, which the compiler does not know.
    pub(crate) fn same() -> Vec<Labels> {
        vec![Labels::at(9); LENGTH]
    }

    pub(crate) fn all(input: &Vec<Labels>) -> &[Labels] {
        input
    }
}

/// The value at a position of a closed label; positions are in range here.
pub(crate) fn closed<L: Closed>(index: usize) -> L {
    L::from_index(index).expect("a position of the label")
}

macro_rules! texts {
    ($($label:ident { $($variant:ident $text:literal)* })*) => {$(
        impl $label {
            /// As it is exposed.
            #[inline]
            pub(crate) fn text(self) -> &'static str {
                match self {
                    $($label::$variant => $text,)*
                }
            }
        }
    )*};
}

texts! {
    Endpoint { ChatCompletions "chat_completions" Completions "completions" Embeddings "embeddings" Models "models" }
    RequestType { Stream "stream" Unary "unary" }
    Status { Ok "ok" Error "error" }
}

/// An open label and two closed ones: W2.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Request {
    pub(crate) model: &'static str,
    pub(crate) model_index: usize,
    pub(crate) request_type: RequestType,
    pub(crate) status: Status,
}

/// Models that are served.
pub(crate) const MODELS: [&str; 16] = [
    "gpt-4o",
    "gpt-4o-mini",
    "claude-3-5-sonnet-20241022",
    "claude-3-haiku",
    "meta-llama/Llama-3.1-8B-Instruct",
    "meta-llama/Llama-3.1-70B-Instruct",
    "mistralai/Mistral-7B-Instruct-v0.3",
    "mixtral-8x7b",
    "Qwen/Qwen2.5-72B-Instruct",
    "deepseek-ai/DeepSeek-V3",
    "google/gemma-2-27b-it",
    "microsoft/phi-4",
    "text-embedding-3-small",
    "text-embedding-3-large",
    "o3-mini",
    "whisper-1",
];

impl Request {
    #[inline]
    pub(crate) fn texts(self) -> [&'static str; 3] {
        [self.model, self.request_type.text(), self.status.text()]
    }

    /// The two closed labels as one number below 4.
    #[inline]
    pub(crate) fn closed_index(self) -> usize {
        (self.request_type as usize) * 2 + self.status as usize
    }

    /// One for each series: models times 4.
    pub(crate) fn every() -> Vec<Request> {
        (0..MODELS.len() * 4).map(|i| Request::at(MODELS[i / 4], i / 4, i % 4)).collect()
    }

    fn at(model: &'static str, model_index: usize, index: usize) -> Request {
        Request { model, model_index, request_type: closed(index / 2), status: closed(index % 2) }
    }

    /// Texts come from 256 allocations, as if each had been parsed from a request's body.
    pub(crate) fn sequence(seed: u64, same: bool) -> Vec<Request> {
        let mut random = Random(seed);
        let bodies: Vec<(&'static str, usize)> = (0..256)
            .map(|_| {
                let index = if same { 8 } else { random.below(MODELS.len()) };
                (&*String::from(MODELS[index]).leak(), index)
            })
            .collect();
        (0..LENGTH)
            .map(|_| {
                let (model, model_index) = bodies[random.below(bodies.len())];
                Request::at(model, model_index, if same { 0 } else { random.below(4) })
            })
            .collect()
    }

    pub(crate) fn all(input: &Vec<Request>) -> &[Request] {
        input
    }
}

/// Durations between half the lowest bound and twice the highest, evenly over the logarithm: W3.
#[derive(Debug)]
pub(crate) struct Values {
    seconds: Vec<f64>,
    nanos: Vec<u64>,
    durations: Vec<Duration>,
}

impl Values {
    pub(crate) fn random(seed: u64) -> Values {
        let mut random = Random(seed);
        let durations: Vec<Duration> = (0..LENGTH).map(|_| random_duration(&mut random)).collect();
        Values {
            seconds: durations.iter().map(Duration::as_secs_f64).collect(),
            nanos: durations.iter().map(|duration| duration.as_nanos() as u64).collect(),
            durations,
        }
    }

    pub(crate) fn seconds(&self) -> &[f64] {
        &self.seconds
    }

    pub(crate) fn nanos(&self) -> &[u64] {
        &self.nanos
    }

    pub(crate) fn durations(&self) -> &[Duration] {
        &self.durations
    }
}

/// One of the durations.
pub(crate) fn random_duration(random: &mut Random) -> Duration {
    Duration::from_secs_f64(0.0005 * (random.unit() * 2_000_000_f64.ln()).exp())
}

/// The 20 bounds of every histogram, in seconds.
pub(crate) fn bounds() -> [f64; 20] {
    metricspec::log_bounds(0.001, 500.0, 20).try_into().expect("no bound of these is rounded to its neighbour")
}

/// The bounds in nanoseconds.
pub(crate) fn bounds_nanos() -> [u64; 20] {
    bounds().map(|bound| (bound * 1e9).round() as u64)
}

/// Nothing: W4.
#[derive(Debug)]
pub(crate) struct Nothing;

impl Nothing {
    pub(crate) fn all(&self) -> &[()] {
        &[(); LENGTH]
    }
}
