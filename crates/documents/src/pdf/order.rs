//! The order in which lines are read (Breuel 2003): what lies above before what lies below it, and a column before the one
//! beside it unless something that spans both lies between.

use super::lines::Line;

/// Lines of a page above which only their height decides: each is held against each.
const MOST: usize = 700;

/// `lines` in the order in which they are read.
pub(super) fn read(mut lines: Vec<Line>, runs_left: bool) -> Vec<Line> {
    lines.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.left.total_cmp(&b.left)));
    if lines.len() > MOST {
        return lines;
    }
    let count = lines.len();
    let before: Vec<Vec<usize>> = (0..count)
        .map(|at| (0..count).filter(|other| *other != at && is_before(&lines, *other, at, runs_left)).collect())
        .collect();
    // Those that everything before them has been read of come first, from the top; a ring is cut at its top.
    let mut order = Vec::with_capacity(count);
    let mut visited = vec![false; count];
    for at in 0..count {
        visit(at, &before, &mut visited, &mut order);
    }
    order.into_iter().map(|at| std::mem::take(&mut lines[at])).collect()
}

fn visit(start: usize, before: &[Vec<usize>], visited: &mut [bool], order: &mut Vec<usize>) {
    if std::mem::replace(&mut visited[start], true) {
        return;
    }
    // A stack of its own: a page may be one long chain.
    let mut stack = vec![(start, 0)];
    while let Some((at, next)) = stack.pop() {
        if let Some(other) = before[at].get(next) {
            stack.push((at, next + 1));
            if !std::mem::replace(&mut visited[*other], true) {
                stack.push((*other, 0));
            }
        } else {
            order.push(at);
        }
    }
}

fn is_before(lines: &[Line], one: usize, other: usize, runs_left: bool) -> bool {
    let (a, b) = (&lines[one], &lines[other]);
    if a.is_above_or_below(b) {
        return a.base < b.base;
    }
    let beside = if runs_left { a.left >= b.right } else { a.right <= b.left };
    let (top, bottom) = (a.base.min(b.base), a.base.max(b.base));
    let spans =
        |line: &Line| line.base > top && line.base < bottom && line.is_above_or_below(a) && line.is_above_or_below(b);
    beside && !lines.iter().any(spans)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, left: f64, right: f64, base: f64) -> Line {
        Line { text: text.to_owned(), left, right, base, size: 10.0, ..Line::default() }
    }

    #[test]
    fn columns_are_read_one_after_the_other_between_what_spans_them() {
        let page = || {
            vec![
                line("headline", 50.0, 300.0, 50.0),
                line("a1", 50.0, 150.0, 100.0),
                line("b1", 170.0, 300.0, 100.0),
                line("a2", 50.0, 150.0, 112.0),
                line("b2", 170.0, 300.0, 112.0),
                line("between", 50.0, 300.0, 140.0),
                line("c1", 50.0, 150.0, 160.0),
                line("d1", 170.0, 300.0, 160.0),
            ]
        };
        let told = |lines: Vec<Line>| lines.into_iter().map(|line| line.text).collect::<Vec<_>>().join(" ");
        assert_eq!(told(read(page(), false)), "headline a1 a2 b1 b2 between c1 d1");
        assert_eq!(told(read(page(), true)), "headline b1 b2 a1 a2 between d1 c1");
    }
}
