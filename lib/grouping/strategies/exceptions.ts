import type { Event, Exception } from "@/lib/protocol/event";
import { selectExceptions } from "@/lib/protocol/select-exceptions";
import { buildStack } from "@/lib/grouping/build-stack";
import {
  branch,
  collectStrings,
  ignored,
  ignoredUntilRead,
  leaf,
  type Reading,
  readComponent,
} from "@/lib/grouping/component";
import type { Configuration, StrategyResult } from "@/lib/grouping/configuration";
import type { Component } from "@/lib/grouping/grouping";
import type { GroupingSettings } from "@/lib/grouping/settings";
import { parameterise } from "@/lib/grouping/parameterise";
import { preferInApp } from "@/lib/grouping/prefer-in-app";
import { trimMessage } from "@/lib/grouping/trim-message";

interface ExceptionPair {
  app: Reading;
  system: Reading;
  /** Whether a stack contributes in either reading. */
  appStack: boolean;
  systemStack: boolean;
}

/** The exception, or the chain of them from the oldest cause to what was thrown. */
export function groupByExceptions(
  event: Event,
  configuration: Configuration,
  settings: GroupingSettings,
): StrategyResult | undefined {
  const all = event.exception?.values;
  if (!all?.length) return undefined;
  const built = new Map<Exception, ExceptionPair>();
  const build = (exception: Exception) => {
    const known = built.get(exception) ?? buildException(exception, event, configuration, settings);
    built.set(exception, known);
    return known;
  };

  const selected = selectExceptions(all, (exception) => readKind(build(exception))).exceptions.map(build);

  const [first] = selected;
  const chained = selected.length > 1;
  const join = (parts: Reading[]) => (chained || !first ? joinReadings(parts) : parts[0]!);
  const app = join(selected.map((pair) => pair.app));
  const system = join(selected.map((pair) => pair.system));
  return {
    strategy: chained ? "chained-exception" : "exception",
    variants: preferInApp(app, system, {
      app: selected.some((pair) => pair.appStack),
      system: selected.some((pair) => pair.systemStack),
    }),
  };
}

function joinReadings(readings: Reading[]): Reading {
  return {
    component: branch(
      "chained-exception",
      readings.map(({ component }) => component),
    ),
    text: readings.map(({ text }) => text).join(""),
  };
}

/** What makes two exceptions of a group the same: all that would be hashed of one. */
export function kindOfException(
  exception: Exception,
  event: Event,
  configuration: Configuration,
  settings: GroupingSettings,
): string {
  return readKind(buildException(exception, event, configuration, settings));
}

/** Kinds are compared in order too, so they must not depend on whether a stack came before. */
function readKind({ app, system, appStack }: ExceptionPair): string {
  return collectStrings((appStack ? app : system).component).join("\n");
}

function buildException(
  exception: Exception,
  event: Event,
  configuration: Configuration,
  settings: GroupingSettings,
): ExceptionPair {
  const nsError = buildNsError(exception);
  const head = [...buildType(exception), ...nsError];
  const headText = head.map((part) => readComponent(part).text).join("");
  const value = exception.value ? trimMessage(exception.value) : "";
  const stack = exception.stacktrace
    ? buildStack(exception.stacktrace, {
        platform: event.platform,
        configuration,
        settings,
        exception,
        symbolicated: exception.raw_stacktrace !== undefined,
      })
    : undefined;

  let parameterised: string | undefined;
  const readValue = () => (parameterised ??= parameterise(value));
  const better = nsError.length > 0 ? "domain and code are" : undefined;
  const read = (trace: Reading | undefined): Reading => {
    const parts = [...head];
    let text = headText;
    if (value) {
      const used = trace?.component.contributes ? "the stack trace is" : better;
      const part = buildValue(value, readValue, used);
      parts.push(part);
      text += readComponent(part).text;
    }
    if (trace) {
      parts.push(trace.component);
      text += trace.text;
    }
    return { component: branch("exception", parts), text };
  };
  return {
    app: read(stack?.app),
    system: read(stack?.system),
    appStack: stack?.app.component.contributes ?? false,
    systemStack: stack?.system.component.contributes ?? false,
  };
}

/** What was said, unless something better tells what happened. */
function buildValue(value: string, read: () => string, better: string | undefined): Component {
  if (better !== undefined) return ignoredUntilRead("value", read, `not used, ${better}`);
  const parameterised = read();
  const hint = parameterised === value ? undefined : "numbers, ids and dates were replaced";
  return leaf("value", parameterised, hint);
}

function buildType(exception: Exception): Component[] {
  if (!exception.type) return [];
  if (exception.mechanism?.synthetic) {
    return [ignored("type", [exception.type], "ignored because the SDK made the exception up")];
  }
  return [leaf("type", exception.type)];
}

/** Apple's errors are told apart by domain and code, whatever their text. */
function buildNsError(exception: Exception): Component[] {
  const error = exception.mechanism?.meta?.ns_error;
  if (typeof error !== "object" || error === null || Array.isArray(error)) return [];
  const { domain, code } = error;
  const parts: Component[] = [];
  if (typeof domain === "string" && domain) parts.push(leaf("domain", domain));
  if (typeof code === "number" || typeof code === "string") parts.push(leaf("code", String(code)));
  return parts.length > 0 ? [branch("ns-error", parts)] : [];
}
