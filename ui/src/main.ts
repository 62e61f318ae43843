// Starts the screen.

import '@fontsource-variable/inter';
import '@fontsource-variable/noto-serif';
import './shared/base.css';
import { mount } from 'svelte';
import { layout } from '$lib/layout.svelte';
import { listen } from '$lib/topics.svelte';
import Window from './views/Window.svelte';

const target = document.getElementById('desk');
if (target) {
  // The workspace may change while the screen is made: it listens first.
  await Promise.all([listen(), layout.recall()]);
  mount(Window, { target });
  layout.remember();
}
