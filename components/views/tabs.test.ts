import { describe, expect, test } from "vitest";
import { loadView } from "@/components/issues/view";
import type { SavedView } from "@/lib/views/schemas";
import { addressOf, builtInTabs, findCurrent, isChanged, listTabs, targetOf } from "./tabs";

const saved = (id: string, address: string, more: Partial<SavedView> = {}): SavedView => ({
  id,
  name: id,
  address,
  isShared: false,
  isMine: true,
  canChange: true,
  owner: "Ada",
  isPinned: true,
  ...more,
});
const checkout = saved("checkout", "query=checkout+level%3Afatal&status=all&env=production&sort=events");
const other = saved("other", "query=other", { isPinned: false });
const tabs = listTabs([checkout, other], null);
const at = (address: string) => loadView(new URLSearchParams(address));
const current = (address: string, namesStatus = false) =>
  findCurrent(listTabs([checkout, other], at(address).view), at(address), namesStatus);

describe("the tab that a list stands in", () => {
  test.each([
    ["", "unresolved", false],
    ["status=resolved", "resolved", false],
    ["status=archived&trend=14d", "archived", false],
    ["status=all", "all", false],
    ["query=boom", "unresolved", true],
    ["env=production", "unresolved", false],
    ["project=web&period=1h&sort=events", "unresolved", false],
    ["query=boom&project=web", "unresolved", true],
    ["query=assigned:me", "mine", false],
    ["query=assigned:me&project=web", "mine", false],
    [checkout.address, "checkout", false],
    ["query=boom&view=checkout", "checkout", true],
    ["query=other&view=other", "other", false],
    ["query=other", "unresolved", true],
    ["view=gone", "unresolved", false],
  ])("%s is %s, changed: %s", (address, id, changed) => {
    expect(current(address)?.id).toBe(id);
    expect(isChanged(current(address), at(address), false)).toBe(changed);
  });

  test.each([
    ["query=is:for_review", "for-review"],
    ["query=is:for_review&status=resolved", "for-review"],
    ["query=is:resolved", undefined],
    ["query=is:resolved&status=resolved", undefined],
    ["query=is:resolved&view=checkout", "checkout"],
  ])("%s, whose query says the status, is %s", (address, id) => {
    expect(current(address, true)?.id).toBe(id);
  });

  test("is one of one's own, or one that is open", () => {
    expect(tabs.map(({ id }) => id)).toEqual([...builtInTabs.map(({ id }) => id), "checkout"]);
    expect(listTabs([checkout, other], "other").at(-1)?.id).toBe("other");
  });
});

describe("where a tab leads", () => {
  const lead = (address: string, id: string) => {
    const view = at(address);
    const tab = listTabs([checkout, other], null).find((one) => one.id === id);
    if (tab === undefined) throw new Error(`There is no tab ${id}`);
    const target = targetOf(tab, view, current(address));
    return `${addressOf(target)} ${target.view ?? "-"} ${target.trend}`;
  };

  test.each([
    // The question that somebody typed goes along, and so does the scope.
    ["query=boom&env=production&trend=14d", "resolved", "query=boom&status=resolved&env=production - 14d"],
    ["query=boom&env=production", "for-review", "query=is%3Afor_review&status=all&env=production - 24h"],
    // What came with a tab goes with it.
    ["query=assigned:me&project=web", "all", "status=all&project=web - 24h"],
    ["query=assigned:me+boom", "all", "query=assigned%3Ame+boom&status=all - 24h"],
    [`${checkout.address}&view=checkout&trend=14d`, "unresolved", " - 14d"],
    ["query=boom&period=1h&trend=14d", "checkout", `${checkout.address} checkout 14d`],
  ])("%s → %s: %s", (address, id, expected) => expect(lead(address, id)).toBe(expected));
});
