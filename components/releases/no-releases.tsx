import { Package } from "lucide-react";
import { CodeBlock } from "@/components/ui/code-block";
import { EmptyState } from "@/components/ui/empty-state";

const IN_CODE = `Sentry.init({
  dsn: "…",
  release: "web@1.4.0",
});`;

const IN_THE_SHELL = `SENTRY_RELEASE="web@$(git describe --tags --always)" npm start`;

/** Nobody has named a release yet: what to write, and where. */
export function NoReleases() {
  return (
    <EmptyState icon={<Package className="i" />} title="No releases yet">
      <p>
        A release appears with the first event that names it. Give the SDK a version, or set it in the
        environment that the program starts in: most SDKs read <code>SENTRY_RELEASE</code>.
      </p>
      <div className="rl-how">
        <CodeBlock title="Where the SDK starts" code={IN_CODE} marks={['"web@1.4.0"']} />
        <CodeBlock title="Terminal" code={IN_THE_SHELL} />
      </div>
      <p className="mut">
        <code>package@1.2.3</code> puts versions in order, pre-releases too. Anything else is in order by its
        first event.
      </p>
    </EmptyState>
  );
}
