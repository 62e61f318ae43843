//! What a PDF says of itself, where that can be believed.

use chrono::NaiveDate;
use domain::{Dated, DatedFrom};
use hayro_syntax::{
    Pdf,
    object::{self, DateTime, Dict},
};

use super::letters;
use crate::{Draft, language, text::tidy};

/// How titles begin that a program made up.
const MADE_UP: [&str; 8] =
    ["microsoft word", "microsoft powerpoint", "untitled", "document", "print", "slide 1", "about:blank", "http"];
/// The endings of file names that stand for titles.
const ENDINGS: [&str; 12] =
    [".doc", ".docx", ".pdf", ".indd", ".qxd", ".qxp", ".rtf", ".odt", ".txt", ".tex", ".dvi", ".p65"];

/// Adds to `draft` what `pdf` says of itself.
pub(super) fn add(pdf: &Pdf, draft: &mut Draft) {
    let metadata = pdf.metadata();
    let string = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(|bytes| tidy(&letters::of_string(bytes)));
    let stated = string(&metadata.title).filter(|title| is_title(title));
    draft.title = draft.title.take().or(stated);
    draft.byline = string(&metadata.author).map(|author| people(&author)).unwrap_or_default();
    draft.modified = metadata.modification_date.as_ref().or(metadata.creation_date.as_ref()).and_then(day);
    let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let tag = root.and_then(|root| root.get::<object::String<'_>>("Lang"));
    draft.language = tag.and_then(|tag| language::declared(&letters::of_string(tag.as_bytes())));
}

fn is_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    title.chars().filter(|c| c.is_alphabetic()).count() > 3
        && !MADE_UP.iter().any(|start| lower.starts_with(start))
        && !ENDINGS.iter().any(|ending| lower.ends_with(ending))
}

/// The people in the property that names authors: names have a space, accounts of a computer have none.
fn people(author: &str) -> Vec<String> {
    let names = author.split([';', '|']).flat_map(|names| names.split(" and ")).map(tidy);
    names.filter(|name| name.contains(' ') && !name.contains(['@', '\\', '/']) && name.chars().count() < 60).collect()
}

fn day(moment: &DateTime) -> Option<Dated> {
    let on = NaiveDate::from_ymd_opt(moment.year.into(), moment.month.into(), moment.day.into())?;
    let sound = (1990..2100).contains(&moment.year);
    sound.then(|| Dated { on, from: DatedFrom::Header, as_written: on.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_up_titles_and_accounts_are_not_believed() {
        assert!(is_title("Guards at the dam"));
        for title in ["Microsoft Word - dam.docx", "untitled", "dam_final.indd", "12"] {
            assert!(!is_title(title), "{title}");
        }
        assert_eq!(people("Ida Lorn; Mirel Oszta and Bela Trun"), ["Ida Lorn", "Mirel Oszta", "Bela Trun"]);
        assert!(people("ilorn").is_empty());
    }
}
