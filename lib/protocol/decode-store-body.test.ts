import * as zlib from "node:zlib";
import { expect, it } from "vitest";
import { decodeStoreBody } from "./decode-store-body";
import { parseJson } from "./parse-json";
import { ProtocolError } from "./protocol-error";

const JSON_TEXT = JSON.stringify({ message: "héllo?>~".repeat(20) });
const CAP = 1 << 20;

async function read(body: string | Buffer, cap = CAP) {
  return (await decodeStoreBody(Buffer.from(body), cap)).toString("utf8");
}

it.each([
  ["plain", JSON_TEXT],
  ["with a BOM", `\uFEFF${JSON_TEXT}`],
  ["base64", Buffer.from(JSON_TEXT).toString("base64")],
  ["base64url", Buffer.from(JSON_TEXT).toString("base64url")],
  ["base64 of zlib", zlib.deflateSync(JSON_TEXT).toString("base64")],
  ["base64 with line breaks", zlib.deflateSync(JSON_TEXT).toString("base64").replace(/.{20}/g, "$&\n")],
  ["base64 from a query", zlib.deflateSync(JSON_TEXT).toString("base64").replaceAll("+", " ")],
])("T8: reads JSON %s", async (_name, body) => {
  expect(await read(body)).toBe(JSON_TEXT);
});

it("keeps white space before plain JSON", async () => {
  expect(await read(` \n${JSON_TEXT}`)).toBe(` \n${JSON_TEXT}`);
});

it("C1: leaves JSON of another type to the parser", async () => {
  for (const body of ["[]", '"x"', "1", "null"]) {
    expect(parseJson(await decodeStoreBody(Buffer.from(body), CAP))).toEqual(JSON.parse(body));
  }
});

it("caps the body and what it unpacks to", async () => {
  const bomb = zlib.deflateSync(Buffer.alloc(8 << 20, " ")).toString("base64");
  const error = await read(bomb).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ status: 413, reason: "too_large" });
  expect(await read("x".repeat(100), 99).catch((reason: unknown) => reason)).toBeInstanceOf(ProtocolError);
});
