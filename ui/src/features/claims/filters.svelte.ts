// Which claims the list shows. Kept while the window is open; each filter that is set shows as a chip.

import type { ArticleId, ClaimQuery, InvestigationId, PartyId, Status, WorkState } from '$lib/bindings';

export class Filters {
  status = $state<Status>();
  claimant = $state<{ id: PartyId; name: string }>();
  article = $state<{ id: ArticleId; title: string }>();
  investigation = $state<{ id: InvestigationId; name: string }>();
  work = $state<WorkState>();
  from = $state('');
  to = $state('');
  text = $state('');

  /** The filters as the workbench takes them; a date that is not whole yet does not count. */
  get query(): ClaimQuery {
    return {
      status: this.status ?? null,
      claimant: this.claimant?.id ?? null,
      article: this.article?.id ?? null,
      investigation: this.investigation?.id ?? null,
      work: this.work ?? null,
      from: whole(this.from),
      to: whole(this.to),
      text: this.text.trim() || null,
    };
  }

  /** Whether anything is filtered out. */
  get set(): boolean {
    return Object.values(this.query).some((value) => value !== null);
  }

  clear(): void {
    this.status = this.claimant = this.article = this.investigation = this.work = undefined;
    this.from = this.to = this.text = '';
  }
}

function whole(date: string): string | null {
  return /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date)) ? date : null;
}
