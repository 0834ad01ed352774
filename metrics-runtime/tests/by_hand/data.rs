//! The forms that no person reads, against the text: they have the same series, in the same order, with the same numbers.

use std::time::Duration;

use metricspec::data::{Family, Kind, Number, Value};
use metricspec::{Format, Registry};

use crate::demo::Recorders;
use crate::demo::labels::{Cached, Model};
use crate::formats::full;

/// The samples of a text, and the lines that say what kind they are of.
fn samples(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.starts_with("# HELP")).map(str::to_owned).collect()
}

fn line(name: &str, labels: &[(&str, &str)], value: f64) -> String {
    let escaped = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    let labels: Vec<String> = labels.iter().map(|(name, value)| format!("{name}=\"{}\"", escaped(value))).collect();
    match labels.as_slice() {
        [] => format!("{name} {value}"),
        labels => format!("{name}{{{}}} {value}", labels.join(",")),
    }
}

fn bound(bound: f64) -> String {
    if bound.is_infinite() { "+Inf".to_owned() } else { format!("{bound:?}") }
}

/// The samples of a histogram, of which buckets are bounds with their counts.
fn histogram(name: &str, labels: &[(&str, &str)], buckets: &[(f64, u64)], sum: f64, count: u64) -> Vec<String> {
    let mut lines = Vec::new();
    for (upper, count) in buckets {
        let le = bound(*upper);
        let labels = [labels, &[("le", le.as_str())]].concat();
        lines.push(line(&format!("{name}_bucket"), &labels, *count as f64));
    }
    lines.push(line(&format!("{name}_sum"), labels, sum));
    lines.push(line(&format!("{name}_count"), labels, count as f64));
    lines
}

/// The samples of plain data.
fn of_data(families: &[Family]) -> Vec<String> {
    let mut lines = Vec::new();
    for family in families {
        let kind = match family.kind {
            Kind::Counter => "counter",
            Kind::Histogram => "histogram",
            _ => "gauge",
        };
        lines.push(format!("# TYPE {} {kind}", family.name));
        for series in &family.series {
            let labels: Vec<(&str, &str)> = series.labels.iter().map(|(name, value)| (&**name, &**value)).collect();
            match &series.value {
                Value::Counter(number) | Value::Gauge(number) => {
                    lines.push(line(&family.name, &labels, number.as_f64()))
                }
                Value::Info => lines.push(line(&family.name, &labels, 1.0)),
                Value::States(states) => {
                    for state in states {
                        let labels = [labels.as_slice(), &state.labels].concat();
                        lines.push(line(&family.name, &labels, f64::from(u8::from(state.on))));
                    }
                }
                Value::Histogram(all) => {
                    let buckets: Vec<_> = all.buckets.iter().map(|bucket| (bucket.bound, bucket.count)).collect();
                    lines.extend(histogram(&family.name, &labels, &buckets, all.sum.as_f64(), all.count));
                }
                _ => panic!("no such value is known"),
            }
        }
    }
    lines
}

/// A reader of protobuf that knows nothing of Prometheus: numbers and bytes of the fields of a message.
mod wire {
    #[derive(Debug)]
    pub(super) enum Wire<'a> {
        Varint(u64),
        Double(f64),
        Bytes(&'a [u8]),
    }

    pub(super) fn varint(bytes: &mut &[u8]) -> u64 {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let (byte, rest) = bytes.split_first().expect("a number ends");
            *bytes = rest;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                assert!(*byte != 0 || shift == 0, "a number is as short as it can be");
                return value;
            }
        }
        panic!("a number of more than 64 bits");
    }

    pub(super) fn take<'a>(bytes: &mut &'a [u8], len: u64) -> &'a [u8] {
        let (taken, rest) = bytes.split_at_checked(len as usize).expect("a message ends");
        *bytes = rest;
        taken
    }

    pub(super) fn fields(mut bytes: &[u8]) -> Vec<(u64, Wire<'_>)> {
        let mut fields = Vec::new();
        while !bytes.is_empty() {
            let key = varint(&mut bytes);
            let value = match key & 7 {
                0 => Wire::Varint(varint(&mut bytes)),
                1 => Wire::Double(f64::from_le_bytes(take(&mut bytes, 8).try_into().expect("eight bytes"))),
                2 => {
                    let len = varint(&mut bytes);
                    Wire::Bytes(take(&mut bytes, len))
                }
                other => panic!("wire type {other}"),
            };
            fields.push((key >> 3, value));
        }
        fields
    }
}
use wire::Wire;

