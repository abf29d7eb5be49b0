import type { Backtest, BacktestInput } from "@/lib/alerts/schemas";
import { formatExact } from "@/lib/format/format-count";

/** "3 times", "never". */
export function timesText(count: number): string {
  return count === 0 ? "never" : count === 1 ? "once" : `${formatExact(count)} times`;
}

const plain = (text: string) => ({ text, isStrong: false });
const strong = (text: string) => ({ text, isStrong: true });

/** What a rule would have done, in the words that stand above the chart: `strong` parts between plain ones. */
export function verdictOf({ past, question }: { past: Backtest; question: BacktestInput }): {
  text: string;
  isStrong: boolean;
}[] {
  const { firings, messages } = past;
  const told = `${formatExact(messages)} ${messages === 1 ? "message" : "messages"}`;
  if (firings.length === 0) return [plain("It would "), strong("never"), plain(" have fired.")];
  if (question.condition.kind === "issue")
    return [
      plain("It would have told "),
      strong(`${formatExact(firings.length)} ${firings.length === 1 ? "moment" : "moments"}`),
      plain(" of issues in "),
      strong(told),
      plain("."),
    ];
  return [
    plain("It would have fired "),
    strong(timesText(firings.length)),
    plain(" and sent "),
    strong(told),
    plain("."),
  ];
}

/** "The past week with this rule". */
export function headingOf(days: number): string {
  return `The past ${days === 1 ? "day" : days === 7 ? "week" : `${days} days`} with this rule`;
}
