"use client";

import { useActionState } from "react";
import { ApiError } from "@/components/layout/fetch-json";

/** What a form shows: what was typed, and what is wrong with it. `done` after a success. */
export type FormState = {
  typed: Readonly<Record<string, string>>;
  fields: Readonly<Record<string, string>>;
  /** What is wrong with the whole, when no field is to blame. */
  error?: string;
  done: boolean;
};

const fresh: FormState = { typed: {}, fields: {}, done: false };

/**
 * State, action and busyness of a form that calls our API. Through a form action, because React keeps what
 * is submitted before the page has come alive. Passwords are never kept for the next rendering.
 */
export function useFormAction(send: (typed: Record<string, string>) => Promise<void>) {
  return useActionState<FormState, FormData>(async (_state, form) => {
    const entries = [...form].map(([name, value]) => [name, typeof value === "string" ? value : ""] as const);
    const typed = Object.fromEntries(entries.filter(([name]) => !/password/i.test(name)));
    try {
      await send(Object.fromEntries(entries));
      return { typed, fields: {}, done: true };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const hasFields = Object.keys(error.fields).length > 0;
      return { typed, fields: error.fields, error: hasFields ? undefined : error.message, done: false };
    }
  }, fresh);
}
