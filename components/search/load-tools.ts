"use client";

import { useEffect, useState } from "react";
import type * as queryTools from "./tools";

export type Tools = typeof queryTools;

let loaded: Tools | null = null;
let loading: Promise<Tools> | null = null;

/** The language of queries and what the bar does with it; fetched once, when somebody first needs it. */
export async function loadTools(): Promise<Tools> {
  loading ??= import("./tools");
  try {
    loaded = await loading;
  } catch (error) {
    // The next use tries again: the connection may be back.
    loading = null;
    throw error;
  }
  return loaded;
}

/** The tools once they are there; they are asked for as soon as they are `wanted`. */
export function useTools(wanted: boolean): Tools | null {
  const [tools, setTools] = useState(loaded);
  const isWanted = wanted && tools === null;
  useEffect(() => {
    if (!isWanted) return;
    // Without them the field is a plain one, and the server reads what is typed.
    loadTools().then(setTools, () => undefined);
  }, [isWanted]);
  return tools;
}
