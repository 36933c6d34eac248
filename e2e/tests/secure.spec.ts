// The company served over HTTPS: HSTS, and cookies that only HTTPS carries. Headers are read, not certificates.
import { execFileSync } from "node:child_process";
import { Company, program } from "../company";
import { baked, graded } from "../headers";
import { expect, signsIn, test } from "../site";

test.skip(program === "", "only cargo xtask e2e says where the program is");

let company: Company | undefined;
let [url, token] = ["", ""];

test.beforeAll(async () => {
  test.skip(!(await signsIn()), "nobody signs in here: the demo's token is the session");
  company = await Company.inEmptyFolder({ GEHOOR_SERVER__BASE_URL: "https://desk.example" });
  const { env } = company;
  const answers = ["--company", "Garage Proef", "--zone", "Europe/Amsterdam", "--country", "NL", "--company-language", "nl"];
  const told = execFileSync(program, ["setup", "--no-input", ...answers, "--admin-name", "Noor Proef"], { env, encoding: "utf8" });
  [url, token] = [company.url, /gehoor_pat_\w+/.exec(told)?.[0] ?? ""];
  company.start();
  await expect.poll(() => company?.isReady(), { timeout: 20_000 }).toBe(true);
});

test.afterAll(() => company?.end());

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
