//! The window and the walls around what it shows: it goes nowhere, fetches nothing, asks for nothing.

use tauri::{
    AppHandle, DragDropEvent, Manager, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent,
    webview::NewWindowResponse,
};
use tauri_specta::Event;

use crate::{desktop, events::FilesOver, loading::told};

/// A proxy where nobody listens: WebKit connects for some links before it asks whether it may.
const DEAD_PROXY: &str = "http://127.0.0.1:9";

/// Opens the window.
pub(crate) fn open(app: &AppHandle) -> tauri::Result<()> {
    let mut builder = WebviewWindowBuilder::new(app, "main", WebviewUrl::App("index.html".into()))
        .title("Claimdesk")
        .inner_size(1280.0, 800.0)
        .min_inner_size(760.0, 480.0)
        .incognito(!is_driven())
        .on_navigation(ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false);
    if let Ok(proxy) = Url::parse(DEAD_PROXY) {
        builder = builder.proxy_url(proxy);
    }
    let window = builder.build()?;
    settle(&window)?;
    let app = app.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::DragDrop(event) = event {
            dragged(&app, event);
        }
    });
    Ok(())
}

/// Whether a WebDriver drives the window: WebKitGTK lets itself be driven only with an ordinary context. The view keeps
/// nothing in either, but private is the safer word for it.
fn is_driven() -> bool {
    std::env::var("TAURI_WEBVIEW_AUTOMATION").is_ok_and(|driven| driven == "true")
}

/// Whether `url` is our own bundle, or markup that it hands to a frame.
fn ours(url: &Url) -> bool {
    url.as_str() == "about:srcdoc"
        || url.scheme() == "tauri"
        || (url.scheme() == "http" && url.host_str() == Some("tauri.localhost"))
}

/// Closes the view to the network and to what a page may ask for, and draws without a graphics card where there is none.
#[cfg(target_os = "linux")]
fn settle(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{HardwareAccelerationPolicy, PermissionRequestExt, SettingsExt, WebContextExt, WebViewExt};

    window.with_webview(|webview| {
        let view = webview.inner();
        if let Some(settings) = WebViewExt::settings(&view) {
            settings.set_enable_dns_prefetching(false);
            if !has_graphics_card() {
                settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
            }
        }
        if let Some(context) = view.context() {
            context.set_spell_checking_enabled(true);
        }
        view.connect_permission_request(|_, request| {
            request.deny();
            true
        });
    })
}

/// Whether something but the processor can draw. Where nothing can, OpenGL would be emulated on the processor, and the
/// first paint would come a third later than by drawing at once.
#[cfg(target_os = "linux")]
fn has_graphics_card() -> bool {
    let mut devices = std::fs::read_dir("/dev/dri").into_iter().flatten().filter_map(Result::ok);
    devices.any(|device| device.file_name().as_encoded_bytes().starts_with(b"renderD"))
}

#[cfg(not(target_os = "linux"))]
fn settle(_window: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}

fn dragged(app: &AppHandle, event: &DragDropEvent) {
    match event {
        DragDropEvent::Enter { paths, .. } if !paths.is_empty() => told(FilesOver(true).emit(app)),
        DragDropEvent::Drop { paths, .. } => {
            told(FilesOver(false).emit(app));
            desktop::open_arguments(app, paths);
        }
        DragDropEvent::Leave => told(FilesOver(false).emit(app)),
        _ => {}
    }
}

/// Shows the window above the others.
pub(crate) fn bring_forward(app: &AppHandle) {
    let Some(window) = app.get_webview_window("main") else { return };
    let shown = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
    told(shown);
}
