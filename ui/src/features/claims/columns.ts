// The columns of the table of claims, and what its rows can be grouped by.

import type { ClaimColumn, ClaimRow } from '$lib/bindings';
import { when } from '$lib/dates';
import { m } from '$lib/paraglide/messages';
import { wording } from '$lib/statuses';
import { workWording } from '$lib/work';

export const COLUMNS: { id: ClaimColumn; label: string; isFigure?: boolean }[] = [
  { id: 'status', label: m.column_status() },
  { id: 'statement', label: m.column_statement() },
  { id: 'claimant', label: m.field_claimant() },
  { id: 'dated', label: m.column_dated() },
  { id: 'article', label: m.column_article() },
  { id: 'articles', label: m.column_articles(), isFigure: true },
  { id: 'evidence', label: m.column_evidence(), isFigure: true },
  { id: 'work', label: m.column_work() },
];

export const GROUPS: { id: ClaimColumn; label: string }[] = [
  { id: 'status', label: m.column_status() },
  { id: 'claimant', label: m.field_claimant() },
  { id: 'article', label: m.column_article() },
  { id: 'dated', label: m.column_dated() },
  { id: 'work', label: m.column_work() },
];

/** What the rows of a group have in common, told by one of them. */
export function groupName(column: ClaimColumn, row: ClaimRow): string {
  switch (column) {
    case 'status':
      // What is kept back stands, and is counted, with what is pending.
      return wording[row.status === 'in_review' ? 'pending' : row.status];
    case 'claimant':
      return row.claimant ?? m.claims_unattributed();
    case 'article':
      return row.article_title ?? '';
    case 'dated':
      return row.dated ? when(row.dated) : m.group_undated();
    case 'work':
      return workWording[row.work];
    default:
      return '';
  }
}
