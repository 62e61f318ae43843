//! The dates that a reader of a page sees, and how sure it is that one of them is the article's.

use domain::{BlockKind, Dated, DatedFrom};

use super::{
    blocks::{Page, Words},
    hints::{Hint, Hints, bit},
};
use crate::{
    dates::{self, Order},
    embedded,
};

/// How many blocks around the headline a visible date is looked for.
pub(super) const NEAR: usize = 14;
/// How many blocks above the headline a date may stand that is the article's for sure.
const ABOVE: usize = 2;
/// So many dates around a headline are those of a list.
const LIST: usize = 3;
/// So many dates far from the headline are looked at, at most: each is held against all those alike.
const LOOKS: usize = 16;
/// Letters of a line that is a date and little else.
pub(super) const LINE: usize = 90;
/// Words that say that a date is that of a change.
pub(super) const CHANGES: [&str; 13] = [
    "update",
    "revised",
    "modified",
    "edited",
    "reviewed",
    "оновлено",
    "обновлено",
    "aktualisiert",
    "mis à jour",
    "mise à jour",
    "actualizado",
    "aggiornato",
    "bijgewerkt",
];
/// Words that say that a date is that of publication, or name a date as such.
pub(super) const PUBLICATIONS: [&str; 16] = [
    "publi",
    "posted",
    "written on",
    "veröffentlicht",
    "erstellt",
    "geschrieben",
    "artikel wurde",
    "beitrag wurde",
    "datum",
    "date:",
    "опубліковано",
    "опубликовано",
    "data:",
    "fecha:",
    "stand:",
    "发布",
];

/// Words that say that a date is that of something else: of an account, an offer or a person.
const ELSEWHERE: [&str; 19] = [
    "joined",
    "member since",
    "registered",
    "registriert",
    "mitglied seit",
    "dabei seit",
    "beigetreten",
    "inscrit",
    "membre depuis",
    "miembro desde",
    "expires",
    "valid until",
    "available until",
    "gültig bis",
    "verfügbar bis",
    "disponible jusqu'à",
    "disponible hasta",
    "born",
    "geboren",
];

/// What says that words belong to a list of other things.
const LISTED: Hints = bit(Hint::Comment) | bit(Hint::Related) | bit(Hint::NavElement) | bit(Hint::FooterElement);
/// What says so of links.
const LINKED: Hints = bit(Hint::Related) | bit(Hint::NavElement) | bit(Hint::FooterElement);
pub(super) const OTHERS: Hints = bit(Hint::Comment)
    | bit(Hint::Related)
    | bit(Hint::Side)
    | bit(Hint::Footer)
    | bit(Hint::AsideElement)
    | bit(Hint::FooterElement)
    | bit(Hint::NavElement);

/// A date that a reader sees.
pub(super) struct Shown {
    pub(super) dated: Dated,
    /// Whether it stands at the headline and can be read in one way only.
    pub(super) is_sure: bool,
}

/// A date that stands by itself near the headline or where the text starts, or in an element that says it holds one.
pub(super) fn of(page: &Page, anchors: [Option<usize>; 2], order: Order) -> Option<Shown> {
    anchors.into_iter().flatten().find_map(|anchor| shown_at(page, anchor, order)).or_else(|| {
        const DATES: Hints = bit(Hint::Meta) | bit(Hint::Author);
        let own = page.words.iter().enumerate().filter(|(_, words)| {
            let said = says(page, words.place, words.hints, 3);
            said & DATES != 0 && said & (OTHERS | bit(Hint::Changed)) == 0
        });
        let is_before = |at: usize| anchors[1].is_some_and(|start| at < start);
        let mut dated = own.filter_map(|(at, _)| Some((at, alone(page, at, order)?))).take(LOOKS);
        let (_, dated) = dated.find(|(at, dated)| is_before(*at) || !is_entry(page, *at, dated, order))?;
        Some(Shown { is_sure: is_labelled(&dated.as_written) && is_plain(&dated.as_written, order), dated })
    })
}

fn shown_at(page: &Page, anchor: usize, order: Order) -> Option<Shown> {
    let is_change = |words: &Words| says(page, words.place, words.hints, 2) & bit(Hint::Changed) != 0;
    let dates: Vec<_> = near(page, Some(anchor))
        .filter(|(_, words)| !is_change(words))
        .filter_map(|(at, _)| Some((at, alone(page, at, order)?)))
        .collect();
    let is_list = dates.len() >= LIST;
    let says = |at: usize| says(page, page.words[at].place, page.words[at].hints, 4);
    let is_linked = |at: usize| says(at) & LINKED != 0;
    let (at, dated) =
        dates.into_iter().min_by_key(|(at, _)| (is_linked(*at), at + ABOVE < anchor, at.abs_diff(anchor)))?;
    let is_close = at + ABOVE >= anchor && at <= anchor + NEAR / 2;
    let words = &page.words[at];
    // A dated line in a list tells what happened when, such as the changes to the page.
    let length = words.text.chars().count();
    let is_long = length > LINE / 2 || (length > LINE / 3 && words.linked * 2 > length);
    let is_own = !(words.kind == BlockKind::ListItem && is_long) && says(at) & LISTED == 0;
    let is_sure = is_close && is_own && !is_list && is_plain(&dated.as_written, order);
    (is_close || !(is_linked(at) || is_entry(page, at, &dated, order))).then_some(Shown { dated, is_sure })
}

