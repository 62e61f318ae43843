//! What OCR found on the picture of a page, as lines: the table that Tesseract writes, with a row for each block, paragraph,
//! line and word, and where it stands.

use super::{
    letters,
    lines::{Line, Lines},
};

/// Columns of the table; the words stand in the last.
const COLUMNS: usize = 12;
/// The levels that rows of lines and of words are on.
const LINE: u32 = 4;
const WORD: u32 = 5;
/// How sure of a word the engine is at least, of a hundred, where it is not in doubt.
const SURE: f64 = 60.0;
/// Dots of a point: the pictures have 300 an inch.
const DOTS: f64 = 300.0 / 72.0;
/// Heights that differ from the usual by less than this share are the usual one: a line without letters that reach below
/// it is lower than its neighbours.
const ALIKE: f64 = 0.25;

/// What was found on a page.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) lines: Lines,
    /// How many words there are.
    pub(super) words: usize,
    /// How many of them the engine was in doubt about.
    pub(super) doubtful: usize,
}

/// A row of the table.
struct Row<'a> {
    level: u32,
    /// The numbers of its block and paragraph.
    paragraph: (u32, u32),
    left: f64,
    top: f64,
    width: f64,
    height: f64,
    sure: f64,
    text: &'a str,
}

impl<'a> Row<'a> {
    fn of(line: &'a str) -> Option<Self> {
        let cells: Vec<&str> = line.splitn(COLUMNS, '\t').collect();
        let whole = |at: usize| cells.get(at)?.parse::<u32>().ok();
        let dots = |at: usize| whole(at).map(|dots| f64::from(dots) / DOTS);
        Some(Self {
            level: whole(0)?,
            paragraph: (whole(2)?, whole(3)?),
            left: dots(6)?,
            top: dots(7)?,
            width: dots(8)?,
            height: dots(9)?,
            sure: cells.get(10)?.parse().ok().filter(|sure: &f64| sure.is_finite())?,
            text: cells.get(11).copied().unwrap_or_default().trim(),
        })
    }

    fn line(&self) -> Line {
        let (left, size) = (self.left, self.height);
        Line { left, right: left + self.width, base: self.top + size, size, ..Line::default() }
    }
}

/// The lines in `table`, in the order in which the engine read them.
pub(super) fn on(table: &str) -> Page {
    let mut page = Page::default();
    let mut lines: Vec<((u32, u32), Line)> = Vec::new();
    for row in table.lines().filter_map(Row::of) {
        match row.level {
            LINE => lines.push((row.paragraph, row.line())),
            WORD if !row.text.is_empty() => {
                if let Some((_, line)) = lines.last_mut() {
                    page.words += 1;
                    page.doubtful += usize::from(row.sure < SURE);
                    let space = if line.text.is_empty() { "" } else { " " };
                    line.text += &format!("{space}{}", letters::plain(row.text));
                }
            }
            _ => {}
        }
    }
    lines.retain(|(_, line)| !line.text.is_empty());
    level(&mut lines);
    let runs_left = letters::runs_left(lines.iter().map(|(_, line)| line.text.as_str()));
    page.lines = Lines { lines: lines.into_iter().map(|(_, line)| line).collect(), runs_left, turned: String::new() };
    page
}

/// Gives the lines of each paragraph one size, and those of usual size the usual one. Their middles stay where they are.
fn level(lines: &mut [((u32, u32), Line)]) {
    let usual = middle(lines.iter().map(|(_, line)| line.size));
    let mut at = 0;
    while at < lines.len() {
        let end = at + lines[at..].iter().take_while(|(paragraph, _)| *paragraph == lines[at].0).count();
        let own = middle(lines[at..end].iter().map(|(_, line)| line.size));
        let size = if (own - usual).abs() < usual * ALIKE { usual } else { own };
        for (_, line) in &mut lines[at..end] {
            line.base += (size - line.size) / 2.0;
            line.size = size;
        }
        at = end;
    }
}

fn middle(sizes: impl Iterator<Item = f64>) -> f64 {
    let mut sizes: Vec<f64> = sizes.collect();
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line of a table, in the place that its words have in dots.
    fn line(paragraph: u32, top: u32, height: u32, words: &[(&str, f64)]) -> String {
        let mut rows = format!("4\t1\t1\t{paragraph}\t1\t0\t300\t{top}\t900\t{height}\t-1\t\n");
        for (word, sure) in words {
            rows += &format!("5\t1\t1\t{paragraph}\t1\t1\t300\t{top}\t90\t{height}\t{sure}\t{word}\n");
        }
        rows
    }

    #[test]
    fn words_come_back_as_lines_and_doubts_are_counted() {
        let table = [
            "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
                .to_owned(),
            line(1, 300, 80, &[("Guards", 96.1)]),
            line(2, 500, 50, &[("The", 95.0), ("darn", 31.5), ("held.", 90.0)]),
            line(2, 560, 40, &[("as", 95.0)]),
            line(2, 620, 50, &[(" ", 95.0)]),
        ];
        let page = on(&table.concat());
        let told: Vec<(&str, f64)> = page.lines.lines.iter().map(|line| (line.text.as_str(), line.size)).collect();
        assert_eq!(told, [("Guards", 80.0 / DOTS), ("The darn held.", 50.0 / DOTS), ("as", 50.0 / DOTS)]);
        assert_eq!((page.words, page.doubtful), (5, 1));
    }

    #[test]
    fn what_is_no_table_has_no_words() {
        for table in [
            "",
            "Error opening data file",
            "5\t1",
            "5\tx\t1\t1\t1\t1\t1\t1\t1\t1\t1\tword",
            "5\t1\t1\t1\t1\t1\t1\t1\t1\t1\tNaN\tx",
        ] {
            assert_eq!(on(table).words, 0, "{table}");
        }
    }
}
