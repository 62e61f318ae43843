//! Books (EPUB): the chapters in the order of the spine, as one text.

use crate::{
    Draft, Error, docx, html,
    package::Package,
    parts::MOST_UNPACKED,
    xml::{Piece, walk},
};

/// The part that says where the book's own description is.
pub(crate) const MAIN: &str = "META-INF/container.xml";

/// Reads a book.
pub(crate) fn read(package: &mut Package<'_>) -> Result<Draft, Error> {
    let (_, description) = described(package)?;
    let mut draft = Draft::default();
    docx::properties(&description, &mut draft)?;
    // The book's own date is that of the edition, not of a change.
    draft.published = draft.modified.take();
    for source in sources(package)? {
        for words in html::whole(&source) {
            draft.body.push(words.kind, &words.text, words.post);
        }
    }
    Ok(draft)
}

/// The chapters as they are written, in the order in which they are read.
pub(crate) fn sources(package: &mut Package<'_>) -> Result<Vec<String>, Error> {
    let (name, description) = described(package)?;
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut sources = Vec::new();
    for chapter in chapters(&description)? {
        let name = if folder.is_empty() { chapter } else { format!("{folder}/{chapter}") };
        sources.extend(package.text(&name)?);
        if sources.iter().map(String::len).sum::<usize>() > MOST_UNPACKED {
            return Err(Error::Swells);
        }
    }
    Ok(sources)
}

/// The name of the book's description, and what it says.
fn described(package: &mut Package<'_>) -> Result<(String, String), Error> {
    let container = package.text(MAIN)?.unwrap_or_default();
    let mut described = None;
    walk(&container, |piece| {
        if let Piece::Start("rootfile", attributes) = piece {
            described = described.take().or_else(|| attributes.get("full-path").map(str::to_owned));
        }
    })?;
    let name = described.ok_or_else(no_description)?;
    let description = package.text(&name)?.ok_or_else(no_description)?;
    Ok((name, description))
}

fn no_description() -> Error {
    Error::Damaged { what: "the book's description".to_owned() }
}

/// The files of the chapters, in the order in which they are read.
fn chapters(description: &str) -> Result<Vec<String>, Error> {
    let mut files: Vec<(String, String)> = Vec::new();
    let mut order: Vec<String> = Vec::new();
    walk(description, |piece| match piece {
        Piece::Start("item", attributes) => {
            if let (Some(id), Some(file)) = (attributes.get("id"), attributes.get("href")) {
                files.push((id.to_owned(), file.to_owned()));
            }
        }
        Piece::Start("itemref", attributes) => order.extend(attributes.get("idref").map(str::to_owned)),
        _ => {}
    })?;
    let file = |id: &String| files.iter().find(|(known, _)| known == id).map(|(_, file)| file.clone());
    Ok(order.iter().filter_map(file).collect())
}
