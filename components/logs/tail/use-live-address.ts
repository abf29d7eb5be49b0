import { parseAsBoolean, useQueryState } from "nuqs";

/** Whether the address says that lines are followed, and how to say it. */
export const useLiveAddress = () => useQueryState("live", parseAsBoolean.withDefault(false));
