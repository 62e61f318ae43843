// Reads moments.tsv as chrono-node does: for each row the interval it gives, "from to", or "-".

import { readFileSync } from 'node:fs';
import * as chrono from 'chrono-node';

// chrono-node has no Arabic; its English rules stand in.
const readers = { en: chrono.en, uk: chrono.uk, ru: chrono.ru, zh: chrono.zh.hans, de: chrono.de, fr: chrono.fr, es: chrono.es };

const day = (date) => date.toISOString().slice(0, 10);
const last = (year, month) => new Date(Date.UTC(year, month, 0));

/** First and last day of what a part of a result is certain of. */
function span(part) {
  const [year, month, at] = [part.get('year'), part.get('month'), part.get('day')];
  if (part.isCertain('day') || part.isCertain('weekday')) return [new Date(Date.UTC(year, month - 1, at)), new Date(Date.UTC(year, month - 1, at))];
  if (part.isCertain('month')) return [new Date(Date.UTC(year, month - 1, 1)), last(year, month)];
  return [new Date(Date.UTC(year, 0, 1)), last(year, 12)];
}

for (const line of readFileSync(process.argv[2], 'utf8').trimEnd().split('\n').slice(1)) {
  const [language, published, sentence, words] = line.split('\t');
  const from = sentence.indexOf(words);
  const reader = readers[language] ?? chrono.en;
  let found = [];
  try {
    found = (reader.casual ?? reader).parse(sentence, new Date(`${published}T12:00:00Z`), { forwardDate: false });
  } catch {
    // What it cannot read it does not find.
  }
  const here = found.find(({ index, text }) => index < from + words.length && from < index + text.length);
  const told = here ? `${day(span(here.start)[0])} ${day(span(here.end ?? here.start)[1])}` : '-';
  process.stdout.write(`${told}\n`);
}
