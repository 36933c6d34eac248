//! A CSV file as people have it: any of the usual separators and encodings, found out from the bytes.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Larger files are cut by the person first; this keeps memory bounded.
const MOST_BYTES: usize = 64 * 1024 * 1024;
const MOST_COLUMNS: usize = 200;
const SEPARATORS: [u8; 4] = [b';', b',', b'\t', b'|'];

/// A table with a head.
#[derive(Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The name of the encoding that was used.
    pub encoding: &'static str,
    /// The separator that was used.
    pub separator: char,
    /// The cells of the first row.
    pub head: Vec<String>,
    /// The rows below it that hold anything.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Debug, PartialEq, Eq)]
pub struct Row {
    /// As a spreadsheet counts: the head is row 1.
    pub number: usize,
    /// As many as the head has; missing ones are empty.
    pub cells: Vec<String>,
}

/// Why a file can't be read as a table; the text is `import-fault-<code>`.
#[derive(Debug, PartialEq, Eq)]
pub struct SheetFault {
    /// Stable word.
    pub code: &'static str,
    /// The row meant, 0 for the whole file.
    pub row: usize,
}

fn fault(code: &'static str, row: usize) -> SheetFault {
    SheetFault { code, row }
}

/// Reads a table. `separator` and `encoding` are found out unless given; gives all faults at once.
pub fn read(
    bytes: &[u8],
    separator: Option<u8>,
    encoding: Option<&'static Encoding>,
) -> Result<Sheet, Vec<SheetFault>> {
    if bytes.len() > MOST_BYTES {
        return Err(vec![fault("tooLarge", 0)]);
    }
    let encoding = encoding.unwrap_or_else(|| sniff_encoding(bytes));
    let (text, _, broken) = encoding.decode(bytes);
    if broken {
        return Err(vec![fault("encoding", 0)]);
    }
    let text = if text.contains('\n') { text.into_owned() } else { text.replace('\r', "\n") };
    let (said, body) = said_separator(&text);
    let separator = separator.or(said).unwrap_or_else(|| sniff_separator(body));
    records(body, separator, usize::from(said.is_some())).map(|(head, rows)| Sheet {
        encoding: encoding.name(),
        separator: char::from(separator),
        head,
        rows,
    })
}

fn sniff_encoding(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    let zeros =
        |odd: usize| bytes.iter().take(2000).enumerate().filter(|(n, b)| n % 2 == odd && **b == 0).count();
    let many = bytes.len().min(2000) / 5;
    match (zeros(1) > many, zeros(0) > many) {
        (true, false) => UTF_16LE,
        (false, true) => UTF_16BE,
        _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
        _ => WINDOWS_1252,
    }
}

// A spreadsheet may say its separator in a first line `sep=;`.
fn said_separator(text: &str) -> (Option<u8>, &str) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    match first.trim_end().strip_prefix("sep=").map(str::as_bytes) {
        Some(&[separator]) => (Some(separator), rest),
        _ => (None, text),
    }
}

// The one that cuts the most of the first rows into as many cells as the head.
fn sniff_separator(text: &str) -> u8 {
    let score = |separator: u8| {
        let widths: Vec<usize> =
            parser(text, separator).records().take(20).flatten().map(|row| row.len()).collect();
        let first = widths.first().copied().unwrap_or(0);
        let alike = widths.iter().filter(|width| **width == first).count();
        if first > 1 { (alike * 100 / widths.len(), first) } else { (0, 0) }
    };
    let best = SEPARATORS.into_iter().rev().max_by_key(|separator| score(*separator));
    best.filter(|separator| score(*separator).1 > 1).unwrap_or(b',')
}

