import type { ReactNode } from "react";

type PreviewFrameProps = {
  /** The answer is not yet to what stands in the editors, and nothing went wrong. */
  isBusy: boolean;
  /** What it is looking at meanwhile: "the newest events". */
  subject: string;
  children: ReactNode;
};

/** Stands beside rules and shows what they would do, before anything is saved. */
export function PreviewFrame({ isBusy, subject, children }: PreviewFrameProps) {
  return (
    <section className="ru-pv" aria-labelledby="preview-h" aria-busy={isBusy}>
      <div className="sec-h">
        <h2 id="preview-h">Preview</h2>
        <span className="grow" />
        <span className="mut small" role="status">
          {isBusy ? `Looking at ${subject}…` : ""}
        </span>
      </div>
      {children}
    </section>
  );
}
