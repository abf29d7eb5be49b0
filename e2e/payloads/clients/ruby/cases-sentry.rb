# Usage: DSN=… ruby cases-sentry.rb <case>
# Reports one error in the way that the case names, for the recorded payloads.
require "sentry-ruby"
require_relative "lib/shop"

Sentry.init do |config|
  config.dsn = ENV.fetch("DSN")
  config.release = "shop@1.2.3"
  config.environment = "payloads"
  config.background_worker_threads = 0
  config.breadcrumbs_logger = []
end

name = ARGV.fetch(0)
case name
when "message", "message-other-number" then Sentry.capture_message("Stock of #{name == "message" ? 7 : 12} is low")
else
  Sentry.with_scope do |scope|
    scope.set_fingerprint(%w[stock negative]) if name == "fingerprint"
    Sentry.capture_exception(Shop.fail(name))
  end
end
