//! Measures this product beside other metrics crates; `README.md` says how.

mod alloc;
mod bench;
mod harness;
mod input;
mod os;
mod peer;
mod report;
mod schema;
mod workload;

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use harness::Plan;
use report::{Report, chart, goals, page, ratio};

#[global_allocator]
static ALLOCATOR: alloc::Counting = alloc::Counting;

const USAGE: &str = "\
usage: metricspec-benches COMMAND

  check               run everything once; fails if a candidate miscounts
  run FILE            measure, and write the results to FILE; ROUNDS and MS say how many samples, and of what length
  render FILE FOLDER  write FOLDER/performance.md and FOLDER/performance.svg from the results in FILE
  goals FILE          show what was reached of what is meant to be";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match arguments[..] {
        ["check"] => check(),
        ["run", file] => run(file),
        ["render", file, folder] => render(file, folder),
        ["goals", file] => show_goals(file),
        _ => Err(USAGE.to_owned()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn check() -> Result<(), String> {
    let outcome = workload::run(&peer::all(), Plan::CHECK);
    let rows: usize = outcome.tables.iter().map(|table| table.rows.len()).sum();
    // What has no figure has not run.
    let silent = outcome.tables.iter().flat_map(|table| &table.rows).filter(|row| row.ns.or(row.bytes).is_none());
    let mut faults = outcome.faults;
    faults.extend(silent.map(|row| format!("{}: has not run", row.name())));
    // The page has to be made of whatever there is.
    let report = Report::new(1, 0.0, outcome.tables);
    let again = Report::from_json(&report.to_json()).map_err(|error| format!("the results cannot be read: {error}"))?;
    let (text, picture) = (page(&again), chart(&again));
    if text.is_empty() || !picture.ends_with("</svg>\n") {
        faults.push("the page or the picture is not whole".to_owned());
    }
    match faults.is_empty() {
        true => {
            println!("{rows} candidates have run and agree");
            Ok(())
        }
        false => Err(faults.join("\n")),
    }
}

fn run(file: &str) -> Result<(), String> {
    let plan =
        Plan { rounds: number("ROUNDS", 31.0)? as usize, milliseconds: number("MS", 1.0)?, tries: 20, strict: true };
    let outcome = workload::run(&peer::all(), plan);
    let report = Report::new(plan.rounds, plan.milliseconds, outcome.tables);
    fs::write(file, report.to_json()).map_err(|error| format!("cannot write `{file}`: {error}"))?;
    if outcome.faults.is_empty() { Ok(()) } else { Err(outcome.faults.join("\n")) }
}

fn number(variable: &str, default: f64) -> Result<f64, String> {
    let Ok(text) = env::var(variable) else { return Ok(default) };
    let number = text.parse().ok().filter(|number| (0.01..=10_000.0).contains(number));
    number.ok_or_else(|| format!("`{variable}` is `{text}`; it has to be a number from 0.01 to 10000"))
}

fn read(file: &str) -> Result<Report, String> {
    let text = fs::read_to_string(file).map_err(|error| format!("cannot read `{file}`: {error}"))?;
    Report::from_json(&text).map_err(|error| format!("cannot read `{file}`: {error}; write it again with `run`"))
}

fn render(file: &str, folder: &str) -> Result<(), String> {
    let report = read(file)?;
    for (name, text) in [("performance.md", page(&report)), ("performance.svg", chart(&report))] {
        let path = Path::new(folder).join(name);
        fs::write(&path, text).map_err(|error| format!("cannot write `{}`: {error}", path.display()))?;
    }
    Ok(())
}

fn show_goals(file: &str) -> Result<(), String> {
    let text = |figure: Option<f64>| figure.map_or("-".to_owned(), ratio);
    for goal in goals(&read(file)?) {
        println!(
            "{:<70} goal {:>6}, reached {:>6}, best peer {:>6}",
            goal.what,
            ratio(goal.goal),
            text(goal.reached),
            text(goal.best_peer)
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn everybody_runs_and_agrees() {
        assert_eq!(super::check(), Ok(()));
    }
}
