//! The workspace's formats, forward only. A file's `user_version` says which it has.

use std::sync::LazyLock;

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use crate::Result;

/// The newest format.
pub(crate) const FORMAT: i32 = 16;
/// The format that the newest derived tables came with.
pub(crate) const DERIVED: i32 = 6;

static MIGRATIONS: LazyLock<Migrations<'static>> = LazyLock::new(|| {
    Migrations::new(vec![
        M::up(include_str!("../migrations/0001_workspace.sql")),
        M::up(include_str!("../migrations/0002_search.sql")),
        M::up(include_str!("../migrations/0003_dismissed.sql")),
        M::up(include_str!("../migrations/0004_desk.sql")),
        M::up(include_str!("../migrations/0005_pages.sql")),
        M::up(include_str!("../migrations/0006_matching.sql")),
        M::up(include_str!("../migrations/0007_assessed.sql")),
        M::up(include_str!("../migrations/0008_revisions.sql")),
        M::up(include_str!("../migrations/0009_feeds.sql")),
        M::up(include_str!("../migrations/0010_archives.sql")),
        M::up(include_str!("../migrations/0011_seals.sql")),
        M::up(include_str!("../migrations/0012_fact_checks.sql")),
        M::up(include_str!("../migrations/0013_issues.sql")),
        M::up(include_str!("../migrations/0014_meanings.sql")),
        M::up(include_str!("../migrations/0015_events.sql")),
        M::up(include_str!("../migrations/0016_times.sql")),
    ])
});

/// Brings `conn` to the newest format.
pub(crate) fn run(conn: &mut Connection) -> Result<()> {
    MIGRATIONS.to_latest(conn)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_migration_runs_and_the_newest_format_is_named() {
        assert_eq!(MIGRATIONS.validate(), Ok(()));
        let mut conn = Connection::open_in_memory().expect("memory");
        run(&mut conn).expect("migrates");
        let format: i32 = conn.query_row("PRAGMA user_version", [], |row| row.get(0)).expect("a format");
        assert_eq!(format, FORMAT);
    }

    #[test]
    fn schema_sql_is_the_dump_of_a_new_file() {
        let mut conn = Connection::open_in_memory().expect("memory");
        run(&mut conn).expect("migrates");
        let dump = conn
            .prepare(
                "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'search_words_%'
                 AND name NOT LIKE 'match_keys_%' ORDER BY rowid",
            )
            .and_then(|mut rows| {
                rows.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()
            })
            .expect("a schema")
            .join(";\n\n")
            + ";\n";
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schema.sql");
        if std::env::var_os("CLAIMDESK_UPDATE_SCHEMA").is_some() {
            std::fs::write(path, &dump).expect("writes schema.sql");
        }
        let kept = std::fs::read_to_string(path).expect("schema.sql");
        assert!(
            kept == dump,
            "schema.sql is out of date: run the tests with CLAIMDESK_UPDATE_SCHEMA=1 and look at the diff"
        );
    }
}
