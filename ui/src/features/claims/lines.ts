// The lines of a table whose rows may stand in groups, each under a line of its own.

/** The rows in order as 0, 1, 2…; the line over group n as -1 - n. `groups` says where each group starts. */
export function lines(count: number, groups: readonly number[]): number[] {
  const all: number[] = [];
  let group = 0;
  for (let row = 0; row < count; row++) {
    while (groups[group] === row) all.push(-1 - group++);
    all.push(row);
  }
  return all;
}

/** How many groups start at `row` or before. */
export function groupsUpTo(row: number, groups: readonly number[]): number {
  let [low, high] = [0, groups.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((groups[middle] as number) <= row) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The line of `row`. */
export function lineOf(row: number, groups: readonly number[]): number {
  return row + groupsUpTo(row, groups);
}
