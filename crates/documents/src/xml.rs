//! XML as a run of elements and words. Names come without their prefix; entities of a document's own are never read.

use quick_xml::{
    Reader,
    escape::resolve_predefined_entity,
    events::{BytesStart, Event},
};

use crate::Error;

/// What stands next.
#[derive(Debug)]
pub(crate) enum Piece<'a> {
    /// An element begins.
    Start(&'a str, &'a Attributes),
    /// An element ends.
    End(&'a str),
    /// Words.
    Text(&'a str),
}

/// An element's attributes, by their names without prefix.
#[derive(Debug, Default)]
pub(crate) struct Attributes(Vec<(String, String)>);

impl Attributes {
    /// The value of `name`.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Hands each piece of `source` to `each`, in order.
pub(crate) fn walk(source: &str, mut each: impl FnMut(Piece<'_>)) -> Result<(), Error> {
    let mut reader = Reader::from_str(source);
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                let name = local(start.name().0);
                each(Piece::Start(&name, &attributes(&start)));
            }
            Ok(Event::Empty(start)) => {
                let name = local(start.name().0);
                each(Piece::Start(&name, &attributes(&start)));
                each(Piece::End(&name));
            }
            Ok(Event::End(end)) => each(Piece::End(&local(end.name().0))),
            Ok(Event::Text(text)) => each(Piece::Text(&text)),
            Ok(Event::CData(text)) => each(Piece::Text(&text)),
            Ok(Event::GeneralRef(entity)) => {
                if let Ok(Some(letter)) = entity.resolve_char_ref() {
                    each(Piece::Text(letter.encode_utf8(&mut [0; 4])));
                } else if let Some(text) = resolve_predefined_entity(&entity) {
                    each(Piece::Text(text));
                }
            }
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(_) => return Err(Error::Damaged { what: "its XML".to_owned() }),
        }
    }
}

fn attributes(start: &BytesStart<'_>) -> Attributes {
    let pairs = start.attributes().flatten().map(|attribute| {
        let value = attribute.normalized_value(quick_xml::XmlVersion::Explicit1_0).unwrap_or_default();
        (local(attribute.key.0), value.into_owned())
    });
    Attributes(pairs.collect())
}

fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_come_in_order_and_a_document_s_own_entities_are_not_read() {
        let mut told = String::new();
        let source = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///x\">]><a:b c:d=\"1\">e &amp; &#102;&x;<g/></a:b>";
        walk(source, |piece| match piece {
            Piece::Start(name, attributes) => told += &format!("<{name} {:?}>", attributes.get("d")),
            Piece::End(name) => told += &format!("</{name}>"),
            Piece::Text(text) => told += text,
        })
        .expect("sound");
        assert_eq!(told, "<b Some(\"1\")>e & f<g None></g></b>");
    }
}
