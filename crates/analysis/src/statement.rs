//! The content as a statement that stands alone, and never says more than the article does.

use domain::{Quotation, Utterance};

use crate::attributions::Attributed;
use crate::lexicon::{Class, Form};
use crate::reading::Reading;

/// The words to propose as a claim.
pub(crate) fn statement(
    reading: &Reading<'_>,
    found: &Attributed,
    quotation: Quotation,
    claimant: Option<&str>,
) -> String {
    let tokens = &reading.tokens;
    let content = found.content.clone();
    let whole_words = reading.words(content.clone());
    let words = if quotation == Quotation::Direct { bare(whole_words) } else { whole_words };
    let first = &tokens[content.start];
    let Some(claimant) = claimant else {
        // "was accused of sleeping": without its subject it says nothing.
        let cue = found.cue.as_ref().filter(|cue| cue.end <= content.start && quotation == Quotation::Indirect);
        let sentence = cue.and_then(|cue| reading.sentence_at(cue.start)).map(|place| &reading.sentences[place]);
        return match sentence {
            Some(sentence) if !has_finite(reading, found) => {
                finished(reading.words(sentence.tokens.start.min(content.start)..content.end))
            }
            _ => finished(words),
        };
    };
    let inner = content.clone().find(|at| tokens[*at].word());
    let personal = content.clone().any(|at| tokens[at].is(Class::FIRST_PERSON)) && quotation == Quotation::Direct;
    if personal || (quotation == Quotation::Direct && !whole(reading, found)) {
        return format!("{claimant}: “{}”", words.trim_end_matches(','));
    }
    if quotation == Quotation::Direct {
        return finished(words);
    }
    // What is denied, wished or left unsaid is no claim of theirs without the word that says so.
    let held_back = !matches!(found.stance, Utterance::Asserts | Utterance::Confirms | Utterance::Verifying);
    let fragment = held_back
        || first.is(Class::INFINITIVE.or(Class::WH))
        || first.is(Class::GERUND)
        || first.form(Form::GERUND)
        || !has_finite(reading, found);
    if let Some(cue) = found.cue.clone().filter(|cue| fragment && cue.end <= content.start) {
        let told = reading.words(cue.start..content.end);
        return finished(&format!("{claimant} {told}"));
    }
    // "it does not supply": the subject is the claimant, when nothing else was named before it in the content.
    let safe = inner == Some(content.start)
        && found.source.is_some()
        && found.cue.as_ref().is_some_and(|cue| cue.end <= content.start);
    if safe
        && first.is(Class::THING.or(Class::MALE).or(Class::FEMALE))
        && !first.is(Class::POSSESSIVE)
        && !first.is(Class::AUXILIARY)
    {
        let rest = reading.words(content.start + 1..content.end);
        return finished(&format!("{claimant} {rest}"));
    }
    finished(words)
}

/// Whether a quotation is a clause of its own.
fn whole(reading: &Reading<'_>, found: &Attributed) -> bool {
    let first = found.content.clone().find(|at| reading.tokens[*at].word());
    first.is_some_and(|first| reading.tokens[first].capital) && has_finite(reading, found)
}

fn has_finite(reading: &Reading<'_>, found: &Attributed) -> bool {
    found.content.clone().any(|at| {
        let token = &reading.tokens[at];
        token.is(Class::AUXILIARY.or(Class::PAST))
            || token.form(Form::PAST.or(Form::THIRD))
            || (token.word() && at > found.content.start && !token.capital && reading.word(at).ends_with('s'))
    })
}

/// The words without quotation marks around them.
fn bare(words: &str) -> &str {
    words
        .trim_matches(|c: char| {
            matches!(c, '“' | '”' | '"' | '«' | '»' | '„' | '「' | '」' | '‘' | '’') || c.is_whitespace()
        })
        .trim_matches('\'')
}

/// One line, beginning with a capital and ending as a sentence does.
fn finished(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line.trim_end_matches([',', ';', '—', '–', ' ', '，']);
    let mut chars = line.chars();
    let Some(first) = chars.next() else { return String::new() };
    let mut statement: String = first.to_uppercase().chain(chars).collect();
    let inner = statement.trim_end_matches(['”', '»', '"', '」']);
    let told_as_speech = statement.contains(": “");
    if !inner.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟']) && !told_as_speech {
        statement.push('.');
    }
    statement
}
