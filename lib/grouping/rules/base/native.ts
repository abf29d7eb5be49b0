/** C, C++, Rust, Swift, Objective-C. */
export const nativeRules = `\
# System libraries
stack.package:/usr/{lib,lib64,libexec}/** -app
stack.package:/{lib,lib64,lib32,System,Library/Apple,system_ext,apex}/** -app
stack.package:/system/{lib,lib64,framework}** -app
stack.package:/vendor/lib** -app
stack.package:/data/app-lib** -app
stack.package:C:/Windows/** -app
stack.package:{linux-vdso,libc.so,libpthread,libstdc++,libsystem_,libobjc,libdispatch,libdyld,dyld}** -app
stack.package:{UIKit,CoreFoundation,Foundation,ntdll,kernel32,kernelbase}** -app

# Headers, and the sources of Rust and its crates
stack.abs_path:/rustc/** -app
stack.abs_path:/usr/{include,src}/** -app
stack.abs_path:**/.cargo/{registry,git}/** -app
stack.abs_path:**/rustlib/src/** -app
stack.abs_path:**/library/{std,core,alloc}/src/** -app
stack.function:{std,core,alloc,backtrace,tokio,futures,hyper,axum,boost,__gnu_cxx}::** -app
stack.function:<{std,core,alloc,tokio,futures,hyper,actix_,axum,sentry}** -app
stack.function:{__rust,rust_begin_unwind,rust_panic,futures_,actix_,sentry,__cxa_,_Unwind_}** -app
stack.function:{__libc_start,_start,RtlUserThreadStart,BaseThreadInitThunk}** -app

# How a crash is raised, seen from where it happened
stack.function:{std::panicking::begin_panic,core::panicking::panic,std::panicking::rust_panic_with_hook}** ^-app ^-group -app -group
stack.function:{rust_begin_unwind,__rustc::rust_begin_unwind,__rust_start_panic,__cxa_throw,_objc_exception_throw,objc_exception_throw} ^-app ^-group -app -group
stack.function:{abort,__abort,raise,gsignal,__pthread_kill,pthread_kill,__pthread_kill_implementation} -app -group

# How a program or a thread begins
stack.function:{_start,__libc_start_main*,__libc_start_call_main,start_thread,clone,clone3,__clone,thread_start} -app -group
stack.function:{RtlUserThreadStart,BaseThreadInitThunk,_pthread_start,start_wqthread,__scrt_common_main_seh} -app -group
stack.function:std::sys::**::thread_start -app -group
stack.function:{std::rt::lang_start,std::sys_common::backtrace,std::sys::backtrace}** -app -group
stack.function:{__rust_begin_short_backtrace,__rust_end_short_backtrace,__rust_maybe_catch_panic,__rust_try} -app -group
stack.function:core::ops::function::FnOnce::call_once** -app -group
stack.function:main | [ stack.function:std::rt::lang_start** ] -app -group

# What Rust puts between a program's functions; how much of it is left depends on what was inlined
stack.function:<** stack.abs_path:{/rustc/,**/rustlib/src/}** -app -group
stack.function:"<{u8,u16,u32,u64,u128,usize,i8,i16,i32,i64,i128,isize,f32,f64,bool,char} as core::**" -app -group
stack.function:"<{str,()} as {core,alloc,std}::**" -app -group
stack.function:"<&{,mut }dyn {core,alloc,std}::**" -app -group

# The SDK at work on a panic
stack.function:{,<}sentry_panic::** -app -group
`;
