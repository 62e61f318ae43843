//! Posts from other sites, and how they are signed.

use domain::Post;

/// The dashes that open a signature line.
const DASHES: [char; 4] = ['—', '–', '―', '-'];

/// The signature in `line`: a dash, a name, a handle in parentheses, and the date as written.
///
/// The form that the common embedding code leaves behind: "— Name (@handle) April 9, 2025".
pub(crate) fn signature(line: &str) -> Option<Post> {
    let rest = line.trim().strip_prefix(DASHES)?.trim();
    let (author, rest) = rest.rsplit_once('(')?;
    let (handle, dated) = rest.split_once(')')?;
    let handle = handle.trim();
    if !handle.starts_with('@') || handle.contains(char::is_whitespace) {
        return None;
    }
    let some = |text: &str| Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned);
    Some(Post { author: some(author), handle: some(handle), dated: some(dated) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_names_author_handle_and_date() {
        let post = signature("— Mirel Oszta / Мірель Ошта (@mirel_oszta) April 9, 2025").expect("a signature");
        assert_eq!(post.author.as_deref(), Some("Mirel Oszta / Мірель Ошта"));
        assert_eq!((post.handle.as_deref(), post.dated.as_deref()), (Some("@mirel_oszta"), Some("April 9, 2025")));
        assert_eq!(signature("— so she said (and meant it)"), None);
        assert_eq!(signature("Mirel Oszta (@mirel_oszta)"), None);
    }
}
