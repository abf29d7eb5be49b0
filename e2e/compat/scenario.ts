import { expect } from "@playwright/test";
import type { TestProject } from "@/e2e/fixtures/project";

/** What every client is asked to report: an error that it catches, one that nobody catches, and a message. */
export const modes = ["handled", "unhandled", "message"] as const;
export type Mode = (typeof modes)[number];

export interface Expectation {
  /** Of the exception. */
  type: string;
  value: RegExp | string;
  /** Innermost in-app frame. */
  functionName: RegExp | string;
  fileName: RegExp | string;
  platform: string;
  sdk: RegExp;
  /** Whether the client says if the error was handled; the oldest ones do not. */
  saysHandled?: boolean;
  /** The level of an error that nobody caught. */
  unhandledLevel?: string;
}

/** Reads back what a client sent in `mode` and compares it with what the program did. */
export async function expectReported(project: TestProject, mode: Mode, expected: Expectation): Promise<void> {
  const { issue, event } = await project.onlyEvent();
  expect(issue.eventCount).toBe(1);
  expect(issue.userCount).toBe(1);
  expect(event.platform).toBe(expected.platform);
  expect(`${event.sdk?.name}/${event.sdk?.version}`).toMatch(expected.sdk);
  expect(event.release).toBe("shop@1.2.3");
  expect(event.environment).toBe("compat");
  expect(event.user).toMatchObject({ id: "42", email: "kim@example.com" });
  expect(event.tags).toContainEqual(["flavour", "vanilla"]);
  expect(event.breadcrumbs?.values.map(({ category, message }) => `${category}: ${message}`)).toContain(
    "cart: cart opened",
  );
  expect(event.errors ?? [], "nothing that a real client sends is dropped").toEqual([]);

  if (mode === "message") {
    expect(issue.type).toBe("Stock of 7 is low");
    expect(event.level).toBe("warning");
    return;
  }
  expect(issue.type).toBe(expected.type);
  expect(issue.message).toEqual(
    typeof expected.value === "string" ? expected.value : expect.stringMatching(expected.value),
  );
  expect(issue.function).toEqual(matching(expected.functionName));
  expect(issue.location).toEqual(matching(expected.fileName));
  expect(event.level).toBe(mode === "unhandled" ? (expected.unhandledLevel ?? "error") : "error");
  if (expected.saysHandled) expect(issue.isUnhandled).toBe(mode === "unhandled");
  const frame = event.exception?.values.at(-1)?.stacktrace?.frames.at(-1);
  expect(frame?.function).toEqual(matching(expected.functionName));
  expect(frame?.lineno).toBeGreaterThan(0);
}

function matching(pattern: RegExp | string): unknown {
  return typeof pattern === "string" ? pattern : expect.stringMatching(pattern);
}
