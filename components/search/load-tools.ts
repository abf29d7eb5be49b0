"use client";

import { createLoader } from "./create-loader";
import type * as queryTools from "./tools";

export type Tools = typeof queryTools;

/** The language of queries and what the bar does with it; fetched once, when somebody first needs it. */
export const { load: loadTools, useTools } = createLoader<Tools>(() => import("./tools"));
