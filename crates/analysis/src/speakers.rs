//! The name of each source: through pronouns, surnames, titles, descriptions and metonyms.

use std::ops::Range;

use domain::{Block, Described};

use crate::attributions::Attributed;
use crate::cast::{Cast, folded, unowned};
use crate::declension;
use crate::describing::{self, is_office};
use crate::lexicon::Class;
use crate::reading::Reading;
use crate::sources::phrase_before;
use crate::tokens::COMMAS;

/// Mentions and speeches that a pronoun looks back over, at most.
const BACK: usize = 64;
/// Tokens that a shortened name looks back over, at most.
const NAMED_BACK: usize = 1200;
/// Words of an organisation's name before its last, at most.
const NAME: usize = 4;

/// Who speaks, and who relays it, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Speaker {
    pub(crate) name: Option<String>,
    /// The words that stand for it in a sentence, where the name alone does not: "the ministry".
    pub(crate) in_sentence: Option<String>,
    /// A person of the article's cast.
    person: Option<usize>,
    pub(crate) relayed_by: Option<String>,
    /// What the words beside the name say of it.
    pub(crate) described: Described,
}

/// The speakers of `all`, one each.
pub(crate) fn speakers(reading: &Reading<'_>, blocks: &[Block], all: &[Attributed]) -> Vec<Speaker> {
    let running: Vec<Range<usize>> = reading
        .blocks
        .iter()
        .zip(blocks)
        .filter(|(_, block)| !matches!(block.kind, domain::BlockKind::Heading | domain::BlockKind::EmbeddedPost))
        .map(|(tokens, _)| tokens.clone())
        .collect();
    let mut cast = Cast::of(reading, &running);
    if reading.lexicon.script.inflected_names {
        in_the_nominative(reading, &mut cast, all);
    }
    let mut resolver = Resolver { reading, cast, spoken: Vec::new() };
    all.iter().map(|attributed| resolver.speaker(blocks, attributed)).collect()
}

/// Gives each person of the cast the form of the name that stands where a subject does; failing that, one made from the
/// genitive behind "according to".
fn in_the_nominative(reading: &Reading<'_>, cast: &mut Cast, all: &[Attributed]) {
    for subjects in [false, true] {
        for (source, cue) in all.iter().filter_map(|found| found.source.clone().zip(found.cue.clone())) {
            let genitive = reading.tokens[cue.start].is(Class::ACCORDING);
            let oblique = source.start > 0 && reading.tokens[source.start - 1].is(Class::PREPOSITION);
            if subjects == genitive || (subjects && oblique) {
                continue;
            }
            let named =
                cast.between(source.start, source.end).iter().rfind(|mention| mention.tokens.len() > 1).cloned();
            if let Some(mention) = named {
                let written = reading.words(mention.tokens);
                let name = if genitive { declension::person(written) } else { written.to_owned() };
                cast.persons[mention.person].name = name;
            }
        }
    }
}

struct Resolver<'a> {
    reading: &'a Reading<'a>,
    cast: Cast,
    /// Who has spoken, in order, and where.
    spoken: Vec<(usize, Speaker)>,
}

