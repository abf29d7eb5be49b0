import { type AddressInfo, connect, createServer } from "node:net";
import { expect, test } from "@playwright/test";
import { checkBarriers } from "../fixtures/check-barriers";
import { createProject } from "../fixtures/project";

const listen = async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return { server, port: (server.address() as AddressInfo).port };
};

test("an admin opens a port, tries its rules, sees it listen and take lines, and closes it", async ({
  page,
  request,
  baseURL,
}) => {
  test.slow();
  const shop = await createProject(request, baseURL ?? "", "Listening shop");
  const { server, port } = await listen();
  await page.goto("/settings/listeners");
  await expect(page.getByRole("heading", { name: "Listeners", level: 1 })).toBeAttached();
  await page.getByRole("button", { name: "New listener" }).click();
  const form = page.getByRole("form", { name: "New listener" });
  await form.getByRole("combobox", { name: "What senders speak" }).click();
  await page.getByRole("option", { name: "Syslog over TCP" }).click();
  await form.getByRole("combobox", { name: "Lines that no rule is for" }).click();
  await page.getByRole("option", { name: "Refuse them" }).click();

  await form.getByRole("textbox", { name: "Rules" }).fill("host:web-[ -> x");
  await expect(form.getByRole("button", { name: /^Line 1, column \d+$/ })).toBeVisible();
  await form.getByRole("textbox", { name: "Rules" }).fill(`host:web-* -> ${shop.slug}`);
  await form
    .getByRole("textbox", { name: "Try it" })
    .fill("<11>Nov 23 10:00:00 web-1 app: hello\n<11>1 - db a - - - m");
  await expect(form.getByText(`by line 1: host:web-* -> ${shop.slug}`)).toBeVisible();
  await expect(form.getByText("no token, no rule and no project for it")).toBeVisible();
  await form.getByLabel("Port").fill("514");
  await expect(form.getByText("Ports below 1024 are kept for the system")).toBeVisible();

  // Somebody else has it.
  await form.getByLabel("Port").fill(String(port));
  await form.getByRole("button", { name: "Open it" }).click();
  const section = page.getByRole("region", { name: `Syslog over TCP ${port}` });
  await expect(section.getByRole("alert")).toContainText(`Port ${port} is taken by another program`);
  await new Promise((resolve) => server.close(resolve));
  await expect(section.getByText("Listening", { exact: true })).toBeVisible();
  await expect(section.getByRole("alert")).toHaveCount(0);
  await expect(section.getByText("Nothing came in the last 24 hours.")).toBeVisible();

  const socket = connect(port, "127.0.0.1");
  socket.end("<11>1 - web-1 app - - - hello\n<11>1 - db app - - - nobody's\n");
  await expect(section.getByText(/^1 line in 24 hours/)).toBeVisible();
  await expect(section.getByText(/1 refused: no known token/)).toBeVisible();

  await section.getByRole("switch").click();
  await expect(section.getByText("Off", { exact: true })).toBeVisible();
  await checkBarriers(page, "/settings/listeners");
  await section.getByRole("button", { name: /^Delete/ }).click();
  await page.getByRole("button", { name: "Delete listener" }).click();
  await expect(section).toHaveCount(0);
});
