// A report that is being written: how far it is, and giving it up.

import {
  commands,
  events,
  type Format,
  type ReportRequest,
  type ReportWritten,
  type Section,
  type Step,
} from '$lib/bindings';
import { notices } from '$lib/notices.svelte';
import { m } from '$lib/paraglide/messages';
import { isProblem, sentence } from '$lib/problems';

/** What is being done, in words. */
const wording: Record<Section, () => string> = {
  gathering: m.report_gathering,
  quotations: m.report_checking_quotes,
  wording: m.report_wording,
  laying_out: m.report_laying_out,
  pages: m.report_drawing,
  parts: m.report_filling,
  saving: m.report_saving,
};

/** The sections in the order in which they come, for a bar that only grows. */
const order: readonly Section[] = [
  'gathering',
  'quotations',
  'wording',
  'laying_out',
  'parts',
  'pages',
  'saving',
];

/** How far `step` is, from 0 to 1. */
export function share({ section, done, of }: Step): number {
  const inside = of > 0 ? done / of : 0;
  return (order.indexOf(section) + inside) / order.length;
}

export class Writing {
  /** How far it is; nothing when nothing is being written. */
  now = $state.raw<Step>();
  cancelling = $state(false);

  get words(): string {
    return this.now ? wording[this.now.section]() : '';
  }

  /** Starts listening; answers how to stop. */
  listen(): () => void {
    const listening = events.reportMoved.listen(({ payload }) => (this.now = payload));
    return () => void listening.then((stop) => stop());
  }

  async write(request: ReportRequest, format: Format): Promise<ReportWritten | undefined> {
    this.cancelling = false;
    try {
      return (await commands.exportReport(request, format)) ?? undefined;
    } catch (thrown) {
      if (isProblem(thrown) && thrown.code === 'cancelled') notices.done(m.report_cancelled());
      else notices.refused(sentence(thrown));
      return undefined;
    } finally {
      this.now = undefined;
    }
  }

  cancel(): void {
    this.cancelling = true;
    void commands.cancelReport();
  }
}
