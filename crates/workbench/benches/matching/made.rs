//! Invented claims and articles: their words are as frequent as those of our own fixtures, and go on as rare as those
//! of a language do.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{
    Appearance, AppearanceId, Article, ArticleId, Attribution, Block, BlockKind, Change, Claim, ClaimId, Document,
    DocumentId, MediaType, Origin, Passage, Sha256, TextRange,
};
use sha2::Digest;
use uuid::Uuid;

/// Claims of an invented article.
pub(crate) const IN_ARTICLE: usize = 100;
/// Different words.
const WORDS: f64 = 300_000.0;

const FIXTURES: [&str; 4] = [
    include_str!("../../sample/two-held-at-crossing.txt"),
    include_str!("../../../analysis/tests/fixtures/en/border.txt"),
    include_str!("../../../analysis/tests/fixtures/en/ferry.txt"),
    include_str!("../../../analysis/tests/fixtures/en/dam.txt"),
];

/// A linear congruential generator (Knuth, MMIX): the same numbers in every run.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    pub(crate) fn below_usize(&mut self, limit: usize) -> usize {
        usize::try_from(self.below(limit as u64)).unwrap_or_default()
    }

    /// From 0 up to 1.
    fn part(&mut self) -> f64 {
        f64::from(u32::try_from(self.below(1 << 31)).unwrap_or_default()) / f64::from(1_u32 << 31)
    }
}

/// Makes the changes of an invented workspace.
pub(crate) struct Work {
    pub(crate) dice: Dice,
    made: u128,
    /// The fixtures' words, the most frequent first.
    known: Vec<String>,
}

impl Work {
    pub(crate) fn new(seed: u64) -> Self {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for word in FIXTURES.iter().flat_map(|text| text.split_whitespace()) {
            let word: String = word.chars().filter(|c| c.is_alphabetic()).collect();
            if !word.is_empty() {
                *counts.entry(word.to_lowercase()).or_default() += 1;
            }
        }
        let mut known: Vec<(String, usize)> = counts.into_iter().collect();
        known.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Self {
            dice: Dice(seed),
            made: u128::from(seed) << 64,
            known: known.into_iter().map(|(word, _)| word).collect(),
        }
    }

    pub(crate) fn id(&mut self) -> Uuid {
        self.made += 1;
        Uuid::from_u128(self.made)
    }

    /// The word of that rank: one of the fixtures', or one put together from their parts.
    fn word(&self, rank: usize) -> String {
        if let Some(word) = self.known.get(rank) {
            return word.clone();
        }
        let mut dice = Dice(rank as u64);
        let mut part = |from: usize| {
            let word = &self.known[from + dice.below_usize(self.known.len() - from)];
            let letters: Vec<char> = word.chars().collect();
            let half = letters.len().div_ceil(2);
            (letters[..half].iter().collect::<String>(), letters[half..].iter().collect::<String>())
        };
        let (first, second, third) = (part(20), part(20), part(20));
        first.0 + &second.0 + &third.1
    }

    /// A word, drawn as Zipf's law has it.
    fn any_word(&self, dice: &mut Dice) -> String {
        let rank = (dice.part() * WORDS.ln()).exp() - 1.0;
        // A rank is small and never negative.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 300,000")]
        self.word(rank as usize)
    }

    pub(crate) fn sentences(&mut self, many: usize) -> Vec<String> {
        (0..many).map(|_| self.sentence()).collect()
    }

    /// A sentence of 9 to 24 words; in three of ten stands a figure.
    fn sentence(&mut self) -> String {
        let mut dice = Dice(self.dice.below(u64::MAX >> 1) ^ 0x5eed);
        let length = 9 + dice.below_usize(16);
        let mut words: Vec<String> = (0..length).map(|_| self.any_word(&mut dice)).collect();
        if dice.below(10) < 3 {
            words[length / 2] = (2 + dice.below(900)).to_string();
        }
        let mut sentence = words.join(" ");
        if let Some(first) = sentence.get(..1).map(str::to_uppercase) {
            sentence.replace_range(..1, &first);
        }
        sentence + "."
    }

