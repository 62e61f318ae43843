//! Whose words they are: the noun phrase beside a cue.

use std::ops::Range;

use crate::lexicon::{Class, Form};
use crate::quotes::Quote;
use crate::reading::Reading;
use crate::tokens::{COMMAS, DASHES, Token};

/// Tokens that a noun phrase has at most.
const LONGEST: usize = 22;
/// Words of a name in quotation marks, at most.
const NAME: usize = 4;
/// Tokens in brackets behind a name, at most.
const BRACKETED: usize = 8;
/// Words that no noun phrase runs across.
const BREAKS: Class = Class::PRONOUN
    .or(Class::RELATIVE)
    .or(Class::WH)
    .or(Class::SUBORDINATOR)
    .or(Class::COMPLEMENTIZER)
    .or(Class::AUXILIARY)
    .or(Class::ADVERB)
    .or(Class::NEGATION)
    .or(Class::PREPOSITION)
    .or(Class::INFINITIVE)
    .or(Class::ACCORDING)
    .or(Class::ANSWER);

/// The subject of a cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Subject {
    /// The words that name it.
    pub(crate) name: Range<usize>,
    /// Where it begins, what is set beside the name included.
    pub(crate) start: usize,
    /// Where what stands between it and the cue begins ("has repeatedly").
    pub(crate) end: usize,
    /// The verb is passive: the subject receives it.
    pub(crate) passive: bool,
    /// The verb is negated.
    pub(crate) negated: bool,
    /// It is a relative pronoun.
    pub(crate) relative: bool,
}

/// The subject before the cue at `verb`, looking back no further than `limit`.
pub(crate) fn before(reading: &Reading<'_>, verb: usize, limit: usize) -> Option<Subject> {
    let tokens = &reading.tokens;
    let (mut at, mut passive, mut negated) = (verb, false, false);
    // Outside English the forms are not told apart, and only a passive stands behind "is" or "was".
    let participle = tokens[verb].form(Form::PARTICIPLE) || reading.lexicon.script.free_order;
    let mut first = true;
    while at > limit && !reading.quoted(at - 1) {
        let token = &tokens[at - 1];
        let carried = token.is(Class::CATENATIVE) && tokens[at].is(Class::INFINITIVE);
        let skipped = token.is(Class::AUXILIARY.or(Class::ADVERB).or(Class::NEGATION).or(Class::INFINITIVE)) || carried;
        let clitic = token.is(Class::CLITIC) && first && at > limit + 1 && tokens[at - 2].word();
        let skipped = skipped || clitic;
        let pronoun = token.is(Class::SUBJECT_PRONOUN);
        if pronoun || !skipped {
            if !pronoun && let Some(over) = over_time(reading, at, limit) {
                at = over;
                continue;
            }
            negated |= pronoun && token.is(Class::NEGATION);
            passive |= pronoun && first && participle && token.is(Class::BE);
            break;
        }
        negated |= token.is(Class::NEGATION);
        if token.is(Class::AUXILIARY) {
            passive |= first && participle && token.is(Class::BE);
            first = false;
        }
        at -= 1;
    }
    if at > limit
        && let Some(name) = named_in_quotes(reading, at, limit)
    {
        return Some(Subject { start: name.start, name, end: at, passive, negated, relative: false });
    }
    if at <= limit || reading.quoted(at - 1) {
        return None;
    }
    let end = at;
    let last = &tokens[at - 1];
    let subject = |name: Range<usize>, relative| Subject { start: name.start, name, end, passive, negated, relative };
    if last.is(Class::RELATIVE) {
        return Some(subject(at - 1..at, true));
    }
    if last.is(Class::PRONOUN) && !last.owning {
        return Some(subject(at - 1..at, false));
    }
    if last.mark(COMMAS) || last.mark(DASHES) || last.mark(&[')']) {
        return beside(reading, at - 1, limit).map(|name| subject(name, false));
    }
    phrase_before(reading, at, limit).map(|name| subject(name, false))
}

/// A company or an agency whose name stands in quotation marks before `end`: "компания «Вессагидро»".
fn named_in_quotes(reading: &Reading<'_>, end: usize, limit: usize) -> Option<Range<usize>> {
    let quote = reading.quote_at(end - 1).filter(|quote| quote.close + 1 == end && is_name(reading, quote))?;
    let noun = quote.open.checked_sub(1).filter(|noun| *noun >= limit)?;
    let owns = bears_a_name(reading, noun);
    phrase_before(reading, quote.open, limit).filter(|_| owns).map(|phrase| phrase.start..end)
}

