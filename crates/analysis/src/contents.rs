//! What is said: where the content behind a cue begins, and where it ends.

use std::ops::Range;

use domain::Utterance;

use crate::lexicon::{Class, CueWord, Form, Takes};
use crate::reading::Reading;
use crate::sources::{before, is_name, phrase_after};
use crate::tokens::{COMMAS, DASHES, ENDS, Kind};

/// Tokens between a cue and its content at most: "said in a statement on Friday that".
const APART: usize = 18;

/// The end of a sentence's words, its final mark left out unless a quotation holds it.
pub(crate) fn sentence_end(reading: &Reading<'_>, sentence: &Range<usize>) -> usize {
    trimmed(reading, sentence.clone()).end
}

/// `words` without marks at its ends that belong to the sentence around it.
pub(crate) fn trimmed(reading: &Reading<'_>, mut words: Range<usize>) -> Range<usize> {
    let loose = |at: usize| {
        let token = &reading.tokens[at];
        let outside = !reading.quoted(at);
        outside
            && (token.mark(ENDS)
                || token.mark(COMMAS)
                || token.mark(DASHES)
                || token.mark(&[';', ':', '：', '；', ')', '(']))
    };
    while words.start < words.end && loose(words.end - 1) {
        if reading.tokens[words.end - 1].mark(&[')']) && words.clone().any(|at| reading.tokens[at].mark(&['('])) {
            break;
        }
        words.end -= 1;
    }
    while words.start < words.end && loose(words.start) {
        words.start += 1;
    }
    words
}

/// Where the clause that begins at `from` ends. `brief` ends it at the first comma.
pub(crate) fn clause_end(reading: &Reading<'_>, from: usize, limit: usize, brief: bool) -> usize {
    let tokens = &reading.tokens;
    let mut at = from;
    while at < limit {
        if let Some(quote) = reading.quote_at(at) {
            at = quote.close.max(at) + 1;
            continue;
        }
        let token = &tokens[at];
        if token.mark(&['(', '（']) {
            let close = (at..limit).find(|at| tokens[*at].mark(&[')', '）']));
            at = close.map_or(at, |close| close) + 1;
            continue;
        }
        let comma = token.mark(COMMAS);
        if token.mark(&[';', '；', ')']) || (comma && brief && at > from + 1) {
            return at;
        }
        if (comma || token.mark(DASHES)) && at > from && leaves(reading, at + 1, limit) {
            return at;
        }
        if at > from && token.is(Class::CONJUNCTION) && says_too(reading, at + 1, limit) {
            return at;
        }
        if at > from && token.is(Class::ACCORDING) {
            return at;
        }
        at += 1;
    }
    limit.max(at.min(reading.tokens.len()))
}

/// Whether the narrator speaks again at `at`, behind a comma.
fn leaves(reading: &Reading<'_>, at: usize, limit: usize) -> bool {
    let tokens = &reading.tokens;
    if at >= limit {
        return false;
    }
    let skip = (at..limit.min(at + 2)).find(|at| !tokens[*at].is(Class::ADVERB)).unwrap_or(at);
    let token = &tokens[skip];
    let gerund_cue = token.form(Form::GERUND)
        && token
            .sense
            .cue
            .is_some_and(|(cue, _)| reading.lexicon.cue(cue).takes.any(Takes::CLAUSE.or(Takes::QUOTE).or(Takes::OF)));
    if gerund_cue || token.is(Class::AFTERMATH.or(Class::ACCORDING)) {
        return true;
    }
    // ", a claim that the ministry dismissed".
    if tokens[at].is(Class::DETERMINER) && at + 1 < limit && tokens[at + 1].is(Class::NOUN_CUE) {
        return true;
    }
    if token.is(Class::CONJUNCTION) {
        return says_too(reading, skip + 1, limit) || another_speaks(reading, skip + 1, limit);
    }
    if tokens[at].is(Class::SUBORDINATOR) && !tokens[at].is(Class::WH) {
        return another_speaks(reading, at + 1, limit);
    }
    false
}

