"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { Segmented } from "@/components/ui/segmented";
import { SkeletonRows } from "@/components/ui/skeleton";
import { type KeyRow, platformName, platforms, type Project } from "@/lib/projects/schemas";
import { ConnectionRail } from "./connection-rail";
import { DsnBlock } from "./dsn-block";
import { GuideSteps } from "./guide-steps";
import { KeyTable } from "./key-table";
import { PlatformPicker } from "./platform-picker";
import { keysQuery } from "./queries";
import { WithoutSdk } from "./without-sdk";

/** Its twenty senders are not for who connects an SDK. */
const LogSetup = dynamic(async () => (await import("./log-setup")).LogSetup, {
  loading: () => <SkeletonRows label="Loading the log senders" />,
});

const kinds = ["errors", "logs"] as const;
const platformIds = platforms.map(({ id }) => id);

/** Everything between "I have a project" and "its events and log lines arrive". */
export function ConnectView({ project }: { project: Project }) {
  const { data: keys } = useSuspenseQuery(keysQuery(project.slug));
  const [kind, setKind] = useQueryState("kind", parseAsStringLiteral(kinds).withDefault("errors"));
  const key = bestKey(keys);
  return (
    <>
      <div className="sub">
        <Segmented
          label="What to connect"
          value={kind}
          onValueChange={(value) => void setKind(value)}
          options={[
            { value: "errors", label: "Errors" },
            { value: "logs", label: "Logs" },
          ]}
        />
      </div>
      {kind === "logs" ? (
        <LogSetup project={project} activeKey={key} />
      ) : (
        <ErrorSetup project={project} activeKey={key} />
      )}
      <KeyTable slug={project.slug} keys={keys} />
    </>
  );
}

function ErrorSetup({ project, activeKey }: { project: Project; activeKey?: KeyRow }) {
  const [chosen, choose] = useQueryState("platform", parseAsStringLiteral(platformIds));
  const platform = chosen ?? project.platform;
  const dsn = activeKey?.dsn;
  return (
    <div className="split">
      <div className="col form">
        <section className="fs">
          <h2 id="platform-h">Where does it run?</h2>
          <PlatformPicker
            value={platform}
            onValueChange={(value) => void choose(platformIds.find((id) => id === value) ?? null)}
            labelledBy="platform-h"
          />
        </section>
        <DsnBlock dsn={dsn} publicKey={activeKey?.publicKey} />
        {dsn ? (
          <>
            <GuideSteps platform={platform} name={platformName(platform)} dsn={dsn} />
            <WithoutSdk dsn={dsn} />
          </>
        ) : null}
      </div>
      <ConnectionRail slug={project.slug} platform={platform} activeKey={activeKey} />
    </div>
  );
}

/** The key to hand out: the first that works and was not rotated, else one that still works. */
function bestKey(keys: readonly KeyRow[]): KeyRow | undefined {
  return (
    keys.find(({ status }) => status === "waiting" || status === "active") ??
    keys.find(({ status }) => status === "ends")
  );
}