impl Resolver<'_> {
    fn speaker(&mut self, blocks: &[Block], attributed: &Attributed) -> Speaker {
        let relayed_by = attributed.relay.clone().and_then(|relay| self.outlet(relay));
        let mut speaker = match &attributed.source {
            Some(source) => self.named(source.clone()),
            None if attributed.goes_on => self.spoken.last().map(|(_, speaker)| speaker.clone()).unwrap_or_default(),
            None => self.signed(&blocks[attributed.block]).unwrap_or_default(),
        };
        speaker.relayed_by = relayed_by;
        if attributed.source.is_some() || speaker.described == Described::default() {
            speaker.described = self.described(attributed.source.as_ref(), &speaker);
        }
        if speaker.name.is_some() {
            let at = attributed.source.as_ref().map_or(attributed.content.start, |source| source.start);
            self.spoken.push((at, speaker.clone()));
        }
        speaker
    }

    /// What the article says of `speaker`, whom the words at `source` name.
    fn described(&self, source: Option<&Range<usize>>, speaker: &Speaker) -> Described {
        let Some(name) = &speaker.name else { return Described::default() };
        let (reading, tokens) = (self.reading, &self.reading.tokens);
        if let Some(person) = speaker.person {
            let here = source.and_then(|source| {
                let named = self.cast.between(source.start, source.end).iter().find(|one| one.person == person)?;
                Some(source.start..named.tokens.start).filter(|office| is_office(reading, office))
            });
            return describing::person(reading, here.or_else(|| self.cast.persons[person].office.clone()));
        }
        // "中国外交部发言人林剑": a name behind an office.
        let office = source.filter(|_| reading.lexicon.script.unspaced).and_then(|source| {
            let last = source.clone().rev().skip(1).find(|at| tokens[*at].is(Class::ROLE.or(Class::TITLE)))?;
            Some(source.start..last + 1).filter(|_| reading.words(last + 1..source.end) == name.as_str())
        });
        match office {
            Some(office) => describing::person(reading, Some(office)),
            None => describing::body(reading, source, name),
        }
    }

    /// The name of who relays: "the news agency Delta Wire" is Delta Wire.
    fn outlet(&mut self, relay: Range<usize>) -> Option<String> {
        let tokens = &self.reading.tokens;
        let names = relay.clone().rev().take_while(|at| tokens[*at].capital).last();
        match names {
            Some(from) if from > relay.start => Some(unowned(self.reading.words(from..relay.end)).to_owned()),
            _ => self.named(relay).name,
        }
    }

    /// Who signed an embedded post.
    fn signed(&self, block: &Block) -> Option<Speaker> {
        let post = block.post.as_ref()?;
        let author = post.author.as_deref().or(post.handle.as_deref())?;
        let mut spellings = author.split(['/', '|']).map(str::trim).filter(|part| !part.is_empty());
        let person = spellings.clone().find_map(|name| self.cast.spelled_like(name));
        let name = person
            .map_or_else(|| spellings.next().map(str::to_owned), |person| Some(self.cast.persons[person].name.clone()));
        Some(Speaker { name, person, ..Speaker::default() })
    }

    fn person(&self, person: usize) -> Speaker {
        Speaker { name: Some(self.cast.persons[person].name.clone()), person: Some(person), ..Speaker::default() }
    }

    /// The name that the words at `source` stand for.
    fn named(&mut self, source: Range<usize>) -> Speaker {
        let reading = self.reading;
        let tokens = &reading.tokens;
        let first = &tokens[source.start];
        if source.len() == 1 && first.is(Class::RELATIVE) {
            let mut end = source.start;
            if end > 0 && tokens[end - 1].mark(COMMAS) {
                end -= 1;
            }
            let block = self.block_start(source.start);
            if let Some(antecedent) = phrase_before(reading, end, block) {
                return self.named(antecedent);
            }
        }
        if source.len() == 1 && first.is(Class::PRONOUN) && !first.is(Class::RELATIVE) {
            return self.pronoun(source.start);
        }
        if tokens[source.end - 1].is(Class::AGED)
            && let Some(mention) = self.cast.between(0, source.start).last()
        {
            return self.person(mention.person);
        }
        if let Some(quote) = reading.quote_at(source.end - 1).filter(|quote| quote.close + 1 == source.end) {
            let name = reading.words(quote.open + 1..quote.close).to_owned();
            return Speaker { name: Some(name).filter(|name| !name.is_empty()), ..Speaker::default() };
        }
        let words: Vec<String> = source.clone().map(|at| folded(reading.word(at))).collect();
        let named = source.clone().filter(|at| !tokens[*at].is(Class::DETERMINER)).collect::<Vec<_>>();
        if let [only] = named[..]
            && tokens[only].is(Class::STATE.or(Class::CAPITAL))
            && let Some(state) = tokens[only].sense.state
        {
            return Speaker { name: Some(reading.lexicon.state(state).to_owned()), ..Speaker::default() };
        }
        let inside = self.cast.between(source.start, source.end).iter().rfind(|mention| {
            mention.tokens.end <= source.end
                && !tokens[mention.tokens.end - 1].owning
                && !(source.start..mention.tokens.start)
                    .any(|at| tokens[at].is(Class::LINKING) && !tokens[at].is(Class::TITLE))
        });
        if let Some(mention) = inside {
            return self.person(mention.person);
        }
        if let [only] = named[..]
            && let Some(person) = self.cast.called(&words[only - source.start])
            && tokens[only].capital
        {
            return self.person(person);
        }
        if let Some(named) = self.set_beside(&source) {
            return named;
        }
        if reading.lexicon.script.unspaced
            && let Some(role) = source.clone().rev().skip(1).find(|at| tokens[*at].is(Class::ROLE.or(Class::TITLE)))
        {
            return Speaker { name: Some(reading.words(role + 1..source.end).to_owned()), ..Speaker::default() };
        }
        let definite = first.is(Class::DEFINITE);
        let bare_role = reading.lexicon.script.free_order && first.is(Class::ROLE);
        if (definite || bare_role || first.is(Class::DEMONYM))
            && source.len() <= 5
            && !source.clone().any(|at| tokens[at].is(Class::LINKING))
            && let Some(person) = self.cast.described(&tokens[source.clone()], &words, source.start)
        {
            return self.person(person);
        }
        let from =
            named.first().copied().filter(|_| first.is(Class::DETERMINER) && !first.is(Class::POSSESSIVE) && definite);
        if let ([only], true) = (&named[..], definite)
            && let Some(full) = self.shortened(*only)
        {
            let whole = format!("{} {full}", reading.word(source.start));
            return Speaker { name: Some(full.to_owned()), in_sentence: Some(whole), ..Speaker::default() };
        }
        let words = unowned(reading.words(from.unwrap_or(source.start)..source.end));
        let in_sentence = from.map(|_| unowned(reading.words(source)).to_owned());
        let nominative =
            reading.lexicon.script.inflected_names.then(|| declension::description(reading.lexicon, words));
        let words = nominative.as_deref().unwrap_or(words);
        Speaker { name: Some(capitalised(words)), in_sentence, ..Speaker::default() }
    }

    /// The full name of an organisation of which the last word is at `at`: "the Republic" is the Hill Republic.
    fn shortened(&self, at: usize) -> Option<&str> {
        let (tokens, reading) = (&self.reading.tokens, self.reading);
        let part = |at: usize| tokens[at].word() && tokens[at].capital && !tokens[at].is(Class::NOT_A_NAME);
        if !part(at) || !tokens[at].is(Class::ORGANISATION) || reading.lexicon.script.caseless {
            return None;
        }
        let word = unowned(reading.word(at));
        let last = (at.saturating_sub(NAMED_BACK) + 1..at)
            .rev()
            .find(|place| unowned(reading.word(*place)) == word && part(*place - 1) && !tokens[*place - 1].owning)?;
        let first = (0..last).rev().take(NAME).take_while(|place| part(*place) && !tokens[*place].owning).last()?;
        Some(unowned(reading.words(first..last + 1)))
    }

    /// The name that is set beside a description: "its chairman, Tomas Keel,".
    fn set_beside(&self, source: &Range<usize>) -> Option<Speaker> {
        let tokens = &self.reading.tokens;
        let role = source.clone().any(|at| tokens[at].is(Class::ROLE));
        let described = (role || !tokens[source.end - 1].capital) && tokens.get(source.end)?.mark(COMMAS);
        let limit = self.reading.block_at(source.start)?.end;
        let from = source.end + 1;
        let opens = tokens[source.start].owning
            || tokens[source.start].is(Class::DETERMINER.or(Class::POSSESSIVE).or(Class::ROLE));
        if !described || !opens {
            return None;
        }
        if let Some(mention) = self.cast.between(from, from + 3).first() {
            return Some(self.person(mention.person));
        }
        let end = (from..limit).find(|at| !tokens[*at].capital).unwrap_or(limit);
        let closed = tokens.get(end).is_none_or(|token| token.kind == crate::tokens::Kind::Mark);
        (end > from && closed && tokens[from].word())
            .then(|| Speaker { name: Some(unowned(self.reading.words(from..end)).to_owned()), ..Speaker::default() })
    }

    fn block_start(&self, at: usize) -> usize {
        self.reading.block_at(at).map_or(0, |block| block.start)
    }

    /// Whom a pronoun means: one who spoke, or was named, before it.
    fn pronoun(&mut self, at: usize) -> Speaker {
        let token = &self.reading.tokens[at];
        let written = Speaker { name: Some(capitalised(unowned(self.reading.word(at)))), ..Speaker::default() };
        if token.is(Class::FIRST_PERSON) {
            return written;
        }
        if token.is(Class::MALE.or(Class::FEMALE)) {
            let female = token.is(Class::FEMALE);
            if self.reading.lexicon.script.caseless
                && let Some((_, last)) = self.spoken.iter().rev().find(|(place, _)| *place < at)
            {
                return Speaker { relayed_by: None, ..last.clone() };
            }
            return self.antecedent(at, female).map_or(written, |person| {
                self.cast.note(person, female);
                self.person(person)
            });
        }
        let earlier =
            self.spoken.iter().rev().take(BACK).filter(|(place, speaker)| *place < at && speaker.person.is_none());
        let plural = token.is(Class::PLURAL);
        let means = |speaker: &Speaker| token.is(Class::THING) || (plural && !self.one_person(speaker));
        if let Some((_, speaker)) = earlier.clone().find(|(_, speaker)| means(speaker)) {
            return Speaker { relayed_by: None, ..speaker.clone() };
        }
        written
    }

    /// Whether a description is of one person: "its own spokesman".
    fn one_person(&self, speaker: &Speaker) -> bool {
        let words = speaker.name.as_deref().unwrap_or_default().split_whitespace();
        let role = |word: &str| {
            let entry = self.reading.lexicon.entry(&word.to_lowercase());
            entry.is_some_and(|entry| entry.sense.classes.any(Class::ROLE)) && !word.ends_with('s')
        };
        words.clone().last().is_some_and(role)
    }

    /// The person whom "he" or "she" at `at` means.
    fn antecedent(&self, at: usize, female: bool) -> Option<usize> {
        let fits = |person: &usize| self.cast.agrees(*person, Some(female));
        let sentence = self.reading.sentence_at(at)?;
        // The subject of this sentence or the one before names the person most often: its first mention.
        let near = sentence.saturating_sub(1)..=sentence;
        let spoken = self.spoken.iter().rev().find(|(place, _)| *place < at);
        if let Some((place, Speaker { person: Some(person), .. })) = spoken
            && fits(person)
            && (*place >= self.reading.sentences[*near.start()].tokens.start || self.unnamed_since(*place, at, *person))
        {
            return Some(*person);
        }
        for place in near.rev() {
            let tokens = &self.reading.sentences[place].tokens;
            let found = self.cast.between(tokens.start, tokens.end.min(at)).iter().find(|mention| {
                mention.tokens.end <= at && fits(&mention.person) && !self.reading.tokens[mention.tokens.end - 1].owning
            });
            if let Some(mention) = found {
                return Some(mention.person);
            }
        }
        let earlier = self.cast.between(0, at).iter().rev().take(BACK);
        earlier.map(|mention| mention.person).find(fits)
    }

    /// Whether nobody but `person` was named between two places.
    fn unnamed_since(&self, from: usize, to: usize, person: usize) -> bool {
        !self.cast.between(from, to).iter().any(|mention| mention.person != person)
    }
}

/// `words` as they stand in a list of names. A word with a capital inside is left as its owner writes it.
fn capitalised(words: &str) -> String {
    let first = words.split_whitespace().next().unwrap_or_default();
    let mut chars = words.chars();
    match chars.next().filter(|_| !first.chars().any(char::is_uppercase)) {
        Some(letter) => letter.to_uppercase().chain(chars).collect(),
        None => words.to_owned(),
    }
}
