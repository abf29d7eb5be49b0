import { indexTexts } from "@/lib/search/index-texts";
import type { Chore } from "./keep-doing";

/** Indexes the texts of new issues when ingest has time for it. */
export const indexNewTexts: Chore = {
  name: "texts",
  pauseMs: 2_000,
  failure: "Texts of new issues could not be indexed, so that searches are slow",
  round: indexTexts(),
};
