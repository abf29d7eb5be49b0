import type { UseQueryResult } from "@tanstack/react-query";
import { useId } from "react";
import { LoadError } from "@/components/ui/load-error";
import { Field } from "@/components/ui/field";
import type { TriedMessage, TriedRules } from "@/lib/logs/listeners/schemas";

type Sample = { text: string; address: string };

type TryBoxProps = {
  sample: Sample;
  onChange: (sample: Sample) => void;
  tried: UseQueryResult<TriedRules>;
};

/** Paste what a sender would send, and see where it would go by what stands in the form. Nothing is stored. */
export function TryBox({ sample, onChange, tried }: TryBoxProps) {
  const id = useId();
  return (
    <section className="lsn-t" aria-labelledby={`${id}-h`}>
      <h3 id={`${id}-h`}>
        <label htmlFor={id}>Try it</label>
      </h3>
      <p className="help" id={`${id}-help`}>
        Paste a line as a sender writes it, and see which project it would go to. Nothing is stored.
      </p>
      <textarea
        id={id}
        className="input lsn-s"
        rows={3}
        value={sample.text}
        onChange={({ target }) => onChange({ ...sample, text: target.value })}
        placeholder="<11>Nov 23 10:00:00 web-1 sshd[42]: Accepted publickey for deploy"
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
        autoCorrect="off"
        aria-describedby={`${id}-help`}
      />
      <Field
        label="Sender's address"
        autoComplete="off"
        placeholder="10.0.0.7"
        value={sample.address}
        onChange={({ target }) => onChange({ ...sample, address: target.value })}
      />
      <div role="status">
        {tried.isError ? (
          <LoadError what="The answer" error={tried.error} onRetry={() => void tried.refetch()} />
        ) : tried.data ? (
          <Answer {...tried.data} />
        ) : null}
      </div>
    </section>
  );
}

function Answer({ messages, refused }: TriedRules) {
  return (
    <ul className="lsn-r">
      {messages.map((message, index) => (
        // Two may be alike in everything.
        <li key={`${index + 1} ${message.message}`}>
          <b>{message.project ? message.project.name : "Refused"}</b>{" "}
          <span className="mut">{reasonOf(message)}</span>
          <span className="sec lsn-w">
            {message.level} · {message.host || "no host"} · {message.service || "no service"} ·{" "}
            {message.message}
          </span>
        </li>
      ))}
      {refused.map((detail, index) => (
        <li key={`${index + 1} ${detail}`}>
          <b>Rejected</b> <span className="sec">{detail}</span>
        </li>
      ))}
    </ul>
  );
}

function reasonOf({ by }: TriedMessage): string {
  switch (by.kind) {
    case "token":
      return "by its token";
    case "rule":
      return `by line ${by.line}: ${by.text}`;
    case "listener":
      return "as no rule is for it";
    default:
      return "no token, no rule and no project for it";
  }
}
