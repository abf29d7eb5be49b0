"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { LogFacets, LogQuestion } from "@/lib/logs/schemas";
import { logFacetsQuery } from "./queries";

/** Fields that lead, as the server orders them. */
const LEADING = ["level", "service", "host"];
/** Fields that are open where none splits the lines, for there are few of them or they are alike; those that some line has. */
const OPEN_ALONE = 6;
/** Fields that one question may ask for. */
const MOST_ASKED = 40;

/**
 * Which fields are open: those that split the lines, those that the question or somebody asks for, and those that were open
 * before the question became narrower. What the first answer does not hold of them is asked for in one go.
 */
export function useOpened(
  question: LogQuestion,
  facets: Pick<LogFacets, "fields" | "others"> | undefined,
  asked: readonly string[],
) {
  const [said, setSaid] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const others = facets?.others.map(({ key }) => key) ?? [];
  const known = facets?.others.filter(({ distinct }) => distinct !== null).map(({ key }) => key) ?? [];
  const first = facets?.fields.length ? facets.fields.map(({ key }) => key) : openAlone(known);
  first.push(...others.filter((key) => asked.includes(key)));
  if (first.some((key) => !seen.has(key))) setSeen(new Set([...seen, ...first]));
  const isOpen = (key: string) => said.get(key) ?? seen.has(key);
  const wanted = others.filter(isOpen).slice(0, MOST_ASKED);
  const { data, error } = useQuery({ ...logFacetsQuery(question, wanted), enabled: wanted.length > 0 });
  return {
    isOpen,
    setOpen: (key: string, open: boolean) => {
      // A field that opens because it is drawn so is nobody's wish.
      if (open !== isOpen(key)) setSaid(new Map([...said, [key, open]]));
    },
    /** Those that opened by themselves come first, and stay there when they are closed. */
    order: <Field extends { key: string }>(closed: readonly Field[]): Field[] =>
      closed.toSorted((a, b) => placeOf(a.key, seen) - placeOf(b.key, seen)),
    facetOf: (key: string) => data?.fields.find((one) => one.key === key),
    error,
  };
}

function openAlone(others: readonly string[]): string[] {
  const leading = LEADING.filter((key) => others.includes(key));
  return [...leading, ...others.filter((key) => !leading.includes(key))].slice(0, OPEN_ALONE);
}

function placeOf(key: string, seen: ReadonlySet<string>): number {
  const at = LEADING.indexOf(key);
  if (!seen.has(key)) return LEADING.length + 1;
  return at < 0 ? LEADING.length : at;
}
