// What journeys do to have deals of their own, whatever the demonstration holds today.

/** A day from today, as forms write it. */
export const day = (from) => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10);

/** Opens a deal by its form and answers with its address. */
export async function openDeal(page, title, { amount = "4000", stage = "Discovery" } = {}) {
  await page.goto(new URL("/deals/new", page.url()).href);
  await page.getByRole("combobox", { name: "Account", exact: true }).fill("Umbra Towage");
  await page.getByLabel("Title").fill(title);
  await page.getByLabel("Amount").fill(amount);
  await page.locator("[name=expected_close]").fill(day(20));
  await page.locator("[name=stage]").selectOption({ label: stage });
  await page.getByRole("button", { name: "Open the deal" }).click();
  await page.waitForURL(/\/deals\/\d+$/);
  return new URL(page.url()).pathname;
}
