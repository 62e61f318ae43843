//! The workspace's own labels for where claims stand.

use database::ratings;
use domain::{Change, Rating, RatingId, Status, Subject};

use crate::{Error, Result, Workbench};

impl Workbench {
    /// All labels, by name.
    pub fn ratings(&self) -> Result<Vec<Rating>> {
        Ok(self.workspace.read(ratings::all)?)
    }

    /// The label of this name.
    pub fn rating_named(&self, name: &str) -> Result<Rating> {
        let wanted = name.trim().to_lowercase();
        let found = self.ratings()?.into_iter().find(|rating| rating.name.to_lowercase() == wanted);
        found.ok_or_else(|| Error::NoRating { name: name.trim().to_owned() })
    }

    /// Adds a label that stands for `status`.
    pub fn add_rating(&self, name: &str, status: Status) -> Result<RatingId> {
        let rating = Rating::new(RatingId(self.clock.uuid()), name, status)?;
        let id = rating.id;
        self.is_free(&rating)?;
        self.commit(vec![Change::RatingAdded { rating }])?;
        Ok(id)
    }

    /// Changes a label's words or status. Marks that were made with it keep what it was.
    pub fn refine_rating(&self, id: RatingId, name: &str, status: Status) -> Result<()> {
        let from = self.workspace.read(|conn| ratings::by_id(conn, id))?;
        let to = Rating::new(id, name, status)?;
        self.is_free(&to)?;
        if from == to { Ok(()) } else { self.commit(vec![Change::RatingRefined { from, to }]) }
    }

    /// Takes a label out of sight.
    pub fn remove_rating(&self, id: RatingId) -> Result<()> {
        self.commit(vec![Change::Removed { subject: Subject::Rating(id) }])
    }

    /// Refuses `rating` when another label has its name.
    fn is_free(&self, rating: &Rating) -> Result<()> {
        let taken = |known: &Rating| known.id != rating.id && known.name.to_lowercase() == rating.name.to_lowercase();
        if self.ratings()?.iter().any(taken) {
            return Err(Error::LabelTaken { name: rating.name.clone() });
        }
        Ok(())
    }
}
