// How a page in a frame is set: by a sheet that the window hands in, since none may be loaded or written there.

const SHEET = `
  :root { color-scheme: inherit; }
  body { display: flow-root; margin: 0; font: 0.9375rem / 1.55 var(--serif); overflow-wrap: anywhere; }
  h1, h2, h3, h4, h5, h6 { line-height: 1.25; }
  table { border-collapse: collapse; }
  td, th { padding: 2px 8px; border: 1px solid; text-align: start; vertical-align: top; }
  blockquote { margin-inline: 0; padding-inline-start: 12px; border-inline-start: 3px solid; }
  a { text-decoration: underline; }
  ul, ol { padding-inline-start: 1.4em; }
`;

/** Sets the page in `frame` in the window's own letters and colours. */
export function dressed(frame: HTMLIFrameElement): void {
  const page = frame.contentDocument;
  const realm = frame.contentWindow as (Window & typeof globalThis) | null;
  if (!page || !realm) return;
  const own = getComputedStyle(frame);
  const sheet = new realm.CSSStyleSheet();
  sheet.replaceSync(SHEET);
  page.adoptedStyleSheets = [sheet];
  const root = page.documentElement.style;
  root.colorScheme = own.colorScheme;
  root.color = own.color;
  root.setProperty('--serif', own.getPropertyValue('--serif'));
}