/// Whether what stands in quotation marks behind the word at `at` is its name: "оператор сетей «Теснет»".
fn bears_a_name(reading: &Reading<'_>, at: usize) -> bool {
    let token = &reading.tokens[at];
    let noun = token.word() && !token.is(BREAKS) && token.sense.cue.is_none();
    token.is(Class::ORGANISATION.or(Class::MEDIA_NOUN)) || (noun && reading.lexicon.script.inflected_names)
}

/// Whether a quotation is short enough to be a name, and written as one.
pub(crate) fn is_name(reading: &Reading<'_>, quote: &Quote) -> bool {
    let words = quote.open + 1..quote.close;
    (1..=NAME).contains(&words.len())
        && reading.tokens[words.start].capital
        && words.clone().all(|at| reading.tokens[at].word())
}

/// Past "on Wednesday" between a subject and its verb.
fn over_time(reading: &Reading<'_>, at: usize, limit: usize) -> Option<usize> {
    let tokens = &reading.tokens;
    if !tokens[at - 1].is(Class::TIME) || tokens[at - 1].owning {
        return None;
    }
    let mut start = at - 1;
    while start > limit && (tokens[start - 1].is(Class::PREPOSITION.or(Class::TIME).or(Class::DETERMINER))) {
        start -= 1;
    }
    (start > limit && tokens[start - 1].word()).then_some(start)
}

/// The name before something set beside it, which ends with the mark at `close`: "Lin Jian, a spokesman, said".
fn beside(reading: &Reading<'_>, close: usize, limit: usize) -> Option<Range<usize>> {
    let tokens = &reading.tokens;
    let opener: &[char] = match tokens[close].sign {
        ')' => &['('],
        '—' | '–' | '―' | '-' => DASHES,
        _ => COMMAS,
    };
    let mut tried = 0;
    let mut at = close;
    while at > limit && tried < 5 {
        at -= 1;
        if reading.quoted(at) && tokens[close].sign != ')' {
            return None;
        }
        if !tokens[at].mark(opener) {
            continue;
        }
        tried += 1;
        let next = &tokens[at + 1];
        let sets_beside = tokens[close].sign == ')'
            || next.is(Class::DETERMINER
                .or(Class::POSSESSIVE)
                .or(Class::RELATIVE)
                .or(Class::ROLE)
                .or(Class::PREPOSITION)
                .or(Class::ORGANISATION)
                .or(Class::GERUND)
                .or(Class::PAST)
                .or(Class::ADVERB)
                .or(Class::DEMONYM)
                .or(Class::TITLE)
                .or(Class::SUBORDINATOR))
            || (next.capital && close - at <= 8)
            || next.sign.is_ascii_digit()
            || (next.word() && close - at <= 9);
        let Some(name) = phrase_before(reading, at, limit).filter(|_| sets_beside) else { continue };
        let opens = name.start == limit
            || reading.quoted(name.start - 1)
            || tokens[name.start - 1].mark(COMMAS)
            || tokens[name.start - 1]
                .is(Class::CONJUNCTION.or(Class::SUBORDINATOR).or(Class::COMPLEMENTIZER).or(Class::ADVERB));
        if opens {
            return Some(name);
        }
    }
    None
}

