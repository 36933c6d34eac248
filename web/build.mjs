// Builds styles, scripts, fonts and icons into dist/, with hashed names and Brotli copies; the program embeds the result.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { Resvg } from "@resvg/resvg-js";
import { build } from "esbuild";
import { icons } from "./icons.mjs";

const here = import.meta.dirname;
const dist = join(here, "dist");
const font = "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2";
const packed = new Set([".css", ".js", ".svg", ".json"]);
const names = {};

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });

put("text.woff2", readFileSync(join(here, "node_modules", font)));
await bundle("styles/app.css", "app.css");
await bundle("src/app.ts", "app.js");
await bundle("src/sw.ts", "sw.js");
put("icons.svg", Buffer.from(sprite()));
const mark = readFileSync(join(here, "icon.svg"), "utf8");
put("icon.svg", Buffer.from(mark));
for (const size of [192, 512]) {
  put(`icon-${size}.png`, new Resvg(mark, { fitTo: { mode: "width", value: size } }).render().asPng());
}
writeFileSync(join(dist, "names.json"), JSON.stringify(names, null, 1));

async function bundle(entry, name) {
  const result = await build({
    entryPoints: [join(here, entry)],
    bundle: true,
    minify: true,
    write: false,
    format: name.endsWith(".js") ? "esm" : undefined,
    target: ["es2022", "chrome111", "firefox115", "safari16.4"],
    external: ["/assets/*"],
    define: { FONT: JSON.stringify(`/assets/${names["text.woff2"]}`) },
    plugins: [fontAddress()],
    legalComments: "none",
  });
  put(name, Buffer.from(result.outputFiles[0].contents));
}

// The stylesheet names the font by its plain name; here it gets the hashed one.
function fontAddress() {
  return {
    name: "font-address",
    setup(plugin) {
      plugin.onResolve({ filter: /^font:/ }, () => ({ path: `/assets/${names["text.woff2"]}`, external: true }));
    },
  };
}

function put(name, bytes) {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const ending = extname(name);
  const hashed = `${basename(name, ending)}-${hash}${ending}`;
  names[name] = hashed;
  writeFileSync(join(dist, hashed), bytes);
  if (!packed.has(ending)) return;
  const small = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  if (small.length < bytes.length) writeFileSync(join(dist, `${hashed}.br`), small);
}

// One hidden picture with every icon as a symbol, to be used by `<use href="#i-name">`.
function sprite() {
  const symbols = Object.entries(icons).map(([name, source]) => {
    const text = readFileSync(join(here, "node_modules/lucide-static/icons", `${source}.svg`), "utf8");
    const inner = text.slice(text.indexOf(">", text.indexOf("<svg")) + 1, text.lastIndexOf("</svg>"));
    return `<symbol id="i-${name}" viewBox="0 0 24 24">${inner.replace(/\s+/g, " ").replaceAll(" />", "/>").trim()}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" class="sprite" aria-hidden="true" width="0" height="0">${symbols.join("")}</svg>`;
}