    /// An article of `sentences`, each of them a claim when they are `recorded`.
    pub(crate) fn article(&mut self, sentences: &[String], recorded: bool) -> (ArticleId, (Vec<Change>, Vec<u8>)) {
        let claims: Vec<(String, String)> = sentences.iter().map(|one| (one.clone(), one.clone())).collect();
        let (article, mut changes, bytes) = self.with_claims(&claims, |_| ());
        if !recorded {
            changes.truncate(1);
        }
        (article, (changes, bytes))
    }

    /// An article whose lines make claims: each a line and what it claims. `told` is told each claim's id.
    pub(crate) fn with_claims(
        &mut self,
        lines: &[(String, String)],
        mut told: impl FnMut(ClaimId),
    ) -> (ArticleId, Vec<Change>, Vec<u8>) {
        let text = lines.iter().map(|(line, _)| line.as_str()).collect::<Vec<_>>().join("\n");
        let document = Document {
            id: DocumentId(self.id()),
            sha256: Sha256(sha2::Sha256::digest(&text).into()),
            bytes: u32::try_from(text.len()).unwrap_or(u32::MAX),
            media_type: MediaType::PlainText,
            encoding: "UTF-8".into(),
            origin: Origin::Pasted,
            loaded_at: DateTime::<Utc>::UNIX_EPOCH,
        };
        let range = TextRange { start: 0, end: domain::text::length(&text) };
        let article = Article {
            id: ArticleId(self.id()),
            document: document.id,
            title: "Invented".to_owned(),
            byline: Vec::new(),
            publisher: None,
            published: None,
            modified: None,
            paywalled: false,
            language: Some("en".to_owned()),
            url: None,
            text: text.clone(),
            blocks: vec![Block { kind: BlockKind::Paragraph, range, post: None }],
            pages: Vec::new(),
            left_out: Vec::new(),
        };
        let id = article.id;
        let mut changes = vec![Change::ArticleLoaded { document, article }];
        let mut start = 0;
        for (line, statement) in lines {
            let end = start + domain::text::length(line);
            let claim = Claim::new(ClaimId(self.id()), statement).expect("has words");
            told(claim.id);
            let appearance = Appearance {
                id: AppearanceId(self.id()),
                claim: claim.id,
                article: id,
                passage: Passage::cut(&text, TextRange { start, end }).expect("inside the text"),
                attribution: Attribution::default(),
                said: None,
                quantities: Vec::new(),
                times: Vec::new(),
            };
            changes.push(Change::ClaimRecorded { claim, appearance });
            start = end + 1;
        }
        (id, changes, text.into_bytes())
    }
}

/// `sentences` with that many in a hundred words left out, doubled or replaced by another of theirs.
pub(crate) fn edited(dice: &mut Dice, sentences: &[String], share: u64) -> Vec<String> {
    let all: Vec<&str> = sentences.iter().flat_map(|sentence| sentence.split(' ')).collect();
    let edit = |sentence: &String| {
        let mut words: Vec<String> = Vec::new();
        for word in sentence.split(' ') {
            if dice.below(100) >= share {
                words.push(word.to_owned());
                continue;
            }
            match dice.below(3) {
                0 => {}
                1 => words.push(format!("{word}ish")),
                _ => words.extend([word.to_owned(), all[dice.below_usize(all.len())].to_owned()]),
            }
        }
        words.join(" ")
    };
    sentences.iter().map(edit).collect()
}

/// A post that says `statement`, a fifth of its words changed, and twenty words more.
pub(crate) fn post(dice: &mut Dice, work: &Work, statement: &str) -> String {
    let said = edited(dice, &[statement.to_owned()], 20).concat();
    let more: Vec<String> = (0..20).map(|_| work.any_word(dice)).collect();
    format!("{} {said} {} https://posts.example/1", more[..8].join(" "), more[8..].join(" "))
}
