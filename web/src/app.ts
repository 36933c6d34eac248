// Our own scripts: each page works without them; they add speed, keys and patience with bad networks.
export {};
