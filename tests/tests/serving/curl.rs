//! What `curl` and `gzip` make of the small server.

use std::process::Command;

use metricspec::serve;
use metricspec_tests::tools::tool;

use crate::registry;

#[test]
fn curl_gets_each_format_and_coding() {
    let Some(curl) = tool("curl") else { return };
    let (registry, _recorders) = registry();
    let server = serve("127.0.0.1:0", &registry).expect("serves");
    let url = format!("http://{}/metrics?from=curl", server.local_addr());
    let run = |arguments: &[&str]| {
        let output = Command::new(&curl).args(["-sS", "--fail"]).args(arguments).arg(&url).output().expect("runs");
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    let text = registry.text().into_bytes();
    assert_eq!(run(&[]), text);
    assert_eq!(run(&["--compressed"]), text);
    assert_eq!(run(&["-H", "Accept-Encoding: gzip;q=0, *"]), text);
    let (plain, compressed) = (run(&["-I"]), run(&["-I", "-H", "Accept-Encoding: gzip"]));
    let (plain, compressed) = (String::from_utf8_lossy(&plain), String::from_utf8_lossy(&compressed));
    assert!(!plain.contains("content-encoding"), "{plain}");
    assert!(compressed.contains("\r\ncontent-encoding: gzip\r\n"), "{compressed}");
    let openmetrics = run(&["-H", "Accept: application/openmetrics-text; version=1.0.0"]);
    assert!(openmetrics.ends_with(b"# EOF\n"));
    let protobuf = "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";
    assert_eq!(
        run(&["--compressed", "-H", &format!("Accept: {protobuf}")]),
        registry.encode(metricspec::Format::Protobuf)
    );
    // Ten requests of one client, which would rather keep its connection.
    let ten = vec![url.as_str(); 9];
    assert_eq!(run(&ten), text.repeat(10));
}
