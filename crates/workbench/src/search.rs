//! Finding words in articles, claims and evidence.

use database::search;

use crate::{
    Result, Workbench,
    views::{HitKind, SearchHit, SnippetPiece},
};

/// Hits shown at most.
const HITS: u32 = 50;

impl Workbench {
    /// What `query` finds, the newest first, at most 50. The last word may be unfinished.
    pub fn search(&self, query: &str) -> Result<Vec<SearchHit>> {
        let hits = self.workspace.read(|conn| search::hits(conn, query, HITS))?;
        Ok(hits
            .into_iter()
            .map(|hit| SearchHit {
                kind: match hit.kind {
                    search::HitKind::Article => HitKind::Article,
                    search::HitKind::Claim => HitKind::Claim,
                    search::HitKind::Evidence => HitKind::Evidence,
                },
                article: hit.article,
                claim: hit.claim,
                title: hit.title,
                snippet: hit
                    .snippet
                    .into_iter()
                    .map(|piece| SnippetPiece { text: piece.text, hit: piece.hit })
                    .collect(),
                range: hit.at,
            })
            .collect())
    }
}
