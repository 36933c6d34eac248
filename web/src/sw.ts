// The service worker: keeps styles and scripts, so that pages open at once.
export {};
