//! The repository as texts: which file belongs to which crate, and Rust code with its comments and texts blanked.

use crate::shell::{self, Done};
use std::path::Path;
use std::process::Command;

/// The texts of a repository.
pub struct Tree {
    /// Every text file, sorted by path.
    pub files: Vec<File>,
}

/// One text file.
pub struct File {
    /// From the top of the repository, with `/`.
    pub path: String,
    /// As it stands on disk.
    pub text: String,
    /// For Rust: the text with comments and string contents blanked, same lines and columns. Else the same as `text`.
    pub code: String,
    /// For Rust: the string literals with the byte at which each starts.
    pub literals: Vec<(usize, String)>,
    tests_from: Vec<(usize, usize)>,
    /// Named by `#[cfg(test)] mod …;`.
    all_test: bool,
}

impl Tree {
    /// What git would commit under this folder: tracked files and new ones that are not ignored.
    pub fn of_repository(root: &Path) -> Done<Self> {
        let mut command = Command::new("git");
        command.current_dir(root).args(["ls-files", "--cached", "--others", "--exclude-standard"]);
        let listed = shell::output(&mut command)?;
        // A picture is a file that exists, without a text.
        let text = |bytes| String::from_utf8(bytes).unwrap_or_default();
        let read = |path: &str| Some((path.to_owned(), text(std::fs::read(root.join(path)).ok()?)));
        Ok(Self::from_texts(listed.lines().filter_map(read)))
    }

    /// A tree of these paths and texts.
    pub fn from_texts<P: Into<String>, T: Into<String>>(texts: impl IntoIterator<Item = (P, T)>) -> Self {
        let mut files: Vec<File> =
            texts.into_iter().map(|(path, text)| File::new(path.into(), text.into())).collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let of_tests: Vec<String> = files.iter().flat_map(File::test_modules).collect();
        for file in files.iter_mut().filter(|file| of_tests.contains(&file.path)) {
            file.all_test = true;
        }
        Self { files }
    }

    /// The Rust files.
    pub fn rust(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.is_rust())
    }

    /// The file at this path.
    pub fn get(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// Whether a file or a folder stands at this path.
    pub fn has(&self, path: &str) -> bool {
        let folder = format!("{}/", path.trim_end_matches('/'));
        self.files.iter().any(|file| file.path == path || file.path.starts_with(&folder))
    }
}

impl File {
    fn new(path: String, text: String) -> Self {
        let (code, literals) = if path.ends_with(".rs") { blank(&text) } else { (text.clone(), Vec::new()) };
        let tests_from = if path.ends_with(".rs") { test_regions(&code) } else { Vec::new() };
        Self { path, text, code, literals, tests_from, all_test: false }
    }

    /// Whether this is Rust.
    pub fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// The crate's folder name (`gehoor-promise`, `xtask`), or an empty text.
    pub fn crate_name(&self) -> &str {
        match self.path.strip_prefix("crates/") {
            Some(rest) => rest.split('/').next().unwrap_or_default(),
            None if self.path.starts_with("xtask/") => "xtask",
            None => "",
        }
    }

    /// What kind of file of a slice this is: `rules`, `sql`, `api`, …: the name of the file under `src/`, or of its
    /// folder there; `rules_hours.rs` is of the kind `rules`.
    pub fn kind(&self) -> &str {
        let Some((_, inner)) = self.path.split_once("/src/") else { return "" };
        let first = inner.split('/').next().unwrap_or_default();
        first.trim_end_matches(".rs").split('_').next().unwrap_or_default()
    }

    /// Whether the byte stands in test code.
    pub fn is_test(&self, at: usize) -> bool {
        let whole = self.path.contains("/tests/")
            || self.path.ends_with("/tests.rs")
            || self.path.contains("/benches/");
        whole || self.all_test || self.tests_from.iter().any(|&(from, until)| (from..until).contains(&at))
    }

    // Where the files of `#[cfg(test)] mod name;` may lie.
    fn test_modules(&self) -> Vec<String> {
        let folder = self.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let own = self.path.trim_end_matches(".rs");
        let named = self.tests_from.iter().filter_map(|&(from, until)| {
            let (_, rest) = self.code[from..until].rsplit_once("mod ")?;
            rest.trim().strip_suffix(';').map(str::trim)
        });
        named.flat_map(|name| [format!("{folder}/{name}.rs"), format!("{own}/{name}.rs")]).collect()
    }

    /// The line of a byte, from 1.
    pub fn line(&self, at: usize) -> usize {
        self.text.as_bytes()[..at.min(self.text.len())].iter().filter(|&&byte| byte == b'\n').count() + 1
    }
}

/// Blanks comments and the contents of literals, byte for byte, and collects the string literals.
fn blank(text: &str) -> (String, Vec<(usize, String)>) {
    let bytes = text.as_bytes();
    let mut code = bytes.to_vec();
    let mut literals = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let (span, next) = match token(text, at) {
            Token::Code(next) => ((at, at), next),
            Token::Comment(end) => ((at, end), end),
            Token::Char(end) => ((at + 1, end - 1), end),
            Token::Text { from, until, end } => {
                literals.push((at, text[from..until].to_owned()));
                ((from, until), end)
            }
        };
        wipe(&mut code, span);
        at = next;
    }
    (String::from_utf8_lossy(&code).into_owned(), literals)
}

fn wipe(code: &mut [u8], (from, until): (usize, usize)) {
    for byte in &mut code[from..until] {
        if *byte != b'\n' {
            *byte = b' ';
        }
    }
}

enum Token {
    Code(usize),
    Comment(usize),
    Text { from: usize, until: usize, end: usize },
    Char(usize),
}

