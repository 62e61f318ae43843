// The formats that a report can have, and what each is for.

import type { Format } from '$lib/bindings';
import { m } from '$lib/paraglide/messages';

export const formats: readonly { value: Format; text: string; why: string }[] = [
  { value: 'html', text: 'HTML', why: m.report_html() },
  { value: 'pdf', text: 'PDF', why: m.report_pdf() },
  { value: 'docx', text: 'DOCX', why: m.report_docx() },
  { value: 'markdown', text: 'Markdown', why: m.report_markdown() },
  { value: 'xlsx', text: 'XLSX', why: m.report_xlsx() },
  { value: 'csv', text: 'CSV', why: m.report_csv() },
  { value: 'tables', text: 'CSV, zipped', why: m.report_tables() },
  { value: 'json', text: 'JSON', why: m.report_json() },
  { value: 'claim_review', text: 'ClaimReview', why: m.report_claim_review() },
  { value: 'annotations', text: 'Annotations', why: m.report_annotations() },
  { value: 'stix', text: 'STIX', why: m.report_stix() },
];
