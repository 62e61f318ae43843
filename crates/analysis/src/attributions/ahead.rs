//! Cues that stand before their content: "he said that …", "the claim that …", "declined to comment on …".

use std::ops::Range;

use domain::Utterance;

use super::Finder;
use crate::contents::{after, another_speaks, clause_end};
use crate::lexicon::{Class, Form, Takes};
use crate::sources::{Subject, before, phrase_after, phrase_before, subject_of_sentence};
use crate::tokens::COMMAS;

impl Finder<'_> {
    /// Cues that stand before their content: "he said that …".
    pub(super) fn ahead(&mut self) {
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
        // "La Fiscalía lo acusa": an object pronoun that looks like an article.
        let clitic = before.is(Class::CLITIC)
            && at > self.start + 1
            && tokens[at - 2].word()
            && !tokens[at - 2].is(Class::PREPOSITION.or(Class::CONJUNCTION).or(Class::LINKING))
            && tokens[at - 2].sense.cue.is_none();
        let names = !clitic && before.is(Class::DETERMINER.or(Class::POSSESSIVE)) && !before.is(Class::PRONOUN)
            || before.owning;
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
        if reading.lexicon.script.verb_first && self.side_by_side(at) {
            return;
        }
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
                return self.passive(at, content, stance);
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

    /// Whether the subject at `start` stands in a clause such as "after the ministry said".
    fn clause_is_subordinate(&self, start: usize) -> bool {
        let token = &self.reading.tokens[start - 1];
        token.is(Class::SUBORDINATOR) || (token.is(Class::RELATIVE) && !token.is(Class::COMPLEMENTIZER))
    }

    /// "was accused of …", "is said to …": the subject receives it; the source is behind "by", or unnamed.
    fn passive(&mut self, at: usize, content: Range<usize>, stance: Utterance) {
        let reading = self.reading;
        let by = (at + 1..self.end.min(at + 3)).find(|at| reading.tokens[*at].is(Class::PASSIVE_BY));
        let source = by.and_then(|by| phrase_after(reading, by + 1, self.end));
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