/// Whether a verb of saying without a subject of its own comes at `at`: "and added".
fn says_too(reading: &Reading<'_>, at: usize, limit: usize) -> bool {
    let tokens = &reading.tokens;
    let skipped = Class::ADVERB.or(Class::AUXILIARY);
    let Some(verb) = (at..limit.min(at + 4)).find(|at| !tokens[*at].is(skipped)) else { return false };
    let next_infinitive = tokens.get(verb + 1).is_some_and(|next| next.is(Class::INFINITIVE));
    !reading.quoted(verb)
        && tokens[verb].form(Form::PAST.or(Form::THIRD))
        && !tokens[verb].capital
        && (verb == at || tokens[verb].form(Form::PARTICIPLE) || next_infinitive || !tokens[verb].is(Class::NOUN_CUE))
        && tokens[verb].sense.cue.is_some_and(|(cue, _)| {
            reading
                .lexicon
                .cue(cue)
                .takes
                .any(Takes::CLAUSE.or(Takes::QUOTE).or(Takes::PERSON_INFINITIVE).or(Takes::OF))
        })
}

/// Whether a new subject with a verb of saying comes at `at`: "but the ministry said".
pub(crate) fn another_speaks(reading: &Reading<'_>, at: usize, limit: usize) -> bool {
    let tokens = &reading.tokens;
    (at + 1..limit.min(at + 9))
        .take_while(|at| tokens[*at].word())
        .find(|at| tokens[*at].form(Form::PAST.or(Form::THIRD)) && !tokens[*at].capital)
        .and_then(|verb| Some((verb, before(reading, verb, at)?)))
        .is_some_and(|(verb, subject)| {
            // "he says it fell, but he hopes": a pronoun that thinks is still in his words.
            let thinks = tokens[verb].sense.cue.is_some_and(|(cue, _)| {
                reading.lexicon.cue(cue).stance == Utterance::Opines && tokens[subject.name.start].is(Class::PRONOUN)
            });
            subject.start == at && !thinks
        })
}

/// The content that begins at `from` or behind it, after a cue that may take what `word` says.
pub(crate) fn after(
    reading: &Reading<'_>,
    from: usize,
    word: CueWord,
    limit: usize,
    brief: bool,
) -> Option<Range<usize>> {
    let tokens = &reading.tokens;
    let takes = word.takes;
    let mut at = from;
    while at < limit && tokens[at].is(Class::ADVERB) && !tokens[at].is(Class::COMPLEMENTIZER.or(Class::DETERMINER)) {
        at += 1;
    }
    if at >= limit {
        return None;
    }
    let clause = |from: usize| Some(from..clause_end(reading, from, limit, brief));
    let clausal = takes.any(Takes::CLAUSE.or(Takes::BARE).or(Takes::WH));
    if takes.any(Takes::CLAUSE) && tokens[at].is(Class::COMPLEMENTIZER) && !follows_verb(reading, at + 1, limit) {
        return clause(at + 1);
    }
    if takes.any(Takes::QUOTE.or(Takes::OBJECT_QUOTED)) && opens_quote(reading, at) {
        return clause(at);
    }
    if takes.any(Takes::INFINITIVE) && tokens[at].is(Class::INFINITIVE) {
        return clause(at);
    }
    if clausal && tokens[at].is(Class::WH) && !reading.quoted(at) {
        return clause(at);
    }
    if takes.any(Takes::PERSON_INFINITIVE.or(Takes::OF).or(Takes::FOR).or(Takes::AS))
        && let Some(from) = through_person(reading, at, limit, takes)
    {
        return clause(from);
    }
    if takes.any(Takes::AT) {
        let figures = |at: usize| {
            let number = &reading.lexicon.numbers.words;
            tokens[at].is(Class::AT)
                && (at + 1..limit.min(at + 4))
                    .any(|at| tokens[at].kind == Kind::Figure || number.contains_key(&reading.word(at).to_lowercase()))
        };
        if (at + 1..limit.min(at + 10)).any(figures) {
            return clause(at);
        }
    }
    if takes.any(Takes::RECIPIENT)
        && let Some(from) = past_recipient(reading, at, limit)
    {
        return clause(from);
    }
    if takes.any(Takes::CLAUSE.or(Takes::QUOTE).or(Takes::RECIPIENT))
        && let Some(from) = past_setting(reading, at, limit, takes)
    {
        return clause(from);
    }
    if takes.any(Takes::SMALL) && (tokens[at].is(Class::PRONOUN) || (at..limit).any(|at| reading.quoted(at))) {
        return clause(at);
    }
    let starts =
        tokens[at].word() || tokens[at].kind == Kind::Figure || reading.quoted(at) || tokens[at].mark(&['$', '€', '£']);
    let setting = tokens[at].is(Class::SETTING.or(Class::TIME)) && !tokens[at].capital_name();
    if takes.any(Takes::BARE)
        && starts
        && !setting
        && !tokens[at].is(Class::CONJUNCTION.or(Class::INFINITIVE).or(Class::ACCORDING))
    {
        let timed = clause(at)?;
        if takes.any(Takes::OBJECT) || has_verb(reading, timed.clone()) {
            return Some(timed);
        }
        return None;
    }
    if takes.any(Takes::BARE)
        && tokens[at].is(Class::TIME)
        && at + 1 < limit
        && tokens[at + 1].word()
        && !tokens[at + 1].is(Class::SETTING)
    {
        return clause(at + 1).filter(|content| has_verb(reading, content.clone()));
    }
    // "dismissed earlier reports": a time that describes what follows it.
    let describes = tokens[at].is(Class::TIME)
        && !tokens[at].is(Class::SETTING)
        && !tokens[at].capital
        && tokens.get(at + 1).is_some_and(|next| {
            at + 1 < limit
                && next.word()
                && !next.is(Class::SETTING.or(Class::TIME).or(Class::ADVERB).or(Class::DETERMINER))
        });
    if takes.any(Takes::OBJECT)
        && starts
        && (!setting || describes)
        && !tokens[at].is(Class::CONJUNCTION.or(Class::INFINITIVE))
    {
        return Some(at..clause_end(reading, at, limit, true));
    }
    None
}

