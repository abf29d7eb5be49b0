/** By what a list of issues is divided first, whatever the projects send; any other key is a tag. */
export const standardFacets = ["environment", "release", "level", "browser", "os", "url", "user"] as const;
