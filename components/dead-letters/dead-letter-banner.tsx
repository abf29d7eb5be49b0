import { TriangleAlert } from "lucide-react";
import { projectLinks } from "@/components/projects/links";
import { ButtonLink } from "@/components/ui/button";
import { deadLetterWords } from "./words";

/** One line over a project's figures while events wait as dead letters. */
export function DeadLetterBanner({ slug, count }: { slug: string; count: number }) {
  if (count === 0) return null;
  return (
    <div className="bnr bnr-1 dl-bnr" role="status">
      <TriangleAlert className="i t-warning" />
      <span>
        <b>{deadLetterWords(count)}</b>
        <span className="sec"> and {count === 1 ? "waits" : "wait"} to be tried again</span>
      </span>
      <span className="grow" />
      <ButtonLink variant="ghost" size="sm" href={projectLinks.deadLetters(slug)}>
        Dead letters
      </ButtonLink>
    </div>
  );
}
