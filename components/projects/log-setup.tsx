"use client";

import { parseAsString, useQueryState } from "nuqs";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import type { KeyRow, Project } from "@/lib/projects/schemas";
import { ListenerNote } from "./listener-note";
import { LogRail } from "./log-rail";
import { findSender, senderOfPlatform } from "./log-senders/list-senders";
import type { LogSender } from "./log-senders/sender";
import { type LogTarget, logTarget } from "./log-senders/target";
import { SenderPicker } from "./sender-picker";

/** Everything between "I have logs" and "they arrive": which sender, where to, with which token. */
export function LogSetup({ project, activeKey }: { project: Project; activeKey?: KeyRow }) {
  const [chosen, choose] = useQueryState("sender", parseAsString);
  const first = senderOfPlatform(project.platform);
  const sender = findSender(chosen ?? first) ?? findSender(first);
  const target = activeKey ? logTarget(activeKey.dsn, project.slug) : undefined;
  return (
    <div className="split">
      <div className="col form">
        <section className="fs">
          <h2 id="sender-h">What sends the logs?</h2>
          <SenderPicker
            value={sender?.id ?? first}
            onValueChange={(id) => void choose(id)}
            labelledBy="sender-h"
          />
        </section>
        <TokenBlock target={target} />
        {sender && target ? <SenderSteps sender={sender} target={target} /> : null}
      </div>
      <LogRail slug={project.slug} activeKey={activeKey} />
    </div>
  );
}

/** Address and token, for senders that ask for them one by one. */
function TokenBlock({ target }: { target?: LogTarget }) {
  if (!target) {
    return (
      <section className="fs">
        <h2>Address and token</h2>
        <p className="help err" role="status">
          No key of this project works. Enable one below, or make a new one; the token appears here.
        </p>
      </section>
    );
  }
  return (
    <section className="fs">
      <h2>Address and token</h2>
      <p className="sec">
        The token is the key of the DSN. It can only write. Where a UUID is asked for, it is the same with
        dashes.
      </p>
      <div className="dsn">
        <code>{target.base}</code>
        <CopyButton text={target.base} label="Copy address" />
      </div>
      <div className="dsn">
        <code>
          <b>{target.token}</b>
        </code>
        <CopyButton text={target.token} label="Copy token" />
      </div>
    </section>
  );
}

function SenderSteps({ sender, target }: { sender: LogSender; target: LogTarget }) {
  return (
    <section className="fs" aria-labelledby="steps-h">
      <h2 id="steps-h">{sender.name}</h2>
      {sender.note ? <p className="sec">{sender.note}</p> : null}
      {sender.listener ? <ListenerNote {...sender.listener} /> : null}
      {sender.snippets(target).map(({ title, code }) => (
        <CodeBlock
          key={title + code}
          title={title}
          code={code}
          marks={[target.token, target.uuid, target.base]}
        />
      ))}
    </section>
  );
}
