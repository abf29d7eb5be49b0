import { parseAsString, parseAsStringLiteral } from "nuqs";
import { logPeriods } from "./queries";
import { deliveryStateWords } from "./words";

/** What the address of the log holds. */
export const logShape = {
  project: parseAsString.withDefault(""),
  rule: parseAsString.withDefault(""),
  channel: parseAsString.withDefault(""),
  state: parseAsStringLiteral(["", ...deliveryStateWords]).withDefault(""),
  period: parseAsStringLiteral(logPeriods).withDefault(""),
  /** The delivery whose details are shown. */
  open: parseAsString.withDefault(""),
};
