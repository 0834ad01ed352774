//! The picture: bars on a logarithmic scale around 1, which is the raw atomic. What is cheaper goes left, what is dearer
//! right.

use super::markdown::best_of_peers;
use super::{Report, Row, Table, ratio};
use crate::peer::{OURS, RAW};

const WIDTH: f64 = 900.0;
/// Where bars may be; names are to the left.
const LEFT: f64 = 440.0;
const RIGHT: f64 = 850.0;
const LINE: f64 = 18.0;
/// Ends of the scale, as powers of 2, and its lines.
const LOWEST: f64 = -3.0;
const HIGHEST: f64 = 6.0;
const GRID: &[(f64, &str)] = &[
    (-3.0, "⅛"),
    (-2.0, "¼"),
    (-1.0, "½"),
    (0.0, "1"),
    (1.0, "2"),
    (2.0, "4"),
    (3.0, "8"),
    (4.0, "16"),
    (5.0, "32"),
    (6.0, "64"),
];

/// Which tables, with their headings.
const PANELS: &[(&str, usize, &str)] = &[
    ("W1", 1, "W1: counter, three closed labels, one thread"),
    ("W1", 2, "W1: the same, two threads on one series"),
    ("W2", 1, "W2: counter, an open label and two closed ones, one thread"),
    ("W3", 1, "W3: histogram of 20 buckets, one thread"),
    ("W4", 1, "W4: in-flight guard, one thread"),
];

/// Colours are of the reader's light or dark page.
const STYLE: &str = "\
  <style>
    text { font: 13px system-ui, 'Segoe UI', Helvetica, Arial, sans-serif; fill: #1f2328; }
    .heading { font-weight: 600; font-size: 14px; }
    .small { font-size: 11px; fill: #59636e; }
    .name, .left { text-anchor: end; }
    .middle { text-anchor: middle; }
    .ours { fill: #0969da; }
    .peer { fill: #8c959f; }
    .grid { stroke: #d1d9e0; }
    .one { stroke: #1f2328; }
    .strong { font-weight: 600; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3; }
      .small { fill: #9198a1; }
      .ours { fill: #58a6ff; }
      .peer { fill: #6e7681; }
      .grid { stroke: #3d444d; }
      .one { stroke: #e6edf3; }
    }
  </style>
";

/// The picture of a run.
pub(crate) fn chart(report: &Report) -> String {
    let mut body = String::new();
    let mut y = 24.0;
    for &(id, threads, title) in PANELS {
        if let Some(table) = report.table(id, threads, 0) {
            panel(table, title, &mut y, &mut body);
        }
    }
    let head = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {y}\" width=\"{WIDTH}\" height=\"{y}\" role=\"img\" \
         aria-label=\"Cost of a call as a ratio to a raw atomic\">\n"
    );
    format!("{head}{STYLE}{body}</svg>\n")
}

/// This product's rows, and of each peer's the best that looks its series up and the best that keeps it.
fn shown(table: &Table) -> Vec<&Row> {
    let sorted = table.sorted();
    let of = |kept| best_of_peers(sorted.iter().copied().filter(move |row| row.is_kept() == kept));
    let best: Vec<&Row> = of(true).into_iter().chain(of(false)).collect();
    let shows = |row: &&Row| row.ratio.is_some() && row.peer != RAW && (row.peer == OURS || best.contains(row));
    table.sorted().into_iter().filter(shows).collect()
}

fn panel(table: &Table, title: &str, y: &mut f64, body: &mut String) {
    let rows = shown(table);
    let (top, bottom) = (*y + 14.0, *y + 14.0 + LINE * rows.len() as f64);
    *body += &format!("  <text class=\"heading\" x=\"16\" y=\"{y}\">{}</text>\n", escaped(title));
    for &(power, label) in GRID {
        let (x, class) = (x_of(power), if power == 0.0 { "one" } else { "grid" });
        *body += &format!("  <line class=\"{class}\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{top}\" y2=\"{bottom}\"/>\n");
        *body += &format!("  <text class=\"small middle\" x=\"{x:.1}\" y=\"{}\">{label}</text>\n", bottom + 14.0);
    }
    for (position, row) in rows.iter().enumerate() {
        bar(row, top + LINE * position as f64, body);
    }
    *body += &format!(
        "  <text class=\"small name\" x=\"{:.1}\" y=\"{}\">raw atomic = 1</text>\n",
        LEFT - 40.0,
        bottom + 14.0
    );
    *y = bottom + 48.0;
}

fn bar(row: &Row, top: f64, body: &mut String) {
    let value = row.ratio.unwrap_or(1.0);
    let (one, end) = (x_of(0.0), x_of(value.log2()));
    let (start, width) = (one.min(end), (end - one).abs().max(1.5));
    let (class, strong) = if row.peer == OURS { ("ours", " strong") } else { ("peer", "") };
    let name = escaped(&row.name().replace('`', ""));
    let (text, baseline) = (ratio(value), top + 13.0);
    // Beside the end of the bar.
    let (x, side) = if end < one { (end - 5.0, " class=\"left\"") } else { (end + 5.0, "") };
    *body += &format!("  <text class=\"name{strong}\" x=\"{:.1}\" y=\"{baseline}\">{name}</text>\n", LEFT - 40.0);
    *body += &format!(
        "  <rect class=\"{class}\" x=\"{start:.1}\" y=\"{}\" width=\"{width:.1}\" height=\"14\" rx=\"2\"/>\n",
        top + 2.0
    );
    *body += &format!("  <text{side} x=\"{x:.1}\" y=\"{baseline}\">{text}</text>\n");
}

fn x_of(power: f64) -> f64 {
    LEFT + (RIGHT - LEFT) * (power.clamp(LOWEST, HIGHEST) - LOWEST) / (HIGHEST - LOWEST)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
