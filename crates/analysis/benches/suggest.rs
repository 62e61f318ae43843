//! Words a second that the suggester reads on one thread, beside a bare regular expression for quotations; how the time
//! grows with the text; and the most memory that was held.

use std::hint::black_box;
use std::io::Write;
use std::time::Instant;

use domain::{Block, BlockKind, TextRange, text};

/// Sentences of the kinds that news is made of; "@" stands for a number that changes.
const SENTENCES: [&str; 10] = [
    "Governor Mirel Oszta said on Tuesday that at least @ foreign engineers are working at the Vessa dam.",
    "The valley has been cut off since the bridge over the northern arm of the river was washed away in early March.",
    "“We have their passports and their names,” Oszta told reporters in Orsa, a town of @ people.",
    "Lorries loaded with sand and gravel waited at the gate while engineers walked along the crest and took pictures.",
    "According to the Institute for River Studies, the dam loses about @ million cubic meters of water a year.",
    "The operator, Vessa Hydro, has declined to comment on the arrests.",
    "Children in the villages below play in the dry bed, and their parents keep a bag packed beside the door.",
    "Spokesman Ilan Broz denied that any of them had crossed the border, and called for restraint on both sides.",
    "Nobody in the market could say when the siren had last been heard, and the mayor was not in his office.",
    "The opposition accused her of hiding the results of three inspections, which she has dismissed as “a fairy tale.”",
];

/// Rounds of which the quickest counts: a busy machine only ever slows one down.
const ROUNDS: usize = 15;
/// How many times the time ten times the text may take.
const ALLOWED: f64 = 12.0;

/// A text of about `words` words, in paragraphs of three sentences, the same each time.
fn article(words: usize) -> (String, Vec<Block>) {
    let (mut article, mut blocks) = (String::new(), Vec::new());
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed >> 33).unwrap_or(0) % below
    };
    let mut written = 0;
    while written < words {
        let start = text::length(&article);
        for place in 0..3 {
            let sentence = SENTENCES[next(SENTENCES.len())].replace('@', &(next(900) + 12).to_string());
            written += sentence.split_whitespace().count();
            if place > 0 {
                article.push(' ');
            }
            article.push_str(&sentence);
        }
        let range = TextRange { start, end: text::length(&article) };
        blocks.push(Block { kind: BlockKind::Paragraph, range, post: None });
        article.push_str("\n\n");
    }
    (article, blocks)
}

/// Seconds that `read` takes at its quickest.
fn quickest(mut read: impl FnMut()) -> f64 {
    let round = |_| {
        let begun = Instant::now();
        read();
        begun.elapsed().as_secs_f64()
    };
    (0..ROUNDS).map(round).fold(f64::INFINITY, f64::min)
}

/// The most memory that this process has held, in MiB, where the system says so.
fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse::<f64>().ok().map(|kib| kib / 1024.0)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let published = chrono::NaiveDate::from_ymd_opt(2025, 4, 9);
    let mut out = std::io::stdout().lock();
    let mut times = Vec::new();
    let before = peak();
    for words in [1_000_usize, 10_000, 100_000] {
        let (article, blocks) = article(words);
        let took = quickest(|| drop(black_box(analysis::suggest(black_box(&article), &blocks, Some("en"), published))));
        let speed = f64::from(u32::try_from(article.split_whitespace().count())?) / took;
        writeln!(out, "{words:>7} words, suggester            {speed:>12.0} words a second")?;
        times.push(took);
    }
    let (article, _) = article(10_000);
    let quoted = regex::Regex::new("[“\"«„][^”\"»“]{10,500}[”\"»“]")?;
    let took = quickest(|| _ = black_box(quoted.find_iter(black_box(&article)).count()));
    let speed = f64::from(u32::try_from(article.split_whitespace().count())?) / took;
    writeln!(out, "  10000 words, quotations by regex  {speed:>12.0} words a second")?;
    let grown = [times[1] / times[0], times[2] / times[1]];
    writeln!(out, "ten times the text, times the time  {:>12.1} and {:.1}, allowed {ALLOWED}", grown[0], grown[1])?;
    if let (Some(before), Some(after)) = (before, peak()) {
        writeln!(out, "most memory held                    {after:>12.1} MiB, {before:.1} before the first text")?;
    }
    // The first thousand words are read so quickly that a single interruption would decide.
    if grown[1] > ALLOWED { Err("the time grows faster than the text".into()) } else { Ok(()) }
}
