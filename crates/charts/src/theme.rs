//! The look of a picture that leaves the page: the page's own tokens and chart styles, with every
//! variable written out, because a picture has no variables and no dark mode.

use std::fmt::Write;

const TOKENS: &str = include_str!("../../../web/styles/tokens.css");
const STYLES: &str = include_str!("../../../web/styles/components/chart.css");

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Theme {
    /// Dark ink on light paper.
    Light,
    /// Light ink on dark paper.
    Dark,
}

impl Theme {
    /// The chart's style sheet without variables. The part that arranges charts on a page is left out.
    pub(crate) fn style_sheet(self) -> String {
        let drawing = STYLES.split('@').next().unwrap_or_default();
        let mut parts = drawing.split("var(");
        let mut sheet = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (name, rest) = part.split_once(')').unwrap_or((part, ""));
            let _ = write!(sheet, "{}{rest}", self.value(name.trim()).unwrap_or_default());
        }
        sheet
    }

    /// The value of a token such as `--surface`: a colour as hexadecimal digits, a length in pixels.
    pub(crate) fn value(self, token: &str) -> Option<String> {
        let (_, after) = TOKENS.split_once(&format!("{token}:"))?;
        let value = after.split(';').next()?.trim();
        if let Some(rem) = value.strip_suffix("rem") {
            return Some(format!("{}px", rem.parse::<f64>().ok()? * 16.0));
        }
        let Some(pair) = value.strip_prefix("light-dark(").and_then(|pair| pair.strip_suffix(')')) else {
            return Some(value.to_owned());
        };
        let (light, dark) = pair.split_once("),")?;
        hexadecimal(if self == Self::Light { light } else { dark })
    }
}

/// An OKLCH colour, `oklch(43% .085 178)`, as sRGB. The matrices are those of B. Ottosson, "A
/// perceptual color space for image processing" (2020); what sRGB cannot show is clipped.
fn hexadecimal(oklch: &str) -> Option<String> {
    let (_, numbers) = oklch.trim().trim_end_matches(')').split_once('(')?;
    let mut numbers = numbers.split_ascii_whitespace().map(|number| number.trim_end_matches('%').parse::<f64>().ok());
    let (lightness, chroma, hue) = (numbers.next()?? / 100.0, numbers.next()??, numbers.next()??.to_radians());
    let (reddish, yellowish) = (chroma * hue.cos(), chroma * hue.sin());
    let cone = |reds: f64, yellows: f64| (lightness + reds * reddish + yellows * yellowish).powi(3);
    let long = cone(0.396_337_777_4, 0.215_803_757_3);
    let medium = cone(-0.105_561_345_8, -0.063_854_172_8);
    let short = cone(-0.089_484_177_5, -1.291_485_548);
    let red = 4.076_741_662_1 * long - 3.307_711_591_3 * medium + 0.230_969_929_2 * short;
    let green = -1.268_438_004_6 * long + 2.609_757_401_1 * medium - 0.341_319_396_5 * short;
    let blue = -0.004_196_086_3 * long - 0.703_418_614_7 * medium + 1.707_614_701 * short;
    let mut digits = "#".to_owned();
    for channel in [red, green, blue] {
        let _ = write!(digits, "{:02x}", byte(channel));
    }
    Some(digits)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a byte before")]
fn byte(linear: f64) -> u8 {
    let encoded = if linear <= 0.003_130_8 { 12.92 * linear } else { 1.055 * linear.powf(1.0 / 2.4) - 0.055 };
    (encoded.clamp(0.0, 1.0) * 255.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_colours_are_met() {
        let digits = |numbers: &str| hexadecimal(&format!("({numbers})")).map(|colour| colour.replace('#', ""));
        assert_eq!(digits("62.796% 0.25768 29.234").as_deref(), Some("ff0000"));
        assert_eq!(digits("86.644% 0.29483 142.495").as_deref(), Some("00ff00"));
        assert_eq!(digits("100% 0 0").as_deref(), Some("ffffff"));
        assert_eq!(hexadecimal("red"), None);
    }

    #[test]
    fn light_and_dark_differ_and_nothing_is_left_to_look_up() {
        let (light, dark) = (Theme::Light.style_sheet(), Theme::Dark.style_sheet());
        assert_ne!(light, dark);
        for sheet in [light, dark] {
            assert!(!sheet.contains("var(") && !sheet.contains("oklch") && !sheet.contains(": ;"), "{sheet}");
        }
    }
}
