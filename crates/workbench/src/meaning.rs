//! Matching by meaning, where the analyst installed a model: reading claims with it, a few at a time, and finding the
//! nearest. Without a model nothing here does anything.

pub mod models;

use std::sync::{
    Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock,
    atomic::{AtomicBool, AtomicI64, Ordering},
};

use analysis::meaning::{Meaning, Signs, Vector};
use database::{
    Access, Connection,
    meanings::{self, Meant, Unmeant},
};
use domain::{Change, ClaimId, Sha256, Subject, Topic};

use crate::{
    Result, Workbench, locked,
    views::{MeaningModel, MeaningStanding},
};
use models::Installed;

/// Claims whose signs are near, for which the vectors themselves are compared.
const CLOSER: usize = 400;
/// Claims that are ranked by meaning.
const NEAREST: usize = 20;
/// How near a claim is at least, to be like another by meaning alone.
const NEAR: f64 = 0.4;

/// What a workbench knows of meanings.
#[derive(Default)]
pub(crate) struct Meanings {
    model: RwLock<Option<Arc<Chosen>>>,
    near: Mutex<Option<Near>>,
    /// All claims recorded up to this number were read.
    read_to: AtomicI64,
    ending: AtomicBool,
}

/// The model that is used, opened when it is wanted first.
struct Chosen {
    installed: Installed,
    identity: Sha256,
    opened: OnceLock<Option<Meaning>>,
}

/// What all claims mean, roughly: held in memory, since every query looks at all of it.
#[derive(Default)]
struct Near {
    /// The number of each claim.
    numbers: Vec<i64>,
    signs: Signs,
}

impl Chosen {
    fn meaning(&self) -> Option<&Meaning> {
        let opened = || {
            let opened = self.installed.open();
            if let Err(error) = &opened {
                tracing::warn!("the model of meaning cannot be used: {error}");
            }
            opened.ok()
        };
        self.opened.get_or_init(opened).as_ref()
    }
}

impl Near {
    /// Puts in what the claim recorded under `number` means, in place of what it meant.
    fn put(&mut self, number: i64, vector: &Vector) {
        let newest = self.numbers.last().is_none_or(|last| *last < number);
        let known = if newest { None } else { self.numbers.iter().position(|known| *known == number) };
        let place = known.unwrap_or(self.numbers.len());
        if known.is_none() {
            self.numbers.push(number);
        }
        self.signs.put(place, vector);
    }
}

impl Workbench {
    /// Matches by meaning too from now on, with `model`; by words alone without.
    pub fn match_by_meaning(&self, model: Option<Installed>) {
        let chosen = model
            .map(|installed| Arc::new(Chosen { identity: installed.identity(), installed, opened: OnceLock::new() }));
        *self.meanings.model.write().unwrap_or_else(PoisonError::into_inner) = chosen;
        *locked(&self.meanings.near) = None;
        self.meanings.read_to.store(0, Ordering::SeqCst);
    }

    /// Reads at most `most` claims with the model that it has not read yet, and answers how many; nothing is recorded. None are left
    /// when it answers 0.
    pub fn read_meanings(&self, most: usize) -> Result<usize> {
        let Some(chosen) = self.chosen() else { return Ok(0) };
        let from = self.meanings.read_to.load(Ordering::SeqCst);
        if *self.workspace.access() != Access::Writable {
            return Ok(0);
        }
        let unread = self.workspace.read(|conn| {
            // Held before anything is added, so that nothing is missing in it.
            drop(self.hold(conn, &chosen)?);
            meanings::unread(conn, chosen.identity, from, most)
        })?;
        let (Some(last), Some(model)) = (unread.last().map(|last| last.number), chosen.meaning()) else { return Ok(0) };
        let going_on = || !self.meanings.ending.load(Ordering::SeqCst);
        let read = |of: Unmeant| Meant { vector: model.of(&of.statement).map(|vector| vector.bytes()), of };
        let meant: Vec<Meant> = unread.into_iter().take_while(|_| going_on()).map(read).collect();
        if meant.is_empty() || !going_on() {
            return Ok(0);
        }
        self.workspace.keep_meanings(chosen.identity, meant.clone())?;
        if let Some(near) = locked(&self.meanings.near).as_mut() {
            for Meant { of, vector } in &meant {
                vector.iter().for_each(|vector| near.put(of.number, &Vector::from_bytes(vector)));
            }
        }
        // Where something was reworded meanwhile all is looked through again.
        let _ = self.meanings.read_to.compare_exchange(from, last, Ordering::SeqCst, Ordering::SeqCst);
        if self.workspace.read(|conn| meanings::unread(conn, chosen.identity, last, 1))?.is_empty() {
            // Once, and not for each: whoever shows what is like a claim asks again.
            self.tell(&[Topic::Relations].into());
        }
        Ok(meant.len())
    }