/// The noun phrase that ends before `end`.
pub(crate) fn phrase_before(reading: &Reading<'_>, end: usize, limit: usize) -> Option<Range<usize>> {
    let tokens = &reading.tokens;
    let mut end = end;
    // "Mara Venn (Orsa), chair of the council,": what is in brackets is no part of the name.
    if end > limit
        && tokens[end - 1].mark(&[')'])
        && let Some(open) = (limit + 1..end).rev().take(BRACKETED).find(|at| tokens[*at].mark(&['(']))
    {
        end = open;
    }
    let mut at = end;
    while at > limit && end - at < LONGEST && !reading.quoted(at - 1) {
        let token = &tokens[at - 1];
        let second = (at >= limit + 2).then(|| &tokens[at - 2]);
        if at < end && tokens[at].is(Class::AGED) && (token.mark(&['-']) || token.kind == crate::tokens::Kind::Figure) {
            at -= if token.mark(&['-']) && second.is_some() { 2 } else { 1 };
            continue;
        }
        let told_of = at < end && token.is(Class::OCCASION) && !token.capital && tokens[at].capital;
        if token.kind == crate::tokens::Kind::Mark
            || told_of
            || (token.is(Class::TIME) && !token.owning && !token.is(Class::STATE))
        {
            break;
        }
        if at < end && ties(reading, at - 1, second) {
            at -= 1;
        } else if token.is(Class::DETERMINER.or(Class::POSSESSIVE)) && !token.capital_name() {
            at -= 1;
            match second {
                Some(before) if before.is(Class::DETERMINER) => {}
                Some(before) if before.is(Class::LINKING) && at >= limit + 2 && nounish(&tokens[at - 2]) => at -= 1,
                _ => break,
            }
        } else if token.is(Class::LINKING) && !token.capital {
            if !second.is_some_and(nounish) || at == end {
                break;
            }
            at -= 1;
        } else if token.is(Class::CONJUNCTION) {
            let joins =
                at < end && second.is_some_and(|before| before.capital && nounish(before)) && tokens[at].capital;
            if !joins {
                break;
            }
            at -= 1;
        } else if at < end && token.is(Class::RELATIVE) && second.is_some_and(nounish) {
            at -= 1;
        } else if at < end && token.is(Class::AUXILIARY) && second.is_some_and(|before| before.is(Class::RELATIVE)) {
            at -= 2;
        } else if (token.is(BREAKS) && !token.capital_name())
            || (token.form(Form::PAST.or(Form::THIRD)) && !token.capital && !token.is(Class::NOUN_CUE) && at < end)
        {
            break;
        } else {
            at -= 1;
        }
    }
    stripped(tokens, at..end)
}

/// Whether the article at `at` also ties its noun to the one before it: "la Cour des comptes", "der Chef der Polizei".
fn ties(reading: &Reading<'_>, at: usize, before: Option<&Token>) -> bool {
    let token = &reading.tokens[at];
    let noun = |token: &Token| {
        nounish(token)
            && !token.form(Form::PAST.or(Form::THIRD))
            && (token.capital || !reading.lexicon.script.capital_nouns)
    };
    token.is(Class::DETERMINER) && token.is(Class::LINKING) && !token.capital && before.is_some_and(noun)
}

/// Whether a token can be the noun before "of" or "in".
fn nounish(token: &Token) -> bool {
    let other = BREAKS.or(Class::DETERMINER).or(Class::POSSESSIVE).or(Class::CONJUNCTION).or(Class::TIME);
    token.word() && (token.capital_name() || !token.is(other))
}

/// `phrase` without what cannot begin a name.
fn stripped(tokens: &[Token], mut phrase: Range<usize>) -> Option<Range<usize>> {
    let loose = Class::PREPOSITION.or(Class::CONJUNCTION).or(Class::ADVERB).or(Class::SUBORDINATOR).or(Class::RELATIVE);
    let idle = |at: usize| {
        let time = tokens[at].is(Class::TIME) && !tokens[at].owning && at + 1 < phrase.end;
        (tokens[at].is(loose) || time) && !tokens[at].capital_name()
    };
    while phrase.start < phrase.end && idle(phrase.start) {
        phrase.start += 1;
    }
    let bare = phrase
        .clone()
        .all(|at| tokens[at].is(Class::DETERMINER.or(Class::POSSESSIVE)) && !tokens[at].is(Class::PRONOUN));
    (!phrase.is_empty() && !bare).then_some(phrase)
}

/// Past a time between a verb and the subject behind it: "сообщил в четверг губернатор".
pub(crate) fn past_time(reading: &Reading<'_>, from: usize, limit: usize) -> usize {
    let tokens = &reading.tokens;
    let time = |at: usize| tokens[at].is(Class::TIME) && !tokens[at].capital;
    let led = (from..limit.min(from + 2)).take_while(|at| {
        !time(*at) && tokens[*at].is(Class::PREPOSITION.or(Class::DETERMINER)) && !tokens[*at].capital
    });
    let first = from + led.count();
    let end = (first..limit).find(|at| !time(*at)).unwrap_or(limit);
    if end > first { end } else { from }
}

