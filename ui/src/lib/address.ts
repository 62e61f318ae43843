// Whose an address is, before anything is asked of it.

export interface Host {
  /** As the network knows it: letters of other scripts as their code ("xn--…"), so that none can pass for another. */
  name: string;
  /** As it was written. */
  written: string;
  /** Whether the page would come in the clear. */
  isClear: boolean;
}

/** The host of a web address; nothing where `text` is none. */
export function host(text: string): Host | undefined {
  const url = URL.parse(text.trim());
  if (!url || !/^https?:$/.test(url.protocol) || !url.hostname) return undefined;
  const written =
    /^[a-z]+:\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(text.trim())?.[1]?.toLowerCase() ?? url.hostname;
  return { name: url.hostname, written, isClear: url.protocol === 'http:' };
}

/** The addresses in `text`, a line each, each once. */
export function lines(text: string): string[] {
  const given = text.split(/[\r\n]+/).map((line) => line.trim());
  return [...new Set(given.filter((line) => line !== ''))];
}
