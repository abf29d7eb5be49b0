import type { FunctionName } from "./function-name";
import { dropAfter, isDigit, isHexDigit, isWord, skipWhile } from "./scan";

const isSuffix = (code: number) => isHexDigit(code) || code === 95;

const HEX_MARKERS = ["CGLIB$$", "ByGuice$$", "ByGuice$"];
const WORD_MARKERS = ["HibernateProxy$", "ByteBuddy$", "MockitoMock$"];
const NUMBER_MARKERS = [
  "GeneratedMethodAccessor",
  "GeneratedConstructorAccessor",
  "GeneratedSerializationConstructorAccessor",
  "fn__",
  "eval__",
  "$Proxy",
];

/** A JVM class or method name without the numbers that proxies, enhancers and generated accessors carry. */
export function cleanJavaName(name: string): string {
  if (!name.includes("$") && !name.includes("__") && !name.includes("Accessor")) return name;
  let clean = name;
  for (const marker of HEX_MARKERS) clean = dropAfter(clean, marker, isSuffix);
  for (const marker of WORD_MARKERS) clean = dropAfter(clean, marker, isWord);
  for (const marker of NUMBER_MARKERS) clean = dropAfter(clean, marker, isDigit);
  clean = cutAfter(clean, "$$_javassist");
  clean = cutAfter(clean, "$$_jvst");
  return cutAfter(clean, "$$Lambda");
}

/** Lambdas are numbered in the order of the source, so their own names mean nothing. */
export function cleanJavaFunction(name: string): FunctionName {
  if (name.startsWith("lambda$")) return { hint: "ignored because the lambda's name is generated" };
  let clean = dropAfter(name, "$lambda$", isDigit);
  clean = dropAfter(clean, "$lambda-", isDigit);
  return { name: cleanJavaName(clean) };
}

function cutAfter(name: string, marker: string): string {
  const found = name.indexOf(marker);
  return found < 0 ? name : name.slice(0, found + marker.length);
}

/** As `cleanJavaName`, for the enhancers of any library: `Cart$$EnhancerByShop$$1ebf43f_2` → `Cart$$EnhancerByShop$$`. */
export function cleanClassName(name: string): string {
  const clean = cleanJavaName(name);
  const by = clean.indexOf("By");
  const last = clean.lastIndexOf("$$");
  if (by < 0 || last < by) return clean;
  const end = skipWhile(clean, last + 2, isSuffix);
  const first = clean.lastIndexOf("$$", by);
  return first >= 0 && end > last + 2 ? clean.slice(0, last + 2) + clean.slice(end) : clean;
}
