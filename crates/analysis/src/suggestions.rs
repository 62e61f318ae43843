//! The claims of an article, each with who makes it, how, when and how many.

use std::ops::Range;

use chrono::NaiveDate;
use domain::{
    Attribution, Block, BlockKind, Cue, Figure, Moment, Quotation, ResponseKind, Suggestion, TextRange, Utterance,
};

use crate::attributions::{Attributed, attributions};
use crate::lexicon::Class;
use crate::moments::{counting, moments};
use crate::posts::posts;
use crate::quantities::figures;
use crate::reading::Reading;
use crate::said::said;
use crate::speakers::{Speaker, speakers};
use crate::stance::{quotation, stance};
use crate::statement::statement;
use crate::tokens::Kind;
use crate::worth::{only_points, worth};

/// The claims that `text` makes, in the order it makes them. Relative times count from `published`.
///
/// `blocks` are the parts of `text`; `language` is a BCP 47 tag, and English rules serve where none is known.
pub fn suggest(text: &str, blocks: &[Block], language: Option<&str>, published: Option<NaiveDate>) -> Vec<Suggestion> {
    let reading = Reading::new(text, blocks, language);
    attributed(&reading, blocks, published).into_iter().map(|(_, suggestion)| suggestion).collect()
}

/// What `text` says of the words at `range`, as `suggest` reads it: their figures and times are those of the words
/// themselves; who makes the claim, how and when, is read of the suggestion that shares most of them.
///
/// `None` where no words stand at `range`.
pub fn suggest_at(
    range: TextRange,
    text: &str,
    blocks: &[Block],
    language: Option<&str>,
    published: Option<NaiveDate>,
) -> Option<Suggestion> {
    let reading = Reading::new(text, blocks, language);
    let content = reading.meeting(range)?;
    let shared =
        |found: &Attributed| found.content.end.min(content.end).saturating_sub(found.content.start.max(content.start));
    let all = attributed(&reading, blocks, published).into_iter().filter(|(found, _)| shared(found) > 0);
    let nearest = all.min_by_key(|(found, _)| std::cmp::Reverse(shared(found)));
    let first = reading.tokens[content.start].start;
    let block = blocks.iter().position(|block| (block.range.start..block.range.end).contains(&first))?;
    let words = Attributed {
        content: content.clone(),
        cue: None,
        source: None,
        relay: None,
        stance: Utterance::Asserts,
        negated: false,
        goes_on: false,
        block,
    };
    let own = suggestion(&reading, blocks, (&words, Utterance::Asserts), Speaker::default(), published)?;
    let own = Suggestion { attribution: Attribution { quotation: Quotation::None, ..own.attribution }, ..own };
    // Who denies or declines does not make the claim that stands behind the cue.
    let makes = |found: &Attributed| {
        let plain = !found.negated && matches!(found.stance, Utterance::Asserts | Utterance::Confirms);
        plain || found.cue.as_ref().is_none_or(|cue| content.contains(&cue.start))
    };
    Some(match nearest {
        Some((found, near)) if makes(&found) => Suggestion {
            attribution: Attribution { hedge: near.attribution.hedge.or(own.attribution.hedge), ..near.attribution },
            claimant: near.claimant,
            described: near.described,
            relayed_by: near.relayed_by,
            stance: near.stance,
            response: near.response,
            said: near.said,
            ..own
        },
        _ => own,
    })
}

