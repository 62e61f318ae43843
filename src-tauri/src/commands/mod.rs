//! What the screen may call. Each command is one call into the workbench; what is decided is decided there.

mod articles;
mod claims;
mod desk;
mod evidence;
mod investigations;
mod parties;
mod reviews;
mod window;
mod workspaces;

use tauri::{State, Wry};
use tauri_specta::{Commands, collect_commands};

use crate::desktop::{Desktop, Outcome};

/// The desk, as commands get it.
type Desk<'a> = State<'a, Desktop>;

/// All commands; `names.rs` lists them for the permissions.
pub(crate) fn all() -> Commands<Wry> {
    collect_commands![
        articles::accept_suggestions,
        articles::article,
        articles::article_echoes,
        articles::articles,
        articles::cancel_loading,
        articles::choose_articles,
        articles::choose_folder,
        articles::date_article,
        articles::dismiss_suggestion,
        articles::load_address,
        articles::load_again,
        articles::load_sample,
        articles::load_text,
        articles::near_duplicates,
        articles::original_view,
        articles::remove_article,
        articles::save_original,
        articles::search,
        claims::add_appearance,
        claims::claim,
        claims::claim_order,
        claims::claim_rows,
        claims::claims,
        claims::record_claim,
        claims::refine_appearance,
        claims::remove_appearance,
        claims::remove_claim,
        claims::reword_claim,
        desk::family,
        desk::matrix,
        desk::overview,
        desk::queue,
        desk::relate_claims,
        desk::timeline,
        desk::unrelate_claims,
        claims::similar_claims,
        evidence::attach_file,
        evidence::attach_link,
        evidence::attach_not_found,
        evidence::attach_note,
        evidence::attach_passage,
        evidence::remove_evidence,
        evidence::weigh_evidence,
        investigations::cancel_report,
        investigations::export_bundle,
        investigations::export_report,
        investigations::file_article,
        investigations::file_claim,
        investigations::file_claims,
        investigations::import_bundle,
        investigations::investigations,
        investigations::open_investigation,
        investigations::preview_report,
        investigations::refine_investigation,
        investigations::remove_investigation,
        investigations::unfile_article,
        investigations::unfile_claim,
        parties::add_party,
        parties::merge_parties,
        parties::parties,
        parties::party,
        parties::party_list,
        parties::record_response,
        parties::refine_party,
        parties::refine_response,
        parties::remove_response,
        parties::split_party,
        reviews::add_rating,
        reviews::agreement,
        reviews::assess_claims,
        reviews::ratings,
        reviews::refine_rating,
        reviews::remove_rating,
        reviews::remove_review,
        reviews::review_claim,
        reviews::review_sheet,
        reviews::set_work,
        investigations::verify_report,
        window::draft,
        window::layout,
        window::painted,
        window::quit,
        window::save_draft,
        window::save_layout,
        window::set_fullscreen,
        window::set_menu,
        window::set_theme,
        window::set_zoom,
        workspaces::check,
        workspaces::new_workspace,
        workspaces::open_recent,
        workspaces::open_workspace,
        workspaces::recent,
        workspaces::redo,
        workspaces::save_copy,
        workspaces::set_analyst,
        workspaces::undo,
        workspaces::workspace,
    ]
}
