//! Loading, reading and finding.

use std::sync::PoisonError;

use domain::{Anchored, Archive, ArticleId, ClaimId, Heard, TextRange};
use tauri::AppHandle;
use workbench::{
    ocr::Engine,
    unfinished::Wanted,
    views::{
        AnchorInput, ArticleRow, ArticleView, ComparisonView, Echo, Loaded, NearDuplicate, OcrView, OriginalView,
        RevisionsView, SearchHit, TableMapping, TablePreview, UnfinishedView,
    },
};

use super::{Desk, Outcome, imports::chosen};
use crate::{dialogs, loading};

/// All articles, the newest loaded first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn articles(desk: Desk<'_>) -> Outcome<Vec<ArticleRow>> {
    desk.on(workbench::Workbench::articles).await
}

/// An article with its marks.
#[tauri::command]
#[specta::specta]
pub(crate) async fn article(desk: Desk<'_>, id: ArticleId) -> Outcome<ArticleView> {
    desk.on(move |bench| bench.article(id)).await
}

/// The sentences of an article that repeat, update or contradict recorded claims.
#[tauri::command]
#[specta::specta]
pub(crate) async fn article_echoes(desk: Desk<'_>, id: ArticleId) -> Outcome<Vec<Echo>> {
    desk.on(move |bench| bench.echoes(id)).await
}

/// The articles that are one text with an article, edited.
#[tauri::command]
#[specta::specta]
pub(crate) async fn near_duplicates(desk: Desk<'_>, id: ArticleId) -> Outcome<Vec<NearDuplicate>> {
    desk.on(move |bench| bench.near_duplicates(id)).await
}

/// The copies of an article's page, and how what was quoted from them stands in the newest.
#[tauri::command]
#[specta::specta]
pub(crate) async fn revisions(desk: Desk<'_>, article: ArticleId) -> Outcome<RevisionsView> {
    desk.on(move |bench| bench.revisions(article)).await
}

/// In what two copies of a page differ, sentence by sentence.
#[tauri::command]
#[specta::specta]
pub(crate) async fn compare(desk: Desk<'_>, before: ArticleId, after: ArticleId) -> Outcome<ComparisonView> {
    desk.on(move |bench| bench.compare(before, after)).await
}

/// Decides what became of a quotation in another copy of its page.
#[tauri::command]
#[specta::specta]
pub(crate) async fn reanchor(
    desk: Desk<'_>,
    anchored: Anchored,
    article: ArticleId,
    input: AnchorInput,
) -> Outcome<()> {
    desk.on(move |bench| bench.reanchor(anchored, article, input)).await
}

/// Says that an article is no copy of the page that it was taken for a copy of.
#[tauri::command]
#[specta::specta]
pub(crate) async fn part_revision(desk: Desk<'_>, article: ArticleId) -> Outcome<()> {
    desk.on(move |bench| bench.part_revision(article)).await
}

/// Lets the analyst choose files and loads them in the background.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_articles(app: AppHandle) -> Outcome<()> {
    let chosen = dialogs::articles(&app).await;
    loading::load(&app, chosen);
    Ok(())
}

/// Lets the analyst choose a folder and loads all files in it in the background.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_folder(app: AppHandle) -> Outcome<()> {
    let chosen = dialogs::folder(&app).await;
    loading::load(&app, chosen.into_iter().collect());
    Ok(())
}

/// Looks at a table of articles or links that the analyst chooses; nothing when cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_table(app: AppHandle, desk: Desk<'_>) -> Outcome<Option<TablePreview>> {
    let Some(path) = dialogs::table(&app).await else { return Ok(None) };
    path.clone_into(&mut desk.importing.lock().unwrap_or_else(PoisonError::into_inner));
    desk.on(move |bench| bench.preview_table(&path, &TableMapping::default())).await.map(Some)
}

/// What loading the chosen table would come to, with its columns understood so.
#[tauri::command]
#[specta::specta]
pub(crate) async fn preview_table(desk: Desk<'_>, mapping: TableMapping) -> Outcome<TablePreview> {
    let path = chosen(&desk)?;
    desk.on(move |bench| bench.preview_table(&path, &mapping)).await
}

/// Loads the chosen table in the background, its columns understood so, or as one document where nothing is said of them.
#[tauri::command]
#[specta::specta]
pub(crate) async fn load_table(app: AppHandle, desk: Desk<'_>, mapping: Option<TableMapping>) -> Outcome<()> {
    loading::begin(&app, Wanted::Table { path: chosen(&desk)?, mapping }).await
}

/// Loads what addresses lead to in the background; keeps `whole` pages, with what they are shown with.
#[tauri::command]
#[specta::specta]
pub(crate) async fn load_addresses(app: AppHandle, addresses: Vec<String>, whole: bool) -> Outcome<()> {
    loading::begin(&app, Wanted::Addresses { addresses, whole }).await
}

/// How far loading was when the program ended; nothing where it was done, or goes on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn unfinished_loading(desk: Desk<'_>) -> Outcome<Option<UnfinishedView>> {
    Ok(loading::unfinished(&desk))
}

/// Goes on with what was being loaded when the program ended.
#[tauri::command]
#[specta::specta]
pub(crate) async fn go_on_loading(app: AppHandle) -> Outcome<()> {
    loading::go_on(&app).await
}

/// Lets go of what was being loaded when the program ended.
#[tauri::command]
#[specta::specta]
pub(crate) async fn forget_loading(desk: Desk<'_>) -> Outcome<()> {
    loading::forget(&desk);
    Ok(())
}