/// What is attributed to anybody, and the suggestion that it makes, in the order of the text.
fn attributed(reading: &Reading<'_>, blocks: &[Block], published: Option<NaiveDate>) -> Vec<(Attributed, Suggestion)> {
    let mut all = attributions(reading);
    all.extend(posts(reading, blocks));
    all.sort_by_key(|found| (found.content.start, found.content.end));
    let speakers = speakers(reading, blocks, &all);
    let mut denial = None;
    let mut spoke: Option<(Option<Range<usize>>, Moment)> = None;
    let mut suggestions = Vec::with_capacity(all.len());
    for (found, speaker) in all.into_iter().zip(speakers) {
        let stance = stance(reading, &found, denial == Some(found.block));
        // Who denies something often goes on to say what there is not.
        denial = (stance == Utterance::Denies).then_some(found.block);
        // "… on Wednesday that it leaks, adding that it is old": one speech, one time.
        let shared = spoke.take().filter(|(source, _)| source.is_some() && *source == found.source);
        let said = said(reading, &found, &blocks[found.block], published).or(shared.map(|(_, said)| said));
        spoke = said.clone().map(|said| (found.source.clone(), said));
        let told = suggestion(reading, blocks, (&found, stance), speaker, published);
        suggestions.extend(told.map(|told| (found, Suggestion { said, ..told })));
    }
    suggestions
}

/// What `found` proposes, when it says something of its own.
pub(crate) fn suggestion(
    reading: &Reading<'_>,
    blocks: &[Block],
    (found, stance): (&Attributed, Utterance),
    speaker: Speaker,
    published: Option<NaiveDate>,
) -> Option<Suggestion> {
    if !found.content.clone().any(|at| reading.tokens[at].kind != Kind::Mark) {
        return None;
    }
    if only_points(reading, found) {
        return None;
    }
    let passage = reading.passage(found.content.clone())?;
    let signed = blocks.get(found.block).filter(|block| block.kind == BlockKind::EmbeddedPost);
    let quotation = if signed.is_some() { Quotation::Direct } else { quotation(reading, found) };
    let mut figures = figures(reading, found.content.clone());
    let ahead = found.content.clone().any(|at| reading.tokens[at].is(Class::FUTURE));
    let times = moments(&passage.exact, reading.language, published, ahead);
    place(&mut figures, &passage.exact, &counting(&passage.exact, reading.language, &times));
    let moments: Vec<Moment> = times.into_iter().map(|(_, moment)| moment).collect();
    let claimant = speaker.name;
    let (worth, reasons) =
        worth(reading, found, stance, quotation, claimant.as_deref(), (figures.as_slice(), moments.as_slice()));
    let hedged =
        found.content.clone().chain(found.cue.clone().unwrap_or(0..0)).find(|at| reading.tokens[*at].is(Class::HEDGE));
    let written = found.source.clone().map(|source| reading.words(source).to_owned());
    let handle = signed.and_then(|block| block.post.as_ref()?.author.clone());
    Some(Suggestion {
        statement: statement(reading, found, quotation, claimant.as_deref(), speaker.in_sentence.as_deref()),
        passage,
        attribution: Attribution {
            as_written: written.or(handle),
            cue: found
                .cue
                .clone()
                .map(|cue| Cue { exact: reading.words(cue.clone()).to_owned(), range: Some(reading.range(cue)) }),
            quotation,
            hedge: hedged.map(|at| reading.word(at).to_owned()),
            ..Attribution::default()
        },
        claimant,
        described: speaker.described,
        relayed_by: speaker.relayed_by,
        stance,
        response: ResponseKind::likely(stance),
        figures,
        moments,
        said: None,
        worth,
        reasons,
        proposed_by: None,
    })
}

/// Says of `figures` when they are counted, where `words` do: at the last of `times` before a figure, or else at the first.
fn place(figures: &mut [Figure], words: &str, times: &[&(Range<usize>, Moment)]) {
    for figure in figures {
        let at = words.find(&figure.exact).unwrap_or_default();
        let before = times.iter().rev().find(|(bytes, _)| bytes.start <= at);
        figure.quantity.as_of = before.or(times.first()).map(|(_, moment)| moment.clone());
    }
}

#[cfg(test)]
mod tests {
    use domain::text;

    use super::*;

    fn told(source: &str) -> String {
        let range = TextRange { start: 0, end: text::length(source) };
        let blocks = [Block { kind: BlockKind::Paragraph, range, post: None }];
        let published = NaiveDate::from_ymd_opt(2025, 4, 9);
        let told = suggest(source, &blocks, Some("en"), published).into_iter().map(|one| {
            let claimant = one.claimant.unwrap_or_else(|| "nobody".to_owned());
            let relayed = one.relayed_by.map(|by| format!(" by {by}")).unwrap_or_default();
            format!("{claimant}{relayed} {:?} {:?}: {}", one.stance, one.attribution.quotation, one.statement)
        });
        told.collect::<Vec<_>>().join(" / ")
    }

