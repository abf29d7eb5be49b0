const ENVIRONMENTS = ["production", "staging", "canary"];

/** An envelope of one event; `kind` decides its issue, and what is counted about it follows from its id. */
export function makeEvent(id, kind, ballastBytes = 0) {
  const turn = Number.parseInt(id.slice(0, 6), 16);
  const event = {
    event_id: id,
    timestamp: Date.now() / 1000,
    platform: "node",
    level: "error",
    environment: ENVIRONMENTS[turn % 3],
    release: `shop@${turn % 4}`,
    fingerprint: [`kind ${kind}`],
    tags: { region: turn % 2 ? "eu" : "us" },
    user: { id: String(turn % 50) },
    extra: ballastBytes > 0 ? { ballast: "x".repeat(ballastBytes) } : undefined,
    exception: {
      values: [
        {
          type: "TypeError",
          value: `Cannot read field of kind ${kind}`,
          stacktrace: {
            frames: Array.from({ length: 5 }, (_, index) => ({
              filename: `/srv/shop/src/step${index}.js`,
              function: `step${index}`,
              lineno: 40 + index,
              in_app: true,
            })),
          },
        },
      ],
    },
  };
  return `{"event_id":"${id}"}\n{"type":"event"}\n${JSON.stringify(event)}`;
}
