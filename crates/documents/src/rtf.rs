//! Rich Text Format: its words. Pictures, styles and what a reader does not see are passed over.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{BlockKind, DatedFrom};
use encoding_rs::{Encoding, WINDOWS_1252};

use crate::{Draft, dates, text::tidy};

/// Groups nested deeper than this are no document.
const DEEPEST: usize = 200;
/// Groups whose words a reader does not see.
const UNSEEN: [&str; 22] = [
    "colortbl",
    "stylesheet",
    "listtable",
    "listoverridetable",
    "pict",
    "object",
    "themedata",
    "colorschememapping",
    "datastore",
    "latentstyles",
    "rsidtbl",
    "generator",
    "fldinst",
    "xmlnstbl",
    "header",
    "footer",
    "headerl",
    "headerr",
    "headerf",
    "footerl",
    "footerr",
    "footerf",
];

/// Whether `bytes` begin as rich text does.
pub(crate) fn is(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(b"{\\rtf")
}

/// What holds inside a group.
#[derive(Clone, Copy)]
struct State {
    unseen: bool,
    /// How many letters stand for one that is given by its number.
    skip: usize,
    heading: bool,
    /// What of the document's properties is given here.
    property: Option<Property>,
    /// Whether the fonts are named here, and not used.
    in_fonts: bool,
    /// The encoding of the font's letters, where it is not the document's.
    encoding: Option<&'static Encoding>,
}

/// What the group `info` says of the document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Property {
    /// None that is read, or none yet.
    Other,
    Title,
    Author,
    Created,
    Revised,
}

