// What every test of the screen needs.

import { cleanup } from '@testing-library/svelte';
import { afterEach } from 'vitest';

// jsdom draws nothing, so there is nothing to scroll to.
Element.prototype.scrollIntoView = () => {};

afterEach(() => cleanup());
