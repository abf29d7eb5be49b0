import type { Template } from "@/lib/protocol/event";
import { Section } from "./section";
import { SourceBlock } from "./source-block";

/** The template of a page that failed while it was rendered. */
export function TemplateSection({ template }: { template: Template }) {
  const { filename, abs_path, lineno } = template;
  return (
    <Section id="template" title="Template">
      <div className="exc">
        <div className="fr own">
          <div className="su" title={abs_path}>
            <code className="fi">
              {filename ?? abs_path ?? "template"}
              {lineno === undefined ? null : <span className="lno">:{lineno}</span>}
            </code>
          </div>
        </div>
        <SourceBlock frame={template} />
      </div>
    </Section>
  );
}
