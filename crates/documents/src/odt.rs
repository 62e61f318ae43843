//! Text documents of the Open Document Format. Tracked deletions and annotations are left out.

use domain::BlockKind;

use crate::{
    Draft, Error, docx,
    package::Package,
    text::tidy,
    xml::{Piece, walk},
};

/// The part that holds the text.
pub(crate) const MAIN: &str = "content.xml";

/// Reads a text document.
pub(crate) fn read(package: &mut Package<'_>) -> Result<Draft, Error> {
    let main = package.text(MAIN)?.ok_or_else(|| Error::Damaged { what: "the document".to_owned() })?;
    let mut body = Walk::default();
    walk(&main, |piece| body.take(&piece))?;
    let mut draft = body.draft;
    for note in body.notes {
        draft.body.push(BlockKind::Paragraph, &note, None);
    }
    if let Some(meta) = package.text("meta.xml")? {
        docx::properties(&meta, &mut draft)?;
    }
    Ok(draft)
}

#[derive(Default)]
struct Walk {
    draft: Draft,
    words: String,
    /// What the paragraph is styled as.
    style: String,
    lists: usize,
    rows: Vec<Vec<String>>,
    /// Words of paragraphs that a note interrupts.
    interrupted: Vec<(String, String)>,
    /// The notes, which stand behind the text.
    notes: Vec<String>,
    unseen: usize,
    in_body: bool,
}

impl Walk {
    fn take(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Start(name, attributes) => match *name {
                "tracked-changes" | "annotation" | "note-citation" => self.unseen += 1,
                "body" => self.in_body = true,
                "p" | "h" => {
                    self.style = attributes.get("style-name").unwrap_or_default().to_lowercase();
                    if *name == "h" {
                        "heading".clone_into(&mut self.style);
                    }
                }
                "list" => self.lists += 1,
                "note-body" => {
                    self.interrupted.push((std::mem::take(&mut self.words), std::mem::take(&mut self.style)));
                }
                "s" | "tab" if self.unseen == 0 => self.words.push(' '),
                "line-break" if self.unseen == 0 => self.words.push('\n'),
                "table-row" => self.rows.push(Vec::new()),
                _ => {}
            },
            Piece::Text(text) if self.in_body && self.unseen == 0 => {
                self.words.extend(text.chars().map(|c| if c == '\n' { ' ' } else { c }));
            }
            Piece::Text(_) => {}
            Piece::End(name) => match *name {
                "tracked-changes" | "annotation" | "note-citation" => self.unseen = self.unseen.saturating_sub(1),
                "list" => self.lists = self.lists.saturating_sub(1),
                "p" | "h" if self.unseen == 0 => self.paragraph(),
                "note-body" => (self.words, self.style) = self.interrupted.pop().unwrap_or_default(),
                "table-cell" => {
                    if let Some(row) = self.rows.last_mut() {
                        row.push(tidy(&std::mem::take(&mut self.words)));
                    }
                }
                "table-row" => {
                    let row = self.rows.pop().unwrap_or_default();
                    self.draft.body.push(BlockKind::TableRow, &row.join("\t"), None);
                }
                _ => {}
            },
        }
    }

    fn paragraph(&mut self) {
        if !self.interrupted.is_empty() {
            self.notes.push(std::mem::take(&mut self.words));
            return;
        }
        if !self.rows.is_empty() {
            self.words.push(' ');
            return;
        }
        let words = std::mem::take(&mut self.words);
        if self.style == "title" && self.draft.title.is_none() {
            self.draft.title = Some(tidy(&words)).filter(|title| !title.is_empty());
            return;
        }
        let kind = match self.style.as_str() {
            "heading" | "subtitle" => BlockKind::Heading,
            style if style.starts_with("quot") => BlockKind::Quote,
            style if style.contains("caption") => BlockKind::Caption,
            _ if self.lists > 0 => BlockKind::ListItem,
            _ => BlockKind::Paragraph,
        };
        self.draft.body.push(kind, &words, None);
    }
}
