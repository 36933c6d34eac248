// Goods come in: who waits for them is to be called at once.
import { api, customer, expect, me, stands, test, unique } from "../site";

test("goods in wakes who waits for them", async ({ page, as }) => {
  const [name, order] = [unique("Familie Smit"), `order ${crypto.randomUUID().slice(0, 8)}`];
  const waits = { when: { key: order, expectedBy: "2026-12-01T17:00:00+01:00" } };
  const body = { customerId: await customer(name), text: unique("Bellen als de uitlaat er is"), kind: "callBack", owner: { userId: await me() }, trigger: waits };
  const { id } = await api<{ id: string }>("/promises", body);
  expect((await stands(id)).state).toBe("waiting");
  await as("administrator");
  await page.goto("/goods-in");
  await page.getByLabel(/^Wat is er binnen/).fill(order);
  await page.getByRole("button", { name: "Is binnen", exact: true }).click();
  await expect(page.locator(`[data-row][id="${id}"]`)).toContainText(name);
  expect((await stands(id)).state).not.toBe("waiting");
});

test("what nobody waits for is remembered", async ({ page, as }) => {
  const order = `order ${crypto.randomUUID().slice(0, 8)}`;
  await as("administrator");
  await page.goto("/goods-in");
  await page.getByLabel(/^Wat is er binnen/).fill(order);
  await page.getByRole("button", { name: "Is binnen", exact: true }).click();
  await expect(page.locator(".notice")).toContainText(order);
});
