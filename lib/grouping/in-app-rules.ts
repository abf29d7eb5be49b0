/** How to know code that the user did not write. Plain text only, paths with forward slashes. */
export interface ThirdPartyRules {
  paths?: ReadonlySet<string>;
  pathStarts?: readonly string[];
  pathParts?: readonly string[];
  pathEnds?: readonly string[];
  /** Whole names: `java` is `java` and `java.lang`, not `javafoo`. */
  modules?: readonly string[];
  functions?: readonly string[];
  packages?: readonly string[];
}

const javascript: ThirdPartyRules = {
  paths: new Set([
    ..."<anonymous> [native code] native native%20code eval%20code".split(" "),
    ..."events.js module.js timers.js net.js fs.js vm.js domain.js stream.js util.js repl.js tty.js tls.js".split(
      " ",
    ),
    ..."dgram.js cluster.js child_process.js async_hooks.js bootstrap_node.js node.js zlib.js".split(" "),
    ..."_http_server.js _http_client.js _http_incoming.js _http_outgoing.js _http_agent.js _http_common.js".split(
      " ",
    ),
    ..."_stream_readable.js _stream_writable.js _stream_transform.js _stream_duplex.js _tls_wrap.js".split(
      " ",
    ),
  ]),
  pathStarts: [
    ..."node: internal/ node_modules/ ~/ bun: ext: webpack/ chrome:// resource://".split(" "),
    ..."chrome-extension: moz-extension: safari-extension: safari-web-extension: ms-browser-extension:".split(
      " ",
    ),
    ..."webpack:///webpack/ webpack:///external https://unpkg.com/ https://cdn.jsdelivr.net/".split(" "),
    ..."https://cdnjs.cloudflare.com/ https://www.googletagmanager.com/ https://connect.facebook.net/".split(
      " ",
    ),
  ],
  pathParts: [
    ..."/node_modules/ webpack/runtime/ webpack/bootstrap /.yarn/ /.pnpm/".split(" "),
    ..."/_next/static/chunks/framework- /_next/static/chunks/polyfills- /_next/static/chunks/webpack-".split(
      " ",
    ),
  ],
};

const java: ThirdPartyRules = {
  modules: [
    ..."java javax jdk sun com.sun oracle jakarta kotlin kotlinx scala clojure groovy".split(" "),
    ..."android androidx com.android dalvik libcore com.google.common com.google.gson".split(" "),
    ..."com.google.firebase com.google.android.gms com.google.inject org.springframework org.apache".split(
      " ",
    ),
    ..."org.hibernate org.eclipse org.jboss org.codehaus org.junit junit org.slf4j org.aspectj".split(" "),
    ..."org.postgresql org.mockito com.mysql com.zaxxer com.fasterxml com.mchange net.sf.cglib".split(" "),
    ..."ch.qos.logback io.netty io.undertow io.micronaut io.quarkus io.vertx io.grpc io.reactivex".split(" "),
    ..."io.micrometer io.sentry io.ktor reactor rx okhttp3 okio retrofit2 akka play feign".split(" "),
    ..."sun.reflect com.intellij net.bytebuddy brave graphql redis.clients software.amazon.awssdk".split(" "),
  ],
};

const systemLibraries = [
  ..."/usr/lib/ /usr/lib64/ /lib/ /lib64/ /lib32/ /usr/libexec/ /System/ /Library/Apple/ linux-vdso".split(
    " ",
  ),
  ..."/system/lib /system/framework /system_ext/ /vendor/lib /apex/ /data/app-lib C:/Windows/ C:/WINDOWS/".split(
    " ",
  ),
  ..."C:/windows/ libc.so libpthread libstdc++ libsystem_ libobjc UIKit CoreFoundation Foundation".split(" "),
  ..."ntdll kernel32 KERNEL32 KERNELBASE libdispatch libdyld dyld".split(" "),
];

