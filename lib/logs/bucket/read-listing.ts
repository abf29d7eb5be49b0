import { between } from "./send-request";

export interface ListedObject {
  /** Without the prefix. */
  name: string;
  modifiedAt: Date;
}

/**
 * Reads the XML of ListObjectsV2: objects and, when there are more, the token that goes on. Names of ours have nothing that
 * XML writes otherwise, so other names may come out changed; nobody takes those for files.
 */
export function readListing(
  text: string,
  prefix: string,
): { objects: ListedObject[]; next: string | undefined } {
  const objects: ListedObject[] = [];
  for (const part of text.split("<Contents>").slice(1)) {
    const key = between(part, "<Key>", "</Key>");
    const modifiedAt = new Date(between(part, "<LastModified>", "</LastModified>"));
    if (key.startsWith(prefix) && !Number.isNaN(modifiedAt.getTime()))
      objects.push({ name: key.slice(prefix.length), modifiedAt });
  }
  const isCut = between(text, "<IsTruncated>", "</IsTruncated>") === "true";
  const token = between(text, "<NextContinuationToken>", "</NextContinuationToken>");
  return { objects, next: isCut && token ? decodeText(token) : undefined };
}

function decodeText(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#34;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
