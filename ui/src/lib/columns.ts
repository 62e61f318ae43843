// What the columns of a table say, as the analyst changes it.

/** The mapping that `columns` show. */
export function said<F extends string>(
  columns: readonly { name: string; field: F | null }[],
): { field: F; column: string }[] {
  return columns.flatMap(({ name, field }) => (field ? [{ field, column: name }] : []));
}

/** How the columns are mapped once `column` says `field`: each field is said by one column. */
export function mapped<F extends string>(
  columns: readonly { name: string; field: F | null }[],
  column: string,
  field: F | null,
): { field: F; column: string }[] {
  return said(
    columns.map(({ name, field: before }) => ({
      name,
      field: name === column ? field : before === field ? null : before,
    })),
  );
}

/** `columns` saying what `said` says, until the answer to it comes. */
export function resaid<F extends string, C extends { name: string; field: F | null }>(
  columns: readonly C[],
  said: readonly { field: F; column: string }[],
): C[] {
  return columns.map((column) => ({
    ...column,
    field: said.find(({ column: name }) => name === column.name)?.field ?? null,
  }));
}
