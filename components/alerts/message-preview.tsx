"use client";

import { useQuery } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useState } from "react";
import { useSettled } from "@/components/search/use-settled";
import { Button } from "@/components/ui/button";
import { LevelMark } from "@/components/ui/level-mark";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import type { AlertPreview } from "@/lib/alerts/preview/schemas";
import type { RuleInput } from "@/lib/alerts/schemas";
import { previewQuery } from "./queries";

const PAUSE_MS = 400;
type Form = "chat" | "mail" | "json";

type MessagePreviewProps = {
  draft: RuleInput;
  ruleId: string | null;
  isTesting: boolean;
  /** Sends a test to everybody; null for those who may not. */
  onTestAll: (() => void) | null;
};

/** The message that the draft would send, in the words of each kind of channel. */
export function MessagePreview({ draft, ruleId, isTesting, onTestAll }: MessagePreviewProps) {
  const [form, setForm] = useState<Form>("chat");
  const { data, error } = useQuery(previewQuery(useSettled({ draft, ruleId }, PAUSE_MS)));
  const count = draft.definition.recipients.length;
  return (
    <section aria-labelledby="message-h">
      <div className="row">
        <h2 id="message-h">Message</h2>
        <span className="grow" />
        <Segmented
          label="Preview as"
          size="sm"
          value={form}
          onValueChange={setForm}
          options={[
            { value: "chat", label: "Chat" },
            { value: "mail", label: "E-mail" },
            { value: "json", label: "JSON" },
          ]}
        />
      </div>
      {error ? (
        <p className="help">No message to show yet: {error.message}</p>
      ) : data ? (
        <>
          {form === "chat" ? (
            <Chat chat={data.chat} />
          ) : form === "mail" ? (
            <Mail mail={data.mail} />
          ) : (
            <pre className="al-msg al-json" tabIndex={0} role="group" aria-label="Body of the webhook">
              <code>{data.json}</code>
            </pre>
          )}
          {data.note ? <p className="help">{data.note}</p> : null}
        </>
      ) : (
        <div className="al-msg" role="status" aria-busy="true" aria-label="Loading the message">
          <Skeleton width="70%" />
          <Skeleton width="90%" />
          <Skeleton width="50%" />
        </div>
      )}
      {onTestAll ? (
        <>
          <Button
            className="btn-wide al-test"
            icon={<Send className="i" />}
            busy={isTesting}
            disabled={count === 0}
            onClick={onTestAll}
          >
            {count === 1 ? "Send test" : "Send test to all recipients"}
          </Button>
          <p className="help">
            {count === 0
              ? "Add somebody under Notify to send them a test."
              : "Tests are marked as tests and do not count against the throttle."}
          </p>
        </>
      ) : null}
    </section>
  );
}

const LEVELS = { critical: "error", warning: "warning", good: "info", plain: "info" };

function Chat({ chat }: { chat: AlertPreview["chat"] }) {
  const { title, lead, place, issue, rows, list, quote, actions, tone } = chat;
  return (
    <div className="al-msg">
      <p className="row al-msg-t">
        <LevelMark level={LEVELS[tone]} decorative />
        <b>{title}</b>
      </p>
      {lead ? <p>{lead}</p> : null}
      {issue ? (
        <p className="al-msg-q">
          <b>{issue.shortId}</b> {[issue.type, issue.message].filter(Boolean).join(": ")}
          {issue.where ? <span className="mut"> {issue.where}</span> : null}
        </p>
      ) : null}
      {rows.map(({ label, value }) => (
        <p key={label}>
          <span className="mut">{label}</span> {value}
        </p>
      ))}
      {list.map(({ text, note }, index) => (
        <p key={index} className="al-msg-q">
          {text} <span className="mut">{note}</span>
        </p>
      ))}
      {quote ? (
        <p>
          <span className="mut">{quote.heading}</span> {quote.text}
        </p>
      ) : null}
      {place ? <p className="mut small">{place}</p> : null}
      <p className="mut small row al-msg-a">
        {actions.map(({ label }) => (
          <span key={label}>{label}</span>
        ))}
      </p>
    </div>
  );
}

/** The mail in a frame of its own: nothing in it runs, loads or leads anywhere. */
function Mail({ mail }: { mail: AlertPreview["mail"] }) {
  return (
    <div className="al-msg">
      <p>
        <b>{mail.subject}</b>
      </p>
      <p className="mut small">{mail.preheader}</p>
      <iframe className="al-mailf" title="The mail" sandbox="" srcDoc={mail.html} />
    </div>
  );
}