    /// Ends reading with the model, at the claim that is being read: the workspace is about to be closed.
    pub fn end_meanings(&self) {
        self.meanings.ending.store(true, Ordering::SeqCst);
    }

    /// Which model matches by meaning, where one would go, and how many claims it has read.
    pub fn meaning_standing(&self) -> Result<MeaningStanding> {
        let Some(chosen) = self.chosen() else { return Ok(MeaningStanding::without()) };
        let standing = self.workspace.read(|conn| meanings::standing(conn, chosen.identity))?;
        let Installed { name, numbers, .. } = &chosen.installed;
        let numbers = u32::try_from(*numbers).unwrap_or(u32::MAX);
        let model = MeaningModel { name: name.clone(), numbers, read: standing.read, claims: standing.all };
        Ok(MeaningStanding { model: Some(model), ..MeaningStanding::without() })
    }

    /// Notes that `changes` are done: what they bring back or say otherwise is to be read again.
    pub(crate) fn follow_meanings(&self, changes: &[Change]) {
        let again = |change: &Change| {
            matches!(change, Change::ClaimReworded { .. } | Change::Restored { subject: Subject::Claim(_) })
        };
        if changes.iter().any(again) {
            self.meanings.read_to.store(0, Ordering::SeqCst);
        }
    }

    /// The claims nearest to `claim` by meaning, the nearest first, with how near they are.
    pub(crate) fn nearest_to_claim(&self, conn: &Connection, claim: ClaimId) -> database::Result<Vec<(ClaimId, f64)>> {
        let Some(chosen) = self.chosen() else { return Ok(Vec::new()) };
        let known = match meanings::model(conn)? {
            Some(model) if model == chosen.identity => meanings::of_claim(conn, claim)?,
            _ => None,
        };
        let asked = match known {
            Some(vector) => Some(Vector::from_bytes(&vector)),
            None => {
                let statement = database::claims::by_id(conn, claim)?.statement;
                chosen.meaning().and_then(|model| model.of(&statement))
            }
        };
        self.nearest(conn, &chosen, asked.as_ref())
    }

    /// The claims nearest to what `statement` says, the nearest first, with how near they are.
    pub(crate) fn nearest_to(&self, conn: &Connection, statement: &str) -> database::Result<Vec<(ClaimId, f64)>> {
        let Some(chosen) = self.chosen() else { return Ok(Vec::new()) };
        let asked = chosen.meaning().and_then(|model| model.of(statement));
        self.nearest(conn, &chosen, asked.as_ref())
    }

    fn nearest(
        &self,
        conn: &Connection,
        chosen: &Chosen,
        asked: Option<&Vector>,
    ) -> database::Result<Vec<(ClaimId, f64)>> {
        let Some(asked) = asked else { return Ok(Vec::new()) };
        let numbers: Vec<i64> = {
            let held = self.hold(conn, chosen)?;
            let near = held.as_ref().into_iter();
            near.flat_map(|near| near.signs.nearest(asked, CLOSER).into_iter().map(|at| near.numbers[at])).collect()
        };
        let mut found = Vec::with_capacity(numbers.len());
        for number in numbers {
            if let Some((claim, vector)) = meanings::of_number(conn, number)? {
                found.push((claim, asked.near(&Vector::from_bytes(&vector))));
            }
        }
        found.retain(|(_, near)| *near >= NEAR);
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found.truncate(NEAREST);
        Ok(found)
    }

    /// What all claims mean, read from the workspace where it is not in memory yet.
    fn hold(&self, conn: &Connection, chosen: &Chosen) -> database::Result<MutexGuard<'_, Option<Near>>> {
        let mut held = locked(&self.meanings.near);
        if held.is_none() {
            let mut near = Near::default();
            meanings::each(conn, chosen.identity, |number, bytes| near.put(number, &Vector::from_bytes(bytes)))?;
            *held = Some(near);
        }
        Ok(held)
    }

    fn chosen(&self) -> Option<Arc<Chosen>> {
        self.meanings.model.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl MeaningStanding {
    /// No model is installed.
    fn without() -> Self {
        Self { folder: models::folder().to_string_lossy().into_owned(), model: None }
    }
}
