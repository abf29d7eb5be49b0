import type { Guide } from "./guide";

export function java(dsn: string): Guide {
  return {
    install: [
      {
        title: "build.gradle",
        code: `dependencies {
    implementation 'io.sentry:sentry:8.+'
}`,
      },
    ],
    configure: [
      {
        title: "Main.java",
        code: `import io.sentry.Sentry;

public class Main {
    public static void main(String[] args) {
        Sentry.init(options -> {
            options.setDsn("${dsn}");
            options.setEnvironment("production");
            options.setRelease("app@1.0.0");
        });
    }
}`,
      },
    ],
    check: [
      {
        title: "Main.java, at the end of main",
        code: `        throw new IllegalStateException("Jackdaw check");`,
      },
    ],
    note: "For Spring Boot take sentry-spring-boot-starter-jakarta and set sentry.dsn in application.properties.",
  };
}
