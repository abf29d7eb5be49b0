import { deadLetterWords } from "./words";

/** A quiet mark that events wait as dead letters, with the number for those who ask. */
export function DeadLetterDot({ count }: { count: number }) {
  const text = deadLetterWords(count);
  return (
    <span className="dl-dot" title={text}>
      <i className="st-dot warn" />
      <span className="vh">{text}</span>
    </span>
  );
}
