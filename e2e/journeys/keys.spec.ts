import { expect, test } from "@playwright/test";
import { createProject } from "../fixtures/project";

test("a rotated key keeps working beside the new one; a disabled one is refused", async ({
  page,
  request,
  baseURL,
}) => {
  const project = await createProject(request, baseURL ?? "", "Keys");
  const answer = async (dsn: string) => {
    const { username, pathname, origin } = new URL(dsn);
    return (
      await request.post(`${origin}/api${pathname}/store/?sentry_key=${username}`, {
        data: { message: "hello" },
      })
    ).status();
  };
  await page.goto(`/projects/${project.slug}/connect`);
  await page
    .getByRole("button", { name: /Rotate/ })
    .first()
    .click();
  await page
    .getByRole("alertdialog")
    .or(page.getByRole("dialog"))
    .getByRole("button", { name: /Rotate/ })
    .click();
  await expect(page.getByText(/^Ends /)).toBeVisible();
  expect(await answer(project.dsn)).toBe(200);
  await expect
    .poll(async () => (await page.locator(".dsn code").textContent())?.trim())
    .not.toBe(project.dsn);
  const rotated = (await page.locator(".dsn code").textContent())?.trim() ?? "";
  await expect.poll(() => answer(rotated)).toBe(200);

  const { keys } = (await (await request.get(`/api/v1/projects/${project.slug}/keys`)).json()) as {
    keys: { id: string; dsn: string }[];
  };
  const key = keys.find(({ dsn }) => dsn === rotated);
  const headers = { origin: baseURL ?? "", "sec-fetch-site": "same-origin" };
  await request.patch(`/api/v1/projects/${project.slug}/keys/${key?.id}`, {
    headers,
    data: { isActive: false },
  });
  await expect.poll(() => answer(rotated)).toBe(403);
});
