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
  // Words laid out before their fonts are there are laid out twice, and the system is searched for others meanwhile:
  // that took longer than all the rest of the way to the first paint.
  const fonts = ['Inter Variable', 'Noto Serif Variable'].map((name) => document.fonts.load(`1em "${name}"`));
  // The workspace may change while the screen is made: it listens first.
  await Promise.all([listen(), layout.recall(), Promise.allSettled(fonts)]);
  mount(Window, { target });
  layout.remember();
}
