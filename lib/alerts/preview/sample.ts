import type { FiringFacts, IssueSketch } from "@/lib/notifications/facts";

const type = "TypeError";
const message = "Cannot read properties of undefined (reading 'total')";

/** An issue for projects that have none yet. */
export function sampleSketch(project: string, at: string): IssueSketch {
  return {
    shortId: "SAMPLE-1",
    project,
    type,
    message,
    culprit: "showCart(app/cart.ts)",
    level: "error",
    isUnhandled: true,
    environment: "production",
    release: "",
    events: 12,
    users: 4,
    firstSeen: at,
    assignee: "",
    code: null,
  };
}

/** A sample for searches that find nothing yet. */
export function sampleLines(dataset: "events" | "logs", at: string): FiringFacts["samples"] {
  return [
    {
      at,
      level: "error",
      text: dataset === "logs" ? "POST /checkout 500 in 84 ms" : `${type}: ${message}`,
      path: dataset === "logs" ? "/logs" : "/issues",
    },
  ];
}
