//! Backups the program makes by itself, and which of them it keeps.

use std::{
    fs,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Datelike, NaiveDateTime, TimeDelta, Utc};
use domain::Sha256;

use crate::{Error, Result, Workbench};

/// A backup is due when the last is older than this many minutes.
const DUE_AFTER_MINUTES: i64 = 30;
/// The newest that are kept whatever their age; older ones are thinned to one a day, then one a week.
const NEWEST: usize = 24;
const DAYS: usize = 7;
const WEEKS: usize = 4;

const STAMP: &str = "%Y-%m-%dT%H-%M-%SZ";

impl Workbench {
    /// Makes a verified backup unless one was made in the last half hour or nothing was done since; then thins the
    /// old ones. Answers where the new one lies.
    pub fn back_up_if_due(&self) -> Result<Option<PathBuf>> {
        let Some((_, head)) = self.workspace.read(database::journal::head)? else { return Ok(None) };
        let folder = self.keep.join("backups").join(self.name());
        let mut made = backups_in(&folder);
        let now = self.clock.now();
        let due = made.last().is_none_or(|(at, _)| now - *at >= TimeDelta::minutes(DUE_AFTER_MINUTES));
        if !due || self.is_backed_up(&folder, head) {
            return Ok(None);
        }
        fs::create_dir_all(&folder).map_err(|cause| Error::file("make the folder for backups", &folder, &cause))?;
        let path = folder.join(format!("{}.claimdesk", now.format(STAMP)));
        self.backup(&path)?;
        fs::write(folder.join("head"), head.to_string())
            .map_err(|cause| Error::file("note the backup's head in", &folder, &cause))?;
        made.push((now, path.clone()));
        for (_, old) in superfluous(&made) {
            fs::remove_file(old).map_err(|cause| Error::file("remove the old backup", old, &cause))?;
        }
        Ok(Some(path))
    }

    fn is_backed_up(&self, folder: &Path, head: Sha256) -> bool {
        fs::read_to_string(folder.join("head")).is_ok_and(|noted| noted.trim() == head.to_string())
    }
}

/// The backups in `folder`, oldest first.
fn backups_in(folder: &Path) -> Vec<(DateTime<Utc>, PathBuf)> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<_> = entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let stem = path.file_stem()?.to_str()?;
            let at = NaiveDateTime::parse_from_str(stem, STAMP).ok()?.and_utc();
            Some((at, path))
        })
        .collect();
    found.sort();
    found
}

/// The backups that need not be kept; `made` is oldest first.
fn superfluous(made: &[(DateTime<Utc>, PathBuf)]) -> Vec<&(DateTime<Utc>, PathBuf)> {
    let mut days = Vec::new();
    let mut weeks = Vec::new();
    let mut spare = Vec::new();
    for (age, backup) in made.iter().rev().enumerate() {
        let day = backup.0.date_naive();
        let week = day.iso_week();
        let (new_day, new_week) = (!days.contains(&day), !weeks.contains(&week));
        days.extend(new_day.then_some(day));
        weeks.extend(new_week.then_some(week));
        let kept = age < NEWEST || (new_day && days.len() <= DAYS) || (new_week && weeks.len() <= WEEKS);
        if !kept {
            spare.push(backup);
        }
    }
    spare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_stay_and_older_ones_thin_out_to_days_and_weeks() {
        let start = DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
        let made: Vec<_> =
            (0..40 * 12).map(|n| (start + TimeDelta::hours(2 * n), PathBuf::from(n.to_string()))).collect();
        let spare = superfluous(&made);
        let kept: Vec<_> = made.iter().filter(|backup| !spare.contains(backup)).collect();
        assert!(made.iter().rev().take(NEWEST).all(|newest| kept.contains(&newest)));
        let days: std::collections::BTreeSet<_> = kept.iter().map(|backup| backup.0.date_naive()).collect();
        assert!((DAYS..=DAYS + WEEKS).contains(&days.len()), "{days:?}");
        assert!(kept.len() <= NEWEST + DAYS + WEEKS);
    }
}
