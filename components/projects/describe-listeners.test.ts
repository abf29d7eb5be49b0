import { expect, test } from "vitest";
import type { ListenerRow } from "@/lib/logs/listeners/schemas";
import { describeListeners } from "./describe-listeners";

const listener = (state: ListenerRow["state"], port: number) => ({
  kind: "syslog_tcp" as const,
  port,
  state,
});

test("what is on is said first; where nothing is, why", () => {
  expect(describeListeners([])).toBe("None is on yet.");
  expect(describeListeners([listener("off", 514)])).toBe("Switched off: Syslog over TCP, port 514.");
  expect(describeListeners([listener("off", 514), listener("trouble", 515)])).toBe(
    "Not open, though it is switched on: Syslog over TCP, port 515.",
  );
  expect(describeListeners([listener("trouble", 514), listener("opening", 515)])).toBe(
    "Being opened: Syslog over TCP, port 515.",
  );
  expect(
    describeListeners([listener("off", 514), listener("listening", 515), listener("listening", 516)]),
  ).toBe("On: Syslog over TCP, port 515; Syslog over TCP, port 516.");
});
