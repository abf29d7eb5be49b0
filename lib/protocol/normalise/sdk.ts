import type { Sdk } from "@/lib/protocol/event";
import { cleanText, cutText } from "./clean-text";
import type { Source } from "./source";

const MAX_LIST = 200;

/** Which SDK sent it: from the event, else from the `client` of the authentication (`raven-python/6.10.0`). */
export function normaliseSdk(event: Source, client: string | undefined): Sdk | undefined {
  const source = event.child("sdk");
  const named = fromClient(client);
  const name = source?.word("name", 200) ?? named?.name;
  if (name === undefined) return undefined;
  return {
    name,
    version:
      source?.word("version", 100) ?? (source?.get("name") === undefined ? named?.version : undefined) ?? "",
    integrations: source && readIntegrations(source),
    packages: source && readPackages(source),
  };
}

function fromClient(client: string | undefined): { name: string; version: string } | undefined {
  const [name = "", version = ""] = cleanText(client ?? "").split("/");
  return name.trim() === "" ? undefined : { name: name.trim(), version: version.trim() };
}

function readIntegrations(source: Source): string[] | undefined {
  const names = source.list("integrations")?.filter((name) => typeof name === "string");
  return names && names.length > 0
    ? names.slice(0, MAX_LIST).map((name) => cutText(cleanText(name), 200))
    : undefined;
}

function readPackages(source: Source): Sdk["packages"] {
  if (source.get("packages") === undefined) return undefined;
  const packages = source
    .children("packages")
    .slice(0, MAX_LIST)
    .flatMap((item) => {
      const name = item.word("name", 200);
      return name === undefined ? [] : [{ name, version: item.word("version", 100) ?? "" }];
    });
  return packages.length > 0 ? packages : undefined;
}
