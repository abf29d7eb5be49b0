import { z } from "zod";
import { issueFilterSchema } from "./schemas";

/** Facets that one request may ask for, values of each, and other keys that are named. */
export const facetLimit = 16;
export const facetValueLimit = 10;
export const otherFacetLimit = 20;

/** Issues that are looked at: the last seen ones of those that match. */
export const facetIssueLimit = 500;

const keys = z.preprocess(
  (value) => (typeof value === "string" ? value.split(",").filter(Boolean) : value),
  z
    .array(z.string().max(200, "Use at most 200 characters."))
    .max(facetLimit, `Ask for at most ${facetLimit}.`),
);

export const listFacetsSchema = z.strictObject({
  ...issueFilterSchema.shape,
  /** The facets whose values are wanted. */
  keys: keys.default([]),
});
export type ListFacetsInput = z.infer<typeof listFacetsSchema>;

/** `share` is of the events of the issues that were looked at, 0 to 1. */
export type FacetValue = { value: string; events: number; issues: number; share: number };

export type IssueFacets = {
  /** Issues that were looked at. */
  issues: number;
  /** More match, or some issue has more values than were read: the numbers are of a sample. */
  isSample: boolean;
  /** In the order in which they were asked for; most events first. */
  facets: { key: string; values: FacetValue[] }[];
  /** Tags that these issues have beside the standard ones, those of most issues first. */
  others: string[];
};
