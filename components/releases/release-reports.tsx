"use client";

import { useQuery } from "@tanstack/react-query";
import { SafeLink } from "@/components/events/safe-link";
import { TimeAgo } from "@/components/ui/time-ago";
import type { ReleaseCommit, ReleaseDeploy } from "@/lib/releases/schemas";
import { commitsQuery, deploysQuery } from "./queries";

/** What was reported of a release: its commits and where it was brought. */
export function ReleaseReports({ slug, version }: { slug: string; version: string }) {
  const commits = useQuery(commitsQuery(slug, version));
  const deploys = useQuery(deploysQuery(slug, version));
  const failure = commits.error ?? deploys.error;
  return (
    <div className="ov-2 rl-rep">
      <section aria-label="Commits">
        <div className="sec-h">
          <h2>
            Commits <span className="n num">{commits.data?.length}</span>
          </h2>
        </div>
        {commits.data?.length ? (
          <ol className="rl-c">
            {commits.data.map((commit, index) => (
              <li key={`${index} ${commit.id}`}>
                <CommitLine commit={commit} />
              </li>
            ))}
          </ol>
        ) : (
          <p className="mut">{commits.data ? "None were reported." : failure?.message}</p>
        )}
      </section>
      <section aria-label="Deploys">
        <div className="sec-h">
          <h2>
            Deploys <span className="n num">{deploys.data?.length}</span>
          </h2>
        </div>
        {deploys.data?.length ? (
          <ol className="rl-c">
            {deploys.data.map((deploy) => (
              <li key={deploy.id}>
                <DeployLine deploy={deploy} />
              </li>
            ))}
          </ol>
        ) : (
          <p className="mut">{deploys.data ? "None were reported." : failure?.message}</p>
        )}
      </section>
    </div>
  );
}

/** A commit in one line: what it says, who wrote it, and where it can be looked at. */
export function CommitLine({ commit }: { commit: ReleaseCommit }) {
  const [subject = ""] = (commit.message ?? "").split("\n", 1);
  const short = commit.id.slice(0, 8);
  return (
    <>
      <span className="trunc" title={commit.message?.slice(0, 1_000)}>
        {subject || "No message"}
      </span>
      <span className="mut row">
        {commit.url ? (
          <a className="link" href={commit.url} target="_blank" rel="noreferrer noopener" title={commit.id}>
            <code>{short}</code>
          </a>
        ) : (
          <code title={commit.id}>{short}</code>
        )}
        <span className="trunc">{commit.authorName ?? commit.authorEmail}</span>
        {commit.committedAt ? <TimeAgo at={commit.committedAt} sentence /> : null}
      </span>
    </>
  );
}

function DeployLine({ deploy }: { deploy: ReleaseDeploy }) {
  return (
    <>
      <span className="trunc">
        <b>{deploy.environment}</b>{" "}
        {deploy.url ? <SafeLink href={deploy.url}>{deploy.name ?? deploy.url}</SafeLink> : deploy.name}
      </span>
      <span className="mut">
        <TimeAgo at={deploy.finishedAt} sentence />
      </span>
    </>
  );
}
