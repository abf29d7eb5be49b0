import type { LogRow } from "@/lib/logs/schemas";
import type { Follower } from "./chunk-feed";
import { LineSample } from "./line-sample";
import type { LineFilter } from "./open-filter";
import type { TailEnd, TailEvents } from "./schemas";
import type { TailLine } from "./tail-line";
import { toRow } from "./to-row";

/** Longer than a person waits, shorter than a proxy does. */
const PING_MS = 15_000;
/** Lines that arrive together are shown together. */
const FLUSH_MS = 100;
/** Characters of lines that are sent together; lines are small, but nothing says so. */
const FRAME_LENGTH = 1024 * 1024;
/** Of one second, for one tail to look at lines. */
const LOOK_MS = 250;

/** One who follows: what arrives goes in, the text of server-sent events comes out, and what waits between is bounded. */
export class Tail implements Follower {
  /** Id → slug of the projects that exist for who follows, by now. */
  projects: ReadonlyMap<number, string>;
  readonly #filter: LineFilter;
  /** Lines as JSON, cut as lists cut them: what waits must not hold on to whole chunks. */
  readonly #sample = new LineSample<string>();
  readonly #looking = { since: 0, ms: 0 };
  #isListening = false;
  #isSaidOpen = false;
  #unread = 0;
  #isBroken = false;
  #end: TailEnd | "gone" | null = null;
  #wake: () => void = () => {};

  /** The filter may ask for the projects of the tail that it is given. */
  constructor(projects: ReadonlyMap<number, string>, openFilter: (tail: Tail) => LineFilter) {
    this.projects = projects;
    this.#filter = openFilter(this);
  }

  wants(projectId: number): boolean {
    return this.projects.has(projectId);
  }

  take(lines: readonly TailLine[]): void {
    const looking = this.#looking;
    let before = performance.now();
    if (before - looking.since > 1000) {
      looking.since = before;
      looking.ms = 0;
    }
    for (const [index, line] of lines.entries()) {
      if (looking.ms > LOOK_MS) {
        this.#unread += lines.length - index;
        break;
      }
      this.#look(line);
      // After each line: a pattern over a long one may take as long as hundreds of others.
      const after = performance.now();
      looking.ms += after - before;
      before = after;
    }
    if (this.#hasNews()) this.#wake();
  }

  #look(line: TailLine): void {
    const computed = this.#filter(line);
    if (computed === null) return;
    this.#sample.add(() => JSON.stringify({ ...toRow(line, this.projects), computed } satisfies LogRow));
  }

  listen(isListening: boolean): void {
    this.#isListening = isListening;
    this.#wake();
  }

  miss(): void {
    this.#isBroken = true;
    this.#wake();
  }

  /** Ends the text, with a reason for those who still read. */
  stop(reason: TailEnd | "gone"): void {
    this.#end ??= reason;
    this.#wake();
  }

  /** Once. Whoever takes it slowly gets a sample of what came meanwhile. */
  async *text(): AsyncGenerator<string> {
    yield ": jackdaw\n\n";
    while (this.#end === null) {
      if (this.#isListening !== this.#isSaidOpen) {
        this.#isSaidOpen = this.#isListening;
        yield say(this.#isSaidOpen ? "open" : "lost", {});
      } else if (this.#hasNews()) {
        yield this.#sayNews();
        // What comes meanwhile goes together; nobody is woken for it.
        await this.#pause(FLUSH_MS, false);
      } else if (!(await this.#pause(PING_MS, true))) yield ": ping\n\n";
    }
    if (this.#end !== "gone") yield say("end", { reason: this.#end });
  }

  #hasNews(): boolean {
    return !this.#sample.isEmpty || this.#unread > 0 || this.#isBroken;
  }

  #sayNews(): string {
    const { shown, matched } = this.#sample.take();
    let length = 0;
    const lines = shown.filter((line) => (length += line.length) <= FRAME_LENGTH || length === line.length);
    const rest = { matched, unread: this.#unread, isBroken: this.#isBroken };
    this.#unread = 0;
    this.#isBroken = false;
    return `event: lines\ndata: {"lines":[${lines.join(",")}],${JSON.stringify(rest).slice(1)}\n\n`;
  }

  /** Waits so many milliseconds, or until there is news: true for that. */
  #pause(ms: number, isWoken: boolean): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), ms);
      this.#wake = () => {
        if (!isWoken && this.#end === null) return;
        clearTimeout(timer);
        resolve(true);
      };
    });
  }
}

function say<Name extends Exclude<keyof TailEvents, "lines">>(name: Name, data: TailEvents[Name]): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
