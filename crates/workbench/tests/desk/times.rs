//! Times that the words of a claim name, set by hand.

use domain::TextRange;
use workbench::{
    Code,
    views::{RefinementInput, TimeView, TimelineKind},
};

use super::{ClaimId, Desktop, Result, desktop};

impl Desktop {
    fn times(&self, claim: ClaimId) -> Result<Vec<TimeView>> {
        Ok(self.bench.claim(claim)?.appearances.remove(0).times)
    }

    /// What the times of a claim stand for, and by which rule.
    fn told(&self, claim: ClaimId) -> Result<Vec<String>> {
        let told = |time: TimeView| {
            let days = time.when.map_or_else(|| "nothing".to_owned(), |when| when.to_string());
            format!("{}: {days}{}", time.as_written, if time.by_hand { ", by hand" } else { "" })
        };
        Ok(self.times(claim)?.into_iter().map(told).collect())
    }
}

#[test]
fn a_time_is_set_by_hand_in_one_step_and_its_words_stay() -> Result {
    let desk = desktop()?;
    let bench = &desk.bench;
    let claim = desk.claim("大坝 guards came in March 2025 and left in May 2024.", "Mirel Oszta")?;
    let investigation = bench.open_investigation("The dam", "")?;
    bench.file_claims(investigation, &[claim])?;
    let made = bench.claim(claim)?.appearances[0].id;
    let (march, may) = match desk.times(claim)?.as_slice() {
        [march, may] => (march.clone(), may.clone()),
        other => return Err(format!("{other:?}").into()),
    };
    let read = desk.told(claim)?;
    assert!(read[0].ends_with("March 2025: 2025-03") && read[1].ends_with("May 2024: 2024-05"), "{read:?}");

    bench.correct_time(made, march.range, "2025-03-05/2025-03-07")?;
    let set = [format!("{}: 2025-03-05/2025-03-07, by hand", march.as_written), read[1].clone()];
    assert_eq!(desk.told(claim)?, set);
    assert_eq!(desk.times(claim)?[0].rule, "set by the analyst");
    let moments = || -> Result<Vec<String>> {
        let items = bench.timeline(investigation)?.items.into_iter();
        let moments = items.filter(|item| item.kind == TimelineKind::Moment);
        Ok(moments.map(|item| format!("{} {} {}", item.from, item.as_written, item.rule)).collect())
    };
    assert!(moments()?.contains(&format!("2025-03-05 {} set by the analyst", march.as_written)), "{:?}", moments()?);

    // Another change to where the claim is made keeps it.
    let input = RefinementInput { hedge: "reportedly".into(), ..bench.refinement(made)? };
    bench.refine_appearance(made, &input)?;
    assert_eq!(desk.told(claim)?, set);
    assert_eq!(bench.undo()?, Some("appearance_refined"));
    assert_eq!(bench.undo()?, Some("appearance_refined"));
    assert_eq!(desk.told(claim)?, read);
    bench.redo()?;
    assert_eq!(desk.told(claim)?, set);

    bench.correct_time(made, may.range, " ")?;
    assert_eq!(desk.told(claim)?[1], format!("{}: nothing, by hand", may.as_written));
    assert_eq!(moments()?.len(), 1);
    bench.correct_time(made, march.range, &march.as_written)?;
    bench.correct_time(made, may.range, &may.as_written)?;
    assert_eq!(desk.told(claim)?, read, "the words have it read again");

    let said = bench.correct_time(made, march.range, "soon or later").expect_err("no time");
    assert_eq!(said.code(), Code::Invalid);
    let nowhere = TextRange { start: 0, end: 2 };
    assert_eq!(bench.correct_time(made, nowhere, "2025").expect_err("no time is named there").code(), Code::Invalid);
    assert_eq!(bench.time_named(made, &may.as_written)?, may.range);
    assert!(bench.check()?.sound, "{:?}", bench.check()?.problems);
    Ok(())
}
