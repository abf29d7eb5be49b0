//! Usage: DSN=… shop <case>
//! Reports one error in the way that the case names, for the recorded payloads. Envelopes go out over a plain socket, so
//! that no HTTP and TLS stack has to be built.
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;
use std::{env, error::Error, fmt, panic, process, thread};

use sentry::{ClientOptions, Envelope, Level, Transport, TransportFactory};

struct Socket {
    host: String,
}

impl Transport for Socket {
    fn send_envelope(&self, envelope: Envelope) {
        let mut body = Vec::new();
        envelope.to_writer(&mut body).expect("envelope");
        let mut stream = TcpStream::connect(&self.host).expect("sink");
        let head = format!(
            "POST /api/1/envelope/ HTTP/1.1\r\nHost: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            self.host,
            body.len()
        );
        stream.write_all(head.as_bytes()).expect("head");
        stream.write_all(&body).expect("body");
        let _ = stream.read_to_end(&mut Vec::new());
    }
}

struct Sockets;

impl TransportFactory for Sockets {
    fn create_transport(&self, options: &ClientOptions) -> Arc<dyn Transport> {
        let dsn = options.dsn.as_ref().expect("DSN");
        Arc::new(Socket { host: format!("{}:{}", dsn.host(), dsn.port()) })
    }
}

#[derive(Debug)]
struct PaymentError {
    reason: String,
    cause: Option<Box<dyn Error + 'static>>,
}

impl fmt::Display for PaymentError {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(&self.reason)
    }
}

impl Error for PaymentError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.cause.as_deref()
    }
}

struct Cart<T> {
    items: Vec<T>,
}

impl<T: Copy> Cart<T> {
    #[inline(never)]
    fn total(&self, index: usize) -> T {
        self.items[index]
    }
}

#[inline(never)]
fn charge_card(count: usize) -> u32 {
    Cart { items: vec![1_u32; count] }.total(count + 1)
}

#[inline(never)]
fn weigh_box(depth: u32) -> u32 {
    if depth == 0 {
        panic!("box is empty");
    }
    weigh_box(depth - 1) + 1
}

fn read_stock() -> PaymentError {
    PaymentError { reason: "stock is negative".into(), cause: None }
}

fn main() {
    let name = env::args().nth(1).expect("case");
    let attach = name == "message-with-stack";
    let mut options = ClientOptions::default();
    options.dsn = env::var("DSN").ok().and_then(|dsn| dsn.parse().ok());
    options.release = Some("shop@1.2.3".into());
    options.environment = Some("payloads".into());
    options.attach_stacktrace = attach;
    options.transport = Some(Arc::new(Sockets));
    let _guard = sentry::init(options);
    match name.as_str() {
        "handled" => {
            sentry::capture_error(&read_stock());
        }
        "cause-chain" => {
            let cause: Box<dyn Error> = Box::new(read_stock());
            sentry::capture_error(&PaymentError { reason: "cannot sell".into(), cause: Some(cause) });
        }
        "parse-error" => {
            sentry::capture_error(&"seven".parse::<u32>().unwrap_err());
        }
        "panic" => drop(panic::catch_unwind(|| charge_card(3))),
        "panic-other-number" => drop(panic::catch_unwind(|| charge_card(5))),
        "unwrap" => drop(panic::catch_unwind(|| "seven".parse::<u32>().unwrap())),
        "closure" => drop(panic::catch_unwind(|| {
            (0..2).map(|count| charge_card(count)).sum::<u32>()
        })),
        "thread" => drop(thread::Builder::new().name("till".into()).spawn(|| charge_card(3)).unwrap().join()),
        "recursion-shallow" => drop(panic::catch_unwind(|| weigh_box(3))),
        "recursion-deep" => drop(panic::catch_unwind(|| weigh_box(8))),
        "message" | "message-with-stack" => {
            sentry::capture_message("Stock of 7 is low", Level::Warning);
        }
        "message-other-number" => {
            sentry::capture_message("Stock of 12 is low", Level::Warning);
        }
        "fingerprint" => {
            sentry::with_scope(
                |scope| scope.set_fingerprint(Some(&["stock", "negative"])),
                || sentry::capture_error(&read_stock()),
            );
        }
        _ => process::exit(2),
    }
    thread::sleep(Duration::from_millis(100));
}
