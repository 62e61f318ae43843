//! Pages in columns and tables made by chance, written as PDFs and read back: what was written comes back in its order.

mod written;

use documents::{Hint, read};
use domain::{BlockKind, text};
use written::{Words, pdf};

const SIZE: f32 = 8.0;
/// A letter of the face that the pages are set in, and a space, is half its size wide.
const LETTER: f32 = SIZE / 2.0;
const LEADING: f32 = SIZE * 1.2;
const PAGE: f32 = 600.0;
const TOP: f32 = 330.0;
const MARGIN: f32 = 30.0;
/// Spaces of a justified line are this many times the size, at most.
const WIDEST: f32 = 1.0;
const HEADLINE: &str = "The dam at Vessa held all night long";

/// Chance that always falls the same way.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        // Knuth's multiplier for MMIX.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    fn word(&mut self) -> String {
        let syllables = ["va", "de", "kor", "mi", "to", "sen", "ra", "lu", "pe", "gan"];
        let many = 1 + self.below(3);
        (0..many).map(|_| syllables[self.below(10) as usize]).collect()
    }

    /// A sentence of about so many words.
    fn sentence(&mut self, words: u64) -> String {
        let many = words + self.below(words);
        let words: Vec<String> = (0..many).map(|_| self.word()).collect();
        let mut sentence = words.join(" ");
        sentence[..1].make_ascii_uppercase();
        sentence + "."
    }
}

/// How columns are set.
#[derive(Debug, Clone, Copy)]
struct Setting {
    columns: usize,
    gutter: f32,
    justified: bool,
    headline: bool,
    /// Whether the page draws line by line over all columns.
    across: bool,
}

/// A word of a page, where it stands.
type Placed = (f32, f32, f32, String);

/// `paragraphs` in lines of at most `width`; each the words and whether it is a paragraph's last.
fn lines(paragraphs: &[String], width: f32) -> Vec<(Vec<&str>, bool)> {
    let mut lines = Vec::new();
    for paragraph in paragraphs {
        let mut line: Vec<&str> = Vec::new();
        for word in paragraph.split(' ') {
            let long = line.iter().map(|word| word.len() + 1).sum::<usize>() + word.len();
            if !line.is_empty() && long as f32 * LETTER > width {
                lines.push((std::mem::take(&mut line), false));
            }
            line.push(word);
        }
        lines.push((line, true));
    }
    lines
}

/// The places of a line's words.
fn set(line: &[&str], last: bool, left: f32, base: f32, width: f32, justified: bool) -> Vec<Placed> {
    let letters: usize = line.iter().map(|word| word.len()).sum();
    let gaps = line.len().saturating_sub(1).max(1) as f32;
    let stretched = (width - letters as f32 * LETTER) / gaps;
    // Nobody prints holes wider than this: the line is hyphenated, or left as it is.
    let space = if justified && !last && stretched <= WIDEST * SIZE { stretched } else { LETTER };
    let mut x = left;
    let place = |word: &&str| {
        let at = x;
        x += word.len() as f32 * LETTER + space;
        (at, base, SIZE, (*word).to_owned())
    };
    line.iter().map(place).collect()
}

/// A page in columns, and the paragraphs that are in it.
fn page(dice: &mut Dice, setting: Setting) -> (Vec<Placed>, Vec<String>) {
    let Setting { columns, gutter, justified, headline, across } = setting;
    let paragraphs: Vec<String> =
        (0..3 * columns).map(|_| format!("{} {}", dice.sentence(8), dice.sentence(8))).collect();
    let width = (PAGE - 2.0 * MARGIN - gutter * (columns - 1) as f32) / columns as f32;
    let lines = lines(&paragraphs, width);
    let deep = lines.len().div_ceil(columns);
    let mut words: Vec<Placed> = Vec::new();
    for (at, (line, last)) in lines.iter().enumerate() {
        let left = MARGIN + (at / deep) as f32 * (width + gutter);
        words.extend(set(line, *last, left, TOP - (at % deep) as f32 * LEADING, width, justified));
    }
    if across {
        words.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.total_cmp(&b.0)));
    }
    if headline {
        words.insert(0, (MARGIN, TOP + 24.0, 18.0, HEADLINE.to_owned()));
    }
    (words, paragraphs)
}

fn written(words: &[Placed]) -> Vec<u8> {
    let words: Vec<Words<'_>> = words.iter().map(|(x, y, size, word)| (*x, *y, *size, word.as_str())).collect();
    pdf(&[words])
}

