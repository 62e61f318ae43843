//! Who says what, sentence by sentence: source, cue and content, as PARC and PolNeAR mark them.

use std::ops::Range;

use domain::Utterance;

use crate::contents::{after, another_speaks, clause_end, has_verb, past_adjuncts, sentence_end, trimmed};
use crate::lexicon::{Class, Form, Takes};
use crate::quotes::Quote;
use crate::reading::{Reading, Sentence};
use crate::sources::{Subject, before, phrase_after, phrase_before, subject_of_sentence};
use crate::tokens::{COMMAS, DASHES, ENDS};

/// Tokens of a quotation that may stand without a cue, at least.
const LEAST: usize = 6;

/// Content, and how the text ties it to a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Attributed {
    pub(crate) content: Range<usize>,
    pub(crate) cue: Option<Range<usize>>,
    /// The words that name the source here.
    pub(crate) source: Option<Range<usize>>,
    /// The words that name who relays it.
    pub(crate) relay: Option<Range<usize>>,
    pub(crate) stance: Utterance,
    /// The cue is negated.
    pub(crate) negated: bool,
    /// The source is the last one that spoke.
    pub(crate) goes_on: bool,
    pub(crate) block: usize,
}

/// All attributions in the text, in order.
pub(crate) fn attributions(reading: &Reading<'_>) -> Vec<Attributed> {
    let mut all = Vec::new();
    for sentence in &reading.sentences {
        let mut finder = Finder::new(reading, sentence);
        finder.labelled();
        finder.behind();
        finder.ahead();
        finder.found.sort_by_key(|found| found.content.start);
        all.append(&mut finder.found);
    }
    let mut all = joined(reading, all);
    all.extend(alone(reading, &all));
    all.sort_by_key(|found| (found.content.start, found.content.end));
    all
}

struct Finder<'a> {
    reading: &'a Reading<'a>,
    start: usize,
    end: usize,
    block: usize,
    found: Vec<Attributed>,
    /// Words that are spoken for.
    taken: Vec<Range<usize>>,
    /// The source of the last cue, for a cue that shares it.
    last: Option<(Option<Range<usize>>, Utterance)>,
    relay: Option<Range<usize>>,
}

impl<'a> Finder<'a> {
    fn new(reading: &'a Reading<'a>, sentence: &Sentence) -> Self {
        let end = sentence_end(reading, &sentence.tokens);
        Self {
            reading,
            start: sentence.tokens.start,
            end,
            block: sentence.block,
            found: Vec::new(),
            taken: Vec::new(),
            last: None,
            relay: None,
        }
    }

    fn is_taken(&self, at: usize) -> bool {
        self.taken.iter().any(|range| range.contains(&at))
    }

    /// Where the words before `at` that nobody has claimed begin.
    fn free_from(&self, at: usize) -> usize {
        self.taken
            .iter()
            .filter(|range| range.end <= at)
            .map(|range| range.end)
            .max()
            .unwrap_or(self.start)
            .max(self.start)
    }

    fn keep(
        &mut self,
        content: Range<usize>,
        cue: Range<usize>,
        source: Option<Range<usize>>,
        stance: Utterance,
        negated: bool,
    ) {
        let content = trimmed(self.reading, content);
        if content.is_empty() {
            return;
        }
        let low = content.start.min(cue.start);
        let high = content.end.max(cue.end);
        self.taken.push(low..high);
        self.last = Some((source.clone(), stance));
        let (relay, block) = (self.relay.clone().or_else(|| self.carried(source.as_ref())), self.block);
        for content in clauses(self.reading, content) {
            let (cue, source, relay) = (Some(cue.clone()), source.clone(), relay.clone());
            self.found.push(Attributed { content, cue, source, relay, stance, negated, goes_on: false, block });
        }
    }