/// Whether a clause has something that can be its verb.
pub(crate) fn has_verb(reading: &Reading<'_>, clause: Range<usize>) -> bool {
    let verbal = Class::AUXILIARY.or(Class::PAST);
    if reading.lexicon.script.free_order {
        return clause.len() > 2;
    }
    clause.clone().any(|at| {
        let token = &reading.tokens[at];
        token.is(verbal)
            || token.form(Form::PAST.or(Form::THIRD).or(Form::BASE))
            || (token.word() && !token.capital && reading.word(at).ends_with('s') && at > clause.start)
    })
}

/// Whether "that" at the place before `at` was a pronoun: "claims that were".
fn follows_verb(reading: &Reading<'_>, at: usize, limit: usize) -> bool {
    at < limit
        && !reading.lexicon.script.free_order
        && reading.tokens[at].is(Class::AUXILIARY)
        && !reading.tokens[at].is(Class::PRONOUN)
}

fn opens_quote(reading: &Reading<'_>, at: usize) -> bool {
    reading.quote_at(at).is_some_and(|quote| quote.open == at)
}

/// Past the person in "urged Ukraine to", "accused China of", "blamed them for", "described it as".
fn through_person(reading: &Reading<'_>, from: usize, limit: usize, takes: Takes) -> Option<usize> {
    let tokens = &reading.tokens;
    for (at, token) in (from..limit.min(from + 14)).map(|at| (at, &tokens[at])) {
        if token.mark(COMMAS) || token.mark(DASHES) || token.mark(&[';', ':']) || opens_quote(reading, at) {
            return None;
        }
        if token.is(Class::COMPLEMENTIZER) {
            return None;
        }
        if takes.any(Takes::PERSON_INFINITIVE) && token.is(Class::INFINITIVE) && is_infinitive(reading, at, limit) {
            return Some(from);
        }
        if takes.any(Takes::OF) && token.is(Class::OF) && follows_gerund(reading, at + 1, limit) {
            return Some(at + 1);
        }
        if at > from && takes.any(Takes::FOR) && token.is(Class::FOR) {
            return Some(at + 1);
        }
        if at > from && takes.any(Takes::AS) && token.is(Class::AS) {
            return Some(from);
        }
    }
    let of = (from + 1..limit.min(from + 14)).find(|at| takes.any(Takes::OF) && tokens[*at].is(Class::OF));
    of.map(|of| of + 1)
}

/// Whether "to" at `at` begins an infinitive, not a way: "told them to the end".
fn is_infinitive(reading: &Reading<'_>, at: usize, limit: usize) -> bool {
    let noun = Class::DETERMINER.or(Class::POSSESSIVE).or(Class::PRONOUN).or(Class::TIME).or(Class::PLURAL);
    at + 1 < limit && {
        let next = &reading.tokens[at + 1];
        next.word() && !next.capital && (!next.is(noun) || next.is(Class::AUXILIARY))
    }
}

fn follows_gerund(reading: &Reading<'_>, at: usize, limit: usize) -> bool {
    (at..limit.min(at + 3)).any(|at| {
        reading.tokens[at].is(Class::GERUND.or(Class::AUXILIARY))
            || reading.tokens[at].form(Form::GERUND)
            || reading.word(at).ends_with("ing")
    })
}

