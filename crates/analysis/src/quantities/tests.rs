//! What figures are read as, in each language.

use super::*;

fn told(text: &str, language: &str) -> String {
    let reading = Reading::of_paragraph(text, language);
    let figures = figures(&reading, 0..reading.tokens.len());
    let told = figures.iter().map(|Figure { quantity: q, .. }| {
        let high = q.high.as_deref().map(|high| format!("..{high}")).unwrap_or_default();
        let unit = q.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
        format!("{:?} {}{high}{unit} [{}]", q.bound, q.value, q.counted)
    });
    told.collect::<Vec<_>>().join("; ")
}

#[test]
fn figures_are_read_with_bound_unit_and_what_they_count() {
    for (text, wanted) in [
        ("at least 155 foreign engineers are there", "AtLeast 155 [foreign engineers]"),
        ("six guards were seen and two captured", "Exactly 6 [guards]; Exactly 2 [guards]"),
        ("more than 3.5 million people fled", "MoreThan 3500000 [people]"),
        ("it cost $3 million", "Exactly 3000000 USD [USD]"),
        ("about 40 percent of voters agree", "About 40 % [voters]"),
        ("between 5 and 7 dams", "Exactly 5..7 [dams]"),
        ("10 to 12 dams", "Exactly 10..12 [dams]"),
        ("twenty-five lorries", "Exactly 25 [lorries]"),
        ("a dozen dams and two dozen huts", "Exactly 12 [dams]; Exactly 24 [huts]"),
        ("one thousand two hundred and six guards", "Exactly 1206 [guards]"),
        ("two hundred and fifty guards", "Exactly 250 [guards]"),
        ("155 or more guards", "AtLeast 155 [guards]"),
        ("in 2019 it fell on 9 April at 10:30", ""),
        ("the 25-year-old guard, 24/7, on the 9th", ""),
        ("no one came and one of them left", ""),
        ("1,500 guards and 2.000.000 euros", "Exactly 1500 [guards]; Exactly 2000000 EUR [EUR]"),
    ] {
        assert_eq!(told(text, "en"), wanted, "{text}");
    }
}

#[test]
fn what_is_counted_has_no_bound_no_figure_and_no_verb() {
    let mut wrong = Vec::new();
    for (language, text, wanted) in [
        ("en", "there were fewer than forty of them", "LessThan 40 []"),
        ("en", "they had been told of “about a hundred” engineers in March", "About 100 [engineers]"),
        ("en", "the governor’s own figure of at least 155 included those expected", "AtLeast 155 []"),
        ("en", "155 engineers guard the dam", "Exactly 155 [engineers]"),
        ("en", "at least another 20 harbour pilots resigned", "AtLeast 20 [harbour pilots]"),
        ("en", "155 engineers at least, at least two of them armed", "AtLeast 155 [engineers]; AtLeast 2 [engineers]"),
        ("en", "two captured river pilots and 30 sheep", "Exactly 2 [river pilots]; Exactly 30 [sheep]"),
        ("uk", "щонайменше 155 іноземних інженерів охороняють дамбу", "AtLeast 155 [іноземних інженерів]"),
        ("uk", "понад 40 громадян Весси воюють на боці сусідів", "MoreThan 40 [громадян Весси]"),
        ("uk", "155 інженерів щонайменше", "AtLeast 155 [інженерів]"),
        ("uk", "двох інженерів затримали", "Exactly 2 [інженерів]"),
        ("ru", "не менее 155 инженеров охраняют дамбу", "AtLeast 155 [инженеров]"),
        ("ru", "как минимум ещё 20 лодок вышли в море", "AtLeast 20 [лодок вышли]"),
        ("ru", "двое рыбаков погибли", "Exactly 2 [рыбаков]"),
        ("zh", "至少有155名外国工程师守卫大坝", "AtLeast 155 [外国工程师]"),
        ("zh", "大约有40名维萨公民正在邻国作战", "About 40 [维萨公民]"),
        ("zh", "155人以上被俘", "AtLeast 155 [人]"),
        ("zh", "三艘渡轮沉没", "Exactly 3 [渡轮]"),
        ("ar", "155 مهندسا أجنبيا على الأقل يحرسون السد", "AtLeast 155 [مهندسا أجنبيا]"),
        ("ar", "ما لا يقل عن 40 مواطنا يقاتلون هناك", "AtLeast 40 [مواطنا]"),
        (
            "de",
            "mindestens weitere 20 ausländische Ingenieure bewachen den Damm",
            "AtLeast 20 [ausländische Ingenieure]",
        ),
        ("de", "zwei Fischer wurden verletzt", "Exactly 2 [Fischer]"),
        ("fr", "au moins 155 ingénieurs étrangers gardent le barrage", "AtLeast 155 [ingénieurs étrangers]"),
        ("fr", "40 pêcheurs au moins ont été blessés", "AtLeast 40 [pêcheurs]"),
        ("es", "al menos otros 20 ingenieros extranjeros custodian la presa", "AtLeast 20 [ingenieros extranjeros]"),
        ("es", "40 pescadores como mínimo", "AtLeast 40 [pescadores]"),
    ] {
        let told = told(text, language);
        if told != wanted {
            wrong.push(format!("{text}: {told}, not {wanted}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