    /// "OSZTA: We have their names." A transcript sets the speaker before a colon.
    fn labelled(&mut self) {
        let tokens = &self.reading.tokens;
        let opens = self.reading.blocks[self.block].start == self.start;
        let colon = (self.start + 1..self.end.min(self.start + 5)).find(|at| tokens[*at].mark(&[':']));
        let Some(colon) = colon.filter(|colon| opens && *colon + 2 < self.end) else { return };
        let shouted = |at: usize| {
            let word = self.reading.word(at);
            word.chars().nth(2).is_some() && word.chars().all(|c| !c.is_lowercase())
        };
        if (self.start..colon).all(|at| tokens[at].word() && tokens[at].capital) && shouted(colon - 1) {
            let whole = self.reading.blocks[self.block].end;
            let content = colon + 1..if self.reading.quoted(colon + 1) { self.end } else { whole };
            self.keep(content, colon..colon + 1, Some(self.start..colon), Utterance::Asserts, false);
        }
    }

    /// Who relays a source of which the text says so: "the governor, quoted by Delta Wire,".
    fn carried(&self, source: Option<&Range<usize>>) -> Option<Range<usize>> {
        let tokens = &self.reading.tokens;
        let end = source?.end;
        let from = if tokens.get(end)?.mark(COMMAS) { end + 1 } else { end };
        let by = (from..self.end.min(from + 3)).find(|at| tokens[*at].is(Class::PASSIVE_BY))?;
        let relayed = (from..by).any(|at| tokens[at].is(Class::RELAYED));
        relayed.then(|| phrase_after(self.reading, by + 1, self.end)).flatten()
    }

    /// Cues that follow their content: "…, he said"; and "according to", on either side.
    fn behind(&mut self) {
        for at in self.start..self.end {
            if self.reading.quoted(at) || self.is_taken(at) {
                continue;
            }
            let token = &self.reading.tokens[at];
            if token.is(Class::ACCORDING) {
                self.according(at);
            } else if token.is(Class::HEARSAY) {
                continue;
            } else if let Some((cue, form)) = token.sense.cue
                && form.any(Form::PAST.or(Form::THIRD).or(Form::BASE))
                && self.reading.lexicon.cue(cue).takes.any(Takes::QUOTE.or(Takes::CLAUSE))
                && self.reading.lexicon.cue(cue).takes.any(Takes::QUOTE.or(Takes::BARE))
            {
                self.postposed(at);
            }
        }
    }

    fn postposed(&mut self, verb: usize) {
        let reading = self.reading;
        let tokens = &reading.tokens;
        let free = self.free_from(verb);
        let subject = before(reading, verb, free).filter(|subject| !subject.passive);
        let parted = |at: usize| {
            tokens[at].mark(COMMAS) || tokens[at].mark(DASHES) || tokens[at].mark(ENDS) || reading.quoted(at)
        };
        let helps = |at: usize| tokens[at].is(Class::AUXILIARY) && !tokens[at].is(Class::PRONOUN);
        let lead = (free..verb).rev().take_while(|at| helps(*at)).last().unwrap_or(verb);
        let (name, low, rest) = match subject {
            Some(subject) if subject.start > free && parted(subject.start - 1) && !subject.relative => {
                (subject.name, subject.start, verb + 1)
            }
            // "…, as the police have said".
            Some(subject)
                if subject.start > free + 1
                    && tokens[subject.start - 1].is(Class::AS)
                    && parted(subject.start - 2)
                    && !subject.relative =>
            {
                (subject.name, subject.start - 1, verb + 1)
            }
            None if lead > free
                && parted(lead - 1)
                && (!tokens[verb].form(Form::BASE) || tokens[verb].form(Form::PAST)) =>
            {
                let Some(name) = phrase_after(reading, verb + 1, self.end) else { return };
                let rest = beyond_apposition(reading, name.end, self.end);
                let ends = rest >= self.end || parted(rest) || past_adjuncts(reading, rest, self.end) > rest;
                if !ends {
                    return;
                }
                (name, lead, rest)
            }
            _ => return,
        };
        let Some((cue, _)) = tokens[verb].sense.cue else { return };
        let mut next = rest;
        if reading.lexicon.cue(cue).takes.any(Takes::RECIPIENT)
            && name.end <= verb
            && let Some(told) = phrase_after(reading, rest, self.end)
        {
            next = told.end;
        }
        next = past_adjuncts(reading, next, self.end);
        let closed = next >= self.end
            || tokens[next].mark(COMMAS)
            || tokens[next].mark(DASHES)
            || tokens[next].mark(ENDS)
            || tokens[next].mark(&[';']);
        let split = next < self.end
            && reading.quote_at(next).is_some_and(|quote| quote.open == next)
            && reading.quoted(low - 1);
        // "Asked why, she said, “No”": the quotation is what she said.
        let quote_follows = closed
            && next + 1 < self.end
            && reading.quote_at(next + 1).is_some_and(|quote| quote.open == next + 1)
            && !reading.quoted(low - 1)
            && name.end <= verb
            && !(low > free + 1 && tokens[low - 1].mark(COMMAS) && reading.quoted(low - 2));
        if quote_follows {
            return;
        }
        let clause_follows = closed
            && next + 1 < self.end
            && tokens[next].mark(COMMAS)
            && (tokens[next + 1].is(Class::COMPLEMENTIZER)
                || (reading.lexicon.script.bare_after_comma && name.end <= verb));
        if (!closed && !split) || clause_follows {
            return;
        }
        let mut content = self.content_before(free, low);
        // "In a statement, it said …": what stands before says nothing.
        if content.is_empty() || self.only_sets_the_scene(&content) {
            return;
        }
        let resumes = next + 1 < self.end && closed && (tokens[next].mark(COMMAS) || tokens[next].mark(DASHES));
        if split {
            content.end = clause_end(reading, next, self.end, false);
        } else if resumes && self.resumes(next + 1, &content) {
            content.end = clause_end(reading, next + 1, self.end, false);
        }
        let stance = reading.lexicon.cue(cue).stance;
        self.keep(content, verb..verb + 1, Some(name), stance, false);
    }