    #[test]
    fn a_claim_is_told_with_its_claimant_stance_quotation_and_statement() {
        for (text, wanted) in [
            ("Mirel Oszta said the dam leaks.", "Mirel Oszta Asserts Indirect: The dam leaks."),
            ("The dam leaks, Mirel Oszta said.", "Mirel Oszta Asserts Indirect: The dam leaks."),
            ("The dam, Mirel Oszta said, leaks.", "Mirel Oszta Asserts Indirect: The dam, Mirel Oszta said, leaks."),
            ("“The dam leaks,” said Mirel Oszta.", "Mirel Oszta Asserts Direct: The dam leaks."),
            ("“We know,” said Mirel Oszta.", "Mirel Oszta Asserts Direct: Mirel Oszta: “We know”"),
            ("According to the ministry, the dam “leaks”.", "Ministry Asserts Mixed: The dam “leaks”."),
            (
                "Vessa Hydro denied that the dam leaks.",
                "Vessa Hydro Denies Indirect: Vessa Hydro denied that the dam leaks.",
            ),
            ("Beijing said it does not own the dam.", "China Denies Indirect: China does not own the dam."),
            ("Beijing said it was checking the report.", "China Verifying Indirect: China was checking the report."),
            (
                "The company declined to comment on the leak.",
                "Company Declines Indirect: The company declined to comment on the leak.",
            ),
            (
                "The mayor did not respond to a letter.",
                "Mayor HasNotResponded Indirect: The mayor did not respond to a letter.",
            ),
            ("Oszta urged the council to act.", "Oszta CallsFor Indirect: Oszta urged the council to act."),
            ("Analysts doubt that it will hold.", "Analysts Opines Indirect: Analysts doubt that it will hold."),
            ("The guard was accused of sleeping.", "nobody Asserts Indirect: The guard was accused of sleeping."),
            ("Reuters quoted a guard as saying the dam leaks.", "A guard by Reuters Asserts Indirect: The dam leaks."),
            ("It is the first time Paris has said that the dam leaks.", "France Asserts Indirect: The dam leaks."),
            ("The ministry said she had left.", "Ministry Asserts Indirect: She had left."),
            ("The dam is old and grey.", ""),
            ("Oszta said the dam broke on Monday.", "Oszta Asserts Indirect: The dam broke on Monday."),
            (
                "The governor of Vessa, Mirel Oszta, has claimed that the dam leaks. It is the old one, the governor said.",
                "Mirel Oszta Asserts Indirect: The dam leaks. / Mirel Oszta Asserts Indirect: It is the old one.",
            ),
            (
                "Mirel Oszta, the governor of Vessa, said the dam leaks. The governor said it is old.",
                "Mirel Oszta Asserts Indirect: The dam leaks. / Mirel Oszta Asserts Indirect: It is old.",
            ),
            (
                "The council dismissed the letter, saying that it had “no basis.”",
                "Council Denies Indirect: The council dismissed the letter. / \
                 Council Denies Mixed: The council said that it had “no basis.”",
            ),
            (
                "Oszta named the firm, citing a list that she did not show.",
                "Oszta Asserts Indirect: Oszta cited a list that she did not show.",
            ),
            (
                "The mayor accused the firm of having paid two guards.",
                "Mayor Asserts Indirect: The mayor accused the firm of having paid two guards.",
            ),
            (
                "The town has in the past accused the firm of hiding leaks.",
                "Town Asserts Indirect: The town accused the firm of hiding leaks.",
            ),
            (
                "According to notes that the agency Delta Wire relayed on Monday, Teo Brandt said that the dam leaks.",
                "Teo Brandt by Delta Wire Asserts Indirect: The dam leaks.",
            ),
            (
                "The Hill Republic said the dam leaks. The Republic has claimed that Orsa knew.",
                "Hill Republic Asserts Indirect: The dam leaks. / Hill Republic Asserts Indirect: Orsa knew.",
            ),
            ("The company again declined to comment.", "Company Declines Indirect: The company declined to comment."),
            ("Oszta put the number of cracks at 30.", "Oszta Asserts Indirect: Oszta put the number of cracks at 30."),
        ] {
            assert_eq!(told(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_figure_is_of_the_time_that_the_words_count_it_at() {
        let counted = |language, source: &str| {
            let range = TextRange { start: 0, end: text::length(source) };
            let blocks = [Block { kind: BlockKind::Paragraph, range, post: None }];
            // A Wednesday.
            let found = suggest(source, &blocks, Some(language), NaiveDate::from_ymd_opt(2025, 4, 9));
            let figures = found.into_iter().flat_map(|one| one.figures);
            let told = figures.map(|figure| {
                let on = figure.quantity.as_of.map(|time| time.interval.from.to_string());
                format!("{} {}", figure.quantity.value, on.unwrap_or_else(|| "at any time".to_owned()))
            });
            told.collect::<Vec<_>>().join(", ")
        };
        for (language, text, wanted) in [
            ("en", "Oszta said that as of Tuesday, 40 guards were at the dam.", "40 2025-04-08"),
            ("en", "Oszta said that 40 guards were at the dam as of 7 April.", "40 2025-04-07"),
            ("en", "Oszta said that 40 guards came to the dam on Tuesday.", "40 at any time"),
            (
                "en",
                "Oszta said that as of Monday 40 guards and as of Tuesday 60 engineers were there.",
                "40 2025-04-07, 60 2025-04-08",
            ),
            ("uk", "Ощта заявила, що станом на 8 квітня на греблі було 40 охоронців.", "40 2025-04-08"),
            ("ru", "Ошта заявила, что по состоянию на 8 апреля на плотине было 40 охранников.", "40 2025-04-08"),
        ] {
            assert_eq!(counted(language, text), wanted, "{text}");
        }
    }

    #[test]
    fn what_only_names_a_thing_is_worth_little() {
        for (text, least, most) in [
            ("The council dismissed earlier letters.", 0.0, 0.3),
            ("The council did not answer letters sent to it on Tuesday.", 0.0, 0.3),
            ("Oszta named the firm, citing a list that she did not show.", 0.0, 0.3),
            ("The council denied the killing of 30 sheep.", 0.4, 1.0),
            ("The council denied that its guards killed 30 sheep.", 0.5, 1.0),
            ("The council admitted the gates were shut.", 0.4, 1.0),
        ] {
            let range = TextRange { start: 0, end: text::length(text) };
            let found = suggest(text, &[Block { kind: BlockKind::Paragraph, range, post: None }], Some("en"), None);
            assert_eq!(found.len(), 1, "{text}");
            assert!((least..most).contains(&found[0].worth), "{text} {} {:?}", found[0].worth, found[0].reasons);
        }
    }

    /// What is read of `words` in `source`: claimant, relay, quotation, time, figures and hedge.
    fn read_at(source: &str, words: &str) -> String {
        let range = TextRange { start: 0, end: text::length(source) };
        let blocks = [Block { kind: BlockKind::Paragraph, range, post: None }];
        let start = text::scalar_at_byte(source, source.find(words).expect("stands there")).expect("a character");
        let place = TextRange { start, end: start + text::length(words) };
        let one = suggest_at(place, source, &blocks, Some("en"), NaiveDate::from_ymd_opt(2025, 4, 9)).expect("words");
        assert_eq!(one.passage.exact, words);
        let or = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
        let figures: Vec<String> = one.figures.iter().map(|figure| figure.exact.clone()).collect();
        format!(
            "{} {} {:?} {} [{}] {}",
            or(one.claimant),
            or(one.relayed_by),
            one.attribution.quotation,
            or(one.said.map(|said| said.as_written)),
            figures.join(", "),
            or(one.attribution.hedge)
        )
    }

    #[test]
    fn selected_words_are_read_as_the_suggestion_that_shares_most_of_them() {
        let source = "Mirel Oszta, quoted by Delta Wire, said on Wednesday that at least 155 guards allegedly hold the \
                      dam. Vessa Hydro denied that 12 gates leak. The road has 3 lanes.";
        for (words, wanted) in [
            ("at least 155 guards", "Mirel Oszta Delta Wire Indirect on Wednesday [at least 155] allegedly"),
            ("hold the dam", "Mirel Oszta Delta Wire Indirect on Wednesday [] allegedly"),
            // The claim is not the one of who denies it.
            ("12 gates leak", "- - None - [12] -"),
            ("Vessa Hydro denied that 12 gates leak", "Vessa Hydro - Indirect - [12] -"),
            ("The road has 3 lanes", "- - None - [3] -"),
        ] {
            assert_eq!(read_at(source, words), wanted, "{words}");
        }
        let blocks = [Block { kind: BlockKind::Paragraph, range: TextRange { start: 0, end: 4 }, post: None }];
        assert_eq!(suggest_at(TextRange { start: 3, end: 4 }, "dam ", &blocks, None, None), None);
    }

    fn read_in(source: &str, language: &str) -> Vec<Suggestion> {
        let range = TextRange { start: 0, end: text::length(source) };
        let blocks = [Block { kind: BlockKind::Paragraph, range, post: None }];
        suggest(source, &blocks, Some(language), NaiveDate::from_ymd_opt(2025, 4, 9))
    }

    #[test]
    fn an_object_and_the_next_verb_are_no_part_of_an_arabic_subject() {
        for (source, wanted) in [
            // "These accusations" alone say nothing to check.
            ("ونفت بكين هذه الاتهامات وقالت إن الجيش لا يحرس السد.", "الصين: الجيش لا يحرس السد"),
            ("ورفضت بكين هذه التقارير الصحفية وأكدت أن السد مغلق.", "الصين: هذه التقارير الصحفية / الصين: السد مغلق"),
        ] {
            let told = read_in(source, "ar").into_iter();
            let told = told.map(|one| format!("{}: {}", one.claimant.unwrap_or_default(), one.passage.exact));
            assert_eq!(told.collect::<Vec<_>>().join(" / "), wanted);
        }
    }

    #[test]
    fn the_words_beside_a_name_say_what_the_claimant_is_and_whom_it_speaks_for() {
        for (source, language, wanted) in [
            (
                "Chinese foreign ministry spokesperson Orin Vale said the dam leaks.",
                "en",
                "Person, foreign ministry spokesperson, for China",
            ),
            (
                "Orin Vale, a spokesperson for the River Company, said the dam leaks.",
                "en",
                "Person, spokesperson for the River Company, for River Company",
            ),
            (
                "River Company spokeswoman Anna Keld said the dam leaks.",
                "en",
                "Person, River Company spokeswoman, for River Company",
            ),
            ("Governor Mirel Oszta said the dam leaks.", "en", "Person, Governor, for -"),
            ("Mirel Oszta said the dam leaks.", "en", "Person, -, for -"),
            ("Beijing said the dam leaks.", "en", "State, -, for -"),
            ("The ministry said the dam leaks.", "en", "Organisation, -, for -"),
            ("A farmer said the dam leaks.", "en", "Unspecified, -, for -"),
            (
                "Речниця МЗС України Ілна Дарев заявила, що дамба протікає.",
                "uk",
                "Person, Речниця МЗС України, for Україна",
            ),
            ("中国外交部发言人林远说，大坝漏水。", "zh", "Person, 外交部发言人, for 中国"),
        ] {
            let one = read_in(source, language).into_iter().next().expect("a suggestion").described;
            let or = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
            assert_eq!(format!("{:?}, {}, for {}", one.kind, or(one.role), or(one.speaks_for)), wanted, "{source}");
        }
    }
}
