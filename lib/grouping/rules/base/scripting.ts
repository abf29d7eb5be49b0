export const pythonRules = `\
# Packages and the standard library
stack.abs_path:**/{site-packages,dist-packages}/** -app
stack.abs_path:"<frozen **" -app
stack.abs_path:**/{lib/python2,lib/python3,lib/pypy,lib64/python}** -app
stack.abs_path:**/Python.framework/** -app
stack.abs_path:**/Programs/Python/Python** -app

# What starts programs, threads and tasks
stack.abs_path:"<frozen {importlib,runpy}**" -group
stack.abs_path:**/{lib,lib64}/python*/{threading,runpy}.py -group
stack.abs_path:**/{lib,lib64}/python*/concurrent/futures/*.py -group
stack.abs_path:**/{lib,lib64}/python*/asyncio/{events,runners,base_events}.py -group

# SDKs that wrap the code
stack.abs_path:**/{site-packages,dist-packages}/{sentry_sdk,raven}/** -app -group
`;

export const rubyRules = `\
# Gems and the standard library
stack.abs_path:**/{gems,lib/ruby,vendor/bundle,bundler,.rubies}/** -app
stack.abs_path:**/.rbenv/versions/** -app
stack.abs_path:"<internal:**" -app

# What wraps the code
stack.abs_path:**/gems/{sentry-,raven-}** -app -group
stack.abs_path:"<internal:**" -group
`;

export const phpRules = `\
# Packages and the runtime
stack.abs_path:**/{vendor,wp-includes,wp-admin}/** -app
stack.abs_path:"[[]internal]" -app
stack.abs_path:phar://** -app
stack.abs_path:/usr/share/{php,pear}/** -app

# Chains of middleware, as long as the settings make them
stack.abs_path:**/vendor/laravel/framework/src/Illuminate/Pipeline/** -group
stack.abs_path:**/vendor/symfony/{http-kernel/HttpKernel.php,event-dispatcher/**,runtime/**} -group
stack.abs_path:**/vendor/sentry/** -app -group
`;

export const goRules = `\
# The standard library, modules and copies of them
stack.abs_path:/usr/{local/go,lib/go,lib/golang}** -app
stack.abs_path:"C:/{Program Files/Go,Go}/**" -app
stack.abs_path:**/{pkg/mod,vendor,libexec/src,hostedtoolcache/go,.gvm/gos}/** -app
stack.abs_path:**/.asdf/installs/golang/** -app
stack.module:{runtime,net,sync,os,io,fmt,internal,encoding,testing,reflect,bufio,bytes,context,crypto,compress} -app
stack.module:{runtime,net,sync,os,io,fmt,internal,encoding,testing,reflect,crypto,compress,database/sql,vendor}/** -app
stack.module:{errors,html,log,math,sort,strconv,strings,syscall,text,time,unicode,database/sql} -app
stack.module:{html,log,math,text,unicode}/** -app
stack.module:{golang.org/x,google.golang.org,github.com/getsentry/sentry-go}/** -app
stack.module:github.com/getsentry/sentry-go -app
stack.function:{runtime.,goexit}** -app

# How panics and goroutines run
stack.module:runtime -group
stack.module:github.com/getsentry/sentry-go{,/**} -group
`;

export const elixirRules = `\
# Dependencies and the runtime
stack.abs_path:**/{deps,.mix}/** -app
stack.abs_path:**/lib/elixir/** -app
stack.abs_path:lib/{phoenix,plug,ecto,db_connection}/** -app
stack.abs_path:**/lib/{stdlib-,kernel-}** -app
stack.abs_path:**/erts-** -app
stack.abs_path:**.erl -app
stack.module:{Phoenix,Plug,Ecto,Enum,Kernel,GenServer,Task,Supervisor,DBConnection,Postgrex,Oban,Bandit,Cowboy,Telemetry,Sentry}{,.**} -app
stack.module:Elixir.{Phoenix,Plug,Ecto,Enum,Kernel,GenServer,Task,Supervisor,DBConnection}{,.**} -app
stack.module:Elixir.{Postgrex,Oban,Bandit,Cowboy,Telemetry,Sentry}{,.**} -app
stack.module::{gen_server,proc_lib,lists,maps,cowboy,telemetry,timer,erlang}{,.**} -app

# How processes run
stack.module::{gen_server,proc_lib,gen_statem,gen,timer} -group
stack.abs_path:{proc_lib,gen_server,gen_statem,timer}.erl -group
stack.abs_path:**/stdlib-*/src/{proc_lib,gen_server,gen_statem,timer}.erl -group
`;
