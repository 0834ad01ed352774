//! The file of results.

use serde_json::{Value, json};

use super::{Report, Row, Table};

impl Report {
    pub(crate) fn to_json(&self) -> String {
        let versions: Vec<Value> = self.versions.iter().map(|(name, version)| json!([name, version])).collect();
        let value = json!({
            "date": self.date,
            "machine": self.machine,
            "cpus": self.cpus,
            "rustc": self.rustc,
            "rounds": self.rounds,
            "milliseconds": self.milliseconds,
            "versions": versions,
            "tables": self.tables.iter().map(table_to_json).collect::<Vec<_>>(),
        });
        format!("{value:#}\n")
    }

    /// Reads what [`Report::to_json`] has written.
    pub(crate) fn from_json(text: &str) -> Result<Report, String> {
        let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        Ok(Report {
            date: string(&value, "date")?,
            machine: string(&value, "machine")?,
            cpus: count(&value, "cpus")?,
            rustc: string(&value, "rustc")?,
            rounds: count(&value, "rounds")?,
            milliseconds: number(&value, "milliseconds")?,
            versions: list(&value, "versions")?
                .iter()
                .filter_map(|pair| Some((pair.get(0)?.as_str()?.to_owned(), pair.get(1)?.as_str()?.to_owned())))
                .collect(),
            tables: list(&value, "tables")?.iter().map(table_from_json).collect::<Result<_, _>>()?,
        })
    }
}

fn table_to_json(table: &Table) -> Value {
    let row = |row: &Row| {
        json!({
            "peer": row.peer,
            "call": row.call,
            "ns": row.ns,
            "ratio": row.ratio,
            "allocations": row.allocations,
            "bytes": row.bytes,
            "samples": row.samples,
        })
    };
    json!({
        "id": table.id,
        "title": table.title,
        "threads": table.threads,
        "base": table.base,
        "rows": table.rows.iter().map(row).collect::<Vec<_>>(),
    })
}

fn table_from_json(value: &Value) -> Result<Table, String> {
    let row = |value: &Value| {
        Ok(Row {
            peer: string(value, "peer")?,
            call: string(value, "call")?,
            ns: value["ns"].as_f64(),
            ratio: value["ratio"].as_f64(),
            allocations: number(value, "allocations")?,
            bytes: value["bytes"].as_f64(),
            samples: count(value, "samples")?,
        })
    };
    Ok(Table {
        id: string(value, "id")?,
        title: string(value, "title")?,
        threads: count(value, "threads")?,
        base: value["base"].as_str().map(str::to_owned),
        rows: list(value, "rows")?.iter().map(row).collect::<Result<_, String>>()?,
    })
}

fn missing(key: &str) -> String {
    format!("`{key}` is missing, or of another type")
}

fn string(value: &Value, key: &str) -> Result<String, String> {
    value[key].as_str().map(str::to_owned).ok_or_else(|| missing(key))
}

fn number(value: &Value, key: &str) -> Result<f64, String> {
    value[key].as_f64().ok_or_else(|| missing(key))
}

fn count(value: &Value, key: &str) -> Result<usize, String> {
    value[key].as_u64().map(|count| count as usize).ok_or_else(|| missing(key))
}

fn list<'a>(value: &'a Value, key: &str) -> Result<&'a Vec<Value>, String> {
    value[key].as_array().ok_or_else(|| missing(key))
}
