import { type Browser, expect, type Page, test } from "@playwright/test";
import { checkBarriers } from "../fixtures/check-barriers";
import { openMailbox } from "../fixtures/mailbox";
import { createProject } from "../fixtures/project";
import { makeError, sendEvent } from "../fixtures/send-events";

/** A browser of somebody who was never here. */
async function openElsewhere(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const context = await browser.newContext({ baseURL, storageState: { cookies: [], origins: [] } });
  return context.newPage();
}

async function newTeam(page: Page, name: string): Promise<void> {
  await page.goto("/settings/teams");
  await page.getByRole("button", { name: "New team" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name })).toBeVisible();
}

async function giveProject(page: Page, slug: string, team: string): Promise<void> {
  await page.goto(`/projects/${slug}/settings`);
  await page.getByRole("checkbox", { name: new RegExp(`^${team}`) }).check();
  await expect(page.getByText("Its teams, owners and admins see this project now")).toBeVisible();
}

/** Invites through the form and gives the link that is shown once, and mailed as well. */
async function invite(page: Page, email: string, role: string, team?: string): Promise<string> {
  await page.goto("/settings/members");
  await page.getByRole("button", { name: "Invite" }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("E-mail").fill(email);
  await form.getByRole("radio", { name: role }).click();
  if (team) await form.getByRole("checkbox", { name: team }).check();
  await form.getByRole("button", { name: "Make link" }).click();
  const shown = page.getByRole("dialog", { name: "Send this link" });
  await expect(shown.getByText("It was mailed as well.")).toBeVisible();
  const link = await shown.getByLabel("Link").inputValue();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText(email)).toBeVisible();
  const mail = await openMailbox(email).mail(/invites you to .+ on Jackdaw$/);
  expect(mail.link(`${new URL(link).origin}/invite/`)).toBe(link);
  return link;
}

test("somebody who is invited sees what the team sees, looks only, and is out at once when removed", async ({
  page,
  request,
  browser,
  baseURL,
}) => {
  test.slow();
  const shop = await createProject(request, baseURL ?? "", "Invited shop");
  const vault = await createProject(request, baseURL ?? "", "Hidden vault");
  await sendEvent(request, shop.dsn, makeError("ShopError", "the till is stuck", "ringUp"));
  await sendEvent(request, vault.dsn, makeError("VaultError", "the door is open", "lockUp"));
  const [shopIssue] = await shop.issues(1);
  const [vaultIssue] = await vault.issues(1);
  await newTeam(page, "Tills");
  await newTeam(page, "Vaults");
  await giveProject(page, shop.slug, "Tills");
  await giveProject(page, vault.slug, "Vaults");
  const link = await invite(page, "vera@example.com", "Viewer", "Tills");

  const vera = await openElsewhere(browser, baseURL);
  await vera.goto(link);
  await expect(vera.getByLabel("E-mail")).toHaveValue("vera@example.com");
  await vera.getByLabel("Name").fill("Vera Viewer");
  await vera.getByLabel("Password").fill("a password of her own");
  await vera.getByRole("button", { name: "Create account" }).click();
  await vera.waitForURL(/\/issues/);
  await vera.goto(`/issues?project=${shop.slug}`);
  await expect(vera.getByText("the till is stuck").first()).toBeVisible();
  await expect(vera.getByRole("navigation", { name: "Projects" })).not.toContainText("Hidden vault");
  await vera.goto(`/issues/${vaultIssue?.shortId}`);
  await expect(vera.getByText("the door is open")).toHaveCount(0);
  expect((await vera.request.get(`/api/v1/issues/${vaultIssue?.shortId}`)).status()).toBe(404);
  expect((await vera.request.get(`/api/v1/projects/${vault.slug}`)).status()).toBe(404);

  await vera.goto(`/issues/${shopIssue?.shortId}`);
  await expect(vera.getByText("the till is stuck").first()).toBeVisible();
  await expect(vera.getByRole("button", { name: /^Resolve/ })).toHaveCount(0);
  const resolve = { change: { kind: "resolve", in: { type: "now" } }, shortIds: [shopIssue?.shortId] };
  const headers = { origin: new URL(baseURL ?? "").origin };
  const refused = await vera.request.post("/api/v1/issues/change", { headers, data: resolve });
  expect(refused.status()).toBe(403);

  const again = await openElsewhere(browser, baseURL);
  await again.goto(link);
  await expect(again.getByText("This invitation is not valid any more. Ask for a new one.")).toBeVisible();

  await page.goto("/settings/members");
  await page.getByRole("combobox", { name: "Role of Vera Viewer" }).click();
  await page.getByRole("option", { name: "Member" }).click();
  await expect(page.getByText("Vera Viewer is Member now")).toBeVisible();
  expect((await vera.request.post("/api/v1/issues/change", { headers, data: resolve })).status()).toBe(200);

  await page.getByRole("button", { name: "Remove Vera Viewer" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText("Vera Viewer was removed")).toBeVisible();
  await vera.goto("/issues");
  await expect(vera.getByRole("button", { name: "Sign in" })).toBeVisible();
  await vera.getByLabel("E-mail").fill("vera@example.com");
  await vera.getByLabel("Password").fill("a password of her own");
  await vera.getByRole("button", { name: "Sign in" }).click();
  await expect(vera.getByText(/^That e-mail and password do not match/)).toBeVisible();
});

test("an invitation that was revoked or renewed opens nothing", async ({ page, browser, baseURL }) => {
  const first = await invite(page, "rhea@example.com", "Member");
  await page.getByRole("button", { name: "New link for rhea@example.com" }).click();
  const second = await page.getByRole("dialog", { name: "Send this link" }).getByLabel("Link").inputValue();
  await page.getByRole("button", { name: "Done" }).click();
  const rhea = await openElsewhere(browser, baseURL);
  await rhea.goto(first);
  await expect(rhea.getByText("This invitation is not valid any more.")).toBeVisible();
  await rhea.goto(second);
  await expect(rhea.getByLabel("E-mail")).toHaveValue("rhea@example.com");
  await page.getByRole("button", { name: "Revoke the invitation of rhea@example.com" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText("rhea@example.com")).toHaveCount(0);
  await rhea.reload();
  await expect(rhea.getByText("This invitation is not valid any more.")).toBeVisible();
});

test("members, teams and the page behind a link are free of barriers", async ({ page, browser, baseURL }) => {
  test.slow();
  await newTeam(page, "Barriers");
  const link = await invite(page, "bea@example.com", "Member", "Barriers");
  await checkBarriers(page, "/settings/members");
  await checkBarriers(page, "/settings/teams");
  const bea = await openElsewhere(browser, baseURL);
  await checkBarriers(bea, new URL(link).pathname);
  await checkBarriers(bea, "/invite/unknown");
});
