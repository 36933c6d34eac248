// The company served over HTTPS: HSTS, and cookies that only HTTPS carries. Headers are read, not certificates.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { baked, graded } from "../headers";
import { expect, signsIn, test } from "../site";

const program = process.env["GEHOOR_PROGRAM"] ?? "";
test.skip(program === "", "only cargo xtask e2e says where the program is");

let [server, folder, url, token]: [ChildProcess | undefined, string, string, string] = [undefined, "", "", ""];

test.beforeAll(async () => {
  test.skip(!(await signsIn()), "nobody signs in here: the demo's token is the session");
  const port = await free();
  folder = mkdtempSync(join(tmpdir(), "gehoor-secure-"));
  url = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env, GEHOOR_STORE__FOLDER: folder, GEHOOR_LOG__LEVEL: "warn", GEHOOR_SERVER__ADMIN_LISTEN: "off",
    GEHOOR_SERVER__BASE_URL: "https://desk.example",
  };
  const company = ["--company", "Garage Proef", "--zone", "Europe/Amsterdam", "--country", "NL", "--company-language", "nl"];
  const told = execFileSync(program, ["setup", "--no-input", ...company, "--admin-name", "Noor Proef"], { env, encoding: "utf8" });
  token = /gehoor_pat_\w+/.exec(told)?.[0] ?? "";
  server = spawn(program, ["serve", "--listen", `127.0.0.1:${port}`], { env, stdio: "ignore" });
  await expect.poll(() => fetch(`${url}/readyz`).then((answer) => answer.status, () => 0), { timeout: 20_000 }).toBe(200);
});

test.afterAll(() => {
  server?.kill();
  if (folder !== "") rmSync(folder, { recursive: true, force: true });
});

test("every answer asks for HTTPS, and the session's cookie is bound to it", async () => {
  for (const path of ["/sign-in", "/nowhere"]) graded(headers(await fetch(url + path, { redirect: "manual" })), true);
  const { userId } = await post<{ userId: string }>("/me");
  const { address } = await post<{ address: string }>(`/users/${userId}/password-links`, {});
  const password = crypto.randomUUID();
  await form(new URL(address).pathname, { new: password });
  const entered = await form("/sign-in", { name: "Noor Proef", password });
  expect(entered.status).toBe(303);
  const cookies = entered.headers.getSetCookie();
  expect(cookies.some((line) => line.startsWith("__Host-gehoor="))).toBe(true);
  for (const line of cookies) baked(line, true);
  const cookie = cookies.map((line) => line.split(";")[0]).join("; ");
  for (const path of ["/today", "/account", "/keys"]) {
    const page = await fetch(url + path, { headers: { cookie }, redirect: "manual" });
    expect(page.status, path).toBe(200);
    graded(headers(page), true);
  }
});

function headers(answer: Response): Record<string, string> {
  return Object.fromEntries(answer.headers);
}

async function post<T>(path: string, body?: unknown): Promise<T> {
  const init: RequestInit = { headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" } };
  const answer = await fetch(`${url}/api/v1${path}`, body ? { ...init, method: "POST", body: JSON.stringify(body) } : init);
  return (await answer.json()) as T;
}

function form(path: string, fields: Record<string, string>): Promise<Response> {
  const sent = { "Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded" };
  return fetch(url + path, { method: "POST", headers: sent, body: new URLSearchParams(fields).toString(), redirect: "manual" });
}

function free(): Promise<number> {
  return new Promise((resolve) => {
    const socket = createServer().listen(0, "127.0.0.1", () => {
      const address = socket.address();
      socket.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
