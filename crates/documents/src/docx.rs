//! Word documents (Office Open XML): paragraphs by their style, rows of tables, footnotes. What was struck out with
//! changes tracked, and comments, are left out.

use domain::{BlockKind, DatedFrom};

use crate::{
    Draft, Error, dates, embedded,
    package::Package,
    text::tidy,
    xml::{Piece, walk},
};

/// The part that makes a package a Word document.
pub(crate) const MAIN: &str = "word/document.xml";

/// Reads a Word document.
pub(crate) fn read(package: &mut Package<'_>) -> Result<Draft, Error> {
    let mut body = Walk::default();
    let main = package.text(MAIN)?.ok_or_else(|| Error::Damaged { what: "the document".to_owned() })?;
    walk(&main, |piece| body.take(&piece))?;
    for part in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(notes) = package.text(part)? {
            walk(&notes, |piece| body.take(&piece))?;
        }
    }
    let mut draft = body.draft;
    if let Some(comments) = package.text("word/comments.xml")? {
        let mut said = Walk::default();
        walk(&comments, |piece| said.take(&piece))?;
        let (text, _) = said.draft.body.finished();
        draft.left_out.extend(text.lines().filter(|line| !line.is_empty()).map(str::to_owned));
    }
    if let Some(core) = package.text("docProps/core.xml")? {
        properties(&core, &mut draft)?;
    }
    Ok(draft)
}

/// Title, author and day of the last change, as the file's properties give them.
pub(crate) fn properties(source: &str, draft: &mut Draft) -> Result<(), Error> {
    let mut words = String::new();
    walk(source, |piece| match piece {
        Piece::Start(..) => words.clear(),
        Piece::Text(text) => words.push_str(text),
        Piece::End(name) => {
            let value = tidy(&words);
            match name {
                _ if value.is_empty() => {}
                "title" if draft.title.is_none() => draft.title = Some(value),
                "creator" | "initial-creator" if draft.byline.is_empty() => draft.byline = vec![value],
                "modified" | "date" => draft.modified = dates::stated(&value, DatedFrom::Header),
                "language" => draft.language = crate::language::declared(&value),
                "publisher" => draft.publisher = Some(value),
                _ => {}
            }
            words.clear();
        }
    })
}

#[derive(Default)]
struct Walk {
    draft: Draft,
    words: String,
    style: String,
    in_list: bool,
    /// Cells of the row that is being read, for each table around.
    rows: Vec<Vec<String>>,
    in_text: bool,
    /// How many elements around hold what is not shown.
    unseen: usize,
}

impl Walk {
    fn take(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Start(name, attributes) => match *name {
                "del" | "moveFrom" | "Fallback" | "instrText" | "delText" => self.unseen += 1,
                "p" => (self.style, self.in_list) = (String::new(), false),
                "pStyle" => self.style = attributes.get("val").unwrap_or_default().to_owned(),
                "numPr" => self.in_list = true,
                "t" => self.in_text = true,
                "tab" if self.unseen == 0 => self.words.push(' '),
                "br" | "cr" if self.unseen == 0 => self.words.push('\n'),
                "noBreakHyphen" => self.words.push('-'),
                "tr" => self.rows.push(Vec::new()),
                _ => {}
            },
            Piece::Text(text) if self.in_text && self.unseen == 0 => self.words.push_str(text),
            Piece::Text(_) => {}
            Piece::End(name) => match *name {
                "del" | "moveFrom" | "Fallback" | "instrText" | "delText" => {
                    self.unseen = self.unseen.saturating_sub(1);
                }
                "t" => self.in_text = false,
                "p" => self.paragraph(),
                "tc" => {
                    if let Some(row) = self.rows.last_mut() {
                        row.push(tidy(&std::mem::take(&mut self.words)));
                    }
                }
                "tr" => {
                    let row = self.rows.pop().unwrap_or_default();
                    self.draft.body.push(BlockKind::TableRow, &row.join("\t"), None);
                }
                _ => {}
            },
        }
    }

    fn paragraph(&mut self) {
        if !self.rows.is_empty() {
            self.words.push(' ');
            return;
        }
        let words = std::mem::take(&mut self.words);
        let style = self.style.to_lowercase();
        if style == "title" && self.draft.title.is_none() {
            self.draft.title = Some(tidy(&words)).filter(|title| !title.is_empty());
            return;
        }
        let signature = words.lines().last().and_then(embedded::signature);
        let kind = match style.as_str() {
            _ if signature.is_some() => BlockKind::EmbeddedPost,
            _ if style.starts_with("heading") || style == "subtitle" => BlockKind::Heading,
            _ if style.contains("quote") => BlockKind::Quote,
            _ if style.contains("caption") => BlockKind::Caption,
            _ if self.in_list || style.starts_with("list") => BlockKind::ListItem,
            _ => BlockKind::Paragraph,
        };
        self.draft.body.push(kind, &words, signature);
    }
}
