import type { ReactNode } from "react";

type SectionProps = {
  id: string;
  title: string;
  count?: ReactNode;
  /** Controls at the right end of the heading. */
  tools?: ReactNode;
  children: ReactNode;
};

/** One region of an event, with the anchor that the event bar leads to. */
export function Section({ id, title, count, tools, children }: SectionProps) {
  return (
    <section className="sec-b" id={id} aria-labelledby={`${id}-h`}>
      <header className="sec-h">
        <h2 id={`${id}-h`}>
          {title}
          {count === undefined ? null : <span className="n num"> {count}</span>}
        </h2>
        <span className="grow" />
        {tools}
      </header>
      {children}
    </section>
  );
}
