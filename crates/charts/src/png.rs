//! Pictures of charts, for mail and documents.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use crate::theme::Theme;

/// Why no picture was made.
#[derive(Debug, thiserror::Error)]
pub enum PngProblem {
    /// The text is no drawing of this crate.
    #[error("the drawing cannot be read: {0}")]
    Drawing(#[from] resvg::usvg::Error),
    /// It is empty or far too large.
    #[error("a picture of this size cannot be made")]
    Size,
    /// The pixels cannot be packed.
    #[error("the picture cannot be written")]
    Packing,
}

/// A drawing of this crate as a PNG, so many pixels wide, on the surface colour of the theme. Text is
/// set in Noto Sans, which is built in: the same picture on every machine.
///
/// # Errors
/// When the text is no drawing, or the size is nothing or beyond reason.
pub fn png(svg: &str, theme: Theme, width: u32) -> Result<Vec<u8>, PngProblem> {
    let tree = Tree::from_str(&dressed(svg, theme), &options())?;
    let scale = real(width) / tree.size().width();
    let height = whole(tree.size().height() * scale).ok_or(PngProblem::Size)?;
    let mut pixels = Pixmap::new(width.min(WIDEST), height).ok_or(PngProblem::Size)?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().map_err(|_| PngProblem::Packing)
}

const WIDEST: u32 = 4_096;
const FAMILY: &str = "Noto Sans";

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    fonts.load_font_data(ttf_noto_sans::REGULAR.to_vec());
    fonts.set_sans_serif_family(FAMILY);
    Arc::new(fonts)
});

fn options() -> Options<'static> {
    Options { fontdb: Arc::clone(&FONTS), font_family: FAMILY.to_owned(), ..Options::default() }
}

/// The drawing with the name space that a page does not need, its styles and its ground.
fn dressed(svg: &str, theme: Theme) -> String {
    let (before, content) = svg.split_once("</title>").map_or(("", svg), |(before, after)| (before, after));
    let opened = before.replacen("<svg ", r#"<svg xmlns="http://www.w3.org/2000/svg" "#, 1);
    format!(
        r#"{opened}</title><style>{}</style><rect class="chart-paper" width="100%" height="100%"/>{content}"#,
        theme.style_sheet()
    )
}

#[expect(clippy::cast_precision_loss, reason = "widths of pictures")]
fn real(width: u32) -> f32 {
    width.min(WIDEST) as f32
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be positive and small")]
fn whole(height: f32) -> Option<u32> {
    (height >= 1.0 && height <= real(WIDEST)).then_some(height as u32)
}
