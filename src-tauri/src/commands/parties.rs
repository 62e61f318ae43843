//! Parties, and what they say to claims.

use domain::{ArticleId, ClaimId, PartyId, ResponseId, TextRange};
use workbench::views::{PartyInput, PartyRow, PartySummary, PartyView, ResponseInput, SplitInput};

use super::{Desk, Outcome};

/// The parties whose name starts with `prefix`.
#[tauri::command]
#[specta::specta]
pub(crate) async fn parties(desk: Desk<'_>, prefix: String) -> Outcome<Vec<PartyRow>> {
    desk.on(move |bench| bench.parties(&prefix)).await
}

/// The parties with `part` in a name, each with how much it says.
#[tauri::command]
#[specta::specta]
pub(crate) async fn party_list(desk: Desk<'_>, part: String) -> Outcome<Vec<PartySummary>> {
    desk.on(move |bench| bench.party_list(&part)).await
}

/// A party with all that it says and is asked.
#[tauri::command]
#[specta::specta]
pub(crate) async fn party(desk: Desk<'_>, id: PartyId) -> Outcome<PartyView> {
    desk.on(move |bench| bench.party(id)).await
}

/// Adds a party.
#[tauri::command]
#[specta::specta]
pub(crate) async fn add_party(desk: Desk<'_>, input: PartyInput) -> Outcome<PartyId> {
    desk.on(move |bench| bench.add_party(&input)).await
}

/// Refines what is known of a party.
#[tauri::command]
#[specta::specta]
pub(crate) async fn refine_party(desk: Desk<'_>, id: PartyId, input: PartyInput) -> Outcome<()> {
    desk.on(move |bench| bench.refine_party(id, &input)).await
}

/// Makes a party known as another from now on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn merge_parties(desk: Desk<'_>, party: PartyId, into: PartyId) -> Outcome<()> {
    desk.on(move |bench| bench.merge_parties(party, into)).await
}

/// Makes a party that was merged one of its own again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn split_party(desk: Desk<'_>, party: PartyId) -> Outcome<()> {
    desk.on(move |bench| bench.split_party(party)).await
}

/// Makes some of a party's records and names those of another.
#[tauri::command]
#[specta::specta]
pub(crate) async fn split_off(desk: Desk<'_>, party: PartyId, input: SplitInput) -> Outcome<PartyId> {
    desk.on(move |bench| bench.split_off(party, &input)).await
}

/// Records what a party says to a claim, in the words at `range` of `article` where they stand in one.
#[tauri::command]
#[specta::specta]
pub(crate) async fn record_response(
    desk: Desk<'_>,
    claim: ClaimId,
    article: Option<ArticleId>,
    range: Option<TextRange>,
    input: ResponseInput,
) -> Outcome<ResponseId> {
    desk.on(move |bench| bench.record_response(claim, article.zip(range), &input)).await
}

/// Refines what is known of a response.
#[tauri::command]
#[specta::specta]
pub(crate) async fn refine_response(desk: Desk<'_>, response: ResponseId, input: ResponseInput) -> Outcome<()> {
    desk.on(move |bench| bench.refine_response(response, &input)).await
}

/// Takes a response out of sight.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_response(desk: Desk<'_>, response: ResponseId) -> Outcome<()> {
    desk.on(move |bench| bench.remove_response(response)).await
}
