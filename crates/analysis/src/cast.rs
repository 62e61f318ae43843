//! Who appears in an article: its persons with the roles it gives them, so that a surname, a title or a pronoun finds
//! its name.

use std::collections::HashMap;
use std::ops::Range;

use crate::describing::{ahead_of_name, behind_name, is_office};
use crate::lexicon::Class;
use crate::reading::Reading;
use crate::sources::phrase_before;
use crate::tokens::{COMMAS, Kind, Token};

/// Words around a name that describe it, at most.
const DESCRIBED: usize = 7;
/// Mentions that a description looks back over, at most.
const LOOKED_BACK: usize = 200;
/// Letters by which two spellings of one name may differ.
const SPELLING: usize = 2;

/// A person of the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    /// The fullest form of the name.
    pub(crate) name: String,
    /// Its words, in lower case.
    words: Vec<String>,
    /// Words that describe it, in lower case.
    roles: Vec<String>,
    /// Where its office is first named.
    pub(crate) office: Option<Range<usize>>,
    /// It heads a state or a government.
    heads: bool,
    states: Vec<u16>,
    female: Option<bool>,
}

/// A place where a person is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mention {
    pub(crate) tokens: Range<usize>,
    pub(crate) person: usize,
}

/// The persons of an article, and where each is named, in order.
#[derive(Debug, Default)]
pub(crate) struct Cast {
    pub(crate) persons: Vec<Person>,
    pub(crate) mentions: Vec<Mention>,
    inflected: bool,
    /// Persons by the first letters of each of their words.
    index: HashMap<String, Vec<usize>>,
}

impl Cast {
    /// Everyone whom the text names in full, or by title and surname.
    pub(crate) fn of(reading: &Reading<'_>, running: &[Range<usize>]) -> Self {
        let mut cast = Self { inflected: reading.lexicon.script.inflected_names, ..Self::default() };
        let mut surnames = Vec::new();
        for block in running {
            let mut at = block.start;
            while at < block.end {
                let name = name_at(reading, at, block.end);
                if name.len() > 1 {
                    cast.meet(reading, name.clone(), block);
                } else if name.len() == 1 {
                    surnames.push((name.clone(), block.clone()));
                }
                at = name.end.max(at) + 1;
            }
        }
        for (name, block) in surnames {
            cast.meet_again(reading, name, &block);
        }
        cast.mentions.sort_by_key(|mention| mention.tokens.start);
        cast
    }

    fn meet(&mut self, reading: &Reading<'_>, name: Range<usize>, block: &Range<usize>) {
        let words: Vec<String> = name.clone().map(|at| folded(reading.word(at))).collect();
        let known = words.last().and_then(|last| {
            let alike = self.index.get(&opening(last))?;
            alike.iter().copied().find(|person| same_person(&self.persons[*person].words, &words, self.inflected))
        });
        let person = known.unwrap_or_else(|| {
            let written = reading.words(name.clone());
            for word in &words {
                self.index.entry(opening(word)).or_default().push(self.persons.len());
            }
            self.persons.push(Person {
                name: unowned(written).to_owned(),
                words,
                roles: Vec::new(),
                office: None,
                heads: false,
                states: Vec::new(),
                female: sex(reading, &name),
            });
            self.persons.len() - 1
        });
        self.describe(reading, &name, block, person);
        self.mentions.push(Mention { tokens: name, person });
    }

    fn meet_again(&mut self, reading: &Reading<'_>, name: Range<usize>, block: &Range<usize>) {
        let word = folded(reading.word(name.start));
        let titled = name.start > block.start && reading.tokens[name.start - 1].is(Class::TITLE);
        let known = self.called(&word);
        if let Some(person) = known {
            self.describe(reading, &name, block, person);
            self.mentions.push(Mention { tokens: name, person });
        } else if titled
            && reading.tokens[name.start - 1].capital
            && !reading.tokens[name.start].is(Class::ORGANISATION)
        {
            self.meet(reading, name, block);
        }
    }

