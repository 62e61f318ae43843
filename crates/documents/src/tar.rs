//! Archives of files one after the other (tar: POSIX ustar and pax, and GNU's long names).

/// Bytes of a head, and of what the files are filled up to.
const BLOCK: usize = 512;

/// A file in an archive: its name, as it stands there, and its bytes.
pub(crate) type Member<'a> = (Vec<u8>, &'a [u8]);

/// Whether `bytes` begin as an archive does.
pub(crate) fn is(bytes: &[u8]) -> bool {
    bytes.len() >= BLOCK && bytes[257..].starts_with(b"ustar")
}

/// The files in the archive that `bytes` are, and whether it ends where it should.
pub(crate) fn members(bytes: &[u8]) -> (Vec<Member<'_>>, bool) {
    let mut members = Vec::new();
    let mut named: Option<Vec<u8>> = None;
    let mut rest = bytes;
    while let Some((head, after)) = rest.split_at_checked(BLOCK) {
        if head.iter().all(|byte| *byte == 0) {
            return (members, true);
        }
        let size = number(&head[124..136]).filter(|_| is(head)).and_then(|size| usize::try_from(size).ok());
        let Some((content, after)) = size.and_then(|size| after.split_at_checked(size)) else {
            return (members, false);
        };
        match head[156] {
            b'L' => named = Some(until_zero(content).to_vec()),
            b'x' => named = path(content).or(named),
            b'0' | b'7' | 0 => members.push((named.take().unwrap_or_else(|| name(head)), content)),
            _ => named = None,
        }
        let filled = content.len().next_multiple_of(BLOCK) - content.len();
        let Some(next) = after.get(filled..) else { return (members, after.is_empty()) };
        rest = next;
    }
    // Some programs leave out the empty blocks that end an archive.
    (members, rest.is_empty())
}

/// The number that a field of a head gives in octal digits, or, where it is too large for them, in bytes.
fn number(field: &[u8]) -> Option<u64> {
    if field[0] & 0x80 != 0 {
        return field[1..].iter().try_fold(0_u64, |sum, byte| Some(sum.checked_mul(256)? + u64::from(*byte)));
    }
    let digits = std::str::from_utf8(until_zero(field)).ok()?.trim();
    if digits.is_empty() { Some(0) } else { u64::from_str_radix(digits, 8).ok() }
}

fn name(head: &[u8]) -> Vec<u8> {
    let own = until_zero(&head[..100]);
    // Where GNU's format has other things, POSIX's has the folder.
    let folder = if head[257..].starts_with(b"ustar\0") { until_zero(&head[345..500]) } else { &[] };
    if folder.is_empty() { own.to_vec() } else { [folder, b"/", own].concat() }
}

/// The name that records of pax give: "27 path=…", a line each, its length first.
fn path(mut records: &[u8]) -> Option<Vec<u8>> {
    loop {
        let space = records.iter().position(|byte| *byte == b' ')?;
        let length: usize = std::str::from_utf8(&records[..space]).ok()?.parse().ok()?;
        let record = records.get(space + 1..length)?.strip_suffix(b"\n")?;
        if let Some(path) = record.strip_prefix(b"path=") {
            return Some(path.to_vec());
        }
        records = &records[length..];
    }
}

fn until_zero(field: &[u8]) -> &[u8] {
    field.split(|byte| *byte == 0).next().unwrap_or_default()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A file of this kind in an archive.
    pub(crate) fn entry(name: &str, kind: u8, content: &[u8]) -> Vec<u8> {
        let mut head = vec![0; BLOCK];
        head[..name.len()].copy_from_slice(name.as_bytes());
        head[124..135].copy_from_slice(format!("{:011o}", content.len()).as_bytes());
        head[156] = kind;
        head[257..263].copy_from_slice(b"ustar\0");
        head.extend_from_slice(content);
        head.resize(head.len().next_multiple_of(BLOCK), 0);
        head
    }

    #[test]
    fn files_are_found_by_long_names_too_and_other_things_are_passed_over() {
        let archive = [
            entry("kit/", b'5', b""),
            entry("kit/a.txt", b'0', &[b'a'; 600]),
            entry("././@LongLink", b'L', b"kit/a long name.txt\0"),
            entry("kit/a long", b'0', b"b"),
            entry("pax", b'x', b"12 mtime=12\n21 path=kit/\xd0\xb4\xd0\xb0.txt\n"),
            entry("kit/da", 0, b"c"),
            entry("link", b'2', b""),
            entry("kit/d.txt", b'0', b"d"),
            vec![0; 1_024],
        ]
        .concat();
        let (members, whole) = members(&archive);
        let told: Vec<_> =
            members.iter().map(|(name, content)| (String::from_utf8_lossy(name), content.len())).collect();
        let expected = [("kit/a.txt", 600), ("kit/a long name.txt", 1), ("kit/да.txt", 1), ("kit/d.txt", 1)];
        assert_eq!(told, expected.map(|(name, length)| (name.into(), length)));
        assert!(whole && is(&archive));
        let (members, whole) = super::members(&archive[..2_700]);
        assert_eq!((members.len(), whole), (1, false));
        assert!(!is(b"ustar"));
    }

    #[test]
    fn what_is_no_number_ends_the_archive() {
        let mut archive = entry("a.txt", b'0', b"a");
        archive[124..136].fill(0xff);
        assert_eq!(members(&archive), (Vec::new(), false));
        archive[124..136].fill(b'9');
        assert_eq!(members(&archive), (Vec::new(), false));
    }
}
