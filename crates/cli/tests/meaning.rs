//! Matching by meaning from a terminal, with a model that fits on a page.

#[path = "../../analysis/tests/model/mod.rs"]
mod model;
mod terminal;

use serde_json::json;
use terminal::{Desk, Result};

#[test]
fn a_model_is_installed_reads_helps_to_find_and_is_removed() -> Result {
    let desk = Desk::new()?;
    desk.write("story.txt", "At the water\n\nGuards shot 12 sheep. They killed ewes.\n")?;
    let article = desk.loaded(&desk.path("story.txt"))?;
    let shot = desk.recorded(&article, "Guards shot 12 sheep.", "Mirel Oszta")?;
    let killed = desk.recorded(&article, "They killed ewes.", "Ida Lorn")?;
    assert!(desk.told(&["meaning"])?.contains("no model is installed: claims are matched by words"));
    assert_eq!(desk.json(&["similar", &shot])?, json!([]));

    let (onnx, tokens) = model::model();
    desk.write("model.onnx", &onnx)?;
    desk.write("tokenizer.json", &tokens)?;
    assert!(desk.refused(&["meaning", "install", "model.onnx"])?.contains("no tokenizer.json there"));
    assert!(desk.refused(&["meaning", "install", "model.onnx", "tokenizer.json"])?.contains("--trust"));
    assert!(desk.refused(&["meaning", "install", "story.txt", "--trust"])?.contains("no archive"));
    assert!(
        desk.told(&["meaning", "install", "model.onnx", "tokenizer.json", "--trust"])?.contains("8 numbers a claim")
    );

    assert!(desk.told(&["meaning"])?.contains("0 of 2 claims read"));
    assert_eq!(desk.json(&["meaning", "embed"])?["model"]["read"], json!(2));
    let found = desk.json(&["similar", &shot])?;
    assert_eq!((&found[0]["claim"], &found[0]["reasons"][0]["kind"]), (&json!(killed), &json!("meaning")));

    assert!(desk.told(&["meaning", "remove"])?.contains("removed model-"));
    assert_eq!(desk.json(&["similar", &shot])?, json!([]));
    assert_eq!(desk.json(&["check"])?["sound"], json!(true));
    Ok(())
}
