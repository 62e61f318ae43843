//! A text as it is compared: its words without endings, and the runs of letters in them.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashSet};

use domain::letters::{sounded, stands_alone, stem};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// What the copied text of a post has glued to its last word.
const GLUED: &str = "pic.twitter.com/";
/// Letters in the runs that are compared.
const RUNS: [usize; 2] = [4, 5];
/// Scalar values of a text that are compared: a claim is a sentence or two.
const LONGEST: usize = 4_000;

/// Runs of letters by their hashes, in order, with their weights; the weights' length is 1.
type Runs = Vec<(u64, f64)>;

/// A word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// In lower case and without diacritics; a pair of letters where letters stand alone.
    pub(super) folded: String,
    /// Without its ending, as it sounds.
    pub(super) stem: String,
}

/// A text made ready for comparing.
#[derive(Debug)]
pub(super) struct Text {
    /// The different words, in the order of the text.
    pub(super) words: Vec<Word>,
    /// How often each stem stands in it.
    pub(super) stems: BTreeMap<String, u32>,
    /// How many words it has.
    pub(super) length: u32,
    /// The scripts of its letters, a bit each.
    scripts: u8,
    /// The folded words, one space between and around them.
    line: String,
    runs: OnceCell<Runs>,
}

impl Text {
    pub(super) fn of(text: &str) -> Self {
        Self::of_all([text].into_iter())
    }

    /// One text of several wordings.
    pub(super) fn of_all<'a>(wordings: impl Iterator<Item = &'a str>) -> Self {
        let (mut words, mut stems, mut length) = (Vec::new(), BTreeMap::new(), 0);
        let mut known = HashSet::new();
        let mut line = String::from(" ");
        let mut scripts = 0;
        for wording in wordings {
            for word in self::words(wording) {
                *stems.entry(word.stem.clone()).or_default() += 1;
                length += 1;
                scripts |= word.folded.chars().fold(0, |all, letter| all | script(letter));
                line.push_str(&sounded(&word.folded));
                line.push(' ');
                if known.insert(word.folded.clone()) {
                    words.push(word);
                }
            }
        }
        Self { words, stems, length, scripts, line, runs: OnceCell::new() }
    }

    /// How often `stem` stands in it.
    pub(super) fn times(&self, stem: &str) -> u32 {
        self.stems.get(stem).copied().unwrap_or_default()
    }

    /// Whether both have letters of one script, or one of them has none.
    pub(super) fn shares_letters(&self, other: &Self) -> bool {
        let (ours, theirs) = (self.scripts, other.scripts);
        ours == 0 || theirs == 0 || ours & theirs != 0
    }

    fn runs(&self) -> &Runs {
        self.runs.get_or_init(|| runs(&self.line))
    }

    /// How alike the runs of letters are, from 0 to 1.
    pub(super) fn spelt_like(&self, other: &Self) -> f64 {
        let (mut at, mut sum) = (0, 0.0);
        let theirs_all = other.runs();
        for (run, weight) in self.runs() {
            while theirs_all.get(at).is_some_and(|(theirs, _)| theirs < run) {
                at += 1;
            }
            if let Some((_, theirs)) = theirs_all.get(at).filter(|(theirs, _)| theirs == run) {
                sum += weight * theirs;
            }
        }
        sum
    }
}

/// The bit of a letter's script; none for a figure.
fn script(letter: char) -> u8 {
    match letter {
        _ if !letter.is_alphabetic() => 0,
        'a'..='z' | '\u{df}'..='\u{24f}' => 1,
        '\u{400}'..='\u{52f}' => 2,
        '\u{600}'..='\u{6ff}' => 4,
        _ if stands_alone(letter) => 8,
        _ => 16,
    }
}

/// The words of `text`: without links, the words in hashtags and handles also one by one.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(end, _)| end);
    for chunk in text[..end].split_whitespace() {
        let chunk = without_link(chunk);
        plain_words(chunk, &mut words);
        for tag in chunk.split(['#', '@']).skip(1) {
            let tag: String = tag.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let parted = parted(&tag);
            if parted != tag {
                plain_words(&parted, &mut words);
            }
        }
    }
    words
}

fn without_link(chunk: &str) -> &str {
    let cut = match (chunk.find("://"), chunk.find(GLUED)) {
        (Some(scheme), _) => chunk[..scheme].trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len(),
        (None, Some(glued)) => glued,
        (None, None) if chunk.starts_with("www.") => 0,
        (None, None) => chunk.len(),
    };
    &chunk[..cut]
}

