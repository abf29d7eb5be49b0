import { CodeBlock } from "@/components/ui/code-block";
import { guideFor, type Snippet } from "./snippets/guide";

/** Install, configure, throw once: with the real DSN filled in. */
export function GuideSteps({ platform, name, dsn }: { platform: string; name: string; dsn: string }) {
  const guide = guideFor(platform, dsn);
  if (!guide) {
    return (
      <section className="fs">
        <h2>Connect anything else</h2>
        <p className="sec">
          Any client that speaks the Sentry protocol works: give it the DSN above, nothing else changes.
          Without a client, one HTTP request is enough, as below.
        </p>
      </section>
    );
  }
  return (
    <section className="fs steps">
      <h2>Connect {name}</h2>
      <ol>
        <li>
          <h3>Install the SDK</h3>
          <p className="sec">Any SDK that speaks the Sentry protocol works. Only the DSN changes.</p>
          <Blocks snippets={guide.install} dsn={dsn} />
        </li>
        <li>
          <h3>Point it at this server</h3>
          {guide.note ? <p className="sec">{guide.note}</p> : null}
          <Blocks snippets={guide.configure} dsn={dsn} />
        </li>
        <li>
          <h3>Throw once to check</h3>
          <Blocks snippets={guide.check} dsn={dsn} />
        </li>
      </ol>
    </section>
  );
}

function Blocks({ snippets, dsn }: { snippets: readonly Snippet[]; dsn: string }) {
  return snippets.map((snippet) => (
    <CodeBlock key={snippet.title + snippet.code} title={snippet.title} code={snippet.code} marks={[dsn]} />
  ));
}
