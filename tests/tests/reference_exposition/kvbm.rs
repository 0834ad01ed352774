//! Records into every metric of the KV block manager.

use schema::labels::Pool;

metricspec::schema!("../schemas/kvbm.toml");
pub(crate) use kvbm as schema;

const POOL: Pool<'static> = Pool("G1");

/// Recorders in which every series with the pool `G1` exists.
pub(crate) fn record() -> kvbm::Recorders {
    let m = kvbm::Recorders::new();
    movements(&m);
    counters(&m);
    gauges(&m);
    m
}

fn movements(m: &kvbm::Recorders) {
    m.offload_blocks_d2h.inc();
    m.offload_blocks_h2d.inc();
    m.offload_blocks_d2d.inc();
    m.offload_blocks_d2o.inc();
    m.onboard_blocks_h2d.inc();
    m.onboard_blocks_d2d.inc();
    m.onboard_blocks_o2d.inc();
    m.matched_tokens.add(64);
    m.object_read_failures.inc();
    m.object_write_failures.inc();
    m.host_cache_hit_rate.set(0.5);
    m.disk_cache_hit_rate.set(0.25);
    m.object_cache_hit_rate.set(0.125);
}

fn counters(m: &kvbm::Recorders) {
    m.allocations_total.on_scrape(|out| out.set(POOL, 9));
    m.allocations_from_reset_total.on_scrape(|out| out.set(POOL, 8));
    m.evictions_total.on_scrape(|out| out.set(POOL, 1));
    m.registrations_total.on_scrape(|out| out.set(POOL, 7));
    m.duplicate_blocks_total.on_scrape(|out| out.set(POOL, 1));
    m.registration_dedup_total.on_scrape(|out| out.set(POOL, 1));
    m.stagings_total.on_scrape(|out| out.set(POOL, 9));
    m.match_hashes_requested_total.on_scrape(|out| out.set(POOL, 20));
    m.match_blocks_returned_total.on_scrape(|out| out.set(POOL, 10));
    m.scan_hashes_requested_total.on_scrape(|out| out.set(POOL, 20));
    m.scan_blocks_returned_total.on_scrape(|out| out.set(POOL, 5));
    m.eager_primary_to_inactive_total.on_scrape(|out| out.set(POOL, 0));
    m.allocate_atomic_rollback_total.on_scrape(|out| out.set(POOL, 0));
    m.release_primary_noop_total.on_scrape(|out| out.set(POOL, 0));
    m.release_duplicate_noop_total.on_scrape(|out| out.set(POOL, 0));
}

fn gauges(m: &kvbm::Recorders) {
    // Read without a common snapshot, so it can be below 0 for a moment.
    m.inflight_mutable.on_scrape(|out| out.set(POOL, -1));
    m.inflight_immutable.on_scrape(|out| out.set(POOL, 3));
    m.reset_pool_size.on_scrape(|out| out.set(POOL, 100));
    m.inactive_pool_size.on_scrape(|out| out.set(POOL, 20));
}
