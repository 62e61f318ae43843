//! Whose turn it is among addresses: several sites at once, and of each one request at a time.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
};

/// What waits to be fetched, by site.
#[derive(Debug, Default)]
pub(super) struct Sites {
    state: Mutex<State>,
    moved: Condvar,
}

#[derive(Debug, Default)]
struct State {
    waiting: BTreeMap<String, VecDeque<usize>>,
    /// Sites that are not being asked, in the order of their turns.
    free: VecDeque<String>,
    /// How many are.
    busy: usize,
}

/// A turn at a site, which ends when it is dropped.
#[derive(Debug)]
pub(super) struct Turn<'a> {
    sites: &'a Sites,
    site: String,
    /// The place of the address among all that is asked for.
    pub(super) at: usize,
}

impl Sites {
    /// The sites of `addresses`, each of which is given with its place.
    pub(super) fn of(addresses: impl Iterator<Item = (usize, String)>) -> Self {
        let mut state = State::default();
        for (at, address) in addresses {
            let site = site(&address);
            let waiting = state.waiting.entry(site.clone()).or_default();
            if waiting.is_empty() {
                state.free.push_back(site);
            }
            waiting.push_back(at);
        }
        Self { state: Mutex::new(state), moved: Condvar::new() }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.locked().waiting.len()
    }

    /// The next turn, as soon as a site is free that something waits for; `None` when nothing waits any more.
    pub(super) fn next(&self) -> Option<Turn<'_>> {
        let mut state = self.locked();
        loop {
            if let Some(site) = state.free.pop_front() {
                let at = state.waiting.get_mut(&site)?.pop_front()?;
                state.busy += 1;
                return Some(Turn { sites: self, site, at });
            }
            if state.busy == 0 {
                return None;
            }
            state = self.moved.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn locked(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut state = self.sites.locked();
        state.busy -= 1;
        if state.waiting.get(&self.site).is_some_and(|waiting| !waiting.is_empty()) {
            state.free.push_back(self.site.clone());
        }
        self.sites.moved.notify_all();
    }
}

/// The host of `address`, which is what a site's manners are kept by.
fn site(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let host = authority.rsplit('@').next().unwrap_or(authority);
    let name = if host.starts_with('[') { host.split_inclusive(']').next() } else { host.split(':').next() };
    name.unwrap_or(host).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_asked_once_at_a_time_and_others_meanwhile() {
        let addresses = ["https://a.example/1", "http://A.example:8080/2", "https://b.example", "https://a.example/3"];
        let sites = Sites::of(addresses.map(str::to_owned).into_iter().enumerate());
        assert_eq!(sites.count(), 2);
        let (first, second) = (sites.next().expect("a turn"), sites.next().expect("another"));
        assert_eq!((first.at, second.at), (0, 2), "two sites");
        drop(first);
        let third = sites.next().expect("a third");
        assert_eq!(third.at, 1);
        drop(second);
        std::thread::scope(|scope| {
            let waits = scope.spawn(|| sites.next().map(|turn| turn.at));
            drop(third);
            assert_eq!(waits.join().expect("no panic"), Some(3));
        });
        assert!(sites.next().is_none());
    }

    #[test]
    fn a_site_is_a_host_however_it_is_written() {
        for (address, host) in [
            ("https://ana:word@Wire.example:8443/dam?x#y", "wire.example"),
            ("http://[2001:db8::1]:80/a", "[2001:db8::1]"),
            ("wire.example/dam", "wire.example"),
            ("", ""),
        ] {
            assert_eq!(site(address), host);
        }
    }
}
