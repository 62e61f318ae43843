import { render } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import type { ArticleView } from '$lib/bindings';
import Reader from './Reader.svelte';

function article(id: string): ArticleView {
  const text = 'The dam has been closed since May.';
  return {
    id,
    title: 'The dam',
    byline: [],
    publisher: null,
    published: null,
    published_inferred: false,
    modified: null,
    paywalled: false,
    language: 'en',
    url: null,
    sha256: '',
    media_type: 'text/html',
    encoding: 'UTF-8',
    origin: { kind: 'pasted' },
    archive: null,
    loaded_at: '2026-11-26T06:00:00Z',
    text,
    blocks: [{ kind: 'paragraph', range: { start: 0, end: text.length }, post: null }],
    pages: [],
    left_out: [],
    left_out_characters: 0,
    marks: [],
    answers: [],
    suggestions: [],
    coverage: { decided: 0, all: 0, sentences: 0 },
    revision: null,
  };
}

test('what is recorded moves neither the text nor the selected words; another article starts at its top', async () => {
  const scrollTo = vi.fn();
  Element.prototype.scrollTo = scrollTo;
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
  const props = {
    article: article('a'),
    claim: undefined,
    suggestion: undefined,
    echoes: [],
    duplicates: [],
    reveal: undefined,
    onselect: vi.fn(),
    onopen: vi.fn(),
    onsuggestion: vi.fn(),
    ondate: vi.fn(),
    onleftout: vi.fn(),
    onduplicates: vi.fn(),
    onrevisions: vi.fn(),
    onnewest: vi.fn(),
  };
  const { rerender } = render(Reader, props);

  await rerender({ article: article('a') });
  expect(scrollTo).not.toHaveBeenCalled();
  expect(props.onselect).not.toHaveBeenCalled();

  await rerender({ article: article('b') });
  expect(scrollTo).toHaveBeenCalledWith({ top: 0 });
  expect(props.onselect).toHaveBeenCalledWith(undefined);
});