    /// Whether the words before a cue say only when or where: "In a statement,".
    fn only_sets_the_scene(&self, words: &Range<usize>) -> bool {
        let opening = Class::PREPOSITION.or(Class::TIME).or(Class::SUBORDINATOR);
        self.reading.tokens[words.start].is(opening)
            && !self.reading.quoted(words.end - 1)
            && !has_verb(self.reading, words.clone())
    }

    /// Whether the speaker goes on at `at`, behind "he said,".
    fn resumes(&self, at: usize, before: &Range<usize>) -> bool {
        let reading = self.reading;
        let token = &reading.tokens[at];
        if reading.quoted(at) {
            return true;
        }
        if reading.quoted(before.end - 1) {
            return token.is(Class::CONJUNCTION) && (at..self.end).any(|at| reading.quoted(at));
        }
        let leaves =
            Class::CONJUNCTION.or(Class::RELATIVE).or(Class::SUBORDINATOR).or(Class::ACCORDING).or(Class::AFTERMATH);
        // "…, he said, shaking his head", but "…, he said, replacing it would take years".
        let finite = (at..self.end).any(|at| reading.tokens[at].is(Class::AUXILIARY));
        !token.is(leaves) && !token.form(Form::GERUND) && (!token.is(Class::GERUND) || finite)
    }

    /// The words before a cue that stand from `free` to `low`; a quotation that reaches into them is taken whole.
    fn content_before(&self, free: usize, low: usize) -> Range<usize> {
        let reading = self.reading;
        let mut from = free;
        if let Some(quote) = (free..low).find_map(|at| reading.quote_at(at))
            && quote.open < from
        {
            from = quote.open;
        }
        let content = trimmed(reading, from..low);
        // "Asked why, she shrugged: “No,” she said." The narrator's words end where the quotation is led in.
        if !content.is_empty()
            && reading.quoted(content.end - 1)
            && let Some(quote) = reading.quote_at(content.end - 1)
            && quote.close == content.end - 1
            && quote.open > content.start
            && quote.close - quote.open > 3
        {
            let lead = &reading.tokens[quote.open - 1];
            if lead.mark(&[':', '：']) || lead.mark(ENDS) {
                return quote.open..content.end;
            }
        }
        content
    }

