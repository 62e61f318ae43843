//! The workspace as a file: told from other files before SQLite sees it, locked against a second writer.

use std::{
    ffi::OsString,
    fs::{File, OpenOptions, TryLockError},
    io::{ErrorKind, Read},
    path::{Path, PathBuf},
};

use crate::{Access, Error, Result, Why, migrations::FORMAT};

/// "CLMD" in the header of every workspace.
pub(crate) const APPLICATION_ID: i32 = 0x434c_4d44;
/// Below this much room the workspace is opened for reading only: writing a log needs some.
const ROOM: u64 = 64 << 20;

/// Reads the header of the file at `path` and answers its format. Refuses what is no workspace, and a newer one,
/// before anything opens it: SQLite would make files beside it.
pub(crate) fn format(path: &Path) -> Result<i32> {
    let mut header = [0; 100];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut header));
    match read {
        Ok(()) => {}
        Err(cause) if cause.kind() == ErrorKind::NotFound => return Err(Error::Missing),
        Err(cause) if matches!(cause.kind(), ErrorKind::UnexpectedEof | ErrorKind::IsADirectory) => {
            return Err(Error::NotAWorkspace);
        }
        Err(cause) => return Err(Error::File { what: "open the workspace file", cause }),
    }
    // Database File Format, 1.3: the magic string, then user_version at 60 and application_id at 68, big-endian.
    let number = |at: usize| i32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
    if !header.starts_with(b"SQLite format 3\0") || number(68) != APPLICATION_ID {
        return Err(Error::NotAWorkspace);
    }
    let found = number(60);
    if found > FORMAT {
        return Err(Error::TooNew { found, known: FORMAT });
    }
    Ok(found)
}

/// Whether the workspace at `path` can be written to here and now; when it can, the lock that keeps others from it.
pub(crate) fn access(path: &Path) -> Result<(Access, Option<File>)> {
    let told = |cause| Error::File { what: "look at the workspace file", cause };
    let read_only = |why| Ok((Access::ReadOnly(why), None));
    if path.metadata().map_err(told)?.permissions().readonly() {
        return read_only(Why::ReadOnlyFile);
    }
    let lock = OpenOptions::new().create(true).truncate(false).write(true).open(beside(path, "-lock"));
    let lock = match lock {
        Ok(lock) => lock,
        Err(cause) if matches!(cause.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) => {
            return read_only(Why::ReadOnlyFile);
        }
        Err(cause) if cause.kind() == ErrorKind::StorageFull => return read_only(Why::NoSpace),
        Err(cause) => return Err(told(cause)),
    };
    match lock.try_lock() {
        Ok(()) => {}
        // Asked before the room is: whoever has it open has its log and its index open too, so reading needs none.
        Err(TryLockError::WouldBlock) => return read_only(Why::InUse),
        // A file system without locks (some network shares) cannot keep a second writer away.
        Err(TryLockError::Error(_)) => return read_only(Why::ReadOnlyFile),
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if fs4::available_space(folder).map_err(told)? < ROOM {
        return read_only(Why::NoSpace);
    }
    Ok((Access::Writable, Some(lock)))
}

/// The file beside `path` whose name ends in `ending` more.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}

/// Makes sure that what `path` names is on the disk: the file and its name in the folder.
pub(crate) fn settle(path: &Path) -> std::io::Result<()> {
    File::open(path)?.sync_all()?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}
