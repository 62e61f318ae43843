// Blocks that belong together on the page: items to a list, rows to a table.

import type { Block, BlockKind } from '$lib/bindings';

/** Blocks of one kind that follow one another; of other kinds than items and rows there is always one. */
export interface Group {
  kind: BlockKind;
  blocks: Block[];
}

const TOGETHER: BlockKind[] = ['list_item', 'table_row'];

/** Puts items and rows that follow one another together. */
export function grouped(blocks: readonly Block[]): Group[] {
  const groups: Group[] = [];
  for (const block of blocks) {
    const last = groups.at(-1);
    if (last && last.kind === block.kind && TOGETHER.includes(block.kind)) last.blocks.push(block);
    else groups.push({ kind: block.kind, blocks: [block] });
  }
  return groups;
}
