// What the desk shows of the workbench, each part kept current by its topics.

import { commands } from '$lib/bindings';
import { layout } from '$lib/layout.svelte';
import { Resource } from '$lib/resource.svelte';
import type { Desk } from './desk.svelte';

export type Resources = ReturnType<typeof resources>;

const everything = [
  'articles',
  'claims',
  'parties',
  'responses',
  'evidence',
  'assessments',
  'ratings',
  'relations',
  'investigations',
  'feeds',
] as const;

/** Made while the window is set up; `painted` says whether something is on the screen: what takes long waits for it. */
export function resources(desk: Desk, painted: () => boolean) {
  const article = new Resource(['articles', 'claims', 'assessments', 'responses'], () =>
    layout.kept.article ? commands.article(layout.kept.article) : undefined,
  );
  const later = <T>(ask: () => Promise<T>) => (painted() ? ask() : undefined);
  return {
    workspace: new Resource([...everything], () => commands.workspace()),
    recent: new Resource(['workspace'], () => later(commands.recent)),
    check: new Resource(['workspace'], () => later(commands.check)),
    articles: new Resource(['articles', 'claims', 'assessments'], () => commands.articles()),
    claims: new Resource(['claims', 'assessments', 'evidence', 'articles', 'parties'], () =>
      layout.kept.place === 'claims' || painted() ? commands.claims(desk.filters.query) : undefined,
    ),
    investigations: new Resource(['investigations', 'articles', 'claims'], () => commands.investigations()),
    model: new Resource(['workspace'], () => later(commands.modelSetting)),
    feeds: new Resource(['feeds', 'articles'], () => later(commands.feeds)),
    inbox: new Resource(['feeds', 'articles'], () => later(commands.inbox)),
    ratings: new Resource(['ratings'], () => later(commands.ratings)),
    article,
    // Asked for once the article is drawn: reading does not wait for it.
    echoes: new Resource(['claims', 'articles'], () =>
      article.value ? commands.articleEchoes(article.value.id) : undefined,
    ),
    // Comparing waits until loading is over: each new article would make it begin again.
    duplicates: new Resource(['articles'], () =>
      painted() && layout.kept.article && !desk.loading.isGoingOn
        ? commands.nearDuplicates(layout.kept.article)
        : undefined,
    ),
    claim: new Resource(
      ['claims', 'assessments', 'responses', 'evidence', 'parties', 'articles', 'relations'],
      () => (desk.claim ? commands.claim(desk.claim) : undefined),
    ),
  };
}
