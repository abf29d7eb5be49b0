const CONTEXT = 5;

/** Splits a piece of source at its line `>>`: what stands before, at and after the mistake. */
export function sourceContext(source) {
  const lines = source
    .split("\n")
    .filter((line, index, all) => line.trim() || (index > 0 && index < all.length - 1));
  const at = lines.findIndex((line) => line.startsWith(">>"));
  return {
    pre_context: lines.slice(Math.max(0, at - CONTEXT), at),
    context_line: lines[at].slice(2),
    post_context: lines.slice(at + 1, at + 1 + CONTEXT),
  };
}

/** Frames written as `function file:line[:column]`, oldest first; a leading `-` marks a library's. */
export function frames(lines, more = () => ({})) {
  return lines.map((line) => {
    const isLibrary = line.startsWith("-");
    const text = isLibrary ? line.slice(1) : line;
    const space = text.lastIndexOf(" ");
    const [, file, lineno, colno] = /^(.*?):(\d+)(?::(\d+))?$/.exec(text.slice(space + 1));
    return {
      function: text.slice(0, space),
      filename: file,
      lineno: Number(lineno),
      ...(colno && { colno: Number(colno) }),
      in_app: !isLibrary,
      ...more(file, isLibrary),
    };
  });
}
