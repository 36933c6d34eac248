//! Whether two properties of the same cases go together.

use crate::normal::chi_square_tail;

/// What the test found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Independence {
    /// Cases in the table.
    pub n: u64,
    /// The test's value.
    pub chi_square: f64,
    /// Its degrees of freedom.
    pub freedom: usize,
    /// The chance of such a value or a larger one when the two have nothing to do with each other.
    pub p: f64,
    /// The smallest number of cases that independence lets expect in a cell; below 5 the chance is rough.
    pub least_expected: f64,
}

/// Pearson's test on a table of counts: rows by one property, columns by the other. Empty rows and columns are left out; none
/// when fewer than two of either remain.
///
/// `Σ (seen - expected)² / expected`, with `(rows - 1)(columns - 1)` degrees of freedom: K. Pearson, Philosophical Magazine 50
/// (1900) 157-175. That expected counts should be 5 or more: W. G. Cochran, Some methods for strengthening the common
/// chi-square tests, Biometrics 10 (1954) 417-451.
pub fn independence(table: &[Vec<u64>]) -> Option<Independence> {
    let wide = table.iter().map(Vec::len).max().unwrap_or(0);
    let rows: Vec<(&Vec<u64>, u64)> = table.iter().map(|row| (row, row.iter().sum())).collect();
    let column = |place: usize| table.iter().filter_map(|row| row.get(place)).sum::<u64>();
    let columns: Vec<(usize, u64)> =
        (0..wide).map(|place| (place, column(place))).filter(|(_, sum)| *sum > 0).collect();
    let rows: Vec<_> = rows.into_iter().filter(|(_, sum)| *sum > 0).collect();
    let freedom = rows.len().checked_sub(1)? * columns.len().checked_sub(1)?;
    let n: u64 = rows.iter().map(|(_, sum)| sum).sum();
    let (mut chi_square, mut least) = (0.0, f64::INFINITY);
    for (row, of_row) in &rows {
        for (place, of_column) in &columns {
            let expected = *of_row as f64 * *of_column as f64 / n as f64;
            let seen = row.get(*place).copied().unwrap_or(0) as f64;
            chi_square += (seen - expected).powi(2) / expected;
            least = least.min(expected);
        }
    }
    let p = chi_square_tail(chi_square, freedom)?;
    Some(Independence { n, chi_square, freedom, p, least_expected: least })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_one_row_or_column_tests_nothing() {
        assert_eq!(independence(&[]), None);
        assert_eq!(independence(&[vec![3, 4]]), None);
        assert_eq!(independence(&[vec![3], vec![4]]), None);
        assert_eq!(independence(&[vec![3, 0], vec![4, 0]]), None);
    }

    #[test]
    fn empty_rows_and_columns_change_nothing() {
        let plain = independence(&[vec![10, 20], vec![30, 40]]);
        assert_eq!(plain, independence(&[vec![10, 0, 20], vec![], vec![30, 0, 40]]));
        let even = independence(&[vec![10, 20], vec![20, 40]]).unwrap();
        assert!(even.chi_square.abs() < 1e-12 && (even.p - 1.0).abs() < 1e-9);
    }
}
