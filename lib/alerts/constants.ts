/** The platform of issues that a rule opened: no rule is to hear of them as if they were errors. */
export const alertPlatform = "alert";