/// The blocks of a PDF.
fn blocks(bytes: &[u8]) -> (String, Vec<(BlockKind, String)>) {
    let reading = read(bytes, &Hint::default()).expect("readable");
    let words =
        |range: domain::TextRange| text::slice(&reading.text, range.start, range.end).expect("inside").to_owned();
    (reading.title.clone(), reading.blocks.iter().map(|block| (block.kind, words(block.range))).collect())
}

#[test]
fn columns_are_read_in_the_order_in_which_they_were_written() {
    let mut dice = Dice(3);
    let (mut pages, mut wrong) = (0, Vec::new());
    for columns in 1..=4 {
        for gutter in [10.0, 12.0, 16.0, 24.0, 33.0, 45.0, 60.0] {
            for kind in 0..8 {
                let setting =
                    Setting { columns, gutter, justified: kind & 1 > 0, headline: kind & 2 > 0, across: kind & 4 > 0 };
                let (words, paragraphs) = page(&mut dice, setting);
                let (title, read) = blocks(&written(&words));
                let order: Vec<&str> = read.iter().flat_map(|(_, words)| words.split_whitespace()).collect();
                let wanted: Vec<&str> = paragraphs.iter().flat_map(|words| words.split_whitespace()).collect();
                pages += 1;
                if let Some(at) = (0..wanted.len()).find(|at| order.get(*at) != wanted.get(*at)) {
                    let told = |words: &[&str]| {
                        words[at.min(words.len())..].iter().take(9).copied().collect::<Vec<_>>().join(" ")
                    };
                    wrong.push(format!("{setting:?}: {} instead of {}", told(&order), told(&wanted)));
                } else if order.len() != wanted.len() || (setting.headline && title != HEADLINE) {
                    wrong.push(format!("{setting:?}: {title}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {pages} pages:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn tables_are_read_row_by_row_with_their_heads_between_paragraphs() {
    let mut dice = Dice(5);
    let mut wrong = Vec::new();
    for columns in 2..=4_usize {
        for gutter in [10.0, 12.0, 16.0, 24.0, 45.0] {
            for _ in 0..4 {
                let mut rows = vec![(0..columns).map(|_| capital(&dice.word())).collect::<Vec<_>>()];
                for _ in 0..3 + dice.below(4) {
                    let mut row = vec![capital(&dice.word())];
                    row.extend((1..columns).map(|_| (1 + dice.below(900)).to_string()));
                    rows.push(row);
                }
                let widths: Vec<usize> =
                    (0..columns).map(|at| rows.iter().map(|row| row[at].len()).max().unwrap_or_default()).collect();
                let (above, below) = (dice.sentence(40), dice.sentence(40));
                let (mut words, mut base) = (Vec::new(), TOP);
                let paragraph = |words: &mut Vec<Placed>, base: &mut f32, text: &String| {
                    for (line, last) in lines(std::slice::from_ref(text), PAGE - 2.0 * MARGIN) {
                        words.extend(set(&line, last, MARGIN, *base, 0.0, false));
                        *base -= LEADING;
                    }
                };
                paragraph(&mut words, &mut base, &above);
                base -= LEADING;
                for row in &rows {
                    let mut x = MARGIN + 6.0;
                    for (cell, width) in row.iter().zip(&widths) {
                        words.push((x, base, SIZE, cell.clone()));
                        x += *width as f32 * LETTER + gutter;
                    }
                    base -= LEADING * 1.4;
                }
                base -= LEADING;
                paragraph(&mut words, &mut base, &below);
                let (_, read) = blocks(&written(&words));
                let mut wanted = vec![(BlockKind::Paragraph, above)];
                wanted.extend(rows.iter().map(|row| (BlockKind::TableRow, row.join("\t"))));
                wanted.push((BlockKind::Paragraph, below));
                if read != wanted {
                    let at = (0..wanted.len()).find(|at| wanted.get(*at) != read.get(*at));
                    wrong.push(format!(
                        "{columns} columns, {gutter}: {:?} instead of {wanted:?}",
                        &read[at.unwrap_or_default()..]
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of 60 tables:\n{}", wrong.len(), wrong.join("\n"));
}

fn capital(word: &str) -> String {
    let mut word = word.to_owned();
    word[..1].make_ascii_uppercase();
    word
}
