//! Which blocks speak of the page's own house and people. What a site says of itself stands beside its articles.

use dom_query::Document;
use serde_json::Value;
use url::Url;

use super::{
    authors, bare,
    metadata::{self, names},
};

/// Letters of a house's name, at least: a shorter one stands inside other words.
const HOUSE: usize = 4;
/// Letters of a person's name, at least.
const PERSON: usize = 6;
/// So many names are looked for, at most: each is looked for in every block.
const NAMES: usize = 32;
/// Letters with which a block begins.
const OPENING: usize = 60;
/// Letters of a block that says something.
const GOOD: usize = 80;
/// So many mentions are told apart, at most.
const MOST: usize = 5;
/// Endings below which a country's registry gives names away.
const REGISTRIES: [&str; 7] = ["co", "com", "org", "net", "gov", "ac", "edu"];

/// What is measured about a block.
pub(crate) type Mentions = [f32; 6];

/// The names of a page's house and of its people, letters and digits alone.
#[derive(Debug, Default)]
pub(crate) struct Named {
    houses: Vec<String>,
    people: Vec<String>,
}

impl Named {
    /// The names that `page`, with its `articles` in JSON-LD, states.
    pub(crate) fn of(page: &Document, articles: &[Value]) -> Self {
        let linked = |key: &'static str| articles.iter().filter_map(move |article| article.get(key)).flat_map(names);
        let stated = ["og:site_name", "application-name", "dc.publisher"];
        let houses = linked("publisher")
            .chain(stated.iter().filter_map(|name| metadata::meta(page, &[name])))
            .chain(metadata::address(page).and_then(|url| site(&url)));
        let people = linked("author").chain(authors::metas(page));
        let houses = told(houses, HOUSE);
        let people = told(people, PERSON).into_iter().filter(|name| !houses.contains(name)).collect();
        Self { houses, people }
    }

    /// For each block of `texts`: how often it names the house, also by length, and how many others do; whether it names
    /// one of the people; and whether it begins so. Less than naught where no name is known.
    pub(crate) fn mentions<'a>(&self, texts: impl Iterator<Item = &'a str>) -> Vec<Mentions> {
        let mut long = 0.0_f32;
        let mut naming = 0.0;
        let mut all: Vec<Mentions> = texts
            .map(|text| {
                let text: String = bare(text).collect();
                let opening = text.char_indices().nth(OPENING).map_or(text.as_str(), |(end, _)| &text[..end]);
                let houses = most(&self.houses, &text, MOST);
                if text.len() > GOOD {
                    long += 1.0;
                    naming += f32::from(houses > 0.0);
                }
                let often = houses.max(0.0) * 1_000.0 / (text.len() + 30) as f32;
                let (house, people) =
                    (most(&self.houses, opening, 1).max(0.0), most(&self.people, opening, 1).max(0.0));
                [houses, house, most(&self.people, &text, 1), people, 0.0, often]
            })
            .collect();
        all.iter_mut().for_each(|mentions| mentions[4] = naming / long.max(1.0));
        all
    }
}

/// How often `text` has the name that it has most often, up to `limit`; less than naught where there are no names.
fn most(names: &[String], text: &str, limit: usize) -> f32 {
    names.iter().map(|name| text.matches(name.as_str()).take(limit).count() as f32).fold(-1.0, f32::max)
}

/// The letters and digits of `names` that have at least so many, each once.
fn told(names: impl Iterator<Item = String>, least: usize) -> Vec<String> {
    let mut told: Vec<String> =
        names.map(|name| bare(&name).collect()).filter(|name: &String| name.len() >= least).take(NAMES).collect();
    told.sort();
    told.dedup();
    told
}

/// The name under which the host of `url` was registered, without what it was registered under.
fn site(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    let mut labels = url.domain()?.rsplit('.').skip(1).skip_while(|label| REGISTRIES.contains(label));
    labels.next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_gives_the_name_it_was_registered_by() {
        for (url, name) in [
            ("https://www.vessa-wire.example/dam", Some("vessa-wire")),
            ("https://news.wire.co.example/", Some("wire")),
            ("https://127.0.0.1/", None),
            ("/dam", None),
        ] {
            assert_eq!(site(url).as_deref(), name, "{url}");
        }
    }

    #[test]
    fn mentions_of_the_house_and_its_people_are_counted() {
        let page = Document::from(
            "<meta property=og:site_name content='Vessa Wire'><meta name=author content='Ida Lorn and Teo Brandt'>",
        );
        let long = "The province counts all of the guards at the dam twice a year, and the company has never objected, not once.";
        let about = format!("{long} {long} Vessa Wire is read in Vessa; Vessa-Wire is free. Teo Brandt edits it.");
        let texts = [long, "Ida Lorn is the editor of VESSA WIRE", about.as_str()];
        let all = Named::of(&page, &[]).mentions(texts.into_iter());
        let counted: Vec<[f32; 5]> = all.iter().map(|one| [one[0], one[1], one[2], one[3], one[4]]).collect();
        assert_eq!(counted, [[0.0, 0.0, 0.0, 0.0, 0.5], [1.0, 1.0, 1.0, 1.0, 0.5], [2.0, 0.0, 1.0, 0.0, 0.5]]);
        assert!(all[1][5] > all[2][5] && all[0][5] == 0.0);
        let unknown = Named::default().mentions([long].into_iter());
        assert_eq!(unknown, [[-1.0, 0.0, -1.0, 0.0, 0.0, 0.0]]);
    }
}
