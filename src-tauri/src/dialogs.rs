//! The system's file dialogs. Paths stay on this side: the screen is told names at most.

use std::path::PathBuf;

use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};
use workbench::Format;

/// What can be loaded as an article.
const ARTICLES: &[&str] = &[
    "txt", "md", "markdown", "html", "htm", "xhtml", "mht", "mhtml", "eml", "mbox", "docx", "odt", "rtf", "epub",
    "pdf", "zip", "gz", "warc", "wacz", "rss", "atom", "xml", "opml", "csv", "tsv", "xlsx", "ods", "json", "jsonl",
    "ndjson", "png", "jpg", "jpeg", "tif", "tiff", "webp", "gif",
];
/// What is a table.
const TABLES: &[&str] = &["csv", "tsv", "tab", "xlsx", "ods"];
/// The ending of workspace files.
const WORKSPACE: &[&str] = &["claimdesk"];

/// Lets the analyst choose articles to load.
pub(crate) async fn articles(app: &AppHandle) -> Vec<PathBuf> {
    let dialog = over_window(app).add_filter("Articles", ARTICLES).add_filter("All files", &["*"]);
    chosen(|done| dialog.pick_files(done)).await.unwrap_or_default().into_iter().filter_map(path).collect()
}

/// Lets the analyst choose a table of articles or links.
pub(crate) async fn table(app: &AppHandle) -> Option<PathBuf> {
    let dialog = over_window(app).add_filter("Tables", TABLES).add_filter("All files", &["*"]);
    path(chosen(|done| dialog.pick_file(done)).await?)
}

/// Lets the analyst choose a folder of articles to load.
pub(crate) async fn folder(app: &AppHandle) -> Option<PathBuf> {
    let dialog = over_window(app);
    path(chosen(|done| dialog.pick_folder(done)).await?)
}

/// Lets the analyst choose a list of feeds.
pub(crate) async fn feeds(app: &AppHandle) -> Option<PathBuf> {
    let dialog = over_window(app).add_filter("Lists of feeds", &["opml", "xml"]).add_filter("All files", &["*"]);
    path(chosen(|done| dialog.pick_file(done)).await?)
}

/// Lets the analyst choose any file.
pub(crate) async fn any_file(app: &AppHandle) -> Option<PathBuf> {
    let dialog = over_window(app);
    path(chosen(|done| dialog.pick_file(done)).await?)
}

/// Lets the analyst choose any file, in a dialog called `title`.
pub(crate) async fn titled_file(app: &AppHandle, title: &str) -> Option<PathBuf> {
    let dialog = over_window(app).set_title(title);
    path(chosen(|done| dialog.pick_file(done)).await?)
}

/// Lets the analyst choose a publisher's logo.
pub(crate) async fn logo(app: &AppHandle) -> Option<PathBuf> {
    let dialog = over_window(app).add_filter("Pictures", &["png", "jpg", "jpeg"]);
    path(chosen(|done| dialog.pick_file(done)).await?)
}

/// Lets the analyst choose a workspace to open.
pub(crate) async fn workspace(app: &AppHandle) -> Option<PathBuf> {
    let dialog =
        over_window(app).add_filter("Claimdesk workspaces", WORKSPACE).set_directory(workbench::folders::data_dir());
    path(chosen(|done| dialog.pick_file(done)).await?)
}

/// Lets the analyst say where a workspace is to be written.
pub(crate) async fn new_workspace(app: &AppHandle, name: &str) -> Option<PathBuf> {
    let folder = workbench::folders::data_dir();
    // The folder is offered only when it is there; the dialog then starts in the analyst's own.
    let _ = std::fs::create_dir_all(&folder);
    let dialog = over_window(app)
        .add_filter("Claimdesk workspaces", WORKSPACE)
        .set_directory(folder)
        .set_file_name(format!("{name}.claimdesk"));
    let path = path(chosen(|done| dialog.save_file(done)).await?)?;
    Some(if path.extension().is_some() { path } else { path.with_extension("claimdesk") })
}

/// Lets the analyst say where a report is to be written.
pub(crate) async fn report(app: &AppHandle, name: &str, format: Format) -> Option<PathBuf> {
    let ending = format.extension();
    let dialog = over_window(app).add_filter(format.name(), &[ending]).set_file_name(format!("{name}.{ending}"));
    let path = path(chosen(|done| dialog.save_file(done)).await?)?;
    Some(if path.extension().is_some() { path } else { path.with_extension(ending) })
}

/// Lets the analyst say where a file called `name` is to be written.
pub(crate) async fn any_place(app: &AppHandle, name: &str) -> Option<PathBuf> {
    let dialog = over_window(app).set_file_name(name);
    path(chosen(|done| dialog.save_file(done)).await?)
}

fn over_window(app: &AppHandle) -> FileDialogBuilder<tauri::Wry> {
    let dialog = app.dialog().file();
    match app.get_webview_window("main") {
        Some(window) => dialog.set_parent(&window),
        None => dialog,
    }
}

/// What the dialog that `show` opens answers.
async fn chosen<T: Send + 'static>(show: impl FnOnce(Box<dyn FnOnce(Option<T>) + Send>)) -> Option<T> {
    let (answer, mut answered) = tauri::async_runtime::channel(1);
    show(Box::new(move |chosen| {
        // Nobody waits any more when the program is ending.
        let _ = answer.blocking_send(chosen);
    }));
    answered.recv().await.flatten()
}

fn path(chosen: FilePath) -> Option<PathBuf> {
    chosen.into_path().ok()
}
