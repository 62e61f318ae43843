//! The walls around the view: whatever an article or a script in it would try, nothing runs, nothing leaves, nothing
//! beyond our own commands is called.

use std::{fs, net::TcpListener, time::Duration};

use claimdesk_tests::{Result, window::Place};
use serde_json::{Value, json};

/// Tries, as asynchronous functions of a port where somebody listens; each answers "blocked" or what it got.
const TRIES: &[(&str, &str)] = &[
    ("fetch", "await fetch(`http://127.0.0.1:${port}/fetch`); return 'fetched'"),
    (
        "image",
        "return await new Promise((done) => { const i = new Image(); i.onload = () => done('shown'); i.onerror = () => done('blocked'); i.src = `http://127.0.0.1:${port}/image`; })",
    ),
    (
        "preconnect",
        "const l = document.createElement('link'); l.rel = 'preconnect'; l.href = `http://127.0.0.1:${port}/`; document.head.append(l); return 'blocked'",
    ),
    (
        "prefetch",
        "const l = document.createElement('link'); l.rel = 'dns-prefetch'; l.href = `http://127.0.0.1:${port}/`; document.head.append(l); return 'blocked'",
    ),
    ("beacon", "navigator.sendBeacon(`http://127.0.0.1:${port}/beacon`, 'x'); return 'blocked'"),
    (
        "socket",
        "return await new Promise((done) => { const s = new WebSocket(`ws://127.0.0.1:${port}/`); s.onopen = () => done('opened'); s.onerror = () => done('blocked'); })",
    ),
    (
        "frame",
        "const f = document.createElement('iframe'); f.src = `http://127.0.0.1:${port}/frame`; document.body.append(f); await new Promise((done) => setTimeout(done, 300)); f.remove(); return 'blocked'",
    ),
    (
        "inline script",
        "window.ran = false; const s = document.createElement('script'); s.textContent = 'window.ran = true'; document.body.append(s); return window.ran ? 'ran' : 'blocked'",
    ),
    (
        "event attribute",
        "window.ran = false; const b = document.createElement('button'); b.setAttribute('onclick', 'window.ran = true'); document.body.append(b); b.click(); b.remove(); return window.ran ? 'ran' : 'blocked'",
    ),
    ("eval", "return (0, eval)('1 + 1') === 2 ? 'ran' : 'blocked'"),
    ("new window", "return window.open(`http://127.0.0.1:${port}/window`) ? 'opened' : 'blocked'"),
    (
        "navigation",
        "location.href = `http://127.0.0.1:${port}/away`; await new Promise((done) => setTimeout(done, 300)); return location.protocol === 'tauri:' ? 'blocked' : location.href",
    ),
    (
        "form",
        "const f = document.createElement('form'); f.action = `http://127.0.0.1:${port}/form`; f.method = 'post'; document.body.append(f); f.submit(); await new Promise((done) => setTimeout(done, 300)); f.remove(); return 'blocked'",
    ),
    ("prototype", "Object.prototype.polluted = 1; return ({}).polluted ? 'polluted' : 'blocked'"),
    ("dialog plugin", "return await invoke('plugin:dialog|open', {})"),
    ("window plugin", "return await invoke('plugin:window|close', { label: 'main' })"),
    ("event emission", "return await invoke('plugin:event|emit', { event: 'stale', payload: [] })"),
    ("shell plugin", "return await invoke('plugin:shell|execute', { program: 'true' })"),
    ("file plugin", "return await invoke('plugin:fs|read_file', { path: '/etc/passwd' })"),
    ("unknown command", "return await invoke('read_file', { path: '/etc/passwd' })"),
    (
        "unknown field",
        "return await invoke('record_claim', { article: '00000000-0000-0000-0000-000000000000', range: { start: 0, end: 1, more: 1 } })",
    ),
];

#[tokio::test]
async fn nothing_runs_leaves_or_calls_what_it_may_not() -> Result {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let port = listener.local_addr()?.port();
    let place = Place::new(1280, 800)?;
    let window = place.open(&[]).await?;
    window.sees("Start with an article").await?;

    let mut through = Vec::new();
    for (name, attempt) in TRIES {
        let script = format!(
            "const done = arguments[arguments.length - 1]; const port = {port};
             const invoke = window.__TAURI_INTERNALS__.invoke;
             (async () => {{ {attempt} }})().then(done, () => done('blocked'));"
        );
        let got = window.client.execute_async(&script, Vec::new()).await?;
        if got != json!("blocked") {
            through.push(format!("{name}: {got}"));
        }
    }
    assert!(through.is_empty(), "{}", through.join("\n"));
    tokio::time::sleep(Duration::from_millis(800)).await;
    assert!(listener.accept().is_err(), "somebody connected");

    // The control: a command that is ours answers.
    let script = "const done = arguments[arguments.length - 1];
        window.__TAURI_INTERNALS__.invoke('articles').then((rows) => done(rows.length), (error) => done(error));";
    assert_eq!(window.client.execute_async(script, Vec::new()).await?, json!(0));
    window.close().await
}

