import { expect } from "@playwright/test";
import type { LogApi } from "./log-api";
import type { Sent } from "./send-all";
import { scene, type Sender } from "./sender";

/** Clocks of senders may have whole seconds only. */
const ROUNDING_MS = 1_000;

/** Reads back what a sender sent, through the API of the explorer, and compares it with the scene. */
export async function expectLines(
  { expected = {}, isBurst }: Sender,
  sent: Sent,
  api: LogApi,
): Promise<void> {
  const { message: made = (message) => message, levels = scene.levels, fields = scene.fields } = expected;
  const lines = await api.lines(sent.slug, isBurst ? "-message:burst*" : "");
  expect(lines.map(({ message }) => message).toSorted()).toEqual(scene.messages.map(made).toSorted());
  for (const [index, message] of scene.messages.entries()) {
    const line = lines.find((one) => one.message === made(message));
    expect(line).toMatchObject({
      level: levels[index],
      host: expected.host ?? expect.any(String),
      service: expected.service ?? expect.any(String),
      logger: expected.logger ?? expect.any(String),
      traceId: expected.traceId ?? expect.any(String),
    });
    const time = Date.parse(line?.time ?? "");
    expect(time).toBeGreaterThanOrEqual(sent.begun - ROUNDING_MS);
    expect(time).toBeLessThanOrEqual(sent.ended + ROUNDING_MS);
    if (index === scene.messages.length - 1) expect(line?.attributes).toMatchObject(fields);
  }
  const burst = isBurst ? scene.burst : 0;
  const counts = await api.table(sent.slug, "| stats count(), uniq(message)");
  expect(counts).toEqual([[scene.messages.length + burst, expect.any(Number)]]);
  // Counted exactly below a thousand, and within a few per cent above.
  expect(Number(counts[0]?.[1])).toBeGreaterThan((scene.messages.length + burst) * 0.9);
}