/// Loads again what was loaded last: what is here is found again by its bytes.
#[tauri::command]
#[specta::specta]
pub(crate) async fn load_again(app: AppHandle) -> Outcome<()> {
    loading::load_again(&app, None).await
}

/// Loads again what was loaded last, with what is pictures alone read by OCR in `languages`, such as "eng+ukr".
#[tauri::command]
#[specta::specta]
pub(crate) async fn load_again_recognising(app: AppHandle, desk: Desk<'_>, languages: String) -> Outcome<()> {
    let named = languages.clone();
    desk.on(move |_| Ok(Engine::found(Some(&named)).map(drop)?)).await?;
    loading::load_again(&app, Some(languages)).await
}

/// What OCR is installed here; nothing where there is none.
#[tauri::command]
#[specta::specta]
pub(crate) async fn ocr(desk: Desk<'_>) -> Outcome<Option<OcrView>> {
    desk.on(|bench| Ok(bench.ocr())).await
}

/// An article as its sender made it; of a PDF the page numbered `page`.
#[tauri::command]
#[specta::specta]
pub(crate) async fn original_view(desk: Desk<'_>, article: ArticleId, page: u32) -> Outcome<OriginalView> {
    desk.on(move |bench| bench.original_view(article, page)).await
}

/// Stops loading after the documents at hand; what is done is kept.
#[tauri::command]
#[specta::specta]
pub(crate) async fn cancel_loading(desk: Desk<'_>) -> Outcome<()> {
    desk.cancel.ask();
    Ok(())
}

/// Loads pasted text, or all that it holds.
#[tauri::command]
#[specta::specta]
pub(crate) async fn load_text(desk: Desk<'_>, text: String) -> Outcome<Vec<Loaded>> {
    desk.on(move |bench| Ok(bench.load_pasted(text))).await
}

/// Fetches what an address leads to and loads it; keeps the `whole` page, with what it is shown with.
#[tauri::command]
#[specta::specta]
pub(crate) async fn load_address(desk: Desk<'_>, address: String, whole: bool) -> Outcome<Vec<Loaded>> {
    let fetcher = desk.fetcher().await?;
    desk.on(move |bench| Ok(bench.load_address(&fetcher, &address, whole))).await
}

/// Keeps the page of an article with what it is shown with.
#[tauri::command]
#[specta::specta]
pub(crate) async fn keep_archive(desk: Desk<'_>, article: ArticleId) -> Outcome<Archive> {
    let fetcher = desk.fetcher().await?;
    desk.on(move |bench| bench.keep_archive(&fetcher, article)).await
}

/// Writes the web archive of an article's page where the analyst says; answers the path, or nothing when cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_archive(app: AppHandle, desk: Desk<'_>, article: ArticleId) -> Outcome<Option<String>> {
    let Some(path) = dialogs::any_place(&app, &format!("{article}.wacz")).await else { return Ok(None) };
    desk.on(move |bench| bench.save_archive(article, &path).map(|()| Some(path.display().to_string()))).await
}

/// Loads the sample.
#[tauri::command]
#[specta::specta]
pub(crate) async fn load_sample(desk: Desk<'_>) -> Outcome<Vec<Loaded>> {
    desk.on(|bench| Ok(bench.load_sample())).await
}

/// Corrects or accepts an article's publication date; empty for none.
#[tauri::command]
#[specta::specta]
pub(crate) async fn date_article(desk: Desk<'_>, article: ArticleId, date: String) -> Outcome<()> {
    desk.on(move |bench| bench.date_article(article, &date)).await
}

/// Takes an article out of sight.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_article(desk: Desk<'_>, article: ArticleId) -> Outcome<()> {
    desk.on(move |bench| bench.remove_article(article)).await
}

/// Writes an article's original bytes where the analyst says; answers the path, or nothing when cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_original(app: AppHandle, desk: Desk<'_>, article: ArticleId) -> Outcome<Option<String>> {
    let name = desk.on(move |bench| bench.original_name(article)).await?;
    let Some(path) = dialogs::any_place(&app, &name).await else { return Ok(None) };
    desk.on(move |bench| bench.save_original(article, &path).map(|()| Some(path.display().to_string()))).await
}

/// What `query` finds in articles, claims and evidence.
#[tauri::command]
#[specta::specta]
pub(crate) async fn search(desk: Desk<'_>, query: String) -> Outcome<Vec<SearchHit>> {
    desk.on(move |bench| bench.search(&query)).await
}

/// Records what is proposed at `ranges` of an article as claims.
#[tauri::command]
#[specta::specta]
pub(crate) async fn accept_suggestions(
    desk: Desk<'_>,
    article: ArticleId,
    ranges: Vec<TextRange>,
) -> Outcome<Vec<ClaimId>> {
    desk.on(move |bench| bench.accept_suggestions(article, &ranges)).await
}

/// What the words at `range` of an article say when they answer a claim.
#[tauri::command]
#[specta::specta]
pub(crate) async fn hear(desk: Desk<'_>, article: ArticleId, range: TextRange) -> Outcome<Option<Heard>> {
    desk.on(move |bench| bench.hear(article, range)).await
}

/// Dismisses what is proposed at `range` of an article.
#[tauri::command]
#[specta::specta]
pub(crate) async fn dismiss_suggestion(desk: Desk<'_>, article: ArticleId, range: TextRange) -> Outcome<()> {
    desk.on(move |bench| bench.dismiss_suggestion(article, range)).await
}
