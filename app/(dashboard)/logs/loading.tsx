import { LinesSkeleton } from "@/components/logs/lines-skeleton";

/** The frame of the page with the heights that it will have. */
export default function LogsLoading() {
  return (
    <>
      <header className="bar">
        <h1 className="hide-m">Logs</h1>
      </header>
      <div className="sub" />
      <section className="hist" aria-label="Matching lines over time">
        <div className="hist-h" />
        <div className="hist-b" />
      </section>
      <LinesSkeleton />
    </>
  );
}
