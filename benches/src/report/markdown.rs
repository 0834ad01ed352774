//! The page: a text with places for what was found.

use super::{Report, Row, Table, goals, ratio};
use crate::peer::{OURS, RAW};

/// The page of a run.
pub(crate) fn page(report: &Report) -> String {
    let versions = report.versions.iter().map(|(name, version)| format!("{name} {version}")).collect::<Vec<_>>();
    let tables = |ids: &[&str]| {
        let of = report.tables.iter().filter(|table| ids.contains(&table.id.as_str()));
        of.map(table_of).collect::<Vec<_>>().join("\n\n")
    };
    let mut text = include_str!("page.txt").to_owned();
    for (place, content) in [
        ("date", report.date.clone()),
        ("machine", report.machine.clone()),
        ("cpus", report.cpus.to_string()),
        ("rustc", report.rustc.clone()),
        ("rounds", report.rounds.to_string()),
        ("versions", versions.join(", ")),
        ("faster", faster(report)),
        ("goals", goals_of(report)),
        ("recording", tables(&["W1", "W2", "W3", "W4"])),
        ("scraping", tables(&["W5"])),
        ("memory", tables(&["W6"])),
    ] {
        text = text.replace(&format!("{{{{{place}}}}}"), &content);
    }
    text
}

fn threads(table: &Table) -> String {
    match table.threads {
        1 => "one thread".to_owned(),
        2 => "two threads".to_owned(),
        // There are fewer processors than that.
        threads => format!("{threads} threads, by processor time"),
    }
}

fn heading(table: &Table) -> String {
    match table.id.as_str() {
        "W5" | "W6" => format!("{}: {}", table.id, table.title),
        _ => format!("{}, {}: {}", table.id, threads(table), table.title),
    }
}

fn table_of(table: &Table) -> String {
    let mut text = format!("### {}\n\n", heading(table));
    text += match table.id.as_str() {
        "W6" => "| | | Bytes a series |\n| --- | --- | --: |\n",
        "W5" => "| | | Ratio | Allocations |\n| --- | --- | --: | --: |\n",
        _ => "| | | Ratio | Allocations |\n| --- | --- | --: | --: |\n",
    };
    for row in table.sorted() {
        let peer = if row.peer == OURS { format!("**{}**", row.peer) } else { row.peer.clone() };
        let allocations = row.allocations.round();
        text += &match (row.bytes, row.ratio) {
            (Some(bytes), _) => format!("| {peer} | {} | {bytes:.0} |\n", row.call),
            (None, Some(value)) => format!("| {peer} | {} | {} | {allocations} |\n", row.call, ratio(value)),
            // Two threads, and something came between in every round.
            (None, None) => format!("| {peer} | {} | not measured | {allocations} |\n", row.call),
        };
    }
    text.trim_end().to_owned()
}

/// The cheapest row of each peer, the cheapest peer first.
pub(super) fn best_of_peers<'a>(sorted: impl IntoIterator<Item = &'a Row>) -> Vec<&'a Row> {
    let mut best: Vec<&Row> = Vec::new();
    for row in sorted {
        if !best.iter().any(|other| other.peer == row.peer) {
            best.push(row);
        }
    }
    best
}

fn faster(report: &Report) -> String {
    let mut lines = Vec::new();
    for table in &report.tables {
        let sorted = table.sorted();
        if matches!(table.id.as_str(), "W1" | "W2") {
            let looked_up = best_of_peers(sorted.iter().copied().filter(|row| !row.is_kept()));
            lines.extend(ahead(&format!("{}, {}, labels at each call", table.id, threads(table)), &looked_up));
            // Where this product has no kept series, it stands here with its other calls.
            let ours_keeps = sorted.iter().any(|row| row.peer == OURS && row.is_kept());
            let in_question = |row: &&Row| row.is_kept() || (row.peer == OURS && !ours_keeps);
            let kept = best_of_peers(sorted.iter().copied().filter(in_question));
            lines.extend(ahead(&format!("{}, {}, series kept", table.id, threads(table)), &kept));
        } else {
            let what = match table.id.as_str() {
                "W5" => heading(table),
                "W6" => "W6: bytes of a counter".to_owned(),
                id => format!("{id}, {}", threads(table)),
            };
            lines.extend(ahead(&what, &best_of_peers(sorted)));
        }
    }
    lines.join("\n")
}

/// Who is ahead of this product, of the best of all peers.
fn ahead(what: &str, best: &[&Row]) -> Option<String> {
    let at = best.iter().position(|row| row.peer == OURS)?;
    let figure = |row: &Row| match (row.ratio, row.bytes) {
        (Some(value), _) => format!("{} {} {}", row.peer, row.call, ratio(value)),
        (None, Some(bytes)) => format!("{} {} {bytes:.0}", row.peer, row.call),
        (None, None) => row.name(),
    };
    let ahead: Vec<String> = best[..at].iter().filter(|row| row.peer != RAW).map(|row| figure(row)).collect();
    let ahead = if ahead.is_empty() { "nobody".to_owned() } else { ahead.join(" · ") };
    Some(format!("| {what} | {ahead} | {} |", figure(best[at])))
}

fn goals_of(report: &Report) -> String {
    let figure = |figure: Option<f64>| figure.map_or(String::new(), ratio);
    let line = |goal: super::Goal| {
        let reached = match goal.reached {
            Some(reached) if reached <= goal.goal => format!("**{}**", ratio(reached)),
            reached => figure(reached),
        };
        format!("| {} | {} | {reached} | {} |", goal.what, ratio(goal.goal), figure(goal.best_peer))
    };
    goals(report).into_iter().map(line).collect::<Vec<_>>().join("\n")
}
