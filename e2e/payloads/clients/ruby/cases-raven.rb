# Usage: DSN=… ruby cases-raven.rb <case>
# Reports one error in the way that the case names, for the recorded payloads.
require "sentry-raven"
require_relative "lib/shop"

Raven.configure do |config|
  config.dsn = ENV.fetch("DSN")
  config.release = "shop@1.2.3"
  config.current_environment = "payloads"
  config.silence_ready = true
end

name = ARGV.fetch(0)
case name
when "message", "message-other-number" then Raven.capture_message("Stock of #{name == "message" ? 7 : 12} is low")
when "fingerprint" then Raven.capture_exception(Shop.fail(name), fingerprint: %w[stock negative])
else Raven.capture_exception(Shop.fail(name))
end
