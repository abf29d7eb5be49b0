import type { ViewSubject } from "@/lib/views/constants";

type ViewWords = {
  one: string;
  many: string;
  /** Of all tabs together, and of the menu of those that are no tabs. */
  heading: string;
  saveTitle: string;
  saveHelp: string;
};

/** What the saved lists are called: views of issues, searches of logs. */
export const viewWords: Record<ViewSubject, ViewWords> = {
  issues: {
    one: "view",
    many: "views",
    heading: "Views",
    saveTitle: "Save this list as a view",
    saveHelp: "A view keeps the query, projects, environment, period and order. It becomes a tab of yours.",
  },
  logs: {
    one: "search",
    many: "searches",
    heading: "Saved searches",
    saveTitle: "Save this search",
    saveHelp: "It keeps the query, projects, period and columns, and becomes a tab of yours.",
  },
};
