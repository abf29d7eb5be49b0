import { describe, expect, it } from "vitest";
import type { Event } from "@/lib/protocol/event";
import { eventMarkdown } from "./event-markdown";

const issue = { shortId: "WEB-4F2", url: "https://errors.example.com/issues/WEB-4F2" };

function eventOf(parts: Partial<Event>): Event {
  return {
    event_id: "a81f3c09a81f3c09a81f3c09a81f3c09",
    type: "error",
    timestamp: "2026-11-18T14:31:48.204Z",
    received: "2026-11-18T14:31:48.300Z",
    level: "error",
    platform: "node",
    tags: [],
    ...parts,
  };
}

describe("eventMarkdown", () => {
  it("gives title, facts, in-app frames with source, and the link", () => {
    const text = eventMarkdown(
      eventOf({
        release: "web@4.18.0",
        user: { id: "88213", email: "ada@example.com" },
        exception: {
          values: [
            { type: "SchemaMismatch", value: "expected v1" },
            {
              type: "TypeError",
              value: "Cannot read 'percentOff'",
              stacktrace: {
                frames: [
                  { function: "emit", filename: "node:events", lineno: 1, in_app: false },
                  {
                    function: "applyCoupon",
                    filename: "app/coupon.ts",
                    lineno: 48,
                    colno: 22,
                    in_app: true,
                    pre_context: ["const coupon = res.data;"],
                    context_line: "const off = coupon.percentOff;",
                    post_context: [""],
                  },
                ],
              },
            },
          ],
        },
      }),
      issue,
    );
    expect(text).toBe(`# WEB-4F2: \`TypeError\`

- Time: \`2026-11-18T14:31:48.204Z\`
- Release: \`web@4.18.0\`
- User: \`id 88213\`
- Event: \`a81f3c09a81f3c09a81f3c09a81f3c09\`
- Link: <https://errors.example.com/issues/WEB-4F2>

## \`TypeError\`

\`\`\`
Cannot read 'percentOff'
\`\`\`

\`applyCoupon\` in \`app/coupon.ts:48:22\`

\`\`\`js
     47  const coupon = res.data;
>    48  const off = coupon.percentOff;
     49  
\`\`\`

## Caused by \`SchemaMismatch\`

\`\`\`
expected v1
\`\`\`
`);
  });

  it("keeps hostile text inside code", () => {
    const hostile = "``` \n# heading\n@everyone [x](javascript:alert(1)) ` `` <img src=x onerror=alert(1)>";
    const text = eventMarkdown(
      eventOf({
        release: "`x`\n- @everyone",
        logentry: { formatted: hostile },
        exception: {
          values: [
            {
              type: hostile,
              value: hostile,
              stacktrace: { frames: [{ function: hostile, context_line: hostile }] },
            },
          ],
        },
      }),
      issue,
    );
    expect(outsideCode(text)).not.toMatch(/everyone|img|heading|alert/);
  });

  it("says how many frames it leaves out", () => {
    const frames = Array.from({ length: 15 }, (_, index) => ({ function: `f${index}`, in_app: true }));
    expect(eventMarkdown(eventOf({ stacktrace: { frames } }), issue)).toContain("… and 3 more frames");
  });
});

/** A reader of CommonMark's two kinds of code: fences by line, spans by equal runs of backticks. */
function outsideCode(text: string): string {
  const rest: string[] = [];
  let fence = "";
  for (const line of text.split("\n")) {
    const ticks = /^`{3,}/.exec(line)?.[0] ?? "";
    if (fence) {
      const closing = line.trim();
      if (closing.startsWith(fence) && !closing.replaceAll("`", "")) fence = "";
    } else if (ticks && !line.slice(ticks.length).includes("`")) fence = ticks;
    else rest.push(line.replace(/(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)/g, ""));
  }
  return rest.join("\n");
}
