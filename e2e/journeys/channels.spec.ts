import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "@playwright/test";
import { checkBarriers } from "../fixtures/check-barriers";
import { openMailbox } from "../fixtures/mailbox";
import { owner } from "../fixtures/owner";
import { createProject } from "../fixtures/project";

/** A receiver of webhooks that can be told what to answer. */
async function openReceiver() {
  const seen: { headers: IncomingHttpHeaders; body: string }[] = [];
  const answer = { status: 200, body: "thanks" };
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString("utf8")));
    request.on("end", () => {
      seen.push({ headers: request.headers, body });
      response.writeHead(answer.status).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/hooks/jackdaw`, seen, answer, close: () => server.close() };
}

test("an admin adds a webhook, tests it, sees what it answers, and sends again what failed", async ({
  page,
  request,
  baseURL,
}) => {
  test.slow();
  await createProject(request, baseURL ?? "", "Telling shop");
  const receiver = await openReceiver();
  const name = "Receiver <b>one</b>";

  await page.goto("/settings/channels");
  await page.getByRole("button", { name: "New channel" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail").fill("https://hooks.slack.com/services/T0/B0/x");
  await expect(dialog.getByText("What was pasted belongs to Slack.")).toBeVisible();
  await dialog.getByRole("combobox", { name: "Kind" }).click();
  await page.getByRole("option", { name: "Webhook" }).click();
  await dialog.getByLabel("URL").fill("http://10.1.2.3/hook");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Add channel" }).click();
  await expect(dialog.getByRole("alert")).toContainText("JACKDAW_PRIVATE_HOSTS");
  await dialog.getByLabel("URL").fill(receiver.url);
  await dialog.getByRole("button", { name: "Add channel" }).click();
  const key = await dialog.getByLabel("Signing key").inputValue();
  await dialog.getByRole("button", { name: "Done" }).click();

  const channel = page.getByRole("region", { name });
  await expect(channel.getByText("Nothing was sent here yet.")).toBeVisible();
  await channel.getByRole("button", { name: `Test ${name}` }).click();
  await expect(channel.getByRole("status")).toContainText(/Test arrived.*200 thanks/);
  const [first] = receiver.seen;
  const [, t, v1] = /^t=(\d+),v1=(\w+)$/.exec(String(first?.headers["x-jackdaw-signature"])) ?? [];
  expect(createHmac("sha256", key).update(`${t}.${first?.body}`).digest("hex")).toBe(v1);

  // It breaks, and says so in its own words.
  Object.assign(receiver.answer, { status: 500, body: "<b>not now</b>" });
  await channel.getByRole("button", { name: `Test ${name}` }).click();
  await expect(channel.getByRole("status")).toContainText("500 <b>not now</b>; it is tried again");
  await channel.getByRole("link", { name: "Details" }).click();
  const delivery = page.getByRole("region", { name: "Delivery" });
  await expect(delivery.getByText("To be tried again")).toBeVisible();
  Object.assign(receiver.answer, { status: 200, body: "thanks again" });
  await expect(delivery.getByText("Sent", { exact: true }).first()).toBeVisible({ timeout: 40_000 });
  await expect(delivery.getByRole("listitem").filter({ hasText: "500 <b>not now</b>" })).toBeVisible();
  await expect(delivery.getByRole("group", { name: "As text" })).toContainText("sent this to try it");

  const id = new URL(page.url()).searchParams.get("open") ?? "";
  await delivery.getByRole("button", { name: "Send again" }).click();
  await expect(page).not.toHaveURL(new RegExp(id));
  await expect(delivery.getByText("1 try", { exact: true })).toBeVisible();
  await expect(delivery.getByText("200 thanks again")).toBeVisible();
  const told = receiver.seen.map(({ headers }) => headers["x-jackdaw-delivery"]);
  expect(told.slice(-3)).toEqual([id, id, new URL(page.url()).searchParams.get("open")]);

  await page.getByRole("combobox", { name: "State" }).click();
  await page.getByRole("option", { name: "Failed" }).click();
  await page.getByRole("combobox", { name: "Channel" }).click();
  await page.getByRole("option", { name }).click();
  await expect(page.getByRole("heading", { name: "No delivery matches" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("combobox", { name: "State" })).toHaveText("Failed");
  await page.getByRole("button", { name: "Show all deliveries" }).click();
  await expect(page.getByRole("button", { name: /^Test message from Jackdaw/ }).first()).toBeVisible();
  await checkBarriers(page, `/alerts/deliveries?open=${id}`);

  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto("/settings/channels");
  await channel.getByRole("button", { name: `More for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(channel).toHaveCount(0);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(channel.getByText("thanks again")).toBeVisible();
  receiver.close();
});

test("people choose what they are told, and confirm that mails arrive", async ({
  page,
  request,
  baseURL,
}) => {
  test.slow();
  await createProject(request, baseURL ?? "", "Quiet shop");
  await page.goto("/account/notifications");
  const summary = page.getByRole("switch", { name: "Weekly summary" });
  const saved = page.waitForResponse((response) => response.request().method() === "PUT");
  await summary.click();
  expect((await saved).ok()).toBe(true);
  await page.getByRole("combobox", { name: "Add a project" }).click();
  await page.getByRole("option", { name: "Quiet shop" }).click();
  await page.getByRole("combobox", { name: "Mentions of Quiet shop" }).click();
  const savedToo = page.waitForResponse((response) => response.request().method() === "PUT");
  await page.getByRole("option", { name: "No", exact: true }).click();
  expect((await savedToo).ok()).toBe(true);
  await page.reload();
  await expect(summary).toHaveAttribute("aria-checked", "false");
  await expect(page.getByRole("combobox", { name: "Mentions of Quiet shop" })).toHaveText("No");

  await page.getByRole("button", { name: "Send me a test mail" }).click();
  await expect(page.getByText("The mail server took it.")).toBeVisible();
  const mail = await openMailbox(owner.email).mail("Test message from Jackdaw");
  await page.goto(mail.link(`${baseURL}/account/notifications?confirm=`));
  await expect(page.getByText("Thank you. The address is confirmed.")).toBeVisible();
  await expect(page).toHaveURL(/notifications$/);
  await checkBarriers(page, "/account/notifications");

  // Others of the suite tell the owner, too.
  await summary.click();
  await page.getByRole("button", { name: "As everywhere: Quiet shop" }).click();
  await expect(summary).toHaveAttribute("aria-checked", "true");
});

test("the pages of channels and of what ends mails are free of barriers", async ({ page }) => {
  await checkBarriers(page, "/settings/channels");
  await checkBarriers(page, "/unsubscribe?token=x");
  await expect(page.getByRole("link", { name: "Your notification settings" })).toBeVisible();
});
