//! Cues of a language whose verb opens the sentence, so that its subject and its object stand side by side.

use std::ops::Range;

use domain::Utterance;

use super::Finder;
use crate::contents::clause_end;
use crate::lexicon::{Class, Form, Takes};
use crate::sources::goes_on_to_say;
use crate::tokens::{COMMAS, ENDS, Token};

/// Words of a name behind a role, at most.
const NAME: usize = 2;
/// What refusing is about, where it refuses an answer: "رفضت الشركة التعليق".
const ANSWERS: [&str; 8] = ["التعليق", "تأكيد", "الرد", "الإدلاء", "الكشف", "الإفصاح", "الإجابة", "توضيح"];

impl Finder<'_> {
    /// "نفت الوزارة هذه الاتهامات": a verb with its subject and its object. Tells whether it was one.
    pub(super) fn side_by_side(&mut self, at: usize) -> bool {
        let reading = self.reading;
        let tokens = &reading.tokens;
        let Some((cue, _)) = tokens[at].sense.cue.filter(|(_, form)| !form.any(Form::GERUND)) else { return false };
        let word = reading.lexicon.cue(cue);
        if !word.takes.any(Takes::OBJECT) {
            return false;
        }
        let subject = self.subject_behind(at + 1);
        let mut from = subject.end;
        let stops = |at: usize| {
            at >= self.end
                || tokens[at].mark(COMMAS)
                || tokens[at].mark(ENDS)
                || tokens[at].mark(&[':'])
                || tokens[at].is(Class::COMPLEMENTIZER)
        };
        // A clause or a quotation is found as behind any other cue.
        let told = (from + 1..self.end).find(|at| goes_on_to_say(reading, *at)).unwrap_or(self.end);
        let end = clause_end(reading, from.min(told), told, true);
        let clausal = (from..end).any(|at| tokens[at].is(Class::COMPLEMENTIZER) || reading.quoted(at));
        if subject.is_empty()
            || stops(from)
            || (clausal && word.stance != Utterance::CallsFor && !word.takes.any(Takes::SMALL))
        {
            return false;
        }
        let mut stance = word.stance;
        let last = |at: &usize| ANSWERS.contains(&reading.word(*at));
        if let Some(answer) = (from..self.end.min(from + 3)).find(last)
            && matches!(stance, Utterance::Denies | Utterance::Declines)
        {
            stance = Utterance::Declines;
            from = answer + 1;
        }
        while from < self.end && tokens[from].is(Class::PREPOSITION) {
            from += 1;
        }
        if from >= self.end {
            return false;
        }
        let end = clause_end(reading, from, told.max(from + 1), false);
        self.keep(from..end, at..at + 1, Some(subject), stance, false);
        true
    }

    /// The subject that stands at `from`, behind its verb: a noun with all that is definite behind it, or a name.
    fn subject_behind(&self, from: usize) -> Range<usize> {
        let tokens = &self.reading.tokens;
        let definite = |at: usize| self.reading.word(at).starts_with("ال");
        let other =
            Class::PREPOSITION.or(Class::DETERMINER).or(Class::COMPLEMENTIZER).or(Class::TIME).or(Class::NEGATION);
        let noun = |token: &Token| token.word() && (!token.is(other) || token.is(Class::LINKING));
        let titled = Class::ROLE.or(Class::TITLE);
        let known = |at: usize| tokens[at].is(Class::ORGANISATION.or(Class::MEDIA_NOUN));
        let mut at = from;
        let mut names = 0;
        let mut closed = false;
        let mut role = false;
        while at < self.end && noun(&tokens[at]) && !self.reading.quoted(at) {
            let linked = at > from && tokens[at - 1].is(Class::LINKING);
            if tokens[at].is(Class::LINKING) {
                if at == from || at + 1 >= self.end || ANSWERS.contains(&self.reading.word(at + 1)) {
                    break;
                }
            } else if at == from || linked {
                role |= tokens[at].is(titled);
                closed |= definite(at) || linked;
                names += usize::from(!tokens[at].is(titled) && !known(at) && !definite(at) && !linked);
            } else if definite(at) {
                // A name is closed: what is definite behind it is the object. So is what follows a noun that is definite
                // already, unless it describes it.
                if names > 0 || (closed && !describes(self.reading.word(at))) {
                    break;
                }
                closed = true;
            } else if role && names < NAME && (closed || names > 0 || !known(at)) {
                role |= tokens[at].is(titled);
                names += usize::from(!tokens[at].is(titled));
            } else if !role && !closed && names < NAME && (known(from) || names == 1) {
                names += 1;
            } else {
                break;
            }
            at += 1;
        }
        if at > from && tokens[at - 1].is(Class::LINKING) {
            at -= 1;
        }
        from..at
    }
}

/// Whether a definite word can be an adjective of relation: "الخارجية", "النقدي".
fn describes(word: &str) -> bool {
    word.ends_with("ية") || word.ends_with('ي') || word.ends_with("ة") && word.chars().count() > 6
}
