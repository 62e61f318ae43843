// Short words to the analyst that wait for nothing: what was done, what was refused.

import { sentence } from './problems';

export interface Notice {
  id: number;
  text: string;
  tone: 'done' | 'refused';
  /** What can be done about it, at one press. */
  action?: { label: string; run: () => void };
}

/** How long a notice of something done stays; refusals stay until they are put away. */
const STAY = 6000;

let last = 0;

class Notices {
  all = $state<Notice[]>([]);

  done(text: string, action?: Notice['action']): void {
    const id = this.#add({ text, tone: 'done', action });
    setTimeout(() => this.putAway(id), STAY);
  }

  refused(text: string, action?: Notice['action']): void {
    if (!this.all.some((notice) => notice.text === text)) this.#add({ text, tone: 'refused', action });
  }

  putAway(id: number): void {
    this.all = this.all.filter((notice) => notice.id !== id);
  }

  #add(notice: Omit<Notice, 'id'>): number {
    last += 1;
    this.all = [...this.all.slice(-3), { ...notice, id: last }];
    return last;
  }
}

export const notices = new Notices();

/** What `work` answers; a refusal is told to the analyst and answered with nothing. */
export async function attempt<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (thrown) {
    notices.refused(sentence(thrown));
    return undefined;
  }
}
