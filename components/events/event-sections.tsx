import type { Event, LogEntry } from "@/lib/protocol/event";
import { BreadcrumbsSection } from "./breadcrumbs-section";
import { ChangesSection } from "./changes-section";
import { ContextsSection } from "./contexts-section";
import type { SectionLink } from "./event-bar";
import { ExtraSection } from "./extra-section";
import { LogsSection } from "./logs-section";
import { MessageSection } from "./message-section";
import { ModulesSection } from "./modules-section";
import { RequestSection } from "./request-section";
import { SecuritySection } from "./security-section";
import { StackSection } from "./stack-section";
import { TagsSection } from "./tags-section";
import { TemplateSection } from "./template-section";
import { ThreadsSection } from "./threads-section";

type EventSectionsProps = { event: Event; shortId: string; eventCount: number };

/** Everything that came with an event, in the order in which people look for it. What is absent is left out. */
export function EventSections({ event, shortId, eventCount }: EventSectionsProps) {
  const has = partsOf(event);
  return (
    <>
      {event.security ? <SecuritySection security={event.security} /> : null}
      {has.stack ? <StackSection event={event} /> : null}
      {event.template ? <TemplateSection template={event.template} /> : null}
      {has.message && event.logentry ? <MessageSection entry={event.logentry} /> : null}
      {has.threads ? <ThreadsSection event={event} /> : null}
      {has.crumbs ? (
        <BreadcrumbsSection key={`crumbs ${event.event_id}`} event={event} itself={nameOf(event)} />
      ) : null}
      <LogsSection event={event} shortId={shortId} />
      <TagsSection shortId={shortId} own={event.tags} eventCount={eventCount} />
      {event.request ? <RequestSection request={event.request} /> : null}
      <ContextsSection event={event} />
      {event.extra && Object.keys(event.extra).length > 0 ? <ExtraSection extra={event.extra} /> : null}
      {event.modules && Object.keys(event.modules).length > 0 ? (
        <ModulesSection modules={event.modules} />
      ) : null}
      {event.errors?.length ? <ChangesSection errors={event.errors} /> : null}
    </>
  );
}

/** The sections that the event bar leads to. */
export function sectionLinks(event: Event): SectionLink[] {
  const has = partsOf(event);
  const links: (SectionLink | false | undefined)[] = [
    event.security && { id: "security", label: "Report" },
    has.stack && { id: "stack", label: "Stack" },
    !has.stack && has.message && { id: "message", label: "Message" },
    has.crumbs && { id: "crumbs", label: "Breadcrumbs" },
    { id: "logs", label: "Logs" },
    { id: "tags", label: "Tags" },
    event.request && { id: "request", label: "Request" },
    { id: "contexts", label: "Contexts" },
    { id: "grouping", label: "Grouping" },
  ];
  return links.filter((link) => typeof link === "object");
}

function partsOf(event: Event) {
  return {
    stack: (event.exception?.values.length ?? 0) > 0 || (event.stacktrace?.frames.length ?? 0) > 0,
    message: event.logentry !== undefined && saysMore(event, event.logentry),
    threads: event.threads?.values.some((thread) => thread.stacktrace) ?? false,
    crumbs: (event.breadcrumbs?.values.length ?? 0) > 0,
  };
}

/** Whether the message is more than the title says: what was thrown, and the report of a browser, name themselves. */
function saysMore({ exception, security }: Event, { formatted, message, params }: LogEntry): boolean {
  if (security) return false;
  const isTemplate = (message !== undefined && message !== formatted) || params !== undefined;
  return isTemplate || formatted !== exception?.values.at(-1)?.value;
}

/** How the last row of the breadcrumbs calls the event. */
function nameOf(event: Event): string {
  const thrown = event.exception?.values.at(-1);
  if (thrown) return [thrown.type, thrown.value].filter(Boolean).join(": ");
  return event.logentry?.formatted ?? event.security?.directive ?? "this event";
}
