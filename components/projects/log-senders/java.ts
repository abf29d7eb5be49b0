import { escapeLogback } from "./quote";
import type { LogSender } from "./sender";

const logback: LogSender = {
  id: "logback",
  name: "Java logback",
  snippets: ({ base, token, service }) => [
    {
      title: "build.gradle",
      code: `implementation 'com.github.loki4j:loki-logback-appender:2.0.0'`,
    },
    {
      title: "logback.xml",
      code: `<configuration>
  <appender name="JACKDAW" class="com.github.loki4j.logback.Loki4jAppender">
    <http>
      <url>${escapeLogback(`${base}/loki/api/v1/push`)}</url>
      <auth>
        <username>jackdaw</username>
        <password>${token}</password>
      </auth>
    </http>
    <labels>
      service=${escapeLogback(service)}
      host=\${HOSTNAME}
    </labels>
  </appender>

  <root level="INFO">
    <appender-ref ref="JACKDAW" />
  </root>
</configuration>`,
    },
  ],
  note: "Needs Java 11 and Logback 1.5. Level, logger, thread and what stands in the MDC come along by themselves.",
};

export const javaSenders = [logback];
