//! Files on their way in and out: a chunk at a time, each in a moment of its own, so that memory stays flat and a slow
//! phone holds nobody up.

use axum::Extension;
use axum::body::{Body, Bytes};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::{CHUNK, Deal, Error, File, FileDraft, FileId, Received};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tokio_stream::{Stream, StreamExt};

use crate::Visit;

/// Chunks that wait to be sent: whoever reads slowly slows the reading down.
const WAITING: usize = 2;

/// Why a file did not come in.
#[derive(Debug)]
pub enum Unreceived<E> {
    /// The domain says so.
    Refused(Error),
    /// Whoever sent it broke off.
    BrokenOff(E),
}

impl<E> From<Error> for Unreceived<E> {
    fn from(error: Error) -> Self {
        Self::Refused(error)
    }
}

/// Takes in a file for the deal with this number and attaches it. Of a file that is broken off or refused nothing stays.
///
/// # Errors
/// What [`File::begin`], [`File::append`] and [`File::attach`] refuse, or what the content ran into.
pub async fn receive<E>(
    visit: &Visit,
    deal: i64,
    draft: &FileDraft,
    content: impl Stream<Item = Result<Bytes, E>> + Unpin,
) -> Result<File, Unreceived<E>> {
    let wanted = draft.clone();
    let begun = visit.change(move |scene| {
        let deal = Deal::numbered(scene, deal)?;
        File::begin(scene, &deal, &wanted)
    });
    let mut begun = Begun { visit, id: begun.await?, attached: false };
    let received = fill(visit, begun.id, content).await?;
    let draft = draft.clone();
    let file = visit.change(move |scene| File::attach(scene, &received, &draft)).await?;
    begun.attached = true;
    Ok(file)
}

/// A file that is coming in. However that ends, what was not attached is forgotten.
struct Begun<'v> {
    visit: &'v Visit,
    id: FileId,
    attached: bool,
}

impl Drop for Begun<'_> {
    fn drop(&mut self) {
        if self.attached {
            return;
        }
        let (visit, id) = (self.visit.clone(), self.id);
        tokio::spawn(async move {
            if let Err(error) = visit.change(move |scene| File::abandon(scene, id)).await {
                tracing::warn!(%error, "a file that was broken off was not forgotten; that is done within a day");
            }
        });
    }
}

async fn fill<E>(
    visit: &Visit,
    id: FileId,
    mut content: impl Stream<Item = Result<Bytes, E>> + Unpin,
) -> Result<Received, Unreceived<E>> {
    let (mut waiting, mut place, mut bytes, mut digest) = (Vec::with_capacity(CHUNK), 0_i64, 0_i64, Sha256::new());
    while let Some(piece) = content.next().await {
        let mut piece = piece.map_err(Unreceived::BrokenOff)?;
        digest.update(&piece);
        while !piece.is_empty() {
            waiting.extend(piece.split_to(piece.len().min(CHUNK - waiting.len())));
            if waiting.len() == CHUNK {
                bytes += append(visit, (id, place), std::mem::replace(&mut waiting, Vec::with_capacity(CHUNK))).await?;
                place += 1;
            }
        }
    }
    if !waiting.is_empty() {
        bytes += append(visit, (id, place), waiting).await?;
    }
    let digest = digest.finalize().iter().fold(String::new(), |digits, byte| format!("{digits}{byte:02x}"));
    Ok(Received { id, bytes, digest })
}

async fn append(visit: &Visit, (id, place): (FileId, i64), chunk: Vec<u8>) -> domain::Result<i64> {
    let bytes = i64::try_from(chunk.len()).unwrap_or(i64::MAX);
    visit.change(move |scene| File::append(scene, id, place, &chunk)).await?;
    Ok(bytes)
}

/// The content of a file that the visitor may see, to be kept by the browser and never shown by it: what somebody
/// attached is not to act as a page of this place.
#[must_use]
pub fn hand_out(visit: &Visit, file: File) -> Response {
    let media_type = HeaderValue::from_str(&file.media_type);
    let headers = [
        (CONTENT_TYPE, media_type.unwrap_or(HeaderValue::from_static("application/octet-stream"))),
        (CONTENT_LENGTH, HeaderValue::from(file.bytes)),
        (CONTENT_DISPOSITION, disposition(&file.name)),
    ];
    let (sender, receiver) = mpsc::channel(WAITING);
    let visit = visit.clone();
    tokio::spawn(async move {
        if let Err(error) = send(&visit, file, &sender).await {
            // the file breaks off, and the browser says so
            let _ = sender.send(Err(std::io::Error::other(error.to_string()))).await;
        }
    });
    (headers, Extension(AsItIs), Body::from_stream(ReceiverStream::new(receiver))).into_response()
}

/// An answer that is sent as it is: offers and pictures are small already, and who waits sees how much is left.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AsItIs;

/// Sends chunk after chunk until all is sent or somebody stops reading.
async fn send(visit: &Visit, file: File, sender: &mpsc::Sender<std::io::Result<Bytes>>) -> domain::Result<()> {
    for place in 0..file.chunks() {
        let file = file.clone();
        let chunk = visit.look(move |scene| file.chunk(scene, place)).await?.ok_or(Error::NotFound)?;
        if sender.send(Ok(chunk.into())).await.is_err() {
            break;
        }
    }
    Ok(())
}

/// The name in letters that every browser reads, and as it is (RFC 6266).
fn disposition(name: &str) -> HeaderValue {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || " .-_()".contains(letter);
    let fallback: String = name.chars().map(|letter| if plain(letter) { letter } else { '_' }).collect();
    let exact = utf8_percent_encode(name, NON_ALPHANUMERIC);
    HeaderValue::from_str(&format!("attachment; filename=\"{fallback}\"; filename*=UTF-8''{exact}"))
        .unwrap_or(HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_any_letters_reaches_the_browser() {
        let sent = disposition("Ångebot \"2\".pdf");
        let expected = "attachment; filename=\"_ngebot _2_.pdf\"; filename*=UTF-8''%C3%85ngebot%20%222%22%2Epdf";
        assert_eq!(sent.to_str().unwrap_or_default(), expected);
    }
}
