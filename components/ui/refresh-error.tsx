import { Banner } from "./banner";

/** Stands above what was loaded and could not be loaded again. `what`: `The figures`. */
export function RefreshError({ what }: { what: string }) {
  return (
    <Banner title={`${what} could not be refreshed`}>
      What you see is the last answer. The next try comes by itself.
    </Banner>
  );
}
