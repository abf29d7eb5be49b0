"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { type KeyRow, platformName, platforms, type Project } from "@/lib/projects/schemas";
import { ConnectionRail } from "./connection-rail";
import { DsnBlock } from "./dsn-block";
import { GuideSteps } from "./guide-steps";
import { KeyTable } from "./key-table";
import { PlatformPicker } from "./platform-picker";
import { keysQuery } from "./queries";
import { WithoutSdk } from "./without-sdk";

const platformIds = platforms.map(({ id }) => id);

/** Everything between "I have a project" and "its events arrive". */
export function ConnectView({ project }: { project: Project }) {
  const { data: keys } = useSuspenseQuery(keysQuery(project.slug));
  const [chosen, choose] = useQueryState("platform", parseAsStringLiteral(platformIds));
  const platform = chosen ?? project.platform;
  const key = bestKey(keys);
  const dsn = key?.dsn;

  return (
    <>
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
          <DsnBlock dsn={dsn} publicKey={key?.publicKey} />
          {dsn ? (
            <>
              <GuideSteps platform={platform} name={platformName(platform)} dsn={dsn} />
              <WithoutSdk dsn={dsn} />
            </>
          ) : null}
        </div>
        <ConnectionRail slug={project.slug} platform={platform} activeKey={key} />
      </div>
      <KeyTable slug={project.slug} keys={keys} />
    </>
  );
}

/** The key to hand out: the first that works and was not rotated, else one that still works. */
function bestKey(keys: readonly KeyRow[]): KeyRow | undefined {
  return (
    keys.find(({ status }) => status === "waiting" || status === "active") ??
    keys.find(({ status }) => status === "ends")
  );
}
