//! Cues that follow their content: "…, he said", "…, according to", and the label before a transcript's line.

use std::ops::Range;

use domain::Utterance;

use super::Finder;
use crate::contents::{clause_end, has_verb, past_adjuncts, trimmed};
use crate::lexicon::{Class, Form, Takes};
use crate::reading::Reading;
use crate::sources::{before, past_time, phrase_after};
use crate::tokens::{COMMAS, DASHES, ENDS};

impl Finder<'_> {
    /// "OSZTA: We have their names." A transcript sets the speaker before a colon.
    pub(super) fn labelled(&mut self) {
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

    /// Cues that follow their content: "…, he said"; and "according to", on either side.
    pub(super) fn behind(&mut self) {
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
                let behind =
                    if reading.lexicon.script.free_order { past_time(reading, verb + 1, self.end) } else { verb + 1 };
                let behind = self.past_place(verb, behind);
                let Some(name) = phrase_after(reading, behind, self.end) else { return };
                let rest = beyond_apposition(reading, self.past_told(name.end), self.end);
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

    /// Past "in" where a verb in the plural has no subject: "сообщили в полиции".
    fn past_place(&self, verb: usize, at: usize) -> usize {
        let reading = self.reading;
        let nobody = reading.lexicon.script.inflected_names && reading.word(verb).ends_with("ли");
        let place = at < self.end && reading.tokens[at].is(Class::PREPOSITION);
        if nobody && place { at + 1 } else { at }
    }

    /// Past who is told, where the dative alone says so: "sagte Orten dem Sender Kanal Nord".
    fn past_told(&self, at: usize) -> usize {
        let reading = self.reading;
        let dative = reading.lexicon.script.capital_nouns
            && at < self.end
            && matches!(reading.word(at), "dem" | "der" | "den" | "einem" | "einer");
        if !dative {
            return at;
        }
        let end = phrase_after(reading, at, self.end).map_or(at + 1, |told| told.end);
        reading.quote_at(end).filter(|quote| quote.open == end && end < self.end).map_or(end, |quote| quote.close + 1)
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
    pub(super) fn content_before(&self, free: usize, low: usize) -> Range<usize> {
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
        // "по его словам": the source is inside the phrase.
        let inside = tokens[at].is(Class::PRONOUN).then_some(at..at + 1);
        let Some(mut name) = inside.or_else(|| phrase_after(reading, at + 1, self.end)) else { return };
        // "据海岸通讯社援引一名军方人士的话报道": the agency relays what the other says.
        let quotes =
            (name.start + 1..name.end).find(|at| reading.lexicon.script.unspaced && tokens[*at].is(Class::RELAYED));
        if let Some(quotes) = quotes.filter(|quotes| quotes + 1 < name.end) {
            self.relay = Some(name.start..quotes);
            name.start = quotes + 1;
        }
        let free = self.free_from(at);
        let stance = tokens[at].sense.cue.map_or(Utterance::Asserts, |(cue, _)| reading.lexicon.cue(cue).stance);
        let opens = (free..at).all(|at| tokens[at].is(Class::CONJUNCTION.or(Class::ADVERB)) || tokens[at].mark(COMMAS));
        let comma = |at: usize| at < self.end && tokens[at].mark(COMMAS);
        let mut rest = at + 1;
        // "According to remarks reported by the agency, …": the agency relays what the next speaker says.
        let mut relay = None;
        while rest < self.end && !tokens[rest].mark(COMMAS) && !reading.quoted(rest) {
            if tokens[rest].is(Class::PASSIVE_BY) {
                relay = phrase_after(reading, rest + 1, self.end);
            } else if tokens[rest].is(Class::RELAYED) && relay.is_none() {
                // "remarks that the agency relayed".
                relay = before(reading, rest, at + 1)
                    .filter(|by| tokens[by.start - 1].is(Class::RELATIVE.or(Class::COMPLEMENTIZER)))
                    .map(|by| by.name);
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
            self.keep(from..end, at..at + 1, Some(relay.unwrap_or(name)), stance, false);
            self.relay = None;
        } else {
            let mut content = self.content_before(free, at);
            let parenthetical = tokens[at - 1].mark(COMMAS)
                && comma(rest)
                && rest + 1 < self.end
                && !reading.quoted(at.saturating_sub(1));
            // "Bei dem Angriff sind nach Angaben der Polizei zwei Menschen verletzt worden": in the midst of its clause.
            let inside = reading.lexicon.script.capital_nouns
                && !content.is_empty()
                && tokens[at - 1].word()
                && name.end < self.end
                && !tokens[name.end].mark(COMMAS);
            if inside {
                content.end = clause_end(reading, name.end, self.end, false);
            } else if parenthetical && self.resumes(rest + 1, &content) {
                content.end = clause_end(reading, rest + 1, self.end, false);
            }
            if content.len() > 1 {
                self.keep(content, at..at + 1, Some(name), stance, false);
            }
        }
    }
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
