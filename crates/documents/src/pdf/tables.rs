//! Tables: rows of cells that do not fill their columns, as the lines of a text in columns do.

use super::{
    gutters::{Gutters, is_prose},
    lines::Line,
};

/// Share of a column's width below which its cells are cells. Lines of a text fill nearly all of it.
const FILL: f64 = 0.66;
/// How far apart the rows of one table stand, in sizes.
const APART: f64 = 3.0;
/// Characters of a cell at most, but for the last.
const CELL: usize = 60;

/// `lines`, sorted from the top, with the cells of each row of a table made one line.
///
/// What lies beside one another across a gutter of a running text stays apart.
pub(super) fn joined(lines: Vec<Line>, mut gutters: Gutters, runs_left: bool) -> Vec<Line> {
    let rows = rows(lines);
    gutters.judge(&rows);
    let mut done: Vec<Line> = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        let many = table(&rows[at..], &gutters);
        if many > 1 {
            done.extend(rows[at..at + many].iter().map(|row| one(row, runs_left)));
        } else {
            done.extend(rows[at].iter().cloned());
        }
        at += many.max(1);
    }
    done
}

/// Lines at one height, from left to right.
fn rows(lines: Vec<Line>) -> Vec<Vec<Line>> {
    let mut rows: Vec<Vec<Line>> = Vec::new();
    for line in lines {
        let beside = |other: &Line| {
            (other.base - line.base).abs() <= line.size.min(other.size) * 0.3 && !other.is_above_or_below(&line)
        };
        match rows.last_mut() {
            Some(row) if row.iter().all(beside) => row.push(line),
            _ => rows.push(vec![line]),
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
    }
    rows
}

/// How many of the first of `rows` are those of one table.
fn table(rows: &[Vec<Line>], gutters: &Gutters) -> usize {
    let parted =
        |row: &Vec<Line>| row.windows(2).any(|pair| gutters.part_text(pair[0].right, pair[1].left, pair[0].base));
    let Some(first) = rows.first().filter(|row| row.len() > 1 && !parted(row)) else { return 0 };
    let mut many = 1;
    for row in &rows[1..] {
        let above = &rows[many - 1][0];
        let near = row[0].base - above.base <= above.size.max(row[0].size) * APART;
        if row.len() != first.len() || !near || !is_aligned(first, row) || parted(row) {
            break;
        }
        many += 1;
    }
    let rows = &rows[..many];
    let short = |row: &Vec<Line>| row[..row.len() - 1].iter().all(|cell| cell.text.chars().count() <= CELL);
    let mut fills: Vec<f64> = rows
        .iter()
        .flat_map(|row| row.windows(2))
        .map(|pair| (pair[0].right - pair[0].left) / (pair[1].left - pair[0].left).max(1.0))
        .collect();
    fills.sort_by(f64::total_cmp);
    let is_loose = fills.get(fills.len() / 2).is_some_and(|fill| *fill < FILL);
    let column = |at: usize| rows.iter().map(|row| &row[at]).collect::<Vec<_>>();
    let of_prose = (0..first.len()).filter(|at| is_prose(&column(*at))).count();
    if rows.iter().all(short) && (is_loose || is_of_figures(rows)) && of_prose < 2 { many } else { 1 }
}

/// Whether most cells but the first of each of `rows`, below what may be their heads, begin with a figure.
fn is_of_figures(rows: &[Vec<Line>]) -> bool {
    let cells = || rows[1..].iter().flat_map(|row| &row[1..]);
    let figures = cells().filter(|cell| cell.text.starts_with(|c: char| c.is_numeric())).count();
    rows.len() > 2 && figures * 2 > cells().count()
}

/// Whether each cell begins, ends or has its middle where the one above has.
fn is_aligned(above: &[Line], row: &[Line]) -> bool {
    above.iter().zip(row).all(|(one, other)| {
        let near = one.size * 1.5;
        let middle = |line: &Line| f64::midpoint(line.left, line.right);
        (one.left - other.left).abs() < near
            || (one.right - other.right).abs() < near
            || (middle(one) - middle(other)).abs() < near
    })
}

fn one(cells: &[Line], runs_left: bool) -> Line {
    let mut texts: Vec<&str> = cells.iter().map(|cell| cell.text.as_str()).collect();
    if runs_left {
        texts.reverse();
    }
    let (first, last) = (&cells[0], &cells[cells.len() - 1]);
    Line { text: texts.join("\t"), right: last.right, is_row: true, ..first.clone() }
}