/// The encoding of a font's letters by the number of its set; `None` for the document's own and for signs.
fn of_font(set: i64) -> Option<&'static Encoding> {
    let label = match set {
        77 => "macintosh",
        128 => "shift_jis",
        129 => "euc-kr",
        134 => "gbk",
        136 => "big5",
        161 => "windows-1253",
        162 => "windows-1254",
        163 => "windows-1258",
        177 => "windows-1255",
        178 => "windows-1256",
        186 => "windows-1257",
        204 => "windows-1251",
        222 => "windows-874",
        238 => "windows-1250",
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

/// Reads rich text.
pub(crate) fn read(bytes: &[u8]) -> Draft {
    let mut reading = Reading {
        draft: Draft::default(),
        words: String::new(),
        raw: Vec::new(),
        encoding: WINDOWS_1252,
        state: State { unseen: false, skip: 1, heading: false, property: None, in_fonts: false, encoding: None },
        outer: Vec::new(),
        to_skip: 0,
        cells: Vec::new(),
        in_table: false,
        surrogate: None,
        moment: (0, 0, 0),
        fonts: HashMap::new(),
        font: 0,
        used: None,
    };
    reading.run(bytes);
    reading.paragraph();
    reading.draft.encoding = Some(reading.used.unwrap_or(reading.encoding).name());
    reading.draft
}

struct Reading {
    draft: Draft,
    words: String,
    /// Bytes in the document's own encoding, until something else follows.
    raw: Vec<u8>,
    encoding: &'static Encoding,
    state: State,
    outer: Vec<State>,
    to_skip: usize,
    cells: Vec<String>,
    in_table: bool,
    /// The first half of a letter beyond the first 65,536.
    surrogate: Option<u16>,
    /// The year, month and day that a property gives.
    moment: (i32, u32, u32),
    /// The encodings of the fonts that have one of their own, by their numbers.
    fonts: HashMap<i64, &'static Encoding>,
    /// The font that is being named.
    font: i64,
    /// The encoding of the first letters beyond ASCII.
    used: Option<&'static Encoding>,
}

impl Reading {
    fn run(&mut self, bytes: &[u8]) {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            match byte {
                b'{' => {
                    if self.outer.len() < DEEPEST {
                        self.outer.push(self.state);
                    }
                }
                b'}' => {
                    self.settle();
                    self.property();
                    self.state = self.outer.pop().unwrap_or(self.state);
                }
                b'\\' => at = self.control(bytes, at),
                b'\r' | b'\n' => {}
                _ => self.byte(byte),
            }
        }
        self.settle();
    }

    /// A control word or symbol that begins at `at`; answers where the next thing begins.
    fn control(&mut self, bytes: &[u8], at: usize) -> usize {
        let rest = bytes.get(at..).unwrap_or_default();
        let letters = rest.iter().take(32).take_while(|byte| byte.is_ascii_alphabetic()).count();
        if letters == 0 {
            return at + self.symbol(rest);
        }
        let name = String::from_utf8_lossy(&rest[..letters]).into_owned();
        let sign = usize::from(rest.get(letters) == Some(&b'-'));
        let digits = rest[letters + sign..].iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        let end = letters + sign + digits;
        let value: Option<i64> = std::str::from_utf8(&rest[letters..end]).ok().and_then(|number| number.parse().ok());
        self.word(&name, value);
        let space = usize::from(rest.get(end) == Some(&b' '));
        let skipped = if name == "bin" { usize::try_from(value.unwrap_or(0)).unwrap_or(0) } else { 0 };
        at.saturating_add(end + space).saturating_add(skipped)
    }

    fn symbol(&mut self, rest: &[u8]) -> usize {
        match rest.first() {
            Some(b'\'') => {
                let digits = rest.get(1..3).and_then(|digits| std::str::from_utf8(digits).ok());
                if let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                    self.byte(byte);
                }
                3
            }
            Some(b'*') => {
                self.state.unseen = true;
                1
            }
            Some(b'~') => {
                self.letter(' ');
                1
            }
            Some(b'_') => {
                self.letter('-');
                1
            }
            Some(byte @ (b'\\' | b'{' | b'}')) => {
                self.byte(*byte);
                1
            }
            Some(b'\n' | b'\r') => {
                self.paragraph();
                1
            }
            _ => 1,
        }
    }

    fn word(&mut self, name: &str, value: Option<i64>) {
        if name != "u" {
            self.settle();
        }
        if self.state.property.is_some() && self.said(name, value) {
            return;
        }
        match name {
            "info" => (self.state.property, self.words) = (Some(Property::Other), String::new()),
            "ansicpg" => {
                let label = format!("windows-{}", value.unwrap_or(1252));
                self.encoding = Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252);
            }
            "fonttbl" => (self.state.in_fonts, self.state.unseen) = (true, true),
            "f" if self.state.in_fonts => self.font = value.unwrap_or(0),
            "f" => self.state.encoding = self.fonts.get(&value.unwrap_or(0)).copied(),
            "fcharset" => self.fonts.extend(value.and_then(of_font).map(|encoding| (self.font, encoding))),
            "plain" => self.state.encoding = None,
            "mac" => self.encoding = encoding_rs::MACINTOSH,
            "uc" => self.state.skip = usize::try_from(value.unwrap_or(1)).unwrap_or(1).min(8),
            "u" => self.number(value.unwrap_or(0)),
            "par" | "sect" | "page" => self.paragraph(),
            "line" => self.letter('\n'),
            "tab" => self.letter(' '),
            "emdash" => self.letter('—'),
            "endash" => self.letter('–'),
            "lquote" => self.letter('‘'),
            "rquote" => self.letter('’'),
            "ldblquote" => self.letter('“'),
            "rdblquote" => self.letter('”'),
            "bullet" => self.letter('•'),
            "intbl" => self.in_table = true,
            "pard" => (self.in_table, self.state.heading) = (false, false),
            "outlinelevel" => self.state.heading = value.is_some_and(|level| level < 9),
            "cell" => {
                let cell = tidy(&std::mem::take(&mut self.words));
                self.cells.push(cell);
            }
            "row" => {
                let row = std::mem::take(&mut self.cells).join("\t");
                self.draft.body.push(BlockKind::TableRow, &row, None);
            }
            "v" | "deleted" => self.state.unseen |= value != Some(0),
            _ if UNSEEN.contains(&name) => self.state.unseen = true,
            _ => {}
        }
    }

    /// Takes a word of the group that gives the document's properties; whether it was one.
    fn said(&mut self, name: &str, value: Option<i64>) -> bool {
        let number = value.unwrap_or(0);
        match name {
            "title" => self.state.property = Some(Property::Title),
            "author" => self.state.property = Some(Property::Author),
            "creatim" => self.state.property = Some(Property::Created),
            "revtim" => self.state.property = Some(Property::Revised),
            "yr" => self.moment.0 = i32::try_from(number).unwrap_or(0),
            "mo" => self.moment.1 = u32::try_from(number).unwrap_or(0),
            "dy" => self.moment.2 = u32::try_from(number).unwrap_or(0),
            _ => return false,
        }
        true
    }

    /// Keeps the property whose group ends here.
    fn property(&mut self) {
        let Some(property) = self.state.property else { return };
        let words = tidy(&std::mem::take(&mut self.words));
        let (year, month, day) = std::mem::take(&mut self.moment);
        let written = NaiveDate::from_ymd_opt(year, month, day).map(|day| day.to_string());
        let stated = || written.and_then(|written| dates::stated(&written, DatedFrom::Header));
        match property {
            Property::Title if !words.is_empty() => self.draft.title = Some(words),
            Property::Author if !words.is_empty() => self.draft.byline = vec![words],
            Property::Created => self.draft.published = stated(),
            Property::Revised => self.draft.modified = stated(),
            Property::Title | Property::Author | Property::Other => {}
        }
    }

    /// A letter given by its number, which what follows stands for in readers that cannot show it.
    fn number(&mut self, value: i64) {
        self.settle();
        let unit = value.rem_euclid(65_536) as u16;
        let letters = match self.surrogate.take() {
            Some(first) => char::decode_utf16([first, unit]).next().and_then(Result::ok),
            None if (0xd800..0xdc00).contains(&unit) => {
                self.surrogate = Some(unit);
                None
            }
            None => char::from_u32(u32::from(unit)),
        };
        if let Some(letter) = letters {
            self.letter(letter);
        }
        self.to_skip = self.state.skip;
    }

    fn byte(&mut self, byte: u8) {
        if self.to_skip > 0 {
            self.to_skip -= 1;
        } else if !self.state.unseen {
            self.raw.push(byte);
        }
    }

    fn letter(&mut self, letter: char) {
        self.settle();
        if !self.state.unseen {
            self.words.push(letter);
        }
    }

    /// Makes the bytes that wait into words.
    fn settle(&mut self) {
        if !self.raw.is_empty() {
            let raw = std::mem::take(&mut self.raw);
            let encoding = self.state.encoding.unwrap_or(self.encoding);
            if self.used.is_none() && !raw.is_ascii() {
                self.used = Some(encoding);
            }
            self.words.push_str(&encoding.decode_without_bom_handling(&raw).0);
        }
        self.to_skip = 0;
    }

    fn paragraph(&mut self) {
        self.settle();
        if self.in_table {
            self.words.push(' ');
            return;
        }
        let words = std::mem::take(&mut self.words);
        let kind = if self.state.heading { BlockKind::Heading } else { BlockKind::Paragraph };
        self.draft.body.push(kind, &words, None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(source: &str) -> String {
        let (text, _) = read(source.as_bytes()).body.finished();
        text
    }

    #[test]
    fn words_come_in_any_encoding_and_what_is_not_seen_does_not() {
        for (source, text) in [
            (r"{\rtf1\ansi{\fonttbl\f0 Serif;}The dam held.\par Nobody came.}", "The dam held.\n\nNobody came."),
            (r"{\rtf1\ansi\ansicpg1251 \'c4\'e0\'ec\'e1\'e0}", "Дамба"),
            (r"{\rtf1\uc1 \u1044?\u1072?}", "Да"),
            (
                r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}{\f2\fcharset134 C;}}\f0 \'e9 {\f1 \'c4\'e0} \'e9 \f2\'b4\'f3}",
                "é Да é 大",
            ),
            (r"{\rtf1\uc0\u55357\u56832 ok}", "😀ok"),
            (r"{\rtf1 a {\*\generator nobody;}b\'ff", "a bÿ"),
            (r"{\rtf1 \{155\}}}}}", "{155}"),
            (r"{\rtf1{\info{\title Guards}{\company None}{\creatim\yr2025\mo4\dy9}}The dam held.}", "The dam held."),
        ] {
            assert_eq!(told(source), text, "{source}");
        }
    }

    #[test]
    fn the_properties_say_title_author_and_days() {
        let source = r"{\rtf1\ansi\ansicpg1251{\info{\title \'c4\'e0\'ec\'e1\'e0}{\author Ida Lorn}{\creatim\yr2025\mo4\dy9\hr10}{\revtim\yr2025\mo4\dy31}}Nobody came.}";
        let draft = read(source.as_bytes());
        assert_eq!((draft.title.as_deref(), draft.byline), (Some("Дамба"), vec!["Ida Lorn".to_owned()]));
        assert_eq!(draft.published.map(|dated| dated.on.to_string()).as_deref(), Some("2025-04-09"));
        assert_eq!(draft.modified, None, "there is no such day");
    }
}
