// Hostile texts: a fixed sample of the shared attack data, and our own canaries in the places where texts usually break out.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(process.env["GEHOOR_SHARED"] ?? join(import.meta.dirname, "../../shared"), "data/attack");

/** Texts that would call `canary` if any of them ran. */
export const CANARIES = [
  `"><script>canary("script")</script>`,
  `'"><img src=x onerror=canary("img")>`,
  `</textarea></title></style></template><svg onload=canary("svg")>`,
  `" autofocus onfocus=canary("focus") x="`,
  `javascript:canary("address")`,
  `{{constructor.constructor('canary("template")')()}}`,
  `<iframe srcdoc="<script>parent.canary('frame')</script>"></iframe>`,
  `<meta http-equiv="refresh" content="0;url=https://evil.example/"><base href="https://evil.example/">`,
];

/** A fixed sample of the shared data, each as one line of at most 300 characters; nothing when it is not there. */
export function sampled(): string[] {
  if (!existsSync(join(folder, "blns.json"))) return [];
  const read = (name: string): string => readFileSync(join(folder, name), "utf8");
  const purify = (JSON.parse(read("dompurify-expect.json")) as { payload: string }[]).map((one) => one.payload);
  const naughty = JSON.parse(read("blns.json")) as string[];
  const cells = read("csv-injection.txt").split("\n");
  const every = (list: string[], step: number): string[] => list.filter((text, at) => at % step === 0 && text.trim() !== "");
  return [...every(purify, 11), ...every(naughty, 29), ...every(cells, 3)].map((text) => text.replaceAll(/[\0\r\n]+/g, " ").slice(0, 300));
}
