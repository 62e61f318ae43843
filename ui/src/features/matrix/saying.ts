// What a party says in a column of the matrix, of which only the cells that hold something are told.

import type { MatrixCell, MatrixClaim, MatrixRow, Saying } from '$lib/bindings';

/** What is said in `column`; nothing where the party has not been heard. */
export function saying(row: MatrixRow, column: number): Saying | undefined {
  return cellIn(row, column)?.says;
}

/** The cell in `column`; nothing where the party has not been heard. */
export function cellIn({ cells }: MatrixRow, column: number): MatrixCell | undefined {
  return cells.find((cell) => cell.column === column);
}

/** Of which claim a cell of a column of several tells; nothing where the column is of one. */
export function told({ id, statement, also }: MatrixClaim, cell: MatrixCell | undefined): string | undefined {
  if (!cell || also.length === 0) return undefined;
  return cell.claim === id ? statement : also.find((one) => one.id === cell.claim)?.statement;
}