fn utf8(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("texts are UTF-8")
}

/// The samples of an exposition in protobuf, and for each family with a unit, that.
fn of_protobuf(mut bytes: &[u8]) -> (Vec<String>, Vec<(String, String)>) {
    let (mut lines, mut units) = (Vec::new(), Vec::new());
    while !bytes.is_empty() {
        let len = wire::varint(&mut bytes);
        let family = wire::fields(wire::take(&mut bytes, len));
        let [(1, Wire::Bytes(name)), (2, Wire::Bytes(_)), (3, Wire::Varint(kind)), rest @ ..] = family.as_slice()
        else {
            panic!("{family:?}");
        };
        let name = utf8(name);
        lines.push(format!("# TYPE {name} {}", ["counter", "gauge", "", "", "histogram"][*kind as usize]));
        for field in rest {
            match field {
                (4, Wire::Bytes(metric)) => lines.extend(metric_lines(name, *kind, metric)),
                (5, Wire::Bytes(unit)) => units.push((name.to_owned(), utf8(unit).to_owned())),
                other => panic!("{other:?}"),
            }
        }
    }
    (lines, units)
}

fn metric_lines(name: &str, kind: u64, metric: &[u8]) -> Vec<String> {
    let mut labels = Vec::new();
    for field in wire::fields(metric) {
        match field {
            (1, Wire::Bytes(label)) => match wire::fields(label).as_slice() {
                [(1, Wire::Bytes(name)), (2, Wire::Bytes(value))] => labels.push((utf8(name), utf8(value))),
                other => panic!("{other:?}"),
            },
            (field @ (2 | 3), Wire::Bytes(number)) => {
                assert_eq!(field == 3, kind == 0);
                let [(1, Wire::Double(number))] = wire::fields(number)[..] else { panic!("{number:?}") };
                return vec![line(name, &labels, number)];
            }
            (7, Wire::Bytes(bytes)) => {
                let fields = wire::fields(bytes);
                let [(1, Wire::Varint(count)), (2, Wire::Double(sum)), buckets @ ..] = fields.as_slice() else {
                    panic!("{fields:?}")
                };
                let buckets: Vec<(f64, u64)> = buckets
                    .iter()
                    .map(|bucket| match bucket {
                        (3, Wire::Bytes(bucket)) => match wire::fields(bucket)[..] {
                            [(1, Wire::Varint(count)), (2, Wire::Double(bound))] => (bound, count),
                            ref other => panic!("{other:?}"),
                        },
                        other => panic!("{other:?}"),
                    })
                    .collect();
                return histogram(name, &labels, &buckets, *sum, *count);
            }
            other => panic!("{other:?}"),
        }
    }
    panic!("a metric without a value");
}

#[test]
fn plain_data_has_the_samples_of_the_text() {
    let registry = full();
    assert_eq!(of_data(&registry.gather()), samples(&registry.text()));
}

#[test]
fn protobuf_has_the_samples_of_the_text() {
    let registry = full();
    let (lines, units) = of_protobuf(&registry.encode(Format::Protobuf));
    assert_eq!(lines, samples(&registry.text()));
    let units: Vec<(&str, &str)> = units.iter().map(|(name, unit)| (name.as_str(), unit.as_str())).collect();
    // As OpenMetrics has them: a server refuses a unit that the name does not end in.
    assert_eq!(
        units,
        [
            ("demo_busy_seconds_total", "seconds"),
            ("demo_duration_seconds", "seconds"),
            ("demo_input_tokens", "tokens"),
            ("whole_worker_blocks", "blocks"),
        ]
    );
}

