import Link from "next/link";
import type { SuspectCommit as Suspect } from "@/lib/releases/schemas";
import { releaseLinks } from "./links";
import { CommitLine } from "./release-reports";

/** The commit that probably brought an issue, and why it is suspected. */
export function SuspectCommit({ commit }: { commit: Suspect }) {
  return (
    <section aria-label="Suspect commit">
      <h2>Suspect commit</h2>
      <div className="rl-c rl-sus">
        <CommitLine commit={commit} />
      </div>
      <p className="mut small">
        Touches <code className="rl-file">{commit.file}</code>, came with{" "}
        <Link className="link" href={releaseLinks.one(commit.projectSlug, commit.version)}>
          <bdi>{commit.version}</bdi>
        </Link>
      </p>
    </section>
  );
}
