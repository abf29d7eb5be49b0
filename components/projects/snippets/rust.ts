import type { Guide } from "./guide";

export function rust(dsn: string): Guide {
  return {
    install: [{ title: "Terminal", code: "cargo add sentry" }],
    configure: [
      {
        title: "src/main.rs",
        code: `fn main() {
    // Events are sent while this guard lives: keep it until the end of main.
    let _guard = sentry::init("${dsn}");
}`,
      },
    ],
    check: [{ title: "src/main.rs, at the end of main", code: `    panic!("Jackdaw check");` }],
    note: "Start the runtime of an asynchronous program after this line, not with #[tokio::main].",
  };
}
