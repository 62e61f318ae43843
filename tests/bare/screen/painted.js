// The same moment that our own window notes: the second frame after its screen is there.
requestAnimationFrame(() => requestAnimationFrame(() => window.__TAURI_INTERNALS__.invoke('painted')));
