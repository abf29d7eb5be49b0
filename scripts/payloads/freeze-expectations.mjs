import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { register } from "tsx/esm/api";

/**
 * Writes down what a grouping version says about every payload that has no expectation for it yet. What is written already
 * stays as it is, right or wrong: only a person may take it back.
 */
export async function freezeExpectations(version) {
  register();
  const { expectationsPath, listPayloads, readExpectations, readPayload } = await import(
    "../../e2e/payloads/read-payloads.ts"
  );
  const { groupPayload } = await import("../../e2e/payloads/group-payload.ts");
  const expected = existsSync(expectationsPath) ? readExpectations() : {};
  let added = 0;
  for (const name of listPayloads()) {
    const versions = (expected[name] ??= {});
    if (versions[version]) continue;
    versions[version] = groupPayload(readPayload(name), version);
    added++;
  }
  const lines = Object.keys(expected)
    .sort()
    .map((name) => `  ${JSON.stringify(name)}: {\n${writeVersions(expected[name])}\n  }`);
  await writeFile(expectationsPath, `{\n${lines.join(",\n")}\n}\n`);
  console.log(`${version}: ${added} frozen, ${lines.length - added} were already`);
}

/** One line for each version, so that a change is read as one. */
function writeVersions(versions) {
  return Object.keys(versions)
    .sort()
    .map((version) => `    ${JSON.stringify(version)}: ${JSON.stringify(versions[version])}`)
    .join(",\n");
}