/// The noun phrase that begins at `from`: the subject behind its verb, or what "according to" is followed by.
pub(crate) fn phrase_after(reading: &Reading<'_>, from: usize, limit: usize) -> Option<Range<usize>> {
    let tokens = &reading.tokens;
    let mut at = from;
    if at < limit
        && !reading.quoted(at)
        && tokens[at].is(Class::PRONOUN)
        && !tokens[at].is(Class::DETERMINER.or(Class::POSSESSIVE))
    {
        return Some(at..at + 1);
    }
    while at < limit && at - from < LONGEST && !reading.quoted(at) {
        let token = &tokens[at];
        let next = (at + 1 < limit).then(|| &tokens[at + 1]);
        let first = at == from;
        if token.kind == crate::tokens::Kind::Mark || (token.is(Class::TIME) && !token.owning && !first) {
            break;
        }
        if reading.lexicon.script.unspaced && !first && token.sense.cue.is_some() {
            break;
        }
        // "بكين | هذه الاتهامات | وقالت": the object stands behind its subject, and the next verb behind that.
        if reading.lexicon.script.verb_first && !first && (token.is(Class::DETERMINER) || goes_on_to_say(reading, at)) {
            break;
        }
        if !first && begins_another(reading, at) {
            break;
        }
        if token.is(Class::LINKING) && !token.capital {
            let of_the_name = reading.word(at).eq_ignore_ascii_case("of")
                || next.is_some_and(|next| (next.capital || next.sign == 't') && !next.is(Class::TIME));
            if first || !of_the_name || !tokens[at - 1].word() || (token.is(Class::SETTING) && tokens[at - 1].capital) {
                break;
            }
        } else if token.is(Class::CONJUNCTION) {
            if !next.is_some_and(|next| next.capital) || first {
                break;
            }
        } else if token.is(BREAKS) && !token.is(Class::DETERMINER.or(Class::POSSESSIVE)) && !token.capital_name() {
            break;
        }
        at += 1;
    }
    let noun = at > from && bears_a_name(reading, at - 1);
    if let Some(quote) = reading.quote_at(at).filter(|quote| noun && quote.open == at && is_name(reading, quote)) {
        at = quote.close + 1;
    }
    (at > from).then(|| stripped(tokens, from..at)).flatten()
}

/// Whether the word at `at` is a cue that "and" or "so" leans on: "وقالت".
pub(crate) fn goes_on_to_say(reading: &Reading<'_>, at: usize) -> bool {
    let token = &reading.tokens[at];
    token.form(Form::PAST) && reading.word(at).starts_with(['و', 'ف']) && !token.is(Class::ROLE.or(Class::TITLE))
}

/// Whether the word at `at` begins another phrase or is a verb: "sagte Direktor Orten | dem Sender", "der Behörde | stehen".
fn begins_another(reading: &Reading<'_>, at: usize) -> bool {
    let (token, before) = (&reading.tokens[at], &reading.tokens[at - 1]);
    let free = Class::LINKING.or(Class::CONJUNCTION);
    reading.lexicon.script.capital_nouns && before.capital && before.word() && !token.capital && !token.is(free)
}

/// The subject of the main clause that begins a sentence, for a cue that has none of its own (", adding that").
pub(crate) fn subject_of_sentence(reading: &Reading<'_>, start: usize, limit: usize) -> Option<Range<usize>> {
    let tokens = &reading.tokens;
    let mut at = start;
    let opening =
        Class::PREPOSITION.or(Class::SUBORDINATOR).or(Class::GERUND).or(Class::TIME).or(Class::ADVERB).or(Class::PAST);
    if tokens[at].is(opening) || tokens[at].form(Form::GERUND) {
        at = (at..limit).find(|at| tokens[*at].mark(COMMAS))? + 1;
    }
    while at < limit && tokens[at].is(Class::CONJUNCTION) {
        at += 1;
    }
    let from = at;
    if at < limit && tokens[at].is(Class::PRONOUN) && !tokens[at].is(Class::DETERMINER) {
        return Some(at..at + 1);
    }
    while at < limit && !reading.quoted(at) {
        let token = &tokens[at];
        let lower_after_name =
            at > from && tokens[at - 1].capital && !token.capital && !token.is(Class::ROLE.or(Class::LINKING));
        let verb = token.form(Form::PAST.or(Form::THIRD)) || (token.is(Class::PAST) && at > from);
        if !token.word()
            || token.is(BREAKS) && !token.is(Class::LINKING)
            || lower_after_name
            || (verb && !token.capital)
        {
            break;
        }
        at += 1;
    }
    stripped(tokens, from..at)
}

impl Token {
    /// Written as a name although the word has another use ("Will", "May").
    pub(crate) fn capital_name(&self) -> bool {
        self.capital && self.is(Class::STATE.or(Class::CAPITAL).or(Class::MEDIA))
    }
}
