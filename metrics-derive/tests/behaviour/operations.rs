//! Operations: what is counted where, and when there is a method.

use crate::{lines, register};
use jobs::labels::{Cached, End, Queue, Reason, Type, Worker};
use metricspec::label::Closed;
use metricspec::{Metrics, Operation, Registry};

metricspec::schema!(pub(crate) "tests/expansions/operations.toml");

/// Every value of a closed label, or every valid pair.
fn all<L: Closed>() -> impl Iterator<Item = L> {
    (0..).map_while(L::from_index)
}

/// Series of a metric that are not 0.
fn counted(registry: &Registry, start: &str) -> Vec<String> {
    let mut lines = lines(registry, start);
    lines.retain(|line| !line.ends_with(" 0"));
    lines
}

#[test]
fn every_outcome_is_counted_as_what_it_is() {
    for of in all::<Type>() {
        for end in all::<End>() {
            for cached in all::<Cached>() {
                let (registry, recorders) = (Registry::new(), jobs::Recorders::new());
                register(&registry, &recorders, ());
                recorders.job(Worker(7), Queue("a"), of).finish(end, cached);
                let text = |l: &'static [&'static [&'static str]], i: usize| l[i].to_vec();
                let [status, reason] = text(End::DESC.values, end.index())[..] else { panic!("a pair") };
                let (of, cached) =
                    (text(Type::DESC.values, of.index())[0], text(Cached::DESC.values, cached.index())[0]);
                assert_eq!(
                    counted(&registry, "app_jobs_total{"),
                    [format!(
                        "app_jobs_total{{queue=\"a\",status=\"{status}\",reason=\"{reason}\",type=\"{of}\",cached=\"{cached}\"}} 1"
                    )]
                );
                assert_eq!(
                    counted(&registry, "app_job_duration_seconds_count"),
                    [format!(
                        "app_job_duration_seconds_count{{worker=\"7\",cached=\"{cached}\",status=\"{status}\"}} 1"
                    )]
                );
                let started = format!("app_jobs_started_total{{worker=\"7\",type=\"{of}\"}} 1");
                assert_eq!(counted(&registry, "app_jobs_started_total"), [started]);
                assert_eq!(lines(&registry, "app_jobs_running"), ["app_jobs_running{queue=\"a\"} 0"]);
            }
        }
    }
}

#[test]
fn a_dropped_guard_has_the_declared_outcome_or_the_last_that_was_set() {
    let (registry, recorders) = (Registry::new(), jobs::Recorders::new());
    register(&registry, &recorders, ());
    let mut job = recorders.job(Worker(7), Queue("a"), Type::Build);
    drop(recorders.job(Worker(7), Queue("a"), Type::Test));
    assert_eq!(lines(&registry, "app_jobs_running"), ["app_jobs_running{queue=\"a\"} 1"]);
    job.if_dropped(End::Failed(Reason::Wrong), true);
    job.if_dropped(End::Failed(Reason::Late), Cached::True);
    drop(job);
    let labels = |reason, of, cached| {
        format!("{{queue=\"a\",status=\"failed\",reason=\"{reason}\",type=\"{of}\",cached=\"{cached}\"}} 1")
    };
    let want = [labels("late", "build", true), labels("lost", "test", false)].map(|l| format!("app_jobs_total{l}"));
    assert_eq!(counted(&registry, "app_jobs_total{"), want);
}

#[test]
fn an_operation_without_outcome_ends() {
    let (registry, recorders) = (Registry::new(), jobs::Recorders::new());
    register(&registry, &recorders, ());
    let (first, second) = (recorders.probe(), recorders.probe());
    assert_eq!(lines(&registry, "app_probes_running"), ["app_probes_running 2"]);
    first.finish();
    drop(second);
    assert_eq!(lines(&registry, "app_probes_running"), ["app_probes_running 0"]);
    assert_eq!(lines(&registry, "app_probe_duration_seconds_count"), ["app_probe_duration_seconds_count 2"]);
}

/// Has the metrics of one of the two operations. The other's name is free.
#[derive(Metrics)]
#[metrics(schema = "tests/expansions/operations.toml", types = jobs, partial)]
struct Probes {
    probes_running: jobs::ProbesRunning,
    probe_duration_seconds: jobs::ProbeDurationSeconds,
}

impl Probes {
    fn job(&self) -> Operation<()> {
        self.probe()
    }
}

/// Has methods of its own.
#[derive(Metrics)]
#[metrics(schema = "tests/expansions/operations.toml", types = jobs, partial, operations = false)]
struct Own {
    probes_running: jobs::ProbesRunning,
    probe_duration_seconds: jobs::ProbeDurationSeconds,
}

impl Own {
    fn probe(&self) {
        self.probe_duration_seconds.timer().discard();
        self.probes_running.inc();
    }
}

/// Has parameters, fields that are no metrics, and a name of its own for the module.
mod generic {
    use super::jobs as types;

    #[derive(metricspec::Metrics)]
    #[metrics(schema = "tests/expansions/operations.toml", types = super::jobs)]
    pub(super) struct Pool<'a, T: Clone>
    where
        T: Send,
    {
        jobs_started_total: types::JobsStartedTotal,
        jobs_running: types::JobsRunning,
        jobs_total: types::JobsTotal,
        job_duration_seconds: types::JobDurationSeconds,
        probes_running: types::ProbesRunning,
        probe_duration_seconds: types::ProbeDurationSeconds,
        #[metrics(skip)]
        pub(super) names: &'a [T],
    }
}

/// A service's own enum for a label that is given at the start, and for one that is known at the end.
#[derive(Clone, Copy, metricspec::Label)]
#[metrics(label = jobs::labels::Type, schema = "tests/expansions/operations.toml")]
enum Task {
    Build,
    Test,
}

#[derive(Clone, Copy, metricspec::Label)]
#[metrics(label = jobs::labels::End, schema = "tests/expansions/operations.toml")]
enum Verdict {
    Done,
    #[metrics(value = "failed/late")]
    Slow,
    Lost,
    Wrong,
}

#[test]
fn a_generic_struct_has_operations_that_take_own_enums() {
    let names = ["a".to_owned()];
    let (registry, pool) = (Registry::new(), generic::Pool::with_metrics(&names));
    register(&registry, &pool, ());
    // The guard borrows neither the struct nor the text.
    let job = pool.job(Worker(1), Queue(&pool.names[0].clone()), Task::Test);
    drop(pool);
    job.finish(Verdict::Slow, true);
    let labels = r#"{queue="a",status="failed",reason="late",type="test",cached="true"} 1"#;
    assert_eq!(counted(&registry, "app_jobs_total{"), [format!("app_jobs_total{labels}")]);
    let _ = (Task::Build, Verdict::Done, Verdict::Lost, Verdict::Wrong);
}

#[test]
fn a_struct_has_the_operations_whose_metrics_it_has() {
    let (registry, probes) = (Registry::new(), Probes::with_metrics());
    register(&registry, &probes, ());
    let probe = probes.job();
    assert_eq!(lines(&registry, "app_probes_running"), ["app_probes_running 1"]);
    probe.finish();
    let (registry, own) = (Registry::new(), Own::with_metrics());
    register(&registry, &own, ());
    own.probe();
    assert_eq!(lines(&registry, "app_probes_running"), ["app_probes_running 1"]);
    assert_eq!(lines(&registry, "app_probe_duration_seconds_count"), ["app_probe_duration_seconds_count 0"]);
}
