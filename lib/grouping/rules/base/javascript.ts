/** Browsers and Node. SDKs of browsers call every frame in-app, so these win over what they say. */
export const javascriptRules = `\
# Packages
stack.abs_path:**/{node_modules,.yarn,.pnpm,bower_components}/** -app
stack.abs_path:~/** -app

# What runtimes bring along
stack.abs_path:{node:,bun:,ext:,internal/}** -app
stack.abs_path:"{<anonymous>,[[]native code]}" -app
stack.abs_path:{native,native%20code,eval%20code} -app
stack.abs_path:{events,module,timers,net,fs,vm,domain,stream,util,repl,tty,tls,dgram,cluster,zlib,node}.js -app
stack.abs_path:{child_process,async_hooks,bootstrap_node,_tls_wrap}.js -app
stack.abs_path:_{http_server,http_client,http_incoming,http_outgoing,http_agent,http_common}.js -app
stack.abs_path:_stream_{readable,writable,transform,duplex}.js -app

# What bundlers and frameworks put around the code
stack.abs_path:webpack/** -app
stack.abs_path:webpack:///{webpack,external}** -app
stack.abs_path:**/webpack/{runtime,bootstrap}/** -app
stack.abs_path:**/_next/static/chunks/{framework,polyfills,webpack}-** -app

# Extensions and scripts of others in the page
stack.abs_path:{chrome,resource}://** -app
stack.abs_path:{chrome,moz,safari,safari-web,ms-browser}-extension:** -app
stack.abs_path:https://{unpkg.com,cdn.jsdelivr.net,cdnjs.cloudflare.com}/** -app
stack.abs_path:https://{www.googletagmanager.com,www.google-analytics.com,connect.facebook.net}/** -app

# Helpers of compilers and SDKs stand between callers and change with their versions
stack.abs_path:**/{@babel/runtime,@swc/helpers,regenerator-runtime,tslib,core-js,zone.js}/** -app -group
stack.abs_path:**/{@sentry,@sentry-internal,raven-js,raven}/** -app -group
stack.function:{__awaiter,__generator,asyncGeneratorStep,_asyncToGenerator,sentryWrapped} -app -group
# The same behind what V8 says it was called on (\`HTMLButtonElement.sentryWrapped\`) and Firefox what it waited for
stack.function:*{.,\\*}{__awaiter,__generator,asyncGeneratorStep,_asyncToGenerator,sentryWrapped} -app -group
stack.function:{,*.,*\\*}{_next,_throw} | [ stack.function:{,*.,*\\*}asyncGeneratorStep ] -app -group
stack.abs_path:{node:internal/process/task_queues,internal/process/task_queues.js} -group
`;