fn parser(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

// The parser says where it began to look, before the empty lines in between.
fn start_of(text: &str, from: usize) -> usize {
    from + text.as_bytes()[from..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count()
}

type Table = (Vec<String>, Vec<Row>);

fn records(text: &str, separator: u8, lines_before: usize) -> Result<Table, Vec<SheetFault>> {
    let (mut head, mut rows, mut faults) = (Vec::new(), Vec::new(), Vec::new());
    // A spreadsheet counts a cell with line breaks as one row, and empty lines too.
    let (mut breaks, mut line, mut seen) = (0, 1, 0);
    for record in parser(text, separator).records() {
        let Ok(record) = record else { return Err(vec![fault("broken", 0)]) };
        let start = start_of(text, record.position().map_or(0, |place| place.byte() as usize));
        line += text.as_bytes()[seen..start].iter().filter(|&&byte| byte == b'\n').count();
        seen = start;
        let number = line + lines_before - breaks;
        breaks += record.iter().map(|cell| cell.matches('\n').count()).sum::<usize>();
        let mut cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
        if cells.iter().all(String::is_empty) {
            continue;
        }
        if head.is_empty() {
            if cells.len() > MOST_COLUMNS {
                return Err(vec![fault("tooManyColumns", number)]);
            }
            head = cells;
            continue;
        }
        if cells.iter().skip(head.len()).any(|cell| !cell.is_empty()) {
            faults.push(fault("extraCells", number));
        }
        cells.resize(head.len(), String::new());
        rows.push(Row { number, cells });
    }
    match (head.is_empty(), faults.is_empty()) {
        (true, _) => Err(vec![fault("empty", 0)]),
        (false, true) => Ok((head, rows)),
        (false, false) => Err(faults),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(bytes: &[u8]) -> Sheet {
        read(bytes, None, None).unwrap()
    }

    #[test]
    fn separators_are_found() {
        for (text, separator) in
            [("naam;tel\na;1,5\n", ';'), ("naam,tel\n\"a;b\",1\n", ','), ("naam\ttel\na\t1\n", '\t')]
        {
            let sheet = sheet(text.as_bytes());
            assert_eq!((sheet.separator, sheet.head.len(), sheet.rows.len()), (separator, 2, 1), "{text}");
        }
        assert_eq!(sheet(b"naam\nRen\xc3\xa9\n").rows[0].cells, ["René"]);
        assert_eq!(sheet(b"sep=|\nnaam|tel\na|b\n").rows[0].number, 3);
    }

    #[test]
    fn encodings_are_found() {
        let text = "naam;plaats\nRené;Žďár\n";
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let with_bom = [&[0xff, 0xfe], utf16.as_slice()].concat();
        let utf8_bom = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        for bytes in [text.as_bytes(), &utf8_bom, &utf16, &with_bom] {
            let sheet = sheet(bytes);
            assert_eq!(
                (sheet.head[0].as_str(), sheet.rows[0].cells[1].as_str()),
                ("naam", "Žďár"),
                "{}",
                sheet.encoding
            );
        }
        let old = sheet(b"naam;prijs\nRen\xe9;\x80 5\n");
        assert_eq!(
            (old.encoding, old.rows[0].cells.as_slice()),
            ("windows-1252", &["René".to_owned(), "€ 5".to_owned()][..])
        );
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_does() {
        let sheet = sheet(b"naam,noot\r\na,\"een\r\ntwee\"\r\n\r\nb,x\r\n");
        let numbers: Vec<usize> = sheet.rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [2, 4]);
        assert_eq!(super::read(b"naam\ra\rb", None, None).unwrap().rows[1].number, 3);
    }

    #[test]
    fn ragged_rows_are_filled_up_or_refused() {
        assert_eq!(sheet(b"a,b,c\n1,2\n").rows[0].cells, ["1", "2", ""]);
        let faults = read(b"a,b\n1,2,3\n4,5\n6,7,8\n", None, None).unwrap_err();
        assert_eq!(faults, [fault("extraCells", 2), fault("extraCells", 4)]);
        assert_eq!(read(b"\n\n", None, None).unwrap_err(), [fault("empty", 0)]);
    }

    #[test]
    fn a_formula_is_a_text_like_any_other() {
        assert_eq!(
            sheet(b"naam;tel\n=cmd|' /C calc'!A0;+31612345678\n").rows[0].cells[0],
            "=cmd|' /C calc'!A0"
        );
    }
}
