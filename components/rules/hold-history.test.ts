import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { holdHistory } from "./hold-history";

const pages = ["/issues", "/alerts", "/alerts/a?from=list", "/alerts/a", "/releases"];

/** A tab that shows one of its pages, and goes where nobody holds it back. */
class Tab extends EventTarget {
  at = 3;
  currentEntry = { index: 3 };
  history = { go: (steps: number) => this.go({ to: this.at + steps }) };
  navigation = this;

  get location() {
    return new URL(pages[this.at] ?? "", "https://jackdaw.test");
  }

  go({ to, navigationType = "traverse", cancelable = true, sameDocument = true }: Going): void {
    const url = new URL(pages[to] ?? "", this.location).href;
    const event = new Event("navigate", { cancelable });
    Object.assign(event, { navigationType, destination: { url, index: to, sameDocument } });
    if (this.dispatchEvent(event)) this.at = to;
  }
}
type Going = { to: number; navigationType?: string; cancelable?: boolean; sameDocument?: boolean };

let tab: Tab;
let leave: (() => void) | undefined;
let release: () => void;

beforeEach(() => {
  tab = new Tab();
  leave = undefined;
  vi.stubGlobal("window", tab);
  release = holdHistory((go) => (leave = go));
});
afterEach(() => void vi.unstubAllGlobals());

test.each([1, 0, 4])("nobody gets to page %s of the history unless they insist", (to) => {
  tab.go({ to });
  expect(tab.at).toBe(3);
  leave?.();
  expect(tab.at).toBe(to);
});

test.each<[string, Going]>([
  ["within the page", { to: 2 }],
  ["by a link, which is asked about where it is pressed", { to: 1, navigationType: "push" }],
  ["to another document, of which the browser asks", { to: 1, sameDocument: false }],
  ["that cannot be held", { to: 1, cancelable: false }],
])("nobody is asked about a step %s", (_, going) => {
  tab.go(going);
  expect(tab.at).toBe(going.to);
  expect(leave).toBeUndefined();
});

test("nobody is asked when all is saved, or where the browser cannot", () => {
  release();
  tab.go({ to: 1 });
  expect([tab.at, leave]).toEqual([1, undefined]);
  vi.stubGlobal("window", {});
  expect(() => holdHistory(() => {})()).not.toThrow();
});
