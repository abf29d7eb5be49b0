import { SkeletonRows } from "@/components/ui/skeleton";

/** The frame of the list with the heights that it will have. */
export default function IssuesLoading() {
  return (
    <>
      <header className="bar">
        <h1 className="hide-m">Issues</h1>
      </header>
      <div className="sub" />
      <div className="listwrap igrid pane">
        <div className="scroll">
          <div className="ihead" />
          <SkeletonRows label="Loading issues" rows={12} />
        </div>
      </div>
    </>
  );
}
