"use client";

import { useState } from "react";

/** The latest value of those that may be shown. */
export function useLastGood<Value>(value: Value | undefined, isGood: boolean): Value | undefined {
  const [kept, setKept] = useState(isGood ? value : undefined);
  if (isGood && value !== undefined && value !== kept) setKept(value);
  return isGood ? (value ?? kept) : kept;
}
