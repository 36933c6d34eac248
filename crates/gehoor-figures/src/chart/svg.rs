//! The writing of SVG.

use std::fmt::Write as _;

/// The width of every chart.
pub(crate) const WIDTH: f64 = 400.0;
const TITLE_LINE: f64 = 20.0;
const FOOT_LINE: f64 = 15.0;
/// How many characters of the title's and the foot's size fit in a line.
const TITLE_CHARACTERS: usize = 44;
const FOOT_CHARACTERS: usize = 62;

/// The colours and strokes of a chart that stands alone; a page brings its own.
pub(crate) const STYLE: &str = concat!(include_str!("colours.css"), include_str!("chart.css"));

/// Where text stands against its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// A drawing in the making.
#[derive(Debug, Default)]
pub(crate) struct Svg {
    body: String,
    height: f64,
}

/// What stands around a drawing.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    /// Tells drawings of one page apart.
    pub(crate) id: &'static str,
    /// Its name.
    pub(crate) title: String,
    /// What it shows, for who does not see it.
    pub(crate) description: String,
    /// What stands below a drawing that is alone: how it was sampled, how to read it.
    pub(crate) foot: Vec<String>,
}

impl Svg {
    /// A drawing of this height.
    pub(crate) fn new(height: f64) -> Self {
        Self { body: String::new(), height }
    }

    pub(crate) fn line(&mut self, class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
        let _ = write!(
            self.body,
            r#"<line class="{class}" x1="{x1:.1}" y1="{y1:.1}" x2="{x2:.1}" y2="{y2:.1}"/>"#
        );
    }

    pub(crate) fn rect(&mut self, class: &str, (x, y): (f64, f64), (width, height): (f64, f64)) {
        let width = width.max(0.0);
        let _ = write!(
            self.body,
            r#"<rect class="{class}" x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}"/>"#
        );
    }

    pub(crate) fn dot(&mut self, class: &str, (x, y): (f64, f64)) {
        let _ = write!(self.body, r#"<circle class="{class}" cx="{x:.1}" cy="{y:.1}" r="4"/>"#);
    }

    /// A path through these points; closed when `class` is an area's.
    pub(crate) fn path(&mut self, class: &str, points: &[(f64, f64)], closed: bool) {
        let mut data = String::new();
        for (place, (x, y)) in points.iter().enumerate() {
            let _ = write!(data, "{}{x:.1} {y:.1}", if place == 0 { "M" } else { "L" });
        }
        let end = if closed { "Z" } else { "" };
        let _ = write!(self.body, r#"<path class="{class}" d="{data}{end}"/>"#);
    }

    pub(crate) fn text(&mut self, class: &str, (x, y): (f64, f64), anchor: Anchor, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let text = escape(text);
        let _ = write!(
            self.body,
            r#"<text class="{class}" x="{x:.1}" y="{y:.1}" text-anchor="{anchor}">{text}</text>"#
        );
    }

    /// The drawing for a page that has the styles and shows title and foot itself.
    pub(crate) fn inline(&self, frame: &Frame) -> String {
        let Frame { id, .. } = frame;
        let height = self.height;
        format!(
            r#"<svg class="figure" viewBox="0 0 {WIDTH} {height:.0}" role="img" aria-labelledby="{id}-title {id}-description">{}{}</svg>"#,
            named(frame),
            self.body
        )
    }

    /// The drawing as a file of its own, with its styles, its title above and its foot below.
    pub(crate) fn alone(&self, frame: &Frame) -> String {
        let titles = wrap(&frame.title, TITLE_CHARACTERS);
        let feet: Vec<String> = frame.foot.iter().flat_map(|line| wrap(line, FOOT_CHARACTERS)).collect();
        let above = 12.0 + TITLE_LINE * titles.len() as f64;
        let height = above + self.height + FOOT_LINE * feet.len() as f64 + 12.0;
        let mut around = Self::new(height);
        around.rect("paper", (0.0, 0.0), (WIDTH, height));
        for (place, title) in titles.iter().enumerate() {
            around.text("title", (8.0, 22.0 + TITLE_LINE * place as f64), Anchor::Start, title);
        }
        let below = above + self.height + 12.0;
        for (place, foot) in feet.iter().enumerate() {
            around.text("quiet", (8.0, below + FOOT_LINE * place as f64), Anchor::Start, foot);
        }
        let Frame { id, .. } = frame;
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" class="figure" width="{:.0}" height="{:.0}" viewBox="0 0 {WIDTH} {height:.0}" role="img" aria-labelledby="{id}-title {id}-description"><style>{STYLE}</style>{}{}<g transform="translate(0 {above:.0})">{}</g></svg>"#,
            WIDTH * 2.0,
            height * 2.0,
            named(frame),
            around.body,
            self.body
        )
    }
}

fn named(frame: &Frame) -> String {
    let (id, title, description) = (frame.id, escape(&frame.title), escape(&frame.description));
    format!(r#"<title id="{id}-title">{title}</title><desc id="{id}-description">{description}</desc>"#)
}

/// Breaks a text between words.
fn wrap(text: &str, characters: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= characters => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Text as it may stand in an element or an attribute. What XML can't hold is left out.
pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            character if character.is_control() || matches!(character, '\u{fffe}' | '\u{ffff}') => {}
            character => safe.push(character),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_stays_text() {
        let mut svg = Svg::new(10.0);
        svg.text("label", (0.0, 0.0), Anchor::Start, "</text><script>alert(1)</script>\u{0}\u{8}\"'&");
        let title = "<b onload=x>".to_owned();
        let frame = Frame { id: "x", description: title.clone(), foot: vec![title.clone()], title };
        for text in [svg.inline(&frame), svg.alone(&frame)] {
            assert!(!text.contains("<script") && !text.contains("<b ") && !text.contains('\u{0}'), "{text}");
            assert!(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;"), "{text}");
        }
    }

    #[test]
    fn long_titles_break_between_words() {
        assert_eq!(wrap("een twee drie vier", 9), ["een twee", "drie vier"]);
        assert_eq!(wrap("onbreekbaar", 3), ["onbreekbaar"]);
        assert!(wrap("", 3).is_empty());
    }
}
