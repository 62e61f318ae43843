//! Reads the rows of moments.tsv: for each the interval that the program gives, "from to", or "-".

use std::io::Write;

use analysis::moments::moments;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args().nth(1).ok_or("moments FILE")?;
    let mut out = std::io::stdout().lock();
    for line in std::fs::read_to_string(file)?.lines().skip(1) {
        let [language, published, sentence, words, ..] = line.split('\t').collect::<Vec<_>>()[..] else {
            return Err(format!("a row has six cells: {line}").into());
        };
        let ahead = sentence.split_whitespace().any(|word| word == "will");
        let at = sentence.find(words).ok_or("the words stand in the sentence")?;
        let found = moments(sentence, Some(language), published.parse().ok(), ahead);
        let here = found.iter().find(|(bytes, _)| bytes.start < at + words.len() && at < bytes.end);
        match here {
            Some((_, moment)) => writeln!(out, "{} {}", moment.interval.from, moment.interval.to)?,
            None => writeln!(out, "-")?,
        }
    }
    Ok(())
}
