/**
 * Under this host and no service, `log_stat` counts the lines of all pairs of host and service that get no counters of their own
 * (count-pairs.ts), so that they can be told from lines without a host. No sender can have it: names are cut at 255.
 */
export const OTHER_HOSTS = "*".repeat(256);
