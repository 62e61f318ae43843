//! What selected words say when they answer a claim: who answers, how, when, and whether it is this claim or earlier ones.

use std::ops::Range;

use chrono::NaiveDate;
use domain::{Answers, Block, Heard, ResponseKind, TextRange, Utterance};

use crate::attributions::{Attributed, attributions, bare};
use crate::posts::posts;
use crate::reading::Reading;
use crate::said::said;
use crate::speakers::speakers;
use crate::stance::stance;

/// Tokens of a content that only names what is answered, at most: "similar accusations of the ministry".
const NAMED: usize = 8;

/// What the words at `range` of `text` say as an answer; nothing where no words stand.
///
/// `blocks`, `language` and `published` are those of the article, as for suggestions.
pub fn hear(
    range: TextRange,
    text: &str,
    blocks: &[Block],
    language: Option<&str>,
    published: Option<NaiveDate>,
) -> Option<Heard> {
    let reading = Reading::new(text, blocks, language);
    let selected = reading.meeting(range)?;
    let mut all = attributions(&reading);
    all.extend(posts(&reading, blocks));
    let whole = sentences(&reading, selected.clone());
    if !all.iter().any(|found| meets(&span(found), &whole)) {
        let place = reading.sentence_at(selected.start);
        all.extend(place.and_then(|place| bare(&reading, &reading.sentences[place])));
    }
    all.sort_by_key(|found| (found.content.start, found.content.end));
    let denies = |found: &Attributed| stance(&reading, found, false) == Utterance::Denies;
    let goes_on = |at: usize| at > 0 && all[at - 1].block == all[at].block && denies(&all[at - 1]);
    let stance_of = |at: usize| stance(&reading, &all[at], goes_on(at));
    let Some(at) = chosen(&all, &selected, stance_of) else {
        let range = reading.range(whole);
        return Some(Heard {
            range,
            party: None,
            relayed_by: None,
            kind: None,
            said: None,
            answers: Answers::ThisClaim,
        });
    };
    let found = &all[at];
    let stance = stance_of(at);
    let speaker = speakers(&reading, blocks, &all).swap_remove(at);
    Some(Heard {
        range: reading.range(together(&reading, &all, found, whole)),
        party: speaker.name,
        relayed_by: speaker.relayed_by,
        kind: ResponseKind::heard(stance).or_else(|| worried(&reading, found)),
        said: said(&reading, found, &blocks[found.block], published),
        answers: answers(&reading, found, stance),
    })
}

/// What `found` is where its words say that somebody is worried.
fn worried(reading: &Reading<'_>, found: &Attributed) -> Option<ResponseKind> {
    reading.first_of(span(found), &reading.lexicon.concern).map(|_| ResponseKind::ExpressesConcern)
}

/// The sentences that `tokens` lie in; those alone where no sentences are told apart, as in a post.
fn sentences(reading: &Reading<'_>, tokens: Range<usize>) -> Range<usize> {
    let sentence = |at: usize| reading.sentence_at(at).map(|place| reading.sentences[place].tokens.clone());
    let start = sentence(tokens.start).map_or(tokens.start, |first| first.start);
    let end = sentence(tokens.end - 1).map_or(tokens.end, |last| last.end);
    start..end
}

/// All that ties the content to its source, in the paragraph that the content stands in.
fn span(found: &Attributed) -> Range<usize> {
    let cue = found.cue.clone().unwrap_or_else(|| found.content.clone());
    let (start, end) = (found.content.start.min(cue.start), found.content.end.max(cue.end));
    // A source may be named long before what it goes on to say.
    let source = found.source.clone().filter(|source| source.end <= end && source.start + NAMED * 2 >= start);
    source.map_or(start..end, |source| start.min(source.start)..end)
}

