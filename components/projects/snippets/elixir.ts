import type { Guide } from "./guide";

export function elixir(dsn: string): Guide {
  return {
    install: [
      {
        title: "mix.exs",
        code: `defp deps do
  [
    {:sentry, "~> 14.0"},
    {:jason, "~> 1.4"},
    {:finch, "~> 0.21"}
  ]
end`,
      },
      { title: "Terminal", code: "mix deps.get" },
    ],
    configure: [
      {
        title: "config/config.exs",
        code: `config :sentry,
  dsn: "${dsn}",
  environment_name: config_env(),
  enable_source_code_context: true,
  root_source_code_paths: [File.cwd!()]`,
      },
    ],
    check: [
      {
        title: "iex -S mix",
        code: `try do
  raise "Jackdaw check"
rescue
  error -> Sentry.capture_exception(error, stacktrace: __STACKTRACE__)
end`,
      },
    ],
  };
}