    fn according(&mut self, at: usize) {
        let reading = self.reading;
        let tokens = &reading.tokens;
        let Some(name) = phrase_after(reading, at + 1, self.end) else { return };
        let free = self.free_from(at);
        let opens = (free..at).all(|at| tokens[at].is(Class::CONJUNCTION.or(Class::ADVERB)) || tokens[at].mark(COMMAS));
        let comma = |at: usize| at < self.end && tokens[at].mark(COMMAS);
        let mut rest = at + 1;
        // "According to remarks reported by the agency, …": the agency relays what the next speaker says.
        let mut relay = None;
        while rest < self.end && !tokens[rest].mark(COMMAS) && !reading.quoted(rest) {
            if tokens[rest].is(Class::PASSIVE_BY) {
                relay = phrase_after(reading, rest + 1, self.end);
            }
            rest += 1;
        }
        rest = rest.max(name.end);
        if opens {
            let speaks = (rest..self.end).find(|at| {
                !reading.quoted(*at)
                    && tokens[*at].form(Form::PAST.or(Form::THIRD))
                    && tokens[*at].sense.cue.is_some_and(|(cue, _)| reading.lexicon.cue(cue).takes.any(Takes::CLAUSE))
            });
            if let (Some(relay), true) = (relay.clone(), speaks.is_some()) {
                self.relay = Some(relay);
                self.taken.push(free..rest);
                return;
            }
            let from = if comma(rest) { rest + 1 } else { name.end };
            if from >= self.end {
                return;
            }
            let end = clause_end(reading, from, self.end, false);
            self.keep(from..end, at..at + 1, Some(relay.unwrap_or(name)), Utterance::Asserts, false);
        } else {
            let mut content = self.content_before(free, at);
            let parenthetical = tokens[at - 1].mark(COMMAS)
                && comma(rest)
                && rest + 1 < self.end
                && !reading.quoted(at.saturating_sub(1));
            if parenthetical && self.resumes(rest + 1, &content) {
                content.end = clause_end(reading, rest + 1, self.end, false);
            }
            if content.len() > 1 {
                self.keep(content, at..at + 1, Some(name), Utterance::Asserts, false);
            }
        }
    }

    /// Cues that stand before their content: "he said that …".
    fn ahead(&mut self) {
        for at in self.start..self.end {
            if self.reading.quoted(at) || self.is_taken(at) {
                continue;
            }
            let token = &self.reading.tokens[at];
            if token.is(Class::ANSWER) {
                self.answer(at);
            } else if token.is(Class::HEARSAY) {
                self.hearsay(at);
            } else if token.sense.cue.is_some()
                && token.sense.cue.is_some_and(|(_, form)| form != Form::default())
                && self.is_verb(at)
            {
                self.verb(at);
            } else if token.is(Class::NOUN_CUE) {
                self.noun(at);
            } else if token.is(Class::ADJECTIVE_CUE) {
                self.adjective(at);
            }
        }
    }

