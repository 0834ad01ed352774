//! Records into every metric of the front end.

use std::time::Duration;

use schema::labels::{
    BackpressureReason, DpRank, Endpoint, Failure, Lora, LoraEndpoint, MigrationOutcome, MigrationType, Model, Outcome,
    Phase, PolicyClass, RejectionReason, RequestType, Stage, TimedStage, TokenizerOperation, WorkerId, WorkerType,
};

use crate::all;

metricspec::schema!("../schemas/http.toml");
pub(crate) use http as schema;

const MODEL: Model<'static> = Model("a");
const LATENCY: Duration = Duration::from_millis(7);

/// Recorders in which every series with the model `a` exists.
pub(crate) fn record() -> http::Recorders {
    let m = http::Recorders::new();
    requests(&m);
    tokens(&m);
    models(&m);
    workers(&m);
    loras(&m);
    router(&m);
    pipeline(&m);
    m
}

fn requests(m: &http::Recorders) {
    for endpoint in all::<Endpoint>() {
        m.model_rejection_total.with(MODEL, endpoint).inc();
        for request_type in all::<RequestType>() {
            m.requests_started_total.with(MODEL, endpoint, request_type).inc();
            m.model_cancellation_total.with(MODEL, endpoint, request_type).inc();
            for outcome in all::<Outcome>() {
                m.requests_total.with(MODEL, endpoint, request_type, outcome).inc();
            }
        }
    }
    all::<Failure>().for_each(|failure| m.failures_total.with(failure).inc());
    m.active_requests.with(MODEL).inc();
    m.queued_requests.with(MODEL).inc();
    m.disconnected_clients.inc();
    m.request_duration_seconds.with(MODEL).observe(LATENCY);
    m.embedding_latency_seconds.with(MODEL).observe(LATENCY);
}

fn tokens(m: &http::Recorders) {
    m.input_sequence_tokens.with(MODEL).observe(512);
    m.cached_tokens.with(MODEL).observe(128);
    m.output_sequence_tokens.with(MODEL).observe(64);
    m.output_tokens_total.with(MODEL).add(64);
    m.time_to_first_token_seconds.with(MODEL).observe(LATENCY);
    m.inter_token_latency_seconds.with(MODEL).observe_n(LATENCY, 3);
    m.images_per_request.with(MODEL).observe(1);
    m.videos_per_request.with(MODEL).observe(1);
    m.audio_per_request.with(MODEL).observe(1);
    m.image_tokens_per_request.with(MODEL).observe(256);
}

fn models(m: &http::Recorders) {
    m.model_ready.on_scrape(|out| out.set(MODEL, true));
    m.model_total_kv_blocks.with(MODEL).set(4096);
    m.model_max_num_seqs.with(MODEL).set(256);
    m.model_max_num_batched_tokens.with(MODEL).set(8192);
    m.model_context_length.with(MODEL).set(131_072);
    m.model_kv_cache_block_size.with(MODEL).set(16);
    m.model_migration_limit.with(MODEL).set(3);
    m.model_migration_max_seq_len_exceeded_total.with(MODEL).inc();
    for migration_type in all::<MigrationType>() {
        m.model_migration_total.with(MODEL, migration_type).inc();
        for outcome in all::<MigrationOutcome>() {
            m.model_migration_duration_seconds.with(MODEL, migration_type, outcome).observe(LATENCY);
        }
    }
}

fn workers(m: &http::Recorders) {
    for worker_type in all::<WorkerType>() {
        let (id, rank) = (WorkerId(7), DpRank::Value(0));
        m.worker_last_time_to_first_token_seconds.with(id, rank, worker_type).set(LATENCY);
        m.worker_last_input_sequence_tokens.with(id, DpRank::None, worker_type).set(512);
        m.worker_last_inter_token_latency_seconds.with(id, rank, worker_type).set(LATENCY);
        m.worker_active_decode_blocks.with(id, rank, worker_type).set(17);
        m.worker_active_prefill_tokens.with(id, rank, worker_type).set(512);
    }
}

fn loras(m: &http::Recorders) {
    let (endpoint, lora) = (LoraEndpoint("ns.worker.generate"), Lora("french"));
    m.lora_replica_factor.replace(|now| now.set(endpoint, lora, 2));
    m.lora_is_active.replace(|now| now.set(endpoint, lora, true));
    m.lora_raw_arrival_count.replace(|now| now.set(endpoint, lora, 5));
    m.lora_estimated_load.replace(|now| now.set(endpoint, lora, 3));
    m.lora_active_requests.replace(|now| now.set(endpoint, lora, 1));
    m.lora_churn_loads_total.replace(|now| now.set(endpoint, 1));
    m.lora_churn_unloads_total.replace(|now| now.set(endpoint, 0));
    m.lora_overflow_count.replace(|now| now.set(endpoint, 0));
}

fn router(m: &http::Recorders) {
    let class = PolicyClass::DEFAULT;
    for worker_type in all::<WorkerType>() {
        m.router_queue_pending_requests.with(MODEL, class, worker_type).set(1);
        m.router_queue_pending_isl_tokens.with(MODEL, class, worker_type).set(512);
        m.router_queue_pending_cached_tokens.with(MODEL, class, worker_type).set(128);
        m.router_admission_received_total.with(MODEL, class, worker_type).advance_to(9);
        for reason in all::<BackpressureReason>() {
            m.router_queue_backpressure_total.with(MODEL, class, worker_type, reason).inc();
        }
        for reason in all::<RejectionReason>() {
            m.router_admission_rejected_total.with(MODEL, class, worker_type, reason).advance_to(1);
        }
    }
}

fn pipeline(m: &http::Recorders) {
    for stage in all::<Stage>() {
        all::<Phase>().for_each(|phase| m.stage_requests.with(stage, phase).inc());
    }
    all::<TimedStage>().for_each(|stage| m.stage_duration_seconds.with(stage).observe(LATENCY));
    all::<TokenizerOperation>().for_each(|operation| m.tokenizer_latency_ms.with(operation).observe(LATENCY));
    m.tokenize_seconds.observe(LATENCY);
    m.template_seconds.observe(LATENCY);
    m.detokenize_total_us.add(LATENCY);
    m.detokenize_token_count.add(3.0);
    m.tokenizer_cache_hits_total.inc();
    m.tokenizer_cache_misses_total.inc();
    m.tokenizer_cache_cached_tokens_total.with(MODEL).add(128);
    m.tokenizer_cache_uncached_tokens_total.with(MODEL).add(384);
    m.event_loop_delay_seconds.observe(LATENCY);
    m.event_loop_stall_total.inc();
}