fn meets(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// The place among `all` of what the `selected` words mean: a content as it is proposed, or else one that answers, or
/// else what lies most in them.
fn chosen(all: &[Attributed], selected: &Range<usize>, stance: impl Fn(usize) -> Utterance) -> Option<usize> {
    let shared = |found: &Attributed| {
        let span = span(found);
        span.end.min(selected.end).saturating_sub(span.start.max(selected.start))
    };
    if let Some(exact) = all.iter().position(|found| found.content == *selected) {
        return Some(exact);
    }
    let answers = |at: usize| ResponseKind::heard(stance(at)).is_some();
    let inside = |found: &Attributed| shared(found) * 2 >= span(found).len();
    let whole = (0..all.len()).find(|at| inside(&all[*at]) && answers(*at));
    whole.or_else(|| {
        let meeting = (0..all.len()).filter(|at| shared(&all[*at]) > 0);
        meeting.max_by_key(|at| (shared(&all[*at]), std::cmp::Reverse(*at)))
    })
}

/// The words that are kept with `found`: the `whole` sentence, but what others say in it.
fn together(reading: &Reading<'_>, all: &[Attributed], found: &Attributed, whole: Range<usize>) -> Range<usize> {
    let own = span(found);
    let is_one = reading.sentence_at(whole.start) == reading.sentence_at(whole.end - 1);
    let others = all.iter().any(|other| {
        let its = span(other);
        other.source != found.source && meets(&its, &whole) && !meets(&other.content, &own)
    });
    if is_one && others { own } else { whole.start.min(own.start)..whole.end.max(own.end) }
}

/// Whether `found` answers earlier claims: what points to them stands beside its cue, or in what it only names.
fn answers(reading: &Reading<'_>, found: &Attributed, stance: Utterance) -> Answers {
    let own = span(found);
    let names = stance != Utterance::Asserts && found.content.len() <= NAMED;
    let end = if names || found.content.start <= own.start { own.end } else { found.content.start };
    match reading.first_of(own.start..end, &reading.lexicon.earlier) {
        Some(_) => Answers::EarlierSimilar,
        None => Answers::ThisClaim,
    }
}

#[cfg(test)]
mod tests {
    use domain::{BlockKind, text};

    use super::*;

    /// What is heard where `words` are selected in a paragraph.
    fn heard(source: &str, words: &str, language: &str) -> String {
        let range = TextRange { start: 0, end: text::length(source) };
        let blocks = [Block { kind: BlockKind::Paragraph, range, post: None }];
        let at = source.find(words).expect("the words stand there");
        let start = text::length(&source[..at]);
        let selected = TextRange { start, end: start + text::length(words) };
        let heard = hear(selected, source, &blocks, Some(language), NaiveDate::from_ymd_opt(2025, 4, 10));
        let Some(Heard { range, party, relayed_by, kind, said, answers }) = heard else { return "nothing".to_owned() };
        let part = |at: u32, more: u32| source.chars().skip(at as usize).take(more as usize).collect::<String>();
        let mut told = vec![party.unwrap_or_else(|| "somebody".to_owned())];
        told.push(kind.map_or("says".to_owned(), |kind| kind.word().to_owned()));
        told.extend((answers == Answers::EarlierSimilar).then(|| "to earlier claims".to_owned()));
        told.extend(relayed_by.map(|by| format!("by {by}")));
        told.extend(said.map(|said| format!("on {}", said.interval.from)));
        format!("{}: {}", told.join(" "), part(range.start, range.end - range.start))
    }

    #[test]
    fn a_selected_sentence_says_who_answers_and_how() {
        for (language, text, wanted) in [
            ("en", "Norland declined to comment on this development.", "Norland declines to comment"),
            ("en", "The company declined to comment.", "Company declines to comment"),
            ("en", "Norland has not responded to the governor’s latest claim.", "Norland has not responded"),
            (
                "en",
                "Teo Brandt said on Wednesday that the office was checking the matter.",
                "Teo Brandt is verifying on 2025-04-09",
            ),
            ("en", "The Coastal Union expressed concern over the reports.", "Coastal Union expresses concern"),
            (
                "en",
                "Norland has previously dismissed similar accusations, saying they have “no basis”.",
                "Norland denies to earlier claims",
            ),
            ("en", "Norland said that it had previously sold engines to the province.", "Norland says"),
            ("en", "The ministry said the road is open.", "Ministry says"),
            ("en", "The road is open and wet.", "somebody says"),
            ("zh", "美国对有关报道表示关切。", "美国 expresses concern"),
            ("uk", "США висловили занепокоєння через ці повідомлення.", "США expresses concern"),
            ("zh", "俄罗斯拒绝置评。", "俄罗斯 declines to comment"),
            ("zh", "中国此前否认了类似指控。", "中国 denies to earlier claims"),
            ("uk", "Речник Лінь Цзянь сказав, що Китай перевіряє цю інформацію.", "Лінь Цзянь is verifying"),
            ("uk", "Росія відмовилася від коментарів.", "Росія declines to comment"),
            ("ru", "Россия отказалась от комментариев.", "Россия declines to comment"),
            ("ar", "ورفضت روسيا التعليق على ذلك.", "روسيا declines to comment"),
            ("de", "Das Ministerium lehnte eine Stellungnahme ab.", "Ministerium declines to comment"),
        ] {
            assert_eq!(heard(text, text, language), format!("{wanted}: {text}"));
        }
    }

    #[test]
    fn the_whole_sentence_is_kept_but_what_others_say_in_it() {
        let text = "The road is wet. Norland declined to comment on this development. It rains.";
        let alone = "Norland declines to comment: Norland declined to comment on this development.";
        assert_eq!(heard(text, "this development", "en"), alone);
        let both = "Norland denied that it owns the dam, and the Coastal Union said that it was checking the list.";
        assert_eq!(
            heard(both, "checking", "en"),
            "Coastal Union is verifying: the Coastal Union said that it was checking the list"
        );
        assert_eq!(heard("The road is wet.", "road", "en"), "somebody says: The road is wet.");
    }
}