const native: ThirdPartyRules = {
  pathStarts: "/rustc/ /usr/include/ /usr/src/".split(" "),
  pathParts:
    "/.cargo/registry/ /.cargo/git/ /rustlib/src/ /library/std/src/ /library/core/src/ /library/alloc/src/".split(
      " ",
    ),
  functions: [
    ..."std:: core:: alloc:: backtrace:: <std:: <core:: <alloc:: __rust rust_begin_unwind rust_panic".split(
      " ",
    ),
    ..."tokio:: <tokio:: futures:: <futures futures_ hyper:: <hyper:: actix_ <actix_ axum:: <axum:: sentry".split(
      " ",
    ),
    ..."<sentry boost:: __libc_start _start RtlUserThreadStart BaseThreadInitThunk __cxa_ _Unwind_ abort".split(
      " ",
    ),
    "raise",
  ],
  packages: systemLibraries,
};

const elixir: ThirdPartyRules = {
  pathStarts: "deps/ lib/elixir/ lib/phoenix lib/plug lib/ecto lib/db_connection".split(" "),
  pathParts: "/deps/ /lib/elixir/lib/ /lib/stdlib- /lib/kernel- /.mix/ /erts-".split(" "),
  pathEnds: [".erl"],
  modules:
    "Phoenix Plug Ecto Enum Kernel GenServer Task Supervisor DBConnection Postgrex Oban Bandit Cowboy Telemetry Sentry"
      .split(" ")
      .flatMap((name) => [name, `Elixir.${name}`])
      .concat(":gen_server :proc_lib :lists :maps :cowboy :telemetry :timer :erlang".split(" ")),
};

const python: ThirdPartyRules = {
  pathStarts: ["<frozen ", "site-packages/", "dist-packages/"],
  pathParts: [
    ..."/site-packages/ /dist-packages/ /lib/python2 /lib/python3 /lib/pypy /lib64/python".split(" "),
    ..."/Python.framework/ /Programs/Python/Python".split(" "),
  ],
};

const ruby: ThirdPartyRules = {
  pathStarts: ["<internal:", "gems/", "vendor/bundle/"],
  pathParts: "/gems/ /lib/ruby/ /vendor/bundle/ /bundler/ /.rubies/ /.rbenv/versions/".split(" "),
};

const php: ThirdPartyRules = {
  paths: new Set(["[internal]"]),
  pathStarts: ["vendor/", "phar://", "/usr/share/php/", "/usr/share/pear/"],
  pathParts: ["/vendor/", "/wp-includes/", "/wp-admin/"],
};

const csharp: ThirdPartyRules = {
  modules: [
    ..."System Microsoft Windows Mono Newtonsoft Serilog NLog Npgsql Dapper Sentry MediatR Polly FSharp".split(
      " ",
    ),
    ..."AutoMapper Interop Internal Grpc MS Hangfire Xamarin UnityEngine UnityEditor".split(" "),
  ],
  packages: "System. Microsoft. mscorlib WindowsBase PresentationFramework Newtonsoft. UnityEngine".split(
    " ",
  ),
};

const go: ThirdPartyRules = {
  pathStarts: "/usr/local/go/ /usr/lib/go /usr/lib/golang/ C:/Program Files/Go/ C:/Go/".split(" "),
  pathParts: "/pkg/mod/ /vendor/ /libexec/src/ /hostedtoolcache/go/ /.gvm/gos/ /.asdf/installs/golang/".split(
    " ",
  ),
  modules: [
    ..."runtime net sync os io fmt internal encoding database/sql vendor testing reflect bufio bytes".split(
      " ",
    ),
    ..."context crypto compress errors html log math sort strconv strings syscall text time unicode".split(
      " ",
    ),
    ..."github.com/getsentry/sentry-go golang.org/x google.golang.org".split(" "),
  ],
  functions: ["runtime.", "goexit"],
};

/** By platform, as SDKs spell it. A platform without rules is all the user's own. */
export const RULES: ReadonlyMap<string, ThirdPartyRules> = new Map([
  ...["javascript", "node"].map((platform) => [platform, javascript] as const),
  ...["java", "android", "kotlin", "scala", "groovy", "clojure"].map((platform) => [platform, java] as const),
  ...["native", "c", "cpp", "rust", "swift", "objc", "cocoa"].map((platform) => [platform, native] as const),
  ...["csharp", "dotnet"].map((platform) => [platform, csharp] as const),
  ["python", python],
  ["ruby", ruby],
  ["php", php],
  ["go", go],
  ["elixir", elixir],
]);
