// The report's page inside its frame. The frame runs no scripts and goes nowhere; the window's content policy refuses a
// page's own style, so the frame is given it as a style sheet of ours.

/** A document without a doctype sets tables apart from the text around them. */
const PLAIN_TABLES = 'table { font: inherit; color: inherit; }';

/** Shows `page` in `frame`, where it was scrolled to. */
export function show(frame: HTMLIFrameElement, page: string): void {
  const view = frame.contentWindow as (Window & typeof globalThis) | null;
  const inside = frame.contentDocument;
  if (!view || !inside) return;
  const fresh = new DOMParser().parseFromString(page, 'text/html');
  const sheet = new view.CSSStyleSheet();
  const styles = [...fresh.querySelectorAll('style')];
  sheet.replaceSync([PLAIN_TABLES, ...styles.map((style) => style.textContent)].join('\n'));
  for (const style of styles) style.remove();
  // A frame holds on to the first policy that it was given, which lets no logo in; it has the window's besides.
  for (const policy of fresh.querySelectorAll('meta[http-equiv]')) policy.remove();
  // A link would lead the frame away from the page.
  for (const link of fresh.querySelectorAll('a')) link.removeAttribute('href');
  const top = view.scrollY;
  inside.replaceChild(inside.adoptNode(fresh.documentElement), inside.documentElement);
  inside.adoptedStyleSheets = [sheet];
  view.scrollTo(0, top);
}

/** Brings the claim with this number into view. */
export function reveal(frame: HTMLIFrameElement, number: number): void {
  frame.contentDocument?.getElementById(`claim-${number}`)?.scrollIntoView({ block: 'start' });
}
