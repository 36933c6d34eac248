// The rules of the HTTP Observatory: what its scanner takes points off for, it finds nothing of.
import { expect } from "@playwright/test";

type Headers = Record<string, string>;

/** Fails when the headers of a page would get less than the top grade. `secure`: the company is served over HTTPS. */
export function graded(headers: Headers, secure = false): void {
  const policy = directives(headers["content-security-policy"] ?? "");
  // csp: nothing by default, no inline, no eval, no whole schemes, no hosts at all.
  expect(policy["default-src"]).toEqual(["'none'"]);
  for (const [name, values] of Object.entries(policy)) {
    for (const value of values) expect(["'self'", "'none'", "data:", ""], `${name} ${value}`).toContain(value);
    expect(name.startsWith("img-src") || !values.includes("data:"), name).toBe(true);
  }
  for (const name of ["frame-ancestors", "base-uri"]) expect(policy[name], name).toEqual(["'none'"]);
  expect([["'self'"], ["'none'"]], "form-action").toContainEqual(policy["form-action"]);
  // x-frame-options is said by frame-ancestors, which wins.
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["referrer-policy"]).toBe("no-referrer");
  expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
  expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
  expect(headers["access-control-allow-origin"]).toBeUndefined();
  expect(headers["cache-control"]).toContain("no-store");
  for (const name of ["server", "x-powered-by"]) expect(headers[name], name).toBeUndefined();
  const strict = headers["strict-transport-security"];
  if (secure) expect(Number(/max-age=(\d+)/.exec(strict ?? "")?.[1] ?? 0), "HSTS of at least half a year").toBeGreaterThanOrEqual(15_768_000);
  else expect(strict).toBeUndefined();
  for (const line of (headers["set-cookie"] ?? "").split("\n").filter((each) => each !== "")) baked(line, secure);
}

/** Fails when a cookie could be read by scripts, sent along from elsewhere, or over plain HTTP. */
export function baked(line: string, secure: boolean): void {
  const [pair = "", ...flags] = line.split(";").map((part) => part.trim());
  const words = flags.map((flag) => flag.toLowerCase());
  expect(words, line).toContain("httponly");
  expect(words.some((word) => word === "samesite=lax" || word === "samesite=strict"), line).toBe(true);
  expect(words, line).toContain("path=/");
  expect(words.some((word) => word.startsWith("domain=")), line).toBe(false);
  if (!secure) return;
  expect(words, line).toContain("secure");
  expect(pair.startsWith("__Host-"), line).toBe(true);
}

function directives(policy: string): Record<string, string[]> {
  const parts = policy.split(";").map((part) => part.trim().split(/\s+/)).filter(([name]) => name);
  return Object.fromEntries(parts.map(([name, ...values]) => [name ?? "", values]));
}
