//! Finding the name for what a request asks for in a tool's table of routes.

use axum::http::Method;

/// What requests that match nothing are called.
pub(crate) const OTHER: &str = "other";

/// Method, path, name. `*` in a path stands for one segment; the first match counts.
pub(crate) type Route = (Method, &'static str, &'static str);

/// The name of what a request asks for.
pub(crate) fn name(routes: &[Route], method: &Method, path: &str) -> &'static str {
    let path = path.trim_matches('/');
    let found = routes
        .iter()
        .find(|(of, pattern, _)| of == method && matches(pattern, path));
    found.map_or(OTHER, |(_, _, name)| name)
}

/// The last column of a table, and the name for what is not in it. `N` is one more than the table has rows.
pub(crate) const fn names<const N: usize>(routes: &[Route]) -> [&'static str; N] {
    let mut names = [OTHER; N];
    let mut index = 0;
    while index < routes.len() {
        names[index] = routes[index].2;
        index += 1;
    }
    names
}

fn matches(pattern: &str, path: &str) -> bool {
    let mut parts = path.split('/');
    pattern.split('/').all(|wanted| {
        parts
            .next()
            .is_some_and(|part| wanted == "*" || wanted == part)
    }) && parts.next().is_none()
}
