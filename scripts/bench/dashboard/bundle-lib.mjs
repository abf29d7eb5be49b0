import { bundleSource } from "../bundle-source.mjs";

/** What the seed is made with. */
export const bundleLib = () =>
  bundleSource(`
    export { makePartition } from "./lib/db/make-partition";
    export { partitioned } from "./lib/db/partition";
    export { closePool, openPool, usePool } from "./lib/db/pool";
    export { UNKNOWN_PROJECT } from "./lib/grouping/build-settings";
    export { prepareEvent } from "./lib/ingest/prepare-event";
    export { formatShortId } from "./lib/issues/short-id";
    export { versionKey } from "./lib/releases/version-key";
    export { findDrift } from "./lib/retention/find-drift";
    export { writeIssueText } from "./lib/search/write-issue-text";
  `);
