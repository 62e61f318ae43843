// What a column of a table can say of a claim, in words.

import type { ClaimField } from '$lib/bindings';
import { m } from '$lib/paraglide/messages';

const wording: Record<ClaimField, () => string> = {
  statement: m.field_statement,
  quote: m.field_quote,
  claimant: m.field_claimant,
  said: m.field_said,
  relayed_by: m.field_relayed_by,
  title: m.field_title,
  publisher: m.field_publisher,
  published: m.field_published,
  url: m.field_url,
  language: m.field_language,
  note: m.field_note,
};

/** The fields, in the order in which they are offered. */
export const fields = () =>
  (Object.keys(wording) as ClaimField[]).map((value) => ({ value, label: wording[value]() }));
