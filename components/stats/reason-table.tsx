import { projectLinks } from "@/components/projects/links";
import { ButtonLink } from "@/components/ui/button";
import { formatExact } from "@/lib/format/format-count";
import { formatPercent } from "@/lib/format/format-percent";
import { outcomeNames, type ProjectStats } from "@/lib/stats/schemas";
import { OutcomeMark } from "./outcome-mark";
import { explainReason, outcomeLook } from "./reasons";

/** What became of everything, and why: one line per outcome and reason, with what helps; the last line is the sum. */
export function ReasonTable({ slug, stats }: { slug: string; stats: ProjectStats }) {
  const { reasons, receivedTotal, categories } = stats;
  const share = (quantity: number) => {
    const text = formatPercent(receivedTotal > 0 ? quantity / receivedTotal : 0);
    return text === "0%" && quantity > 0 ? "<0.01%" : text;
  };
  const rows = reasons.toSorted((a, b) => place(b.outcome) - place(a.outcome) || b.quantity - a.quantity);
  return (
    <section className="st-s" aria-labelledby="reasons-h">
      <div className="sec-h">
        <h2 id="reasons-h">What became of it</h2>
        <span className="grow" />
        {categories.some(({ category }) => category === "log_item") ? (
          <ButtonLink variant="ghost" size="sm" href={projectLinks.rejectedLogs(slug)}>
            Rejected logs
          </ButtonLink>
        ) : null}
      </div>
      <table className="tbl tbl-st">
        <thead>
          <tr>
            <th scope="col">Outcome</th>
            <th scope="col">Reason</th>
            <th scope="col">What it means, and what helps</th>
            <th scope="col" className="right">
              Items
            </th>
            <th scope="col" className="right">
              Share
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ outcome, reason, quantity }) => (
            <tr key={`${outcome} ${reason}`}>
              <th scope="row">
                <span className="row">
                  <OutcomeMark outcome={outcome} />
                  {outcomeLook(outcome).name}
                </span>
              </th>
              <td>{reason ? <code>{reason}</code> : null}</td>
              <td className="sec">{explainReason(outcome, reason)}</td>
              <td className="num right">{formatExact(quantity)}</td>
              <td className="num right mut">{share(quantity)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              Received
            </th>
            <td className="num right">{formatExact(receivedTotal)}</td>
            <td className="num right mut">{share(receivedTotal)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

/** Of what this version does not know, after all that it does. */
function place(outcome: string): number {
  return outcomeNames.findIndex((name) => name === outcome);
}
