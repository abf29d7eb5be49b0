import { quoteSingle } from "./quote";
import type { LogSender } from "./sender";

const rubyLogger: LogSender = {
  id: "ruby",
  name: "Ruby",
  snippets: ({ base, token, service }) => [
    {
      title: "jackdaw_logger.rb",
      code: `require 'json'
require 'logger'
require 'net/http'
require 'socket'

# Takes lines from a Logger and sends them in batches, in a thread of its own.
class JackdawDevice
  URL = URI(${quoteSingle(`${base}/ingest/${token}`)})

  def initialize
    @lines = Queue.new
    @sender = Thread.new { send_batches }
  end

  def write(line) = @lines << line

  def close
    @lines.close
    @sender.join
  end

  private

  def send_batches
    while (line = @lines.pop)
      batch = [line]
      batch << @lines.pop while batch.size < 500 && !@lines.empty?
      Net::HTTP.post(URL, batch.join, 'Content-Type' => 'application/x-ndjson')
    end
  rescue StandardError => error
    warn "Jackdaw: #{error.message}"
    retry
  end
end

logger = Logger.new(JackdawDevice.new)
logger.formatter = lambda do |level, time, program, message|
  { time: time.utc.strftime('%FT%T.%6NZ'), level: level, message: message.to_s, logger: program,
    host: Socket.gethostname, service: ${quoteSingle(service)} }.to_json + "\\n"
end

logger.info('Hello from Ruby')
logger.close`,
    },
  ],
  note: "In Rails: set config.logger to this logger in config/environments/production.rb, and leave out the last line.",
};

export const rubySenders = [rubyLogger];