#[test]
fn families_of_any_length_are_delimited() {
    // Lengths of one, two and three bytes.
    for series in [0, 1, 2, 20_000] {
        let (registry, demo) = (Registry::with_env([("", ""); 0]), Recorders::new());
        let const_labels = crate::demo::ConstLabels {
            zone: crate::demo::labels::Zone::A,
            instance: crate::demo::labels::Instance(1),
            others: &[],
        };
        registry.register(&demo, const_labels).unwrap();
        demo.build_info.set(crate::demo::labels::Version(&"x".repeat(series)));
        let (lines, _) = of_protobuf(&registry.encode(Format::Protobuf));
        assert_eq!(lines, samples(&registry.text()));
    }
}

#[test]
fn data_says_what_it_is() {
    let registry = full();
    let families = registry.gather();
    let family = |name: &str| families.iter().find(|family| family.name == name).unwrap();

    let requests = family("demo_requests_total");
    assert_eq!((requests.help, requests.kind, requests.unit), ("Requests", Kind::Counter, None));
    assert_eq!(family("demo_duration_seconds").unit, Some("seconds"));
    let [series] = requests.series.as_slice() else { panic!("{requests:?}") };
    assert_eq!(series.value, Value::Counter(Number::U64(3)));
    let (model, missing) = (series.label("model"), series.label("le"));
    assert_eq!((model, missing), (Some("m\"1\\\n"), None));

    assert_eq!(family("component_load").series[0].value, Value::Gauge(Number::F64(0.5)));
    assert_eq!(family("demo_build_info").series[0].value, Value::Info);
    let Value::Histogram(duration) = &family("demo_duration_seconds").series[1].value else { panic!() };
    assert_eq!((duration.sum, duration.count, duration.buckets.len()), (Number::F64(1.25), 1, 4));
    let Value::States(phases) = &family("demo_worker_phase").series[0].value else { panic!() };
    assert_eq!((phases[0].labels.as_slice(), phases[0].on), (&[("phase", "starting")][..], true));
    assert!(!phases[1].on);
}

#[test]
fn numbers_are_written_as_in_the_text() {
    for (number, want) in [
        (Number::U64(u64::MAX), "18446744073709551615"),
        (Number::I64(-7), "-7"),
        (Number::F64(1e21), "1e+21"),
        (Number::F64(0.25), "0.25"),
        (Number::F64(f64::INFINITY), "+Inf"),
    ] {
        assert_eq!(number.to_string(), want);
        assert_eq!(format!("{number:>22}").trim_start(), want);
    }
}

#[test]
fn sums_of_instances_are_the_same_in_all_forms() {
    let registry = Registry::with_env([("", ""); 0]);
    for factor in 1..=3_u64 {
        let demo = Recorders::new();
        let const_labels = crate::demo::ConstLabels {
            zone: crate::demo::labels::Zone::A,
            instance: crate::demo::labels::Instance(1),
            others: &[],
        };
        registry.register_summed(&demo, const_labels).unwrap();
        demo.admissions_total.with(Cached::True).advance_to(factor);
        demo.active_requests.with(Model(if factor == 1 { "b" } else { "a" })).add(factor as i64);
        demo.busy_seconds_total.add(Duration::from_millis(factor * 500));
        demo.duration_seconds.with(crate::demo::labels::Endpoint::Chat).observe_n(Duration::from_secs(factor), factor);
        demo.worker_phase.with(crate::demo::labels::WorkerId(factor % 2)).set(crate::demo::labels::Phase::Ready);
    }
    let text = registry.text();
    for line in [
        "demo_admissions_total{cached=\"true\"} 6",
        "demo_active_requests{zone=\"a\",model=\"a\"} 5\ndemo_active_requests{zone=\"a\",model=\"b\"} 1",
        "demo_busy_seconds_total 3",
        "demo_duration_seconds_bucket{zone=\"a\",endpoint=\"chat\",le=\"2.0\"} 3",
        "demo_duration_seconds_sum{zone=\"a\",endpoint=\"chat\"} 14",
        "demo_duration_seconds_count{zone=\"a\",endpoint=\"embeddings\"} 0",
        "demo_worker_phase{worker_id=\"1\",phase=\"ready\"} 1",
    ] {
        assert!(text.contains(&format!("\n{line}\n")), "{line}\n{text}");
    }
    assert_eq!(of_data(&registry.gather()), samples(&text));
    assert_eq!(of_protobuf(&registry.encode(Format::Protobuf)).0, samples(&text));
}