/// Whether elements like that of the block `at`, `dated` so, hold several other days: then all are those of a list.
fn is_entry(page: &Page, at: usize, dated: &Dated, order: Order) -> bool {
    let shape = |words: &Words| {
        let place = &page.places[words.place];
        (place.shape, page.places[place.parent].shape)
    };
    let alike = (0..page.words.len()).filter(|other| shape(&page.words[*other]) == shape(&page.words[at]));
    alike.filter_map(|other| alone(page, other, order)).filter(|other| other.on != dated.on).take(2).count() == 2
}

/// Whether `line` begins with a word that names the day of publication.
pub(super) fn is_labelled(line: &str) -> bool {
    let lower = line.to_lowercase();
    PUBLICATIONS.iter().any(|word| lower.starts_with(word))
}

/// Whether `line` is short, says one day, reads one way only, and names the day as nothing but the article's.
fn is_plain(line: &str, order: Order) -> bool {
    // Those who put the month first write dots as well as strokes.
    let marked = if order == Order::MonthFirst { line.replace('.', "/") } else { line.to_owned() };
    let is_one = dates::written(&marked, Order::DayFirst) == dates::written(&marked, Order::MonthFirst);
    let lower = line.to_lowercase();
    let label = lower.split_once(':').map(|(label, _)| label).filter(|label| label.chars().all(char::is_alphabetic));
    let is_own = label.is_none_or(|label| {
        PUBLICATIONS.iter().any(|word| word.trim_end_matches(':').contains(label) || label.contains(word))
    });
    // A sentence with a day in it is no date; a date with a sentence behind it is one.
    let begins =
        || line.char_indices().nth(LINE / 4).is_none_or(|(end, _)| dates::written(&line[..end], order).is_some());
    let is_short = line.chars().count() <= LINE / 2 || begins();
    is_short && is_one && is_own && dates::all(line, order).len() == 1
}

/// A line of the block `at` that is a date and little else, and does not say that it is another.
pub(super) fn alone(page: &Page, at: usize, order: Order) -> Option<Dated> {
    let words = &page.words[at];
    if is_of_post(page, words) {
        return None;
    }
    let line = words.text.lines().find(|line| dates::written(line, order).is_some())?;
    // What the day is of may stand above it.
    let above = words.text.lines().take_while(|other| *other != line).last().or_else(|| {
        let before = &page.words[at.checked_sub(1)?].text;
        (before.chars().count() <= LINE / 4).then_some(before)
    });
    if is_elsewhere(line) || above.is_some_and(is_elsewhere) {
        return None;
    }
    let lower = line.to_lowercase();
    let longest = if words.level > 0 { LINE / 3 } else { LINE };
    let is_alone = line.chars().count() <= longest && !lower.contains('©') && !lower.contains("copyright");
    let on = dates::written(unchanged(line, order)?, order).filter(|_| is_alone)?;
    Some(Dated { on, from: DatedFrom::Byline, as_written: line.to_owned() })
}

/// Whether `words` are those of a post from another site, or its signature: their days are not the article's.
pub(super) fn is_of_post(page: &Page, words: &Words) -> bool {
    words.post.is_some()
        || words.hints & bit(Hint::Post) != 0
        || page.is_in_post(words.place)
        || words.text.lines().any(|line| embedded::signature(line).is_some())
}

/// Whether `line` names the day of something else.
fn is_elsewhere(line: &str) -> bool {
    let lower = line.to_lowercase();
    let is_letter = |c: char| c.is_alphabetic();
    let mut parted = ELSEWHERE.iter().filter_map(|word| lower.split_once(word));
    parted.any(|(before, after)| !before.ends_with(is_letter) && !after.starts_with(is_letter))
}

/// The part of `line` that does not tell of a change; `None` where it tells of nothing else.
fn unchanged(line: &str, order: Order) -> Option<&str> {
    let lower = line.to_lowercase();
    let Some(change) = CHANGES.iter().filter_map(|word| lower.find(word)).min() else { return Some(line) };
    // A few letters are longer in lower case, so that its places are not those of the line.
    let (before, after) = line.split_at_checked(change).filter(|_| lower.len() == line.len())?;
    let is_dated = |part: &str| dates::written(part, order).is_some();
    match after.to_lowercase().find("publi").filter(|at| after.is_char_boundary(*at)) {
        // "Updated 3 May, published 2 May".
        Some(publication) if is_dated(&after[publication..]) => Some(&after[publication..]),
        // "Published 2 May, updated 3 May"; "3 May, updated" is the day of the change.
        // "2 May, updated 3 hours ago".
        _ => (is_dated(before)
            && (after.contains(|c: char| c.is_ascii_digit()) || before.to_lowercase().contains("publi")))
        .then_some(before),
    }
}

/// Whether `line` tells of a change and of no publication.
pub(super) fn is_change(line: &str) -> bool {
    let lower = line.to_lowercase();
    CHANGES.iter().any(|word| lower.contains(word)) && !lower.contains("publi")
}

/// The blocks around the headline.
pub(super) fn near(page: &Page, headline: Option<usize>) -> impl Iterator<Item = (usize, &Words)> {
    let is_near = move |at: usize| headline.is_some_and(|headline| at.abs_diff(headline) <= NEAR);
    page.words.iter().enumerate().filter(move |(at, _)| is_near(*at))
}

/// What the elements around `place` say, `reach` of them, and what is said already.
pub(super) fn says(page: &Page, place: usize, said: Hints, reach: usize) -> Hints {
    let mut place = place;
    let mut said = said;
    for _ in 0..reach {
        said |= page.places[place].hints;
        place = page.places[place].parent;
    }
    said
}
