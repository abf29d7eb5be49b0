import { tagOf } from "@/lib/logs/query/tag-of";
import type { Sql } from "./convert";
import type { Frame } from "./frame";
import { type Relation, resolve } from "./relation";

/** What a field of a facet is: attributes that are called like a field are `tags[…]`, which is how they are asked for. */
export function resolveKey(key: string, relation: Relation, frame: Frame): Sql {
  const tag = tagOf(key);
  return resolve({ type: "name", name: tag ?? key, isTag: tag !== undefined }, relation, frame);
}