/// Past those who are told: "told reporters on Friday that".
fn past_recipient(reading: &Reading<'_>, from: usize, limit: usize) -> Option<usize> {
    let tokens = &reading.tokens;
    let person = phrase_after(reading, from, limit)?;
    let next = person.end;
    if next < limit && (tokens[next].is(Class::COMPLEMENTIZER) || tokens[next].is(Class::INFINITIVE)) {
        return Some(if tokens[next].is(Class::INFINITIVE) { next } else { next + 1 });
    }
    if next < limit && opens_quote(reading, next) {
        return Some(next);
    }
    if let Some(past) = past_setting(reading, next, limit, Takes::CLAUSE.or(Takes::QUOTE)) {
        return Some(past);
    }
    let bare =
        next < limit && tokens[next].word() && !tokens[next].is(Class::SETTING.or(Class::TIME).or(Class::CONJUNCTION));
    if bare {
        return Some(next);
    }
    None
}

/// Past the circumstances of saying to "that", to a colon or to a quotation: "said in a statement on Friday that".
fn past_setting(reading: &Reading<'_>, from: usize, limit: usize, takes: Takes) -> Option<usize> {
    let tokens = &reading.tokens;
    let mut past = from;
    for (at, token) in (from..limit.min(from + APART)).map(|at| (at, &tokens[at])) {
        if at < past {
            continue;
        }
        if opens_quote(reading, at) {
            // "told the agency “Delta” that": what is quoted is the agency's name.
            if let Some(end) = named_in_quotes(reading, at).filter(|end| at > from && *end < limit) {
                past = end;
                continue;
            }
            let led = at == from
                || tokens[at - 1].mark(COMMAS)
                || tokens[at - 1].mark(&[':', '：'])
                || tokens[at - 1].mark(DASHES);
            return (takes.any(Takes::QUOTE) && led).then_some(at);
        }
        if token.mark(&[':', '：']) && at + 1 < limit {
            return Some(at + 1);
        }
        if token.mark(COMMAS) {
            if at + 1 < limit && (opens_quote(reading, at + 1) || tokens[at + 1].is(Class::COMPLEMENTIZER)) {
                continue;
            }
            let bare = reading.lexicon.script.bare_after_comma && at + 1 < limit && takes.any(Takes::CLAUSE);
            let leaves = Class::CONJUNCTION.or(Class::SUBORDINATOR).or(Class::RELATIVE).or(Class::ACCORDING);
            return (bare && !tokens[at + 1].is(leaves)).then_some(at + 1);
        }
        if token.is(Class::COMPLEMENTIZER)
            && takes.any(Takes::CLAUSE)
            && (at > from || reading.lexicon.script.free_order)
        {
            return (!follows_verb(reading, at + 1, limit)).then_some(at + 1);
        }
        if at == from
            && !reading.lexicon.script.free_order
            && !token.is(Class::SETTING.or(Class::TIME).or(Class::ADVERB).or(Class::PREPOSITION))
            && !token.mark(COMMAS)
        {
            return None;
        }
        if !token.word() && token.kind != Kind::Figure
            || (token.form(Form::PAST) && !token.is(Class::NOUN_CUE) && !token.capital && at > from + 3)
        {
            return None;
        }
    }
    None
}

/// The end of a name that stands in quotation marks at `at`, behind what bears it: "the agency “Delta”".
fn named_in_quotes(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let quote = reading.quote_at(at).filter(|quote| quote.open == at && is_name(reading, quote))?;
    let before = &reading.tokens[at.checked_sub(1)?];
    (before.word() && !before.is(Class::COMPLEMENTIZER) && before.sense.cue.is_none()).then_some(quote.close + 1)
}

/// Past the circumstances behind a cue that ends its clause: "he said on Friday."; where the sentence goes on.
pub(crate) fn past_adjuncts(reading: &Reading<'_>, from: usize, limit: usize) -> usize {
    let tokens = &reading.tokens;
    let mut at = from;
    while at < limit {
        if reading.quoted(at) {
            match named_in_quotes(reading, at).filter(|_| at > from) {
                Some(end) if end <= limit => {
                    at = end;
                    continue;
                }
                _ => return at,
            }
        }
        let token = &tokens[at];
        let first = token.is(Class::SETTING.or(Class::TIME).or(Class::ADVERB)) && !token.is(Class::COMPLEMENTIZER)
            || token.mark(&['(']);
        if at == from && !first {
            return at;
        }
        if token.mark(COMMAS)
            || token.mark(ENDS)
            || token.mark(DASHES)
            || token.mark(&[';', ':'])
            || token.is(Class::COMPLEMENTIZER)
        {
            return at;
        }
        at += 1;
    }
    at
}
