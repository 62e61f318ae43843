//! Lines that belong to the site and not to the article.

/// How such lines begin, in the languages of the program's readers. Compared in lower case, up to a colon or the end.
const OPENINGS: [&str; 34] = [
    "also read",
    "read also",
    "read more",
    "read next",
    "related",
    "related articles",
    "related stories",
    "see also",
    "more on this",
    "more from",
    "advertisement",
    "sponsored",
    "share this",
    "share this article",
    "share on",
    "follow us",
    "sign up",
    "subscribe",
    "newsletter",
    "recommended",
    "watch also",
    "don't miss",
    "читайте також",
    "читайте ще",
    "реклама",
    "читайте также",
    "по теме",
    "相关阅读",
    "延伸阅读",
    "اقرأ أيضا",
    "اقرأ أيضًا",
    "lesen sie auch",
    "lire aussi",
    "lea también",
];

/// Longest line that can be furniture: an article's sentence that happens to begin so is longer.
const LONGEST: usize = 160;

/// Whether `line` is site furniture: an opening, alone or followed by a colon.
pub(crate) fn is(line: &str) -> bool {
    let line = line.trim().trim_start_matches(['>', '»', '•', '-', '*', '[', '(', ' ']);
    if line.chars().count() > LONGEST {
        return false;
    }
    let lower = line.to_lowercase();
    OPENINGS.iter().any(|opening| {
        lower.strip_prefix(opening).is_some_and(|rest| {
            let rest = rest.trim_start();
            rest.is_empty() || rest.starts_with([':', '：', '|', '»', '>'])
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_to_another_article_is_furniture_and_a_sentence_is_not() {
        for line in
            ["Also Read: How The Dam Was Built", "Читайте також: Гребля", "Related:", "ADVERTISEMENT", "相关阅读：大坝"]
        {
            assert!(is(line), "{line}");
        }
        for line in
            ["Related claims were denied on Monday.", "Also read were the names of the missing.", "Share prices fell."]
        {
            assert!(!is(line), "{line}");
        }
    }
}
