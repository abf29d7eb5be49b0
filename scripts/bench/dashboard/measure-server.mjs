import { bulkSize, paths } from "./paths.mjs";

const SHARE = 0.95;
const WARM_ROUNDS = 3;
const BULK_ROUNDS = 5;

/**
 * Times of answers in ms, as a client on the same machine sees them, one request after the other. Each kind of request is
 * asked in several ways, `rounds` times each; the way with the slowest p95 counts, of opening issues the p95 over all of them.
 * What a page asks together is asked together here, and lasts until the last answer.
 */
export async function measureServer(api, known, rounds) {
  const kinds = paths(known);
  const figures = {};
  for (const [kind, ways] of Object.entries(kinds)) {
    console.log(kind);
    const times = [];
    for (const together of ways) times.push(await measure(api, together, rounds));
    // Issues are opened one like the other; a list that is slow by one column is slow for whoever sorts by it.
    const p95 = kind === "detail" ? at(times.flat(), SHARE) : Math.max(...times.map((own) => at(own, SHARE)));
    figures[`${kind}_p95_ms`] = p95.toFixed(0);
  }
  const facets = await measureFacets(api, known, rounds);
  console.log("bulk");
  return { ...figures, facets_p95_ms: facets, bulk_ms: (await measureBulk(api, known)).toFixed(0) };
}

/** The times of one way of asking. */
async function measure(api, together, rounds) {
  const times = [];
  for (let round = -WARM_ROUNDS; round < rounds; round++) {
    const begun = performance.now();
    await Promise.all(together.map((path) => api("GET", path)));
    if (round >= 0) times.push(performance.now() - begun);
  }
  const [middle, slow] = [0.5, SHARE].map((share) => at(times, share).toFixed(0).padStart(5));
  console.log(`  ${middle} ${slow} ms  ${decodeURIComponent(together[0])}`);
  return times;
}

/** The time below which a share of them stayed. */
function at(times, share) {
  return times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))];
}

/** `na` as long as there is no such route. */
async function measureFacets(api, { facets }, rounds) {
  try {
    await api("GET", facets[0]);
  } catch (error) {
    if (error.message.includes(": 404 ")) return "na";
    throw error;
  }
  console.log("facets");
  let worst = 0;
  for (const path of facets) worst = Math.max(worst, at(await measure(api, [path], rounds), SHARE));
  return worst.toFixed(0);
}

/** The middle of several times for resolving so many issues; each time they are opened again. */
async function measureBulk(api, { bulk }) {
  const times = [];
  for (let round = 0; round < BULK_ROUNDS; round++) {
    const begun = performance.now();
    const { changed } = await api("POST", "/api/v1/issues/change", {
      shortIds: bulk,
      change: { kind: "resolve", in: { type: "now" } },
    });
    times.push(performance.now() - begun);
    if (changed.length !== bulkSize)
      throw new Error(`${changed.length} of ${bulkSize} issues were resolved.`);
    await api("POST", "/api/v1/issues/change", { shortIds: bulk, change: { kind: "unresolve" } });
  }
  times.sort((a, b) => a - b);
  console.log(`  ${times.map((time) => time.toFixed(0)).join(" ")} ms  ${bulkSize} issues`);
  return times[Math.floor(times.length / 2)];
}
