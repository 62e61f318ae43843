//! The content as a statement that stands alone, and never says more than the article does.

use std::ops::Range;

use domain::{Quotation, Utterance};

use crate::attributions::Attributed;
use crate::lexicon::{Class, Form, Takes};
use crate::reading::Reading;
use crate::tokens::COMMAS;
use crate::worth::topic;

/// The words to propose as a claim.
pub(crate) fn statement(
    reading: &Reading<'_>,
    found: &Attributed,
    quotation: Quotation,
    claimant: Option<&str>,
    in_sentence: Option<&str>,
) -> String {
    let tokens = &reading.tokens;
    let content = cleanly_ended(reading, found.content.clone());
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
    let subject = in_sentence.unwrap_or(claimant);
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
        || topic(reading, found)
        || set_at(reading, found)
        || !has_finite(reading, found);
    let leads = |cue: &Range<usize>| cue.end <= content.start || cue.start == content.start;
    if let Some(cue) = found.cue.clone().filter(|cue| fragment && leads(cue)) {
        let told = reading.words(cue.start..content.end);
        // ", citing a list": a verb that leans on another sentence stands on its own feet here.
        let leaning = tokens[cue.start].sense.cue.filter(|_| tokens[cue.start].form(Form::GERUND));
        return match leaning.and_then(|(place, _)| reading.lexicon.past(place)) {
            Some(past) => finished(&format!("{subject} {past} {}", reading.words(cue.end..content.end))),
            None => finished(&format!("{subject} {told}")),
        };
    }
    // "it does not supply": the subject is the claimant, when nothing else was named before it in the content.
    let safe = inner == Some(content.start)
        && found.source.is_some()
        && found.cue.as_ref().is_some_and(|cue| cue.end <= content.start);
    let source = found.source.clone().unwrap_or_default();
    if safe && stands_for(reading, content.start, source) && !first.is(Class::POSSESSIVE.or(Class::AUXILIARY)) {
        let rest = reading.words(content.start + 1..content.end);
        return finished(&format!("{subject} {rest}"));
    }
    finished(words)
}

/// Whether the pronoun at `at` may be the one named at `source`: nobody is "it", and no ministry is "she".
fn stands_for(reading: &Reading<'_>, at: usize, source: Range<usize>) -> bool {
    let pronoun = &reading.tokens[at];
    let named = |class: Class| reading.tokens[source.clone()].iter().any(|token| token.is(class));
    let body = named(Class::STATE.or(Class::CAPITAL).or(Class::ORGANISATION).or(Class::MEDIA).or(Class::MEDIA_NOUN));
    let person = named(Class::ROLE.or(Class::TITLE));
    (pronoun.is(Class::THING) && (body || named(Class::THING)) && !person)
        || (pronoun.is(Class::MALE.or(Class::FEMALE)) && (person || !body))
}

/// `content` without the small words that a broken sentence leaves at its end: "…, and that the".
fn cleanly_ended(reading: &Reading<'_>, content: Range<usize>) -> Range<usize> {
    let mut end = content.end;
    while end > content.start + 1 {
        let token = &reading.tokens[end - 1];
        let cut = end < content.end;
        let dangles = token.is(Class::CONJUNCTION) || (token.is(Class::DEFINITE) && !token.is(Class::PRONOUN));
        let leads = token.is(Class::COMPLEMENTIZER.or(Class::PREPOSITION)) || token.mark(COMMAS);
        if reading.quoted(end - 1) || token.capital || !(dangles || (cut && leads)) {
            break;
        }
        end -= 1;
    }
    content.start..end
}

/// Whether the content is a number that the claimant sets: "put the dead at 30".
fn set_at(reading: &Reading<'_>, found: &Attributed) -> bool {
    let cue = found.cue.as_ref().and_then(|cue| reading.tokens[cue.start].sense.cue);
    cue.is_some_and(|(place, _)| reading.lexicon.cue(place).takes == Takes::AT)
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
    let mut statement = balanced(&first.to_uppercase().chain(chars).collect::<String>());
    let inner = statement.trim_end_matches(['”', '»', '"', '」']);
    let told_as_speech = statement.contains(": “");
    if !inner.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟']) && !told_as_speech {
        statement.push('.');
    }
    statement
}

/// `words` with each mark that opens closed, and none that only closes.
fn balanced(words: &str) -> String {
    const PAIRS: [(char, char); 5] = [('“', '”'), ('«', '»'), ('„', '“'), ('「', '」'), ('(', ')')];
    let mut open: Vec<char> = Vec::new();
    let mut whole = String::with_capacity(words.len());
    for c in words.chars() {
        if open.last() == Some(&c) || (c == '”' && open.last() == Some(&'“')) {
            open.pop();
        } else if let Some((_, close)) = PAIRS.iter().find(|(opens, _)| *opens == c) {
            open.push(*close);
        } else if PAIRS.iter().any(|(_, close)| *close == c) {
            continue;
        }
        whole.push(c);
    }
    whole.extend(open.into_iter().rev());
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_is_balanced_and_ends_as_a_sentence() {
        for (words, wanted) in [
            ("they have “no foundation", "They have “no foundation”."),
            ("they have “no foundation.", "They have “no foundation.”"),
            ("no foundation”, it said", "No foundation, it said."),
            ("er sei „dicht“", "Er sei „dicht“."),
            ("il est « sûr", "Il est « sûr»."),
            ("it fell (twice", "It fell (twice)."),
            ("it fell,", "It fell."),
        ] {
            assert_eq!(finished(words), wanted);
        }
    }
}
