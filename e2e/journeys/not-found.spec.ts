import { expect, test } from "@playwright/test";

const gone = [
  "/issues/NO-1",
  "/issues/NO-1/events/latest",
  "/projects/gone",
  "/projects/gone/connect",
  "/projects/gone/settings",
  "/events/00000000000000000000000000000000",
];

for (const path of gone) {
  test(`a reader who follows an old link to ${path} is told that nothing is there`, async ({ page }) => {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1, name: /is not here|Nothing is here/ })).toBeVisible();
    await expect(page.getByRole("main").getByRole("link", { name: "Back to issues" })).toBeVisible();
  });
}
