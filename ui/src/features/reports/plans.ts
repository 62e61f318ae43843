import type { Plan } from '$lib/bindings';

/** All of a case file, in reading order, as the program words it. */
export const whole: Plan = {
  title: '',
  question: '',
  summary: [],
  template: 'fact_check',
  grouping: 'none',
  order: [],
  excluded: [],
  publisher: { name: '', url: '', colour: '' },
};
