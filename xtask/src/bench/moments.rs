//! Times in context, read by ours, by chrono-node and by dateparser, in one run.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    io::{self, Write as _},
    path::Path,
    process::Command,
};

use crate::{
    setup,
    steps::{Done, at, cargo, command, printed, root, step, target},
};

/// The rows, each with the interval that it should have in its last two cells.
const ROWS: &str = "crates/analysis/tests/fixtures/moments.tsv";
const READERS: [&str; 3] = ["ours", "chrono-node", "dateparser"];

/// Rows, and how many of them each reader has right: all, and those of one day.
#[derive(Default)]
struct Tally {
    rows: [u32; 2],
    right: [[u32; 2]; READERS.len()],
}

/// Has the three readers read the rows, and prints how many intervals each has right.
pub(super) fn moments() -> Done {
    // Node is there already, from wherever it came: Debian's own would not go beside another's.
    setup::debian(&[setup::CORE, &["python3-venv"]].concat())?;
    let rows = root().join(ROWS);
    let scripts = root().join("crates/analysis/comparison");
    let folder = target()?.join("comparison");
    fs::create_dir_all(&folder).map_err(at(&folder))?;
    for file in ["package.json", "chrono.mjs"] {
        fs::copy(scripts.join(file), folder.join(file)).map_err(at(&scripts))?;
    }
    step("chrono-node", command("npm", "install --no-audit --no-fund --silent").current_dir(&folder))?;
    let python = folder.join("venv/bin/python");
    if !python.exists() {
        step("Python", command("python3", "-m venv").arg(folder.join("venv")))?;
    }
    let mut packages = Command::new(&python);
    packages.args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(scripts.join("requirements.txt"));
    step("dateparser", &mut packages)?;
    let mut ours = cargo("run --quiet --release --locked --package analysis --example moments --");
    let readings = [
        read(ours.current_dir(root()).arg(&rows))?,
        read(command("node", "chrono.mjs").current_dir(&folder).arg(&rows))?,
        read(Command::new(&python).arg(scripts.join("dateparser_rows.py")).arg(&rows))?,
    ];
    let told = table(&tally(&rows, &readings)?);
    io::stdout().write_all(told.as_bytes()).map_err(|cause| cause.to_string())
}

/// The intervals that a reader prints, a line each.
fn read(reader: &mut Command) -> Done<Vec<String>> {
    Ok(String::from_utf8_lossy(&printed(reader)?).lines().map(str::to_owned).collect())
}

/// How many rows each reader has right, by language.
fn tally(rows: &Path, readings: &[Vec<String>; 3]) -> Done<BTreeMap<String, Tally>> {
    let text = fs::read_to_string(rows).map_err(at(rows))?;
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for (place, line) in text.lines().skip(1).enumerate() {
        let [language, _, _, _, from, to] = line.split('\t').collect::<Vec<_>>()[..] else {
            return Err(format!("a row has six cells: {line}"));
        };
        let counted = [true, from == to];
        let tally = tallies.entry(language.to_owned()).or_default();
        for (kind, _) in counted.iter().enumerate().filter(|(_, counts)| **counts) {
            tally.rows[kind] += 1;
            for (reader, reading) in readings.iter().enumerate() {
                let right = reading.get(place).is_some_and(|told| *told == format!("{from} {to}"));
                tally.right[reader][kind] += u32::from(right);
            }
        }
    }
    Ok(tallies)
}

fn table(tallies: &BTreeMap<String, Tally>) -> String {
    let mut told = format!("{:<8}{:>8}", "", "rows");
    for reader in READERS {
        told += &format!("{reader:>13}");
    }
    told += "    of one day, as many of each\n";
    for (language, Tally { rows, right }) in tallies {
        // Writing to a string does not fail.
        let _ = write!(told, "{language:<8}{:>8}", rows[0]);
        for shares in right {
            let _ = write!(told, "{:>13.3}", f64::from(shares[0]) / f64::from(rows[0]));
        }
        let _ = write!(told, "    {:>4}", rows[1]);
        for shares in right {
            let _ = write!(told, "  {:.3}", f64::from(shares[1]) / f64::from(rows[1].max(1)));
        }
        told.push('\n');
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_right_when_both_ends_are() -> Done {
        let file = tempfile::NamedTempFile::new().map_err(|cause| cause.to_string())?;
        let rows = "language\tpublished\tsentence\twords\tfrom\tto\n\
                    en\t2024-03-01\tIt fell on Monday.\ton Monday\t2024-02-26\t2024-02-26\n\
                    en\t2024-03-01\tIt fell last year.\tlast year\t2023-01-01\t2023-12-31\n";
        fs::write(&file, rows).map_err(at(file.path()))?;
        let lines = |first: &str, second: &str| vec![first.to_owned(), second.to_owned()];
        let (monday, year) = ("2024-02-26 2024-02-26", "2023-01-01 2023-12-31");
        let told = tally(file.path(), &[lines(monday, year), lines(monday, "2023-03-01 2023-03-01"), lines("-", "-")])?;
        assert_eq!(told["en"].rows, [2, 1]);
        assert_eq!(told["en"].right, [[2, 1], [1, 1], [0, 0]]);
        Ok(())
    }
}