    /// Whether the cue at `at` is a verb here: "claims" and "plans" may be nouns.
    fn is_verb(&self, at: usize) -> bool {
        let tokens = &self.reading.tokens;
        let token = &tokens[at];
        let Some(before) = (at > self.start).then(|| &tokens[at - 1]) else {
            return token.form(Form::GERUND) || self.reading.lexicon.script.free_order;
        };
        if token.capital {
            return false;
        }
        let names = before.is(Class::DETERMINER.or(Class::POSSESSIVE)) && !before.is(Class::PRONOUN) || before.owning;
        let finite = token.form(Form::PAST);
        if names {
            return false;
        }
        if token.form(Form::GERUND) {
            return !before.is(Class::PREPOSITION) || before.is(Class::SETTING);
        }
        if finite {
            return true;
        }
        if token.form(Form::PARTICIPLE) {
            return before.is(Class::AUXILIARY.or(Class::ADVERB));
        }
        let next_opens = tokens.get(at + 1).is_some_and(|next| {
            next.is(Class::COMPLEMENTIZER.or(Class::INFINITIVE).or(Class::WH)) || self.reading.quoted(at + 1)
        });
        if token.form(Form::THIRD) {
            let plural = before.word()
                && !before.capital
                && self.reading.word(at - 1).ends_with('s')
                && !before.is(Class::PRONOUN.or(Class::ADVERB).or(Class::HEADSHIP));
            let described = before.word()
                && !before.capital
                && !before.is(Class::ROLE
                    .or(Class::ORGANISATION)
                    .or(Class::PRONOUN)
                    .or(Class::ADVERB)
                    .or(Class::RELATIVE)
                    .or(Class::MEDIA_NOUN));
            return !before.is(Class::PREPOSITION.or(Class::LINKING).or(Class::DEMONYM))
                && (!plural || next_opens)
                && (!described || !token.is(Class::NOUN_CUE) || next_opens);
        }
        // The bare form: after "to", "did", "will", or behind a plural.
        let plural = before.is(Class::PLURAL.or(Class::FIRST_PERSON).or(Class::RELATIVE))
            || before.is(Class::ADVERB)
            || before.is(Class::PRONOUN)
            || (before.word() && self.reading.word(at - 1).ends_with('s'))
            || self.reading.word(at - 1) == "people"
            || before.is(Class::ORGANISATION)
            || tokens.get(at + 1).is_some_and(|next| next.is(Class::COMPLEMENTIZER));
        before.is(Class::INFINITIVE)
            || (before.is(Class::AUXILIARY) || plural) && !before.is(Class::PREPOSITION.or(Class::DETERMINER))
    }

    fn verb(&mut self, at: usize) {
        if self.reading.lexicon.script.unspaced {
            return self.unspaced(at);
        }
        let reading = self.reading;
        let tokens = &reading.tokens;
        let Some((cue, _)) = tokens[at].sense.cue else { return };
        let word = reading.lexicon.cue(cue);
        let free = self.free_from(at);
        if tokens[at].form(Form::GERUND) && self.quoted_as(at, free) {
            return;
        }
        let subject = before(reading, at, free);
        let brief = subject.as_ref().is_some_and(|subject| {
            subject.relative || (subject.start > self.start && self.clause_is_subordinate(subject.start))
        });
        if reading.lexicon.script.free_order
            && (reading.lexicon.script.verb_first
                || subject.as_ref().is_none_or(|subject| tokens[subject.name.end - 1].is(Class::TIME)))
            && !tokens[at].form(Form::GERUND)
            && let Some(name) = phrase_after(reading, at + 1, self.end)
            && let Some(content) = after(reading, name.end, word, self.end, false)
        {
            return self.keep(content, at..at + 1, Some(name), word.stance, false);
        }
        let Some(content) = after(reading, at + 1, word, self.end, brief) else { return };
        let mut stance = word.stance;
        if let Some(subject) = subject {
            if subject.passive {
                return self.passive(at, &subject, content, stance);
            }
            if self.relays(&subject, &content) {
                return;
            }
            self.keep(content, at..at + 1, Some(subject.name), stance, subject.negated);
            return;
        }
        if tokens[at].form(Form::PARTICIPLE) && !tokens[at].form(Form::PAST) {
            return;
        }
        // No subject of its own: it shares that of the cue before it, or the sentence's.
        let shared = self.last.clone().filter(|_| at > self.start);
        let source = match &shared {
            Some((source, before)) => {
                // "dismissed the report, stating that …".
                let goes_on = tokens[at].form(Form::GERUND);
                if *before == Utterance::Denies && stance == Utterance::Asserts && goes_on {
                    stance = *before;
                }
                source.clone()
            }
            None if at > self.start && !reading.lexicon.script.verb_first => {
                subject_of_sentence(reading, self.start, at)
            }
            None => None,
        };
        if source.is_none() && reading.lexicon.script.free_order && !tokens[at].form(Form::GERUND) {
            // The verb's ending is its subject: whoever spoke last.
            self.keep(content, at..at + 1, None, stance, false);
            if let Some(found) = self.found.last_mut() {
                found.goes_on = true;
            }
            return;
        }
        let governed = at > self.start && tokens[at - 1].is(Class::INFINITIVE) && shared.is_none();
        if source.is_some() && !(governed && source.is_none()) {
            self.keep(content, at..at + 1, source, stance, false);
        }
    }

