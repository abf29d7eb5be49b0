import { array, assert, bigInt, constantFrom, nat, oneof, property, record, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { versionKey } from "./version-key";

const key = (version: string) => versionKey(version)?.key ?? null;

describe("versions in order", () => {
  it.each([
    // The example of semver.org, rule 11.
    [
      ["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2"].concat(
        "1.0.0-beta.11",
        "1.0.0-rc.1",
        "1.0.0",
      ),
    ],
    [["1.2.3", "1.2.10", "1.10.0", "2.0.0", "10.0.0"]],
    [["1.2", "1.2.0.1", "1.2.1", "1.3"]],
    [
      [
        "0.0.0",
        `9.${"9".repeat(24)}.0`,
        `9.${"9".repeat(25)}.0`,
        `9.${"9".repeat(26)}.0`,
        `9.1${"0".repeat(99)}.0`,
      ],
    ],
    [["1.0.0--", "1.0.0-1-", "1.0.0-A", "1.0.0-B", "1.0.0-a", "1.0.0-a-b", "1.0.0-ab", "1.0.0"]],
    [["1.0.0-1.2.3", "1.0.0-1.2.3.4", "1.0.0-1.2.x"]],
    [["1.0.0-rc+2", "1.0.0", "1.0.0+1", "1.0.0+2", "1.0.0+10", "1.0.0+a", "1.0.1"]],
  ])("%j", (versions) => {
    const keys = versions.map(key);
    expect(keys).not.toContain(null);
    expect(keys.toSorted(byBytes)).toEqual(keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("takes zeros that are left out as zeros", () => {
    expect(new Set(["1.2", "1.2.0", "1.2.0.0", "v1.2"].map(key)).size).toBe(1);
  });
});

describe("the package", () => {
  it.each([
    ["web@1.2.3", "web"],
    ["1.2.3", null],
    ["@1.2.3", null],
    ["@scope/name@1.2.3", "@scope/name"],
    ["com.example.App@1.2.3+45", "com.example.App"],
    ["a/../b %00@v1.2.3-rc.1", "a/../b %00"],
  ])("of %j is %j", (version, name) => {
    expect(versionKey(version)).toMatchObject({ package: name });
  });

  it("is no part of the key", () => {
    expect(key("web@1.2.3")).toBe(key("1.2.3"));
  });
});

describe("no semantic version", () => {
  it.each([
    "",
    "@",
    "web@",
    "web",
    "latest",
    "20261122",
    "2026-11-22",
    "2026.01.05",
    "4f9c2ab1d3e5f60718293a4b5c6d7e8f90a1b2c3",
    "12345678",
    "web@12345678",
    "1",
    "1.2.3.4.5",
    "01.2.3",
    "1..3",
    "1.2.",
    "1.2.3-",
    "1.2.3-rc..1",
    "1.2.3-01",
    "1.2.3-rc_1",
    "1.2.3+",
    "1.2.3+a+b",
    "1.2.3rc1",
    "1.2.3 ",
    "1.2.3\n",
    "-1.2.3",
    "1.２.3",
    "1.2.3-é",
  ])("%j", (version) => {
    expect(versionKey(version)).toBeNull();
  });
});

describe("any two versions", () => {
  const number = oneof(nat(20).map(String), bigInt({ min: 0n, max: 10n ** 40n }).map(String));
  const word = string({
    unit: constantFrom("-", "0", "1", "9", "a", "A", "z", "Z"),
    minLength: 1,
    maxLength: 4,
  }).filter((text) => /[^0-9]/.test(text));
  const version = record({
    numbers: array(number, { minLength: 3, maxLength: 3 }),
    preRelease: array(oneof(number, word), { maxLength: 4 }),
  });

  it("stand as semver says", () => {
    assert(
      property(version, version, (a, b) => {
        const [left, right] = [key(write(a)), key(write(b))];
        if (left === null || right === null) throw new Error("a version without a key");
        expect(byBytes(left, right)).toBe(compare(a, b));
      }),
      { numRuns: 2_000 },
    );
  });

  it("stand so under any text before the @, and no text throws", () => {
    assert(
      property(string({ unit: "binary" }), version, (name, one) => {
        expect(key(`${name}@${write(one)}`)).toBe(key(write(one)));
        expect(() => versionKey(name)).not.toThrow();
      }),
    );
  });
});

type Version = { numbers: string[]; preRelease: string[] };

function write({ numbers, preRelease }: Version): string {
  return numbers.join(".") + (preRelease.length > 0 ? `-${preRelease.join(".")}` : "");
}

/** Rule 11 of semver.org as it is written there. */
function compare(a: Version, b: Version): number {
  for (const [index, number] of a.numbers.entries()) {
    const order = sign(BigInt(number) - BigInt(b.numbers[index] ?? 0));
    if (order !== 0) return order;
  }
  if (a.preRelease.length === 0 || b.preRelease.length === 0) {
    return sign(BigInt(b.preRelease.length) - BigInt(a.preRelease.length));
  }
  for (const [index, left] of a.preRelease.entries()) {
    const right = b.preRelease[index];
    if (right === undefined) return 1;
    const [isNumber, isOtherNumber] = [/^\d+$/.test(left), /^\d+$/.test(right)];
    if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
    const order = isNumber ? sign(BigInt(left) - BigInt(right)) : byBytes(left, right);
    if (order !== 0) return order;
  }
  return a.preRelease.length < b.preRelease.length ? -1 : 0;
}

function sign(value: bigint): number {
  if (value === 0n) return 0;
  return value < 0n ? -1 : 1;
}

function byBytes(a: string | null, b: string | null): number {
  return Buffer.compare(Buffer.from(a ?? ""), Buffer.from(b ?? ""));
}
