//! Words a second that the suggester reads, on one thread.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
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

fn suggest(c: &mut Criterion) {
    let mut group = c.benchmark_group("suggest");
    let published = chrono::NaiveDate::from_ymd_opt(2025, 4, 9);
    for words in [1_000_usize, 10_000] {
        let (article, blocks) = article(words);
        group.throughput(Throughput::Elements(article.split_whitespace().count() as u64));
        group.bench_function(format!("{words} words"), |bencher| {
            bencher.iter(|| analysis::suggest(black_box(&article), &blocks, Some("en"), published));
        });
    }
    group.finish();
}

criterion_group!(benches, suggest);
criterion_main!(benches);