    /// "Delta Wire quoted an official as saying": the official says it, and the agency relays it.
    fn quoted_as(&mut self, at: usize, free: usize) -> bool {
        let reading = self.reading;
        let tokens = &reading.tokens;
        if at <= free + 1 || !tokens[at - 1].is(Class::AS) {
            return false;
        }
        let low = free.max(at.saturating_sub(18));
        let Some(quotes) = (low..at - 1).rev().find(|at| tokens[*at].is(Class::RELAYED)) else { return false };
        let Some(subject) = before(reading, quotes, free) else { return false };
        let Some((cue, _)) = tokens[at].sense.cue else { return false };
        let word = reading.lexicon.cue(cue);
        let content =
            after(reading, at + 1, word, self.end, false).unwrap_or_else(|| self.content_before(free, subject.start));
        let helped = (subject.end..quotes).any(|at| tokens[at].is(Class::BE));
        let source = if helped {
            let by = (quotes + 1..at).find(|at| tokens[*at].is(Class::PASSIVE_BY));
            self.relay = by.and_then(|by| phrase_after(reading, by + 1, at));
            Some(subject.name)
        } else {
            self.relay = Some(subject.name);
            phrase_after(reading, quotes + 1, at - 1)
        };
        self.keep(content, at..at + 1, source, word.stance, false);
        self.relay = None;
        true
    }

    /// Whether `subject` is an outlet that tells what another says: that one is found next, relayed by it.
    fn relays(&mut self, subject: &Subject, content: &Range<usize>) -> bool {
        let tokens = &self.reading.tokens;
        let outlet = subject.name.clone().any(|at| tokens[at].is(Class::MEDIA.or(Class::MEDIA_NOUN)));
        let says = |at: &usize| {
            tokens[*at].form(Form::PAST.or(Form::THIRD))
                && tokens[*at].sense.cue.is_some_and(|(cue, _)| {
                    self.reading.lexicon.cue(cue).takes.any(Takes::CLAUSE.or(Takes::QUOTE).or(Takes::OF))
                })
        };
        let speaks = (content.start + 1..content.end.min(content.start + 12)).find(says).is_some_and(|verb| {
            before(self.reading, verb, content.start)
                .is_some_and(|inner| inner.start == content.start && !inner.passive)
        });
        if outlet && speaks {
            self.relay = Some(subject.name.clone());
            self.taken.push(subject.start..content.start);
        }
        outlet && speaks
    }

    /// In Chinese the source opens its clause, when and where it spoke comes next, and the content follows the verb.
    fn unspaced(&mut self, at: usize) {
        let reading = self.reading;
        let tokens = &reading.tokens;
        let Some((cue, _)) = tokens[at].sense.cue else { return };
        let word = reading.lexicon.cue(cue);
        let free = self.free_from(at);
        let mark = |at: &usize| tokens[*at].kind == crate::tokens::Kind::Mark || reading.quoted(*at);
        let start = (free..at).rev().find(mark).map_or(free, |mark| mark + 1);
        let opening = Class::CONJUNCTION.or(Class::ADVERB).or(Class::TIME);
        let from = (start..at).find(|at| !tokens[*at].is(opening) && tokens[*at].kind == crate::tokens::Kind::Word);
        let closing = Class::PREPOSITION.or(Class::ADVERB).or(Class::TIME).or(Class::AUXILIARY).or(Class::NEGATION);
        let ends = |place: &usize| tokens[*place].is(closing) || tokens[*place].kind != crate::tokens::Kind::Word;
        let source = from.map(|from| from..(from + 1..at).find(ends).unwrap_or(at));
        let negated = (start..at).any(|at| tokens[at].is(Class::NEGATION));
        let mut next = at + 1;
        if next < self.end && (tokens[next].mark(COMMAS) || tokens[next].mark(&[':', '：'])) {
            next += 1;
        }
        if next >= self.end || (source.is_none() && self.last.is_none()) {
            return;
        }
        let end = clause_end(reading, next, self.end, word.takes == Takes::OBJECT);
        let source = source.or_else(|| self.last.clone().and_then(|(source, _)| source));
        self.keep(next..end, at..at + 1, source, word.stance, negated);
    }

