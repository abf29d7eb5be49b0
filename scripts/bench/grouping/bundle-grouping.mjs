import { bundleSource } from "../bundle-source.mjs";

/** `groupEvent` and `normaliseEvent`. */
export const bundleGrouping = () =>
  bundleSource(`
    export { groupEvent } from "./lib/grouping/group-event";
    export { normaliseEvent } from "./lib/protocol/normalise-event";
  `);
