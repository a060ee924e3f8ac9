//! The control of pages: bodies of any size that are there already, served by the same web server.

use axum::Router;
use axum::extract::Path;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use bytes::Bytes;
use tokio::net::TcpListener;

/// The largest body.
const LARGEST: usize = 4 * 1024 * 1024;

static BODY: [u8; LARGEST] = [b'x'; LARGEST];

/// Serves `/bytes/{size}` on a free port until it is killed.
pub(crate) fn serve() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        println!("The control is at http://{}", listener.local_addr().unwrap());
        let routes = Router::new().route("/bytes/{size}", get(body));
        axum::serve(listener, routes).await.unwrap();
    });
}

async fn body(Path(size): Path<usize>) -> ([(axum::http::HeaderName, &'static str); 1], Bytes) {
    ([(CONTENT_TYPE, "text/html; charset=utf-8")], Bytes::from_static(&BODY[..size.min(LARGEST)]))
}