    /// Notes what the text says of a person beside the name.
    fn describe(&mut self, reading: &Reading<'_>, name: &Range<usize>, block: &Range<usize>, person: usize) {
        let tokens = &reading.tokens;
        let describes = Class::ROLE.or(Class::TITLE).or(Class::DEMONYM).or(Class::STATE).or(Class::ORGANISATION);
        let mut from = name.start;
        while from > block.start && name.start - from < DESCRIBED {
            let token = &tokens[from - 1];
            if !token.word()
                || token.is(Class::AUXILIARY
                    .or(Class::DETERMINER)
                    .or(Class::SUBORDINATOR)
                    .or(Class::CONJUNCTION)
                    .or(Class::PRONOUN)
                    .or(Class::PREPOSITION))
            {
                break;
            }
            from -= 1;
        }
        let mut to = name.end;
        if to + 1 < block.end
            && tokens[to].mark(COMMAS)
            && (tokens[to + 1].is(Class::DETERMINER.or(Class::ROLE).or(Class::DEMONYM)) || tokens[to + 1].owning)
        {
            to += 1;
            while to < block.end && to - name.end < DESCRIBED + 1 && tokens[to].word() {
                to += 1;
            }
        }
        let ahead = set_ahead(reading, name, block).unwrap_or(from..from);
        let offices = [
            ahead_of_name(reading, from..name.start),
            ahead.clone(),
            behind_name(reading, name.end.min(to - 1) + 1..to),
        ];
        let office = offices.into_iter().find(|office| is_office(reading, office));
        let person = &mut self.persons[person];
        person.office = person.office.take().or(office);
        for at in ahead.chain(from..name.start).chain(name.end..to) {
            let token = &tokens[at];
            if !token.is(describes) {
                continue;
            }
            person.heads |= token.is(Class::HEADSHIP);
            if token.is(Class::MALE.or(Class::FEMALE)) {
                person.female = Some(token.is(Class::FEMALE));
            }
            let word = folded(reading.word(at));
            person.states.extend(token.sense.state.filter(|state| !person.states.contains(state)));
            if !person.roles.contains(&word) {
                person.roles.push(word);
            }
        }
    }

    /// The person whom one word names: the surname first, then any part of the name.
    pub(crate) fn called(&self, word: &str) -> Option<usize> {
        let alike = self.index.get(&opening(word)).filter(|_| word.chars().nth(1).is_some())?;
        let same = |known: &String| same_word(known, word, self.inflected);
        let last = alike.iter().find(|person| self.persons[**person].words.last().is_some_and(same));
        last.or_else(|| alike.iter().find(|person| self.persons[**person].words.iter().any(same))).copied()
    }

    /// The mentions that begin from one token up to another.
    pub(crate) fn between(&self, from: usize, to: usize) -> &[Mention] {
        let start = self.mentions.partition_point(|mention| mention.tokens.start < from);
        let end = self.mentions.partition_point(|mention| mention.tokens.start < to);
        &self.mentions[start..end.max(start)]
    }

    /// The person whose name is written a little differently in `name` ("Oszta", "Ószta").
    pub(crate) fn spelled_like(&self, name: &str) -> Option<usize> {
        let words: Vec<String> = name.split_whitespace().map(folded).collect();
        let (first, last) = (words.first()?, words.last()?);
        self.persons.iter().position(|person| {
            person.words.len() > 1
                && person.words.first() == Some(first)
                && person.words.last().is_some_and(|known| apart(known, last) <= SPELLING)
        })
    }

    /// The person whom a description fits: "the Ukrainian leader", "the spokesman". The latest named before `before`.
    pub(crate) fn described(&self, tokens: &[Token], words: &[String], before: usize) -> Option<usize> {
        let state = tokens.iter().find_map(|token| token.sense.state);
        let heads = tokens.iter().any(|token| token.is(Class::HEADSHIP));
        let role = tokens
            .iter()
            .zip(words)
            .rev()
            .find(|(token, _)| token.is(Class::ROLE.or(Class::TITLE)))
            .map(|(_, word)| word)?;
        let fits = |person: &Person| {
            let state_fits = state.is_none_or(|state| person.states.contains(&state));
            let role_fits = person.roles.contains(role) || (heads && person.heads && state.is_some());
            state_fits && role_fits
        };
        let earlier = self.between(0, before).iter().rev().take(LOOKED_BACK);
        earlier
            .map(|mention| mention.person)
            .find(|person| fits(&self.persons[*person]))
            .or_else(|| self.persons.iter().take(LOOKED_BACK).position(fits))
    }

    /// Notes that a pronoun that was taken for the person says their sex.
    pub(crate) fn note(&mut self, person: usize, female: bool) {
        self.persons[person].female.get_or_insert(female);
    }

    /// Whether a pronoun can mean the person.
    pub(crate) fn agrees(&self, person: usize, female: Option<bool>) -> bool {
        female.is_none() || self.persons[person].female.is_none_or(|known| Some(known) == female)
    }
}

