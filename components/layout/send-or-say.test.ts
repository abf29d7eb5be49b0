import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { hide, nowShown } from "@/components/ui/toast-store";
import { sendOrSay } from "./send-or-say";

const said = () => renderToStaticMarkup(nowShown()?.content);
const refused = (reason: unknown) => () => Promise.reject(reason);

test("what the server takes is done, and nothing is said of it", async () => {
  hide();
  expect(await sendOrSay(() => Promise.resolve())).toBe(true);
  expect(nowShown()).toBeNull();
});

test("what the server refuses is not done, and its reason is announced", async () => {
  expect(await sendOrSay(refused(new Error("The rule is gone.")))).toBe(false);
  expect(said()).toContain("The rule is gone.");
  expect(said()).toContain('role="alert"');
});

test("where nobody knows why, the act's own words are said", async () => {
  expect(await sendOrSay(refused("no error"))).toBe(false);
  expect(said()).toContain("Nothing was changed. Retry.");
  await sendOrSay(refused("no error"), "Nothing was made. Retry.");
  expect(said()).toContain("Nothing was made. Retry.");
  hide();
});
