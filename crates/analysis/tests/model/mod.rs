//! A model of meaning that fits on a page: it looks each word up. Written as an ONNX file and a list of tokens.
#![allow(dead_code, reason = "each test uses what it needs of it")]

use serde_json::json;

/// How many numbers it has for a word.
pub(crate) const NUMBERS: usize = 8;

/// Words that mean the same have the same place; all others mean nothing in particular.
const MEANT: [(&str, usize); 12] = [
    ("bridge", 0),
    ("crossing", 0),
    ("closed", 1),
    ("shut", 1),
    ("sheep", 2),
    ("ewes", 2),
    ("shot", 3),
    ("killed", 3),
    ("dam", 4),
    ("reservoir", 4),
    ("leaks", 5),
    ("seeps", 5),
];

/// The model and its tokens.
pub(crate) fn model() -> (Vec<u8>, Vec<u8>) {
    (onnx(&["input_ids"], 0.01), tokens())
}

/// The list of tokens.
pub(crate) fn tokens() -> Vec<u8> {
    let mut words = json!({ "[UNK]": 0 });
    for (at, (word, _)) in MEANT.iter().enumerate() {
        words[word] = json!(at + 1);
    }
    let listed = json!({
        "version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
        "normalizer": { "type": "Lowercase" }, "pre_tokenizer": { "type": "Whitespace" },
        "post_processor": null, "decoder": null,
        "model": { "type": "WordLevel", "vocab": words, "unk_token": "[UNK]" },
    });
    listed.to_string().into_bytes()
}

/// A model with `inputs`, that has `unknown` for a word that it does not know.
pub(crate) fn onnx(inputs: &[&str], unknown: f32) -> Vec<u8> {
    let mut table = vec![unknown; NUMBERS];
    for (_, place) in MEANT {
        table.extend((0..NUMBERS).map(|at| if at == place { 1.0 } else { 0.0 }));
    }
    let raw: Vec<u8> = table.iter().flat_map(|number: &f32| number.to_le_bytes()).collect();
    let rows = (MEANT.len() + 1) as u64;
    let weights = [number(1, rows), number(1, NUMBERS as u64), number(2, FLOAT), text(8, "table"), bytes(9, &raw)];
    let lookup = [text(1, "table"), text(1, inputs[0]), text(2, "hidden"), text(3, "lookup"), text(4, "Gather")];
    let mut graph = vec![bytes(1, &lookup.concat()), text(2, "words"), bytes(5, &weights.concat())];
    graph.extend(inputs.iter().map(|input| bytes(11, &value(input, INT64, &["batch", "tokens"]))));
    graph.push(bytes(12, &value("hidden", FLOAT, &["batch", "tokens", "numbers"])));
    let operators = number(2, 17);
    [number(1, 8), bytes(7, &graph.concat()), bytes(8, &operators)].concat()
}

/// ONNX's numbers for types.
const FLOAT: u64 = 1;
const INT64: u64 = 7;

/// What a value is called, and its shape.
fn value(name: &str, of: u64, shape: &[&str]) -> Vec<u8> {
    let places: Vec<u8> = shape.iter().flat_map(|place| bytes(1, &text(2, place))).collect();
    let tensor = [number(1, of), bytes(2, &places)].concat();
    [text(1, name), bytes(2, &bytes(1, &tensor))].concat()
}

/// Fields of a protocol buffer.
fn number(field: u64, number: u64) -> Vec<u8> {
    [varint(field << 3), varint(number)].concat()
}

fn text(field: u64, text: &str) -> Vec<u8> {
    bytes(field, text.as_bytes())
}

fn bytes(field: u64, bytes: &[u8]) -> Vec<u8> {
    [varint(field << 3 | 2), varint(bytes.len() as u64), bytes.to_vec()].concat()
}

fn varint(mut number: u64) -> Vec<u8> {
    let mut out = Vec::new();
    while number > 0x7f {
        out.push((number & 0x7f | 0x80) as u8);
        number >>= 7;
    }
    out.push(number as u8);
    out
}
