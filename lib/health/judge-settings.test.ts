import { expect, it } from "vitest";
import { judgeSettings } from "./judge-settings";

const good = {
  fsync: "on",
  full_page_writes: "on",
  synchronous_commit: "on",
  server_encoding: "UTF8",
  data_checksums: "on",
};
const judge = (changes: Record<string, string>) =>
  judgeSettings(new Map(Object.entries({ ...good, ...changes })));

it("has nothing to say about safe settings", () => {
  expect(judge({})).toEqual([]);
  for (const commit of ["local", "remote_write", "remote_apply"])
    expect(judge({ synchronous_commit: commit })).toEqual([]);
});

it.each([
  ["fsync", "off"],
  ["full_page_writes", "off"],
  ["synchronous_commit", "off"],
  ["server_encoding", "SQL_ASCII"],
  ["data_checksums", "off"],
])("names %s = %s", (name, value) => {
  expect(judge({ [name]: value })).toHaveLength(1);
  expect(judge({ [name]: value })[0]).toContain(
    name === "server_encoding" ? value : name.replace("_", name === "data_checksums" ? " " : "_"),
  );
});
