import { AmountPill, type AmountPillProps } from "./amount-pill";

const DAY_MINUTES = 1440;

/** A number of whole minutes in a sentence, from one to a day unless it is said otherwise. */
export function MinutesPill(props: Omit<AmountPillProps, "unit" | "isWhole">) {
  return <AmountPill least={1} most={DAY_MINUTES} {...props} unit="min" isWhole />;
}
