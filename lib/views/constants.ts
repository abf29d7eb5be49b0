/** The lists whose views people keep. */
export const viewSubjects = ["issues", "logs"] as const;
export type ViewSubject = (typeof viewSubjects)[number];