#[tokio::test]
async fn a_hostile_page_is_shown_as_words() -> Result {
    let place = Place::new(1280, 800)?;
    let page = place.home().join("page.html");
    fs::write(
        &page,
        "<!doctype html><title>A page</title><body><article><h1>A page</h1>\
         <p>The first paragraph of this page says that <img src=x onerror=\"window.hacked=1\"> the dam held through \
         the whole night, and that nobody was hurt when the water rose by two metres.</p>\
         <p>&lt;script&gt;window.hacked=2&lt;/script&gt; is what the second paragraph writes out, and it goes on for a \
         while so that it is clearly a part of the article and not of the furniture.</p>\
         <svg onload=\"window.hacked=3\"></svg><script>window.hacked=4</script>\
         <iframe srcdoc=\"<script>parent.hacked=5</script>\"></iframe></article></body>",
    )?;
    let window = place.open(&[page.to_str().ok_or("the path is not text")?]).await?;
    window.sees("<script>window.hacked=2</script> is what").await?;
    assert_eq!(window.ask("window.hacked ?? null").await?, Value::Null);
    assert_eq!(
        window.ask("document.querySelectorAll('.reader :is(img, svg, iframe, script)').length").await?,
        json!(0)
    );
    window.close().await
}

#[tokio::test]
async fn a_hostile_page_runs_and_loads_nothing_in_the_view_of_the_original() -> Result {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let site = format!("http://127.0.0.1:{}", listener.local_addr()?.port());
    let place = Place::new(1280, 800)?;
    let page = place.home().join("page.html");
    fs::write(
        &page,
        format!(
            "<!doctype html><html><head><title>A page</title><base href='{site}/'><link rel=preconnect href='{site}'>\
             <link rel=dns-prefetch href='{site}'><link rel=stylesheet href='{site}/a.css'>\
             <meta http-equiv=refresh content='0;url={site}/refresh'><style>@import '{site}/b.css';</style></head>\
             <body onload=\"parent.hacked=1\" background='{site}/back'><article><h1>A page</h1>\
             <p style=\"background:url({site}/style)\">The first paragraph says that <img src='{site}/img' \
             srcset='{site}/set 2x' onerror=\"parent.hacked=2\"> the dam held through the whole night, and that nobody \
             was hurt when the water rose.</p><p><a href='{site}/link' ping='{site}/ping'>The second paragraph</a> goes \
             on for a while so that it is clearly a part of the article and not of the furniture around it.</p>\
             <svg onload=\"parent.hacked=3\"><image href='{site}/svg'/></svg><script>parent.hacked=4</script>\
             <script src='{site}/script'></script><iframe src='{site}/frame'></iframe><object data='{site}/object'></object>\
             <embed src='{site}/embed'><video src='{site}/video' poster='{site}/poster' autoplay></video>\
             <form action='{site}/form'><input autofocus onfocus=\"parent.hacked=5\"></form>\
             <noscript><p title=\"</noscript><img src='{site}/mutated' onerror='parent.hacked=6'>\"></noscript>\
             <math><mtext><table><mglyph><style><img src='{site}/math' onerror='parent.hacked=7'></style></table></math>\
             </article></body></html>"
        ),
    )?;
    let window = place.open(&[page.to_str().ok_or("the path is not text")?]).await?;
    window.read().await?;
    window.keys("o").await?;
    let frame = "document.querySelector('.original iframe')";
    window
        .until(&format!("{frame}?.contentDocument?.body?.innerText.includes('The second paragraph') === true"))
        .await?;
    tokio::time::sleep(Duration::from_millis(800)).await;
    assert_eq!(window.ask("window.hacked ?? null").await?, Value::Null);
    assert_eq!(window.ask(&format!("{frame}.getAttribute('sandbox')")).await?, json!("allow-same-origin"));
    let left = "':is(img, svg, math, script, style, link, meta, base, iframe, object, embed, video, form, input), \
                [href], [src], [srcset], [style], [background], [ping], [onload], [onerror]'";
    let found = format!("[...{frame}.contentDocument.body.querySelectorAll({left})].map((one) => one.outerHTML)");
    assert_eq!(window.ask(&found).await?, json!([]));
    assert!(listener.accept().is_err(), "somebody connected");

    // The control: the frame itself lets no script run, whatever markup it is given.
    let script =
        "const done = arguments[arguments.length - 1]; const frame = document.querySelector('.original iframe');
        frame.addEventListener('load', () => setTimeout(() => done([window.hacked ?? null,
          frame.contentDocument.querySelectorAll('script, img').length]), 300), { once: true });
        frame.srcdoc = arguments[0];";
    let hostile = format!("<script>parent.hacked=8</script><img src='{site}/raw' onerror='parent.hacked=9'>");
    assert_eq!(window.client.execute_async(script, vec![json!(hostile)]).await?, json!([null, 2]));
    assert!(listener.accept().is_err(), "the frame loaded something");
    window.close().await
}
