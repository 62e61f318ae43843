//! Fact checks of other houses: kept as what they are, references, and offered where a claim is like what was checked.

use database::fact_checks;
use documents::FactCheck as Listed;
use domain::{Change, FactCheck, FactCheckId};

use super::coming::{Coming, is_address, on_day};
use crate::{Result, views::ImportRow};

impl Coming<'_> {
    pub(super) fn fact_checks(&mut self, listed: Vec<Listed>) -> Result<()> {
        let mut known = self.bench.workspace.read(|conn| fact_checks::newest(conn, u32::MAX))?;
        for one in listed {
            let Listed { place, checked, said_by, publisher, found, url, title, published, language, .. } = one;
            if checked.is_empty() {
                self.refuse(&place, "it does not say what was checked");
                continue;
            }
            if publisher.is_none() && url.is_none() {
                self.refuse(&place, "it does not say who checked it, nor where that is to be read");
                continue;
            }
            let check = FactCheck {
                id: FactCheckId(self.bench.clock.uuid()),
                checked,
                said_by,
                publisher,
                found,
                url: url.filter(|url| is_address(url)),
                title,
                published: published.as_deref().and_then(on_day),
                language,
            };
            if known.iter().any(|other| other.is_same(&check)) {
                self.report.already_here += 1;
                continue;
            }
            known.push(check.clone());
            self.report.fact_checks += 1;
            self.shown.push(ImportRow {
                place,
                words: check.checked.clone(),
                who: check.said_by.clone(),
                source: check.publisher.clone(),
            });
            self.changes.push(Change::FactCheckNoted { check });
        }
        Ok(())
    }
}
