import { randomBytes } from "node:crypto";

/** Numbers from 0 to 1 that are the same on every run, so that a demo looks the same everywhere (mulberry32). */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One element; those in front come more often when `skew` is above 1. */
export function pick(random, list, skew = 1) {
  return list[Math.floor(random() ** skew * list.length)];
}

/** 32 hex digits. Real chance: a second run makes new events, not duplicates. */
export function newId() {
  return randomBytes(16).toString("hex");
}
