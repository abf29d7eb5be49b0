/** Java, Kotlin, Scala and the others of the JVM. */
export const javaRules = `\
# The platform and its languages
stack.module:{java,javax,jdk,sun,com.sun,oracle,jakarta,kotlin,kotlinx,scala,clojure,groovy}.** -app
stack.module:{android,androidx,com.android,dalvik,libcore}.** -app

# Frameworks and libraries
stack.module:com.google.{common,gson,firebase,android.gms,inject}.** -app
stack.module:org.{springframework,apache,hibernate,eclipse,jboss,codehaus,junit,slf4j,aspectj,postgresql,mockito}.** -app
stack.module:com.{mysql,zaxxer,fasterxml,mchange,intellij}.** -app
stack.module:io.{netty,undertow,micronaut,quarkus,vertx,grpc,reactivex,micrometer,sentry,ktor}.** -app
stack.module:{junit,reactor,rx,okhttp3,okio,retrofit2,akka,play,feign,brave,graphql}.** -app
stack.module:{ch.qos.logback,net.sf.cglib,net.bytebuddy,redis.clients,software.amazon.awssdk}.** -app

# Reflection and proxies: which frames there are depends on the JVM and on how often the code ran
stack.module:{sun.reflect,jdk.internal.reflect,java.lang.reflect,java.lang.invoke,jdk.internal.vm}.** -group
stack.module:{com.sun.proxy,jdk.proxy1,jdk.proxy2,jdk.proxy3}.** -app -group
stack.module:**$$FastClassBy** -app -group
stack.module:**$Proxy** -app -group
stack.module:net.sf.cglib.** -group

# What hands calls from one thread to another
stack.module:java.util.concurrent.{ThreadPoolExecutor,FutureTask,Executors,ForkJoin,CompletableFuture}** -group
stack.module:java.lang.{Thread,VirtualThread}** stack.function:run* -group
stack.module:kotlin.coroutines.** -group
stack.module:kotlinx.coroutines.{Dispatched,internal.Dispatched,scheduling}** -group
stack.module:{reactor.core.publisher,io.reactivex.internal,io.netty.util.concurrent}.** -group
stack.module:io.sentry.** -group
`;

/** C# and the others of .NET. */
export const csharpRules = `\
# The platform
stack.module:{System,Microsoft,Windows,Mono,Interop,Internal,MS,Xamarin,FSharp,UnityEngine,UnityEditor} -app
stack.module:{System,Microsoft,Windows,Mono,Interop,Internal,MS,Xamarin,FSharp,UnityEngine,UnityEditor}.** -app
stack.package:{System.,Microsoft.,mscorlib,WindowsBase,PresentationFramework,UnityEngine}** -app

# Libraries
stack.module:{Newtonsoft,Serilog,NLog,Npgsql,Dapper,Sentry,MediatR,Polly,AutoMapper,Grpc,Hangfire} -app
stack.module:{Newtonsoft,Serilog,NLog,Npgsql,Dapper,Sentry,MediatR,Polly,AutoMapper,Grpc,Hangfire}.** -app
stack.package:Newtonsoft.** -app

# What awaits and rethrows
stack.module:System.Runtime.{ExceptionServices,CompilerServices}.** -group
stack.module:System.Threading.{Tasks,ExecutionContext,ThreadPool,Thread,PortableThreadPool}** -group
stack.module:{System.ThrowHelper,Sentry.**} -group
`;
