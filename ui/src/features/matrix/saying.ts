// What a party says in a column of the matrix, of which only the cells that hold something are told.

import type { MatrixRow, Saying } from '$lib/bindings';

/** What is said in `column`; nothing where the party has not been heard. */
export function saying({ cells }: MatrixRow, column: number): Saying | undefined {
  return cells.find((cell) => cell.column === column)?.says;
}