/// The name that begins at `at`, titles and roles before it left out; empty when none does.
fn name_at(reading: &Reading<'_>, at: usize, limit: usize) -> Range<usize> {
    let tokens = &reading.tokens;
    let nameless = Class::NOT_A_NAME
        .or(Class::STATE)
        .or(Class::DEMONYM)
        .or(Class::CAPITAL)
        .or(Class::TIME)
        .or(Class::ORGANISATION)
        .or(Class::MEDIA)
        .or(Class::ACCORDING);
    let names = |at: usize| {
        let token = &tokens[at];
        token.word()
            && token.capital
            && !token.is(nameless)
            && !token.is(Class::TITLE.or(Class::ROLE))
            && token.sign != '@'
    };
    if at >= limit || !names(at) || reading.lexicon.script.caseless {
        return at..at;
    }
    let mut end = at + 1;
    while end < limit && !tokens[end - 1].owning {
        let particle = tokens[end].is(Class::PARTICLE) && end + 1 < limit && names(end + 1);
        if !names(end) && !particle {
            break;
        }
        end += 1;
    }
    // "Orsa Dam Company": an organisation, whatever its first words are.
    let organisation =
        end < limit && tokens[end].capital && tokens[end].is(Class::ORGANISATION) && !tokens[end - 1].owning;
    if organisation || end - at > 5 { end..end } else { at..end }
}

/// The words that describe a name set between commas behind them: "the governor of Vessa, Mirel Oszta,".
fn set_ahead(reading: &Reading<'_>, name: &Range<usize>, block: &Range<usize>) -> Option<Range<usize>> {
    let tokens = &reading.tokens;
    let comma = name.start.checked_sub(1).filter(|comma| *comma > block.start && tokens[*comma].mark(COMMAS))?;
    let closed = name.end >= block.end || tokens[name.end].kind == Kind::Mark;
    let phrase = phrase_before(reading, comma, block.start).filter(|_| closed)?;
    let opens = tokens[phrase.start].is(Class::DETERMINER.or(Class::POSSESSIVE).or(Class::ROLE).or(Class::TITLE));
    let end = phrase.clone().find(|at| tokens[*at].is(Class::LINKING)).unwrap_or(phrase.end);
    let role = (phrase.start..end).any(|at| tokens[at].is(Class::ROLE.or(Class::TITLE)));
    (opens && role).then_some(phrase.start..end)
}

/// Whose sex the endings of a name tell, where names have endings: "Екатерина Линда", "Виктор Бремиш".
fn sex(reading: &Reading<'_>, name: &Range<usize>) -> Option<bool> {
    if !reading.lexicon.script.inflected_names || name.len() < 2 {
        return None;
    }
    let vowel = |at: usize| reading.word(at).ends_with(['а', 'я']);
    let hard = reading.word(name.start).chars().last().is_some_and(|c| "бвгґджзклмнпрстфхцчшщй".contains(c));
    match (vowel(name.start), vowel(name.end - 1)) {
        (true, _) => Some(!reading.tokens[name.start].is(Class::MALE)),
        (false, false) if hard => Some(false),
        _ => None,
    }
}

/// The first letters of a word, which its forms share.
fn opening(word: &str) -> String {
    word.chars().take(3).collect()
}

fn same_person(known: &[String], words: &[String], inflected: bool) -> bool {
    let same = |a: Option<&String>, b: Option<&String>| match (a, b) {
        (Some(a), Some(b)) => same_word(a, b, inflected),
        _ => false,
    };
    known == words
        || (known.len() > 1
            && words.len() > 1
            && same(known.first(), words.first())
            && same(known.last(), words.last()))
}

/// Whether two words are one, or, where names change their endings, two forms of one.
fn same_word(a: &str, b: &str, inflected: bool) -> bool {
    if a == b {
        return true;
    }
    let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let longest = a.chars().count().max(b.chars().count());
    inflected && common >= 3 && longest - common <= 3 && common * 2 > longest
}

/// `word` in lower case, without the ending that owns.
pub(crate) fn folded(word: &str) -> String {
    unowned(word).to_lowercase()
}

/// `words` without the ending that owns what follows.
pub(crate) fn unowned(words: &str) -> &str {
    ["'s", "’s", "'", "’"].iter().find_map(|ending| words.strip_suffix(ending)).unwrap_or(words)
}

/// How many letters part two words (Levenshtein's distance), for short words.
fn apart(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(32).collect(), b.chars().take(32).collect());
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, right) in b.iter().enumerate() {
            let changed = diagonal + usize::from(left != right);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row[b.len()]
}