/// The words that a tag was put together from, as its capitals, figures and underscores show.
fn parted(tag: &str) -> String {
    let letters: Vec<char> = tag.chars().collect();
    let mut parted = String::with_capacity(tag.len() + 8);
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| letters[at]);
        let next_small = letters.get(at + 1).is_some_and(|next| next.is_lowercase());
        let begins = before.is_some_and(|before| {
            (letter.is_uppercase() && (before.is_lowercase() || (before.is_uppercase() && next_small)))
                || letter.is_numeric() != before.is_numeric()
        });
        if begins {
            parted.push(' ');
        }
        parted.push(if *letter == '_' { ' ' } else { *letter });
    }
    parted
}

fn plain_words(chunk: &str, words: &mut Vec<Word>) {
    let letters: Vec<char> = chunk.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let mut word = String::new();
    for (at, letter) in letters.iter().enumerate() {
        let next = letters.get(at + 1).copied();
        if stands_alone(*letter) {
            finish(&mut word, words);
            match next.filter(|next| stands_alone(*next)) {
                Some(next) => words.push(alone([*letter, next].iter().collect())),
                // The last letter of a run is in the pair before it.
                None if at > 0 && stands_alone(letters[at - 1]) => {}
                None => words.push(alone(letter.to_string())),
            }
        } else if letter.is_alphanumeric() {
            word.push(*letter);
        } else if matches!(letter, '\'' | '’') && next.is_some_and(char::is_alphabetic) {
            // "Oszta's" is Oszta and "can't" is one word.
            if next == Some('s') && letters.get(at + 2).is_none_or(|c| !c.is_alphanumeric()) {
                finish(&mut word, words);
                return plain_rest(&letters[at + 2..], words);
            }
        } else if !(*letter == ',' && grouped(&word, &letters[at + 1..])) {
            finish(&mut word, words);
        }
    }
    finish(&mut word, words);
}

fn plain_rest(letters: &[char], words: &mut Vec<Word>) {
    plain_words(&letters.iter().collect::<String>(), words);
}

/// Whether a comma between `before` and `after` groups the digits of a figure.
fn grouped(before: &str, after: &[char]) -> bool {
    let digits = after.iter().take_while(|c| c.is_ascii_digit()).count();
    digits == 3 && before.chars().all(|c| c.is_ascii_digit()) && !before.is_empty()
}

fn alone(folded: String) -> Word {
    Word { stem: folded.clone(), folded }
}

fn finish(word: &mut String, words: &mut Vec<Word>) {
    if !word.is_empty() {
        let folded = std::mem::take(word);
        words.push(Word { stem: stem(&folded), folded });
    }
}

/// The runs of letters in `line`, by hash, with weights whose length is 1: what stands often counts little more.
fn runs(line: &str) -> Runs {
    let letters: Vec<char> = line.chars().collect();
    let mut hashes: Vec<u64> = RUNS.iter().flat_map(|length| letters.windows(*length)).map(hash).collect();
    hashes.sort_unstable();
    let mut runs: Vec<(u64, f64)> = hashes
        .chunk_by(|a, b| a == b)
        .map(|same| (same[0], 1.0 + f64::from(u32::try_from(same.len()).unwrap_or(u32::MAX)).ln()))
        .collect();
    let length = runs.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
    runs.iter_mut().for_each(|(_, weight)| *weight /= length);
    runs
}

/// FNV-1a over letters.
fn hash(run: &[char]) -> u64 {
    run.iter().fold(0xcbf2_9ce4_8422_2325, |hash, c| (hash ^ u64::from(u32::from(*c))).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_a_post_without_its_links() {
        for (text, wanted) in [
            ("#VessaDam leaks https://vessa.example/x", "vessadam vessa dam leaks"),
            ("Oszta’s can't, 1,000 U.S.", "oszta cant 1000 u s"),
            ("@mirel_oszta: #WW3pic.twitter.com/9Cg", "mirel oszta mirel oszta ww3 ww 3"),
            ("维萨大坝 坝", "维萨 萨大 大坝 坝"),
            ("Café Noël", "cafe noel"),
        ] {
            let told: Vec<String> = words(text).into_iter().map(|word| word.folded).collect();
            assert_eq!(told.join(" "), wanted);
        }
    }
}