fn token(text: &str, at: usize) -> Token {
    let rest = &text.as_bytes()[at..];
    match rest {
        [b'/', b'/', ..] => Token::Comment(at + rest.iter().position(|&b| b == b'\n').unwrap_or(rest.len())),
        [b'/', b'*', ..] => Token::Comment(at + block_comment(rest)),
        [b'"', ..] => quoted(text, at),
        [b'r', b'"' | b'#', ..] if !glued(text, at) => raw(text, at).unwrap_or(Token::Code(at + 1)),
        [b'\'', ..] => character(rest).map_or(Token::Code(at + 1), |length| Token::Char(at + length)),
        _ => Token::Code(at + 1),
    }
}

fn glued(text: &str, at: usize) -> bool {
    let before = text.as_bytes()[..at].last().copied().unwrap_or(b' ');
    (before.is_ascii_alphanumeric() && before != b'b') || before == b'_'
}

fn block_comment(rest: &[u8]) -> usize {
    let (mut depth, mut at) = (0usize, 0);
    while at < rest.len() {
        match rest[at..] {
            [b'/', b'*', ..] => (depth, at) = (depth + 1, at + 2),
            [b'*', b'/', ..] => {
                (depth, at) = (depth - 1, at + 2);
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    rest.len()
}

fn quoted(text: &str, at: usize) -> Token {
    let bytes = text.as_bytes();
    let mut end = at + 1;
    while end < bytes.len() && bytes[end] != b'"' {
        end += if bytes[end] == b'\\' { 2 } else { 1 };
    }
    let until = end.min(bytes.len());
    Token::Text { from: at + 1, until, end: (until + 1).min(bytes.len()) }
}

fn raw(text: &str, at: usize) -> Option<Token> {
    let hashes = text[at + 1..].bytes().take_while(|&b| b == b'#').count();
    let from = at + 1 + hashes;
    if text.as_bytes().get(from) != Some(&b'"') {
        return None;
    }
    let close = format!("\"{}", "#".repeat(hashes));
    let until = from + 1 + text[from + 1..].find(&close)?;
    Some(Token::Text { from: from + 1, until, end: until + close.len() })
}

// 'a' and '\n' are characters; 'a in `&'a str` is a lifetime.
fn character(rest: &[u8]) -> Option<usize> {
    if rest.get(1) == Some(&b'\\') {
        return rest.iter().skip(3).position(|&b| b == b'\'').map(|at| at + 4);
    }
    let width = match rest.get(1)? {
        b'\'' | b'\n' => return None,
        byte if *byte < 0x80 => 1,
        byte if *byte < 0xe0 => 2,
        byte if *byte < 0xf0 => 3,
        _ => 4,
    };
    (rest.get(1 + width) == Some(&b'\'')).then_some(width + 2)
}

fn test_regions(code: &str) -> Vec<(usize, usize)> {
    let mark = "#[cfg(test)]";
    code.match_indices(mark).map(|(at, _)| (at, item_end(code, at + mark.len()))).collect()
}

/// The byte after the item that starts here: after its `;`, or after the brace that closes its first brace.
pub fn item_end(code: &str, from: usize) -> usize {
    let mut depth = 0usize;
    for (at, byte) in code.bytes().enumerate().skip(from) {
        match byte {
            b';' if depth == 0 => return at + 1,
            b'{' => depth += 1,
            b'}' if depth <= 1 => return at + 1,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> File {
        File::new("crates/gehoor-promise/src/rules.rs".into(), text.into())
    }

    #[test]
    fn comments_and_texts_are_blanked_in_place() {
        let f = file("let a = \"x // y\"; // tail\nlet b = r#\"z\"#; /* c /* d */ */ let c = '\"';");
        assert_eq!(f.code.len(), f.text.len());
        assert!(
            !f.code.contains("tail")
                && !f.code.contains('y')
                && !f.code.contains('z')
                && !f.code.contains('d')
        );
        assert!(f.code.contains("let b") && f.code.contains("let c"));
        assert_eq!(f.literals, [(8, "x // y".to_owned()), (34, "z".to_owned())]);
    }

    #[test]
    fn a_lifetime_is_not_a_character() {
        let f = file(
            "fn f<'a>(x: &'a str) -> &'a str { x } // gone\nconst Q: char = '\\'';\nconst E: char = 'é'; // gone",
        );
        assert!(f.code.contains("&'a str { x }") && !f.code.contains("gone"));
    }

    #[test]
    fn test_code_is_known() {
        let f = file("fn a() {}\n#[cfg(test)]\nmod tests { fn b() {} }\nfn c() {}");
        let at = |word: &str| f.is_test(f.text.find(word).unwrap());
        assert!(!at("fn a") && at("fn b") && !at("fn c"));
    }

    #[test]
    fn a_file_named_for_tests_is_test_code() {
        let lib = ("crates/a/src/lib.rs", "#[cfg(test)]\nmod given;\nmod real;");
        let tree = Tree::from_texts([lib, ("crates/a/src/given.rs", "x"), ("crates/a/src/real.rs", "x")]);
        let is_test = |path: &str| tree.get(path).unwrap().is_test(0);
        assert!(is_test("crates/a/src/given.rs") && !is_test("crates/a/src/real.rs"));
    }

    #[test]
    fn a_file_has_a_kind() {
        let kind = |path: &str| File::new(path.into(), String::new()).kind().to_owned();
        assert_eq!(kind("crates/gehoor-promise/src/rules/wake.rs"), "rules");
        assert_eq!(kind("crates/gehoor-promise/src/rules_wake.rs"), "rules");
        assert_eq!(kind("crates/gehoor-promise/src/api.rs"), "api");
        assert_eq!(kind("crates/gehoor-promise/Cargo.toml"), "");
    }
}
