//! Feeds that an analyst subscribes to. What a feed brings is an arrival: an entry that nobody has decided on yet.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{ArrivalId, FeedId};

/// A feed (RSS, Atom or JSON Feed) that is asked now and then for what is new.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Feed {
    /// Its identifier.
    pub id: FeedId,
    /// Its address.
    pub url: String,
    /// What a list of feeds called it; what it calls itself otherwise.
    pub title: Option<String>,
}

impl ArrivalId {
    /// The id of what `feed` brings under `key`: the same at each asking, so that nothing arrives twice.
    pub fn of(feed: FeedId, key: &str) -> Self {
        Self(Uuid::new_v5(&feed.0, key.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_the_same_arrival_each_time_and_another_in_another_feed() {
        let [one, other] = [1, 2].map(|n| FeedId(Uuid::from_u128(n)));
        let key = "https://vessa.example/a";
        assert_eq!(ArrivalId::of(one, key), ArrivalId::of(one, key));
        assert_ne!(ArrivalId::of(one, key), ArrivalId::of(other, key));
        assert_ne!(ArrivalId::of(one, key), ArrivalId::of(one, "https://vessa.example/b"));
    }
}
