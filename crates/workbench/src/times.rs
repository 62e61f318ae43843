//! The times that the words of an appearance name: as they are read, or as an analyst has corrected them.

use chrono::NaiveDate;
use database::{Connection, appearances, articles};
use domain::{Appearance, AppearanceId, Change, Refinement, TextRange, TimeCorrection, When, text};

use crate::{Error, Result, Workbench, claims::said, views::TimeView};

impl Workbench {
    /// Sets the days of the time that the words of an appearance name at `range`: a day, a month, a year, a span, or words
    /// that mean one. Nothing typed says that no time is meant there; the words themselves have it read again.
    pub fn correct_time(&self, appearance: AppearanceId, range: TextRange, typed: &str) -> Result<()> {
        let (made, named, published) = self.workspace.read(|conn| {
            let made = appearances::by_id(conn, appearance)?;
            let named = named(conn, &made)?;
            Ok((made.clone(), named, published(conn, &made)?))
        })?;
        let time = named.into_iter().find(|time| time.range == range).ok_or(Error::NoTimeThere)?;
        let is_as_written = typed.trim() == time.as_written.trim();
        let to = said(typed, None, published)?.filter(|_| !is_as_written);
        let correction = TimeCorrection { range, as_written: time.as_written, to: to.as_ref().map(When::from) };
        let from = Refinement::from(made);
        let mut times: Vec<_> = from.times.iter().filter(|known| known.range != range).cloned().collect();
        times.extend(Some(correction).filter(|_| !is_as_written));
        times.sort_by_key(|known| known.range.start);
        if times == from.times {
            return Ok(());
        }
        let to = Refinement { times, ..from.clone() };
        self.commit(vec![Change::AppearanceRefined { appearance, from: Box::new(from), to: Box::new(to) }])
    }

    /// Where the words of an appearance name a time in these words.
    pub fn time_named(&self, appearance: AppearanceId, words: &str) -> Result<TextRange> {
        let named = self.workspace.read(|conn| named(conn, &appearances::by_id(conn, appearance)?))?;
        let found = named.into_iter().find(|time| time.as_written == words.trim());
        found.map(|time| time.range).ok_or(Error::NoTimeThere)
    }
}

/// The times that the words of an appearance name, in the order of the words, but for when they were said, where an analyst
/// has not corrected that.
pub(crate) fn named(conn: &Connection, made: &Appearance) -> database::Result<Vec<TimeView>> {
    let words = &made.passage.exact;
    let language = articles::language(conn, made.article)?;
    let found = analysis::moments::moments(words, language.as_deref(), published(conn, made)?, false);
    let read = found.into_iter().filter_map(|(bytes, moment)| {
        let place = |byte| text::scalar_at_byte(words, byte);
        let range = TextRange { start: place(bytes.start)?, end: place(bytes.end)? };
        let (when, rule) = (Some(When::from(&moment)), moment.rule);
        Some(TimeView { range, as_written: moment.as_written, when, rule, by_hand: false })
    });
    let is_corrected = |time: &TimeView| made.times.iter().any(|known| known.range == time.range);
    let mut named: Vec<TimeView> = read.filter(|time| !is_corrected(time) && !is_said(made, time)).collect();
    named.extend(made.times.iter().cloned().map(corrected));
    named.sort_by_key(|time| time.range.start);
    Ok(named)
}

fn corrected(correction: TimeCorrection) -> TimeView {
    let TimeCorrection { range, as_written, to } = correction;
    TimeView { range, as_written, when: to, rule: TimeCorrection::RULE.to_owned(), by_hand: true }
}

/// Whether a time is when the words were said.
pub(crate) fn is_said(made: &Appearance, time: &TimeView) -> bool {
    let days = |when: When| (when.from, when.to);
    let said = made.said.as_ref().map(When::from);
    said.is_some() && said.map(days) == time.when.map(days)
}

fn published(conn: &Connection, made: &Appearance) -> database::Result<Option<NaiveDate>> {
    Ok(articles::by_id(conn, made.article)?.published.map(|dated| dated.on))
}
