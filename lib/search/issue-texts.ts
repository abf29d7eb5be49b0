/**
 * The table of issues' texts, to stand after FROM as `t`, for a search by what a text holds: the trigram index knows most,
 * and the newest are few and read one by one. Who has an issue's id needs no such thing.
 */
export const issueTexts =
  "(SELECT * FROM issue_text WHERE is_indexed UNION ALL SELECT * FROM issue_text WHERE NOT is_indexed) t";
