//! The record of every change: its order, its times and the bytes that its hash covers.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{ActionId, Desk, DeskId, Sha256};

/// When and at which desk something is done.
#[derive(Debug, Clone)]
pub struct Stamp {
    /// The wall clock.
    pub at: DateTime<Utc>,
    /// The desk and its analyst.
    pub desk: Desk,
}

/// A hybrid logical time (Kulkarni et al., 2014): wall milliseconds that never run backwards, and a counter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct HybridTime {
    /// Milliseconds since 1970, UTC.
    pub millis: i64,
    /// Order among changes of one millisecond.
    pub counter: u32,
}

impl HybridTime {
    /// The time of the next change after one at `self`, when the wall clock shows `now`.
    ///
    /// Later than `self` even when the clock was set back.
    #[must_use]
    pub fn next(self, now: DateTime<Utc>) -> Self {
        let millis = now.timestamp_millis();
        if millis > self.millis {
            Self { millis, counter: 0 }
        } else {
            Self { millis: self.millis, counter: self.counter + 1 }
        }
    }
}

/// One row of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place, from 1, without gaps.
    pub seq: i64,
    /// What it was part of.
    pub action: ActionId,
    /// The action that this one takes back, when it is an undo or a redo.
    pub undoes: Option<ActionId>,
    /// When.
    pub time: HybridTime,
    /// What the wall clock showed.
    pub at: DateTime<Utc>,
    /// Where.
    pub desk: DeskId,
    /// Who.
    pub analyst: String,
    /// The change, as JSON, exactly as it is stored and hashed.
    pub change: String,
    /// The hash of the entry before; zeros for the first.
    pub previous: Sha256,
    /// The hash of this entry.
    pub hash: Sha256,
}

impl Entry {
    /// The bytes that the entry's hash covers, the previous hash first.
    ///
    /// Version 1: the byte 1, then each field as its length (u32, big-endian) and its bytes, numbers in decimal.
    pub fn canonical_bytes(&self) -> Vec<u8> {
        let mut bytes = self.previous.0.to_vec();
        bytes.push(1);
        let undoes = self.undoes.map(|action| action.to_string()).unwrap_or_default();
        for field in [
            self.seq.to_string().as_str(),
            &self.action.to_string(),
            &undoes,
            &format!("{}.{}", self.time.millis, self.time.counter),
            &self.at.timestamp_millis().to_string(),
            &self.desk.to_string(),
            &self.analyst,
            &self.change,
        ] {
            bytes.extend(u32::try_from(field.len()).unwrap_or(u32::MAX).to_be_bytes());
            bytes.extend(field.as_bytes());
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn time_moves_on_when_the_clock_is_set_back() {
        let now = DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
        let first = HybridTime::default().next(now);
        let second = first.next(now - TimeDelta::days(9_000));
        let third = second.next(now + TimeDelta::milliseconds(1));
        assert!(first < second && second < third);
        assert_eq!(second, HybridTime { millis: first.millis, counter: 1 });
        assert_eq!(third.counter, 0);
    }
}
