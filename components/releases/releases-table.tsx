import Link from "next/link";
import { Count } from "@/components/ui/number";
import { TimeAgo } from "@/components/ui/time-ago";
import type { ReleaseRow } from "@/lib/releases/schemas";
import { AdoptionBar } from "./adoption-bar";
import { releaseIssuesLink, releaseLinks } from "./links";

type TableProps = { rows: readonly ReleaseRow[]; showProject: boolean };

/** Releases as rows. Versions are whatever clients send: text, and one part of an address. */
export function ReleasesTable({ rows, showProject }: TableProps) {
  return (
    <div className="tw-x">
      <table className="tbl tbl-rl">
        <thead>
          <tr>
            <th scope="col">Version</th>
            {showProject ? (
              <th scope="col" className="rl-d">
                Project
              </th>
            ) : null}
            <th scope="col" className="rl-d">
              First event
            </th>
            <th scope="col" className="rl-d">
              Deployed
            </th>
            <th scope="col">Adoption 24h</th>
            <th scope="col" className="right">
              New issues
            </th>
            <th scope="col" className="right rl-d">
              Regressed
            </th>
            <th scope="col" className="right">
              Events
            </th>
            <th scope="col" className="right">
              Last event
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={`${row.project.slug} ${row.version}`} row={row} showProject={showProject} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, showProject }: { row: ReleaseRow; showProject: boolean }) {
  const { project, version, lastDeploy } = row;
  return (
    <tr>
      <td>
        <Link
          className="med trunc rl-v"
          dir="auto"
          href={releaseLinks.one(project.slug, version)}
          title={version}
        >
          {version}
        </Link>
      </td>
      {showProject ? <td className="sec rl-d">{project.name}</td> : null}
      <td className="rl-d">
        <TimeAgo at={row.firstSeen} sentence className="sec" />
      </td>
      <td className="rl-d">
        {lastDeploy ? (
          <span className="sec">
            {lastDeploy.environment} <TimeAgo at={lastDeploy.at} sentence className="mut" />
          </span>
        ) : (
          <span className="mut">–</span>
        )}
      </td>
      <td>
        <AdoptionBar share={row.adoption} />
      </td>
      <td className="right">
        <Link href={releaseIssuesLink(project.slug, version, "firstRelease")}>
          <Count value={row.newIssues} noun="new issues" className={row.newIssues > 0 ? "t-error" : "mut"} />
        </Link>
      </td>
      <td className="right rl-d">
        <Count
          value={row.regressedIssues}
          noun="regressed issues"
          className={row.regressedIssues > 0 ? "t-regressed" : "mut"}
        />
      </td>
      <td className="right">
        <Count value={row.eventCount} noun="events" />
      </td>
      <td className="right">
        {row.lastSeen ? (
          <TimeAgo at={row.lastSeen} sentence className="sec" />
        ) : (
          <span className="mut">Never</span>
        )}
      </td>
    </tr>
  );
}
