import { expect, test } from "@playwright/test";
import { createProject } from "../fixtures/project";
import { makeError, sendEvent } from "../fixtures/send-events";

test("forty occurrences of two bugs show as two issues with right counts", async ({
  page,
  request,
  baseURL,
}) => {
  const project = await createProject(request, baseURL ?? "", "Two bugs");
  const sent = Array.from({ length: 40 }, (_, index) => {
    const isFirstBug = index % 8 < 5;
    const error = isFirstBug
      ? makeError("TypeError", `cart ${index} has no card`, "chargeCard")
      : makeError("RangeError", `page ${index} of 7`, "turnPage");
    return sendEvent(request, project.dsn, { ...error, user: { id: String(index % 6) } });
  });
  await Promise.all(sent);

  await page.goto(`/issues?project=${project.slug}`);
  const rows = page.getByRole("row").filter({ has: page.getByRole("gridcell") });
  await expect(rows).toHaveCount(2);
  const charge = rows.filter({ hasText: "TypeError" });
  const turn = rows.filter({ hasText: "RangeError" });
  await expect(charge.locator(".c-ev")).toHaveText("25");
  await expect(turn.locator(".c-ev")).toHaveText("15");
  await expect(charge.locator(".c-us")).toHaveText("6");
});
