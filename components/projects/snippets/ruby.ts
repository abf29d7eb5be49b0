import type { Guide } from "./guide";

export function ruby(dsn: string): Guide {
  return {
    install: [
      {
        title: "Gemfile",
        code: `gem "sentry-ruby"
gem "sentry-rails" # with Rails`,
      },
      { title: "Terminal", code: "bundle install" },
    ],
    configure: [
      {
        title: "config/initializers/sentry.rb",
        code: `require "sentry-ruby"

Sentry.init do |config|
  config.dsn = "${dsn}"
  config.environment = "production"
  config.release = "app@1.0.0"
end`,
      },
    ],
    check: [
      {
        title: "check.rb",
        code: `begin
  raise "Jackdaw check"
rescue => error
  Sentry.capture_exception(error)
end`,
      },
    ],
  };
}