    /// Whether the subject at `start` stands in a clause such as "after the ministry said".
    fn clause_is_subordinate(&self, start: usize) -> bool {
        let token = &self.reading.tokens[start - 1];
        token.is(Class::SUBORDINATOR) || (token.is(Class::RELATIVE) && !token.is(Class::COMPLEMENTIZER))
    }

    /// "was accused of …", "is said to …": the subject receives it; the source is behind "by", or unnamed.
    fn passive(&mut self, at: usize, subject: &Subject, content: Range<usize>, stance: Utterance) {
        let reading = self.reading;
        let by = (at + 1..self.end.min(at + 3)).find(|at| reading.tokens[*at].is(Class::PASSIVE_BY));
        let source = by.and_then(|by| phrase_after(reading, by + 1, self.end));
        let _ = subject;
        self.keep(content, at..at + 1, source, stance, false);
    }

    fn answer(&mut self, at: usize) {
        let reading = self.reading;
        let tokens = &reading.tokens;
        let free = self.free_from(at);
        let Some(subject) = before(reading, at, free) else { return };
        let Some((cue, _)) = tokens[at].sense.cue else { return };
        let mut from = at + 1;
        let mut end = clause_end(reading, from, self.end, true);
        if from < end && tokens[from].is(Class::PREPOSITION.or(Class::INFINITIVE)) && !tokens[from].is(Class::TIME) {
            from += 1;
        }
        if from >= end || tokens[at + 1].is(Class::TIME) || tokens[at + 1].mark(COMMAS) {
            from = at;
            end = at + 1;
        }
        self.keep(from..end, at..at + 1, Some(subject.name), reading.lexicon.cue(cue).stance, false);
    }

    fn hearsay(&mut self, at: usize) {
        let free = self.free_from(at);
        let end = clause_end(self.reading, at + 1, self.end, false);
        self.keep(free..end, at..at + 1, None, Utterance::Asserts, false);
    }

    /// "the claim that …", "Kyiv’s promise to …".
    fn noun(&mut self, at: usize) {
        let reading = self.reading;
        let tokens = &reading.tokens;
        let Some(next) = tokens.get(at + 1).filter(|_| at + 2 < self.end) else { return };
        let clause = next.is(Class::COMPLEMENTIZER) && !tokens[at + 2].is(Class::AUXILIARY);
        // "a claim that the ministry dismissed": what it claims is said elsewhere.
        if !clause || another_speaks(reading, at + 2, self.end) {
            return;
        }
        let Some((cue, _)) = tokens[at].sense.cue else { return };
        let free = self.free_from(at);
        let phrase = phrase_before(reading, at + 1, free);
        let owner = phrase.and_then(|phrase| {
            let owner =
                phrase.clone().rev().skip(1).find(|at| tokens[*at].owning || tokens[*at].is(Class::POSSESSIVE))?;
            Some(phrase.start..owner + 1)
        });
        let end = clause_end(reading, at + 2, self.end, true);
        self.keep(at + 2..end, at..at + 1, owner, reading.lexicon.cue(cue).stance, false);
    }

    /// "was confident that …", "is willing to …".
    fn adjective(&mut self, at: usize) {
        let reading = self.reading;
        let tokens = &reading.tokens;
        let free = self.free_from(at);
        let Some(next) = tokens.get(at + 1).filter(|_| at + 1 < self.end) else { return };
        if !next.is(Class::COMPLEMENTIZER.or(Class::INFINITIVE))
            || at == free
            || !tokens[at - 1].is(Class::BE.or(Class::ADVERB))
        {
            return;
        }
        let Some(subject) = before(reading, at, free) else { return };
        if tokens[subject.name.start].is(Class::THING) {
            return;
        }
        let from = if next.is(Class::COMPLEMENTIZER) { at + 2 } else { at + 1 };
        if from < self.end {
            let end = clause_end(reading, from, self.end, false);
            self.keep(from..end, at..at + 1, Some(subject.name), Utterance::Opines, subject.negated);
        }
    }
}

