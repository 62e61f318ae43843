//! PDFs, written letter by letter.

use std::{collections::BTreeMap, fmt::Write};

/// Words at a place of a page: from the left, from the foot, and how large.
pub(crate) type Words<'a> = (f32, f32, f32, &'a str);

/// A PDF of `pages`. Each letter is half its size wide; those beyond ASCII get codes of the font's own, as in real files.
pub(crate) fn pdf(pages: &[Vec<Words<'_>>]) -> Vec<u8> {
    let letters: std::collections::BTreeSet<char> =
        pages.iter().flatten().flat_map(|(.., words)| words.chars()).filter(|c| !c.is_ascii()).collect();
    let codes: BTreeMap<char, u8> = letters.into_iter().zip(128..).collect();
    let map: String = codes.iter().map(|(c, code)| format!("<{code:02x}> <{:04x}>\n", *c as u32)).collect();
    let unicode = format!(
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange \
         1 beginbfrange <20> <7e> <0020> endbfrange {} beginbfchar\n{map}endbfchar endcmap end",
        codes.len()
    );
    let widths = "500 ".repeat(256);
    let kids: String = (0..pages.len()).map(|at| format!("{} 0 R ", 6 + at * 2)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len()),
        format!(
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 0 /LastChar 255 /Widths [{widths}] /ToUnicode 4 0 R >>"
        ),
        format!("<< /Length {} >>\nstream\n{unicode}\nendstream", unicode.len()),
        "<< /Title (Microsoft Word - dam.docx) /Author (Ida Lorn) /ModDate (D:20250410080000Z) >>".to_owned(),
    ];
    for (at, page) in pages.iter().enumerate() {
        let mut drawn = String::new();
        for (x, y, size, words) in page {
            let code = |c: char| codes.get(&c).copied().unwrap_or(u8::try_from(u32::from(c)).unwrap_or(b'?'));
            let hex: String = words.chars().map(|c| format!("{:02x}", code(c))).collect();
            let _ = writeln!(drawn, "BT /F {size} Tf {x} {y} Td <{hex}> Tj ET");
        }
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 400] /Contents {} 0 R /Resources << /Font << /F 3 0 R >> >> >>",
            7 + at * 2
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{drawn}endstream", drawn.len()));
    }
    let mut file = "%PDF-1.7\n".to_owned();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(file.len());
        let _ = write!(file, "{number} 0 obj\n{object}\nendobj\n");
    }
    let start = file.len();
    let _ = write!(file, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        let _ = writeln!(file, "{place:010} 00000 n ");
    }
    let size = objects.len() + 1;
    let _ = write!(file, "trailer << /Size {size} /Root 1 0 R /Info 5 0 R >>\nstartxref\n{start}\n%%EOF\n");
    file.into_bytes()
}
