// The summary between the plan and the field it is written in: words, and citations as small marks among them.

import type { ClaimId, Piece } from '$lib/bindings';

/** The paragraphs that stand in `field`; a line is a paragraph. */
export function read(field: Node): Piece[][] {
  const paragraphs: Piece[][] = [[]];
  gather(field, paragraphs);
  return paragraphs.filter((pieces) => pieces.some(({ kind, value }) => kind === 'claim' || value.trim()));
}

function gather(node: Node, paragraphs: Piece[][]): void {
  for (const child of node.childNodes) {
    const claim = child instanceof HTMLElement ? child.dataset.claim : undefined;
    if (claim) paragraphs.at(-1)?.push({ kind: 'claim', value: claim });
    else if (child instanceof Text) {
      child.data.split('\n').forEach((line, n) => {
        if (n > 0) paragraphs.push([]);
        write(line, paragraphs.at(-1) as Piece[]);
      });
    } else if (child instanceof HTMLBRElement) paragraphs.push([]);
    else {
      if (child.previousSibling) paragraphs.push([]);
      gather(child, paragraphs);
    }
  }
}

function write(words: string, pieces: Piece[]): void {
  const last = pieces.at(-1);
  if (last?.kind === 'text') last.value += words;
  else if (words) pieces.push({ kind: 'text', value: words });
}

/** Draws `summary` in `field`; `cited` makes the mark of a claim. */
export function draw(field: HTMLElement, summary: Piece[][], cited: (claim: ClaimId) => Node): void {
  const drawn = summary.flatMap((pieces, n) => [
    ...(n > 0 ? ['\n'] : []),
    ...pieces.map(({ kind, value }) => (kind === 'claim' ? cited(value) : value)),
  ]);
  field.replaceChildren(...drawn);
}