/// The clauses of a content that says "that … and that …", a claim each.
fn clauses(reading: &Reading<'_>, content: Range<usize>) -> Vec<Range<usize>> {
    let tokens = &reading.tokens;
    let parts = |at: usize| {
        tokens[at].is(Class::CONJUNCTION)
            && tokens[at + 1].is(Class::COMPLEMENTIZER)
            && !reading.quoted(at)
            && !reading.quoted(at + 1)
    };
    let mut clauses = Vec::new();
    let mut start = content.start;
    for at in content.start + 3..content.end.saturating_sub(4) {
        if parts(at) {
            clauses.push(trimmed(reading, start..at));
            start = at + 2;
        }
    }
    clauses.push(start..content.end);
    clauses
}

/// Past ", a spokesman for the ministry," behind a name.
fn beyond_apposition(reading: &Reading<'_>, at: usize, limit: usize) -> usize {
    let tokens = &reading.tokens;
    if at + 1 >= limit || !tokens[at].mark(COMMAS) || reading.quoted(at + 1) {
        return at;
    }
    let next = &tokens[at + 1];
    if !next.is(Class::DETERMINER.or(Class::RELATIVE).or(Class::ROLE).or(Class::POSSESSIVE)) {
        return at;
    }
    (at + 1..limit)
        .find(|at| tokens[*at].mark(COMMAS) || tokens[*at].mark(ENDS) || reading.quoted(*at))
        .unwrap_or(limit)
}

/// Quotations that go on behind their cue's sentence are made one: "“No,” he said. “Never.”"
fn joined(reading: &Reading<'_>, mut all: Vec<Attributed>) -> Vec<Attributed> {
    for at in 0..all.len() {
        let found = &all[at];
        let quoted = reading.quoted(found.content.start) || reading.quoted(found.content.end - 1);
        let Some(cue) = found.cue.clone().filter(|cue| cue.start >= found.content.end && quoted) else { continue };
        let Some(place) = reading.sentence_at(cue.start) else { continue };
        let Some(next) = reading.sentences.get(place + 1).filter(|next| next.block == found.block) else { continue };
        let opens = |quote: &&Quote| quote.open == next.tokens.start;
        let Some(quote) = reading.quote_at(next.tokens.start).filter(opens) else { continue };
        let last = reading.sentence_at(quote.close).map_or(next.tokens.end, |last| reading.sentences[last].tokens.end);
        let spoken_for = all.get(at + 1).is_some_and(|other| other.content.start < last);
        if quote.close + 1 >= last && !spoken_for {
            all[at].content.end = quote.close + 1;
        }
    }
    all
}

/// Quotations that nothing in their sentence attributes: whoever spoke last goes on.
fn alone(reading: &Reading<'_>, all: &[Attributed]) -> Vec<Attributed> {
    let mut spoken = vec![false; reading.tokens.len()];
    for found in all {
        spoken[found.content.clone()].fill(true);
    }
    let mut found = Vec::new();
    for quote in &reading.quotes {
        let Some(place) = reading.sentence_at(quote.open) else { continue };
        let Sentence { tokens, block } = &reading.sentences[place];
        let opens = quote.open == tokens.start;
        let led = quote.open > tokens.start && reading.tokens[quote.open - 1].mark(&[':', '：']);
        if quote.close - quote.open < LEAST || !(opens || led) || spoken[quote.open..=quote.close].contains(&true) {
            continue;
        }
        found.push(Attributed {
            content: quote.open..quote.close + 1,
            cue: None,
            source: if led { subject_of_sentence(reading, tokens.start, quote.open) } else { None },
            relay: None,
            stance: Utterance::Asserts,
            negated: false,
            goes_on: !led,
            block: *block,
        });
    }
    found
}
