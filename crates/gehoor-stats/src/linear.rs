//! Small systems of linear equations.

/// Solves `matrix · x = right` by elimination with the largest pivot; none when the matrix has no inverse.
pub(crate) fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Option<Vec<f64>> {
    let size = right.len();
    for place in 0..size {
        let largest =
            (place..size).max_by(|a, b| matrix[*a][place].abs().total_cmp(&matrix[*b][place].abs()))?;
        matrix.swap(place, largest);
        right.swap(place, largest);
        if matrix[place][place].abs() < 1e-12 {
            return None;
        }
        let (done, rest) = matrix.split_at_mut(place + 1);
        let pivot = &done[place];
        for (row, below) in rest.iter_mut().enumerate() {
            let factor = below[place] / pivot[place];
            below.iter_mut().zip(pivot).for_each(|(value, above)| *value -= factor * above);
            right[place + 1 + row] -= factor * right[place];
        }
    }
    for place in (0..size).rev() {
        let known: f64 = (place + 1..size).map(|column| matrix[place][column] * right[column]).sum();
        right[place] = (right[place] - known) / matrix[place][place];
    }
    Some(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equations_are_solved_or_refused() {
        let found = solve(vec![vec![0.0, 2.0], vec![4.0, 1.0]], vec![6.0, 7.0]).unwrap();
        assert!((found[0] - 1.0).abs() < 1e-12 && (found[1] - 3.0).abs() < 1e-12);
        assert_eq!(solve(vec![vec![1.0, 2.0], vec![2.0, 4.0]], vec![1.0, 2.0]), None);
    }
}
