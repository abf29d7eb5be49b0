import { type CharacterTest, isWord } from "./classes";
import { type AssertKind, parsePattern, PatternProblem, type PatternNode } from "./parse-pattern";

type Step =
  | { type: "one"; test: CharacterTest }
  | { type: "assert"; kind: AssertKind }
  | { type: "save"; slot: number }
  /** Goes on at both places; the first has precedence. */
  | { type: "split"; first: number; second: number }
  | { type: "jump"; to: number }
  | { type: "match" };

/** Steps of a pattern: a character of a text costs so many at most. */
const stepLimit = 200;
/** UTF-16 units of a text that patterns look at. */
export const lookedAt = 16_384;

/** A regular expression that looks at each character once. */
export interface LinearPattern {
  test: (text: string) => boolean;
  /** What each group took, `''` for one that took no part; null when nothing fits. */
  capture: (text: string) => string[] | null;
}

/**
 * A regular expression as RE2 has it, run in time linear in the text: all ways are followed at once, none is tried again.
 * Only the first 16,384 UTF-16 units of a text are looked at.
 * @throws PatternProblem for what cannot be read, and for one of more than 200 steps
 */
export function compilePattern(source: string, { isDotAll }: { isDotAll: boolean }): LinearPattern {
  const { tree, groups } = parsePattern(source, isDotAll);
  const program: Step[] = [];
  write({ type: "capture", child: tree, group: 0 }, program);
  program.push({ type: "match" });
  return {
    test: (text) => run(program, 0, text) !== null,
    capture: (text) => {
      const places = run(program, 2 * groups + 2, text);
      if (places === null) return null;
      return Array.from({ length: groups }, (_, index) => {
        const [from = -1, to = -1] = places.slice(2 * index + 2, 2 * index + 4);
        return from < 0 || to < 0 ? "" : text.slice(from, to);
      });
    },
  };
}

function push(program: Step[], step: Step): number {
  if (program.length >= stepLimit) throw new PatternProblem("The pattern is too large to be followed live.");
  return program.push(step) - 1;
}

function write(node: PatternNode, program: Step[]): void {
  switch (node.type) {
    case "empty":
      return;
    case "one":
    case "assert":
      push(program, node);
      return;
    case "row":
      for (const child of node.children) write(child, program);
      return;
    case "capture":
      push(program, { type: "save", slot: 2 * node.group });
      write(node.child, program);
      push(program, { type: "save", slot: 2 * node.group + 1 });
      return;
    case "either":
      writeEither(node.children, program);
      return;
    default:
      writeRepeat(node, program);
  }
}

function writeEither(children: readonly PatternNode[], program: Step[]): void {
  const ends: { type: "jump"; to: number }[] = [];
  children.forEach((child, index) => {
    if (index === children.length - 1) return write(child, program);
    const split = { type: "split" as const, first: 0, second: 0 };
    split.first = push(program, split) + 1;
    write(child, program);
    const jump = { type: "jump" as const, to: 0 };
    ends.push(jump);
    split.second = push(program, jump) + 1;
  });
  for (const jump of ends) jump.to = program.length;
}

function writeRepeat(
  { child, least, most, isGreedy }: Extract<PatternNode, { type: "repeat" }>,
  program: Step[],
): void {
  for (let count = 0; count < least; count += 1) write(child, program);
  const branch = (): ((inside: number, outside: number) => void) => {
    const split = { type: "split" as const, first: 0, second: 0 };
    push(program, split);
    return (inside, outside) => {
      [split.first, split.second] = isGreedy ? [inside, outside] : [outside, inside];
    };
  };
  if (most === null) {
    const start = program.length;
    const aim = branch();
    write(child, program);
    const end = push(program, { type: "jump", to: start }) + 1;
    aim(start + 1, end);
    return;
  }
  const aims = Array.from({ length: most - least }, () => {
    const aim = branch();
    const inside = program.length;
    write(child, program);
    return { aim, inside };
  });
  for (const { aim, inside } of aims) aim(inside, program.length);
}

interface Thread {
  step: number;
  places: number[];
}

/** Where the groups stand in the leftmost fit, by precedence; without slots just an empty list. */
function run(program: readonly Step[], slots: number, whole: string): number[] | null {
  const text = whole.length > lookedAt ? whole.slice(0, lookedAt) : whole;
  // The number of the last character at which a step was entered: none is entered twice.
  const seen = new Int32Array(program.length).fill(-1);
  let threads: Thread[] = [];
  let found: number[] | null = null;
  let at = 0;
  for (let before = -1; ; ) {
    const code = at < text.length ? (text.codePointAt(at) ?? -1) : -1;
    const next = at + (code > 0xffff ? 2 : 1);
    const entered: Thread[] = [];
    let isFound = false;
    const enter = (start: number, begun: number[]) => {
      const stack: Thread[] = [{ step: start, places: begun }];
      for (let thread = stack.pop(); thread !== undefined; thread = stack.pop()) {
        const { step: number, places } = thread;
        if (seen[number] === at) continue;
        seen[number] = at;
        const step = program[number] as Step;
        if (step.type === "jump") stack.push({ step: step.to, places });
        else if (step.type === "split")
          stack.push({ step: step.second, places }, { step: step.first, places });
        else if (step.type === "save") {
          const kept = step.slot < slots ? places.with(step.slot, at) : places;
          stack.push({ step: number + 1, places: kept });
        } else if (step.type === "assert") {
          if (holds(step.kind, before, code)) stack.push({ step: number + 1, places });
        } else if (step.type === "match") {
          // Whatever is still to be entered has less precedence.
          found = places;
          isFound = true;
          return;
        } else entered.push({ step: number, places });
      }
    };
    for (const { step, places } of threads) {
      if (isFound) break;
      enter(step, places);
    }
    if (found === null)
      enter(
        0,
        Array.from({ length: slots }, () => -1),
      );
    if (found !== null && (slots === 0 || entered.length === 0)) return found;
    if (code < 0) return found;
    threads = [];
    for (const { step, places } of entered) {
      if ((program[step] as { test: CharacterTest }).test(code)) threads.push({ step: step + 1, places });
    }
    before = code;
    at = next;
  }
}

function holds(kind: AssertKind, before: number, after: number): boolean {
  switch (kind) {
    case "start":
      return before < 0;
    case "end":
      return after < 0;
    case "lineStart":
      return before < 0 || before === 10;
    case "lineEnd":
      return after < 0 || after === 10;
    default:
      return (isWord(before) !== isWord(after)) === (kind === "boundary");
  }
}
