import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [svelte()],
  resolve: {
    alias: { $lib: folder('src/lib'), $shared: folder('src/shared'), $features: folder('src/features') },
    // Tests mount components as a browser would, not as a server.
    ...(process.env.VITEST ? { conditions: ['browser'] } : {}),
  },
  build: {
    target: 'safari18',
    // From our own disk nothing is gained by inlining, and the content policy refuses inlined fonts.
    assetsInlineLimit: 0,
    modulePreload: false,
    // One style sheet from the start: while one of a late part is on its way WebKit lays nothing out, and its observer
    // reports rows put in meanwhile as 0 by 0, which the lists of rows then keep for the height and draw no more.
    cssCodeSplit: false,
    // Each file costs the first paint a round trip: what several parts use is one file.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] } } },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/lib/testing.ts'],
    testTimeout: 30_000,
  },
});
