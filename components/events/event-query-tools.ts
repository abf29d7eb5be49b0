import { createTools } from "@/components/search/create-tools";
import { eventLanguage, ownEventFields } from "@/lib/search/fields/event-language";

/** The grammar of the issue list with the fields of events. */
export const tools = createTools({
  language: eventLanguage,
  fields: ownEventFields,
  noun: "Events",
  others: "Tags",
});
