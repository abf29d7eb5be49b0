import { SkeletonRows } from "@/components/ui/skeleton";

/** The frame of the list with the heights that it will have. */
export default function AlertsLoading() {
  return (
    <>
      <header className="bar">
        <h1 className="hide-m">Alerts</h1>
      </header>
      <SkeletonRows label="Loading the alerts" />
    </>
  );
}
