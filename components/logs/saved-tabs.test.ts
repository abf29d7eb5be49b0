import { describe, expect, test } from "vitest";
import type { SavedView } from "@/lib/views/schemas";
import { findCurrent, isChanged, listTabs, targetOf, viewOf } from "./saved-tabs";
import { addressOf } from "./view";

const saved = (id: string, address: string, isPinned = true): SavedView => ({
  id,
  name: id,
  address,
  isShared: false,
  isMine: true,
  canChange: true,
  owner: "Ada",
  isPinned,
});
// As the server writes it.
const slow = saved(
  "slow",
  "query=took%3A%3E500+%7C+stats+count%28%29+by+host&period=24h&columns=host%2Croute",
);
const other = saved("other", "query=other", false);
const at = (address: string) => viewOf({ address });
const open = (address: string) => {
  const view = at(address);
  const tabs = listTabs([slow, other], view.view);
  const current = findCurrent(tabs, view);
  return { view, tabs, current, changed: isChanged(current, view) };
};

describe("the tab that the logs stand in", () => {
  test.each([
    ["", "all", false],
    ["project=web&period=7d&columns=host", "all", false],
    ["query=boom", "all", true],
    [slow.address, "slow", false],
    [`${slow.address}&tab=chart&view=slow`, "slow", false],
    ["query=took:>500&view=slow", "slow", true],
    [`${slow.address}&view=gone`, "slow", false],
    ["query=other&view=other", "other", false],
    ["query=other", "all", true],
  ])("%s is %s, changed: %s", (address, id, changed) => {
    expect(open(address).current?.id).toBe(id);
    expect(open(address).changed).toBe(changed);
  });
});

const lead = (address: string, id: string) => {
  const { view, tabs, current } = open(address);
  const tab = tabs.find((one) => one.id === id);
  if (tab === undefined) throw new Error(`There is no tab ${id}`);
  const target = targetOf(tab, view, current);
  return [addressOf(target), target.view, target.tab];
};

describe("where a tab leads", () => {
  test("a search brings all it keeps, in the part of the page that it asks for; patterns stay", () => {
    const kept = addressOf(at(slow.address));
    expect(lead("query=boom&period=7d&tab=lines", "slow")).toEqual([kept, "slow", null]);
    expect(lead("query=boom&period=7d&tab=patterns", "slow")).toEqual([kept, "slow", "patterns"]);
  });

  test("all lines keep the scope that was chosen, but none that came with a search", () => {
    expect(lead("query=boom&project=web&period=7d", "all")).toEqual(["project=web&period=7d", null, null]);
    expect(lead(`${slow.address}&view=slow`, "all")).toEqual(["", null, null]);
  });
});
