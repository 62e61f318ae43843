//! Models of meaning: what they make of a statement, and which files are none.

mod model;

use analysis::meaning::{Meaning, Signs, Unfit, Vector, fused};
use model::{NUMBERS, onnx, tokens};
use proptest::prelude::*;

fn read() -> Result<Meaning, Unfit> {
    let (model, tokens) = model::model();
    Meaning::read(model, &tokens)
}

#[test]
fn what_says_the_same_in_other_words_is_near_and_what_does_not_is_not() -> Result<(), Unfit> {
    let model = read()?;
    assert_eq!(model.numbers(), NUMBERS);
    let of = |statement: &str| model.of(statement).expect("an answer");
    let closed = of("The bridge is closed.");
    assert!(closed.near(&of("Shut: that crossing!")) > 0.95);
    assert!(closed.near(&of("They shot ewes")) < 0.2);
    assert!((closed.near(&closed) - 1.0).abs() < 1e-9);
    assert_eq!(model.of(""), None, "nothing is said");
    Ok(())
}

#[test]
fn a_vector_is_the_mean_of_the_words_whatever_their_number() -> Result<(), Unfit> {
    let model = read()?;
    let of = |statement: &str| model.of(statement).map(|vector| vector.bytes());
    assert_eq!(of("bridge bridge bridge"), of("bridge"));
    assert_eq!(of("bridge closed"), of("closed crossing shut bridge"));
    let mixed = of("bridge bridge sheep").expect("an answer");
    assert_eq!(&mixed[..3], [127, 0, 64], "two parts to one, in a byte each");
    // More words than are read.
    assert!(model.of(&"bridge ".repeat(5_000)).is_some());
    Ok(())
}

#[test]
fn the_other_inputs_of_such_models_are_given_too() {
    for inputs in [&["input_ids", "attention_mask"][..], &["input_ids", "attention_mask", "token_type_ids"]] {
        let model = Meaning::read(onnx(inputs, 0.05), &tokens()).map_err(|unfit| unfit.to_string());
        assert!(model.is_ok_and(|model| model.of("bridge").is_some()), "{inputs:?}");
    }
}

#[test]
fn a_file_that_is_no_such_model_is_refused_and_says_why() {
    let (model, tokens) = model::model();
    let half = model[..model.len() / 2].to_vec();
    for (model, tokens, unfit) in [
        (model.clone(), b"{}".to_vec(), Unfit::Tokens),
        (model.clone(), Vec::new(), Unfit::Tokens),
        (Vec::new(), tokens.clone(), Unfit::Model),
        (b"not a model".to_vec(), tokens.clone(), Unfit::Model),
        (half, tokens.clone(), Unfit::Model),
        (onnx(&["pixels"], 0.05), tokens.clone(), Unfit::Inputs),
        (onnx(&["input_ids", "pixels"], 0.05), tokens.clone(), Unfit::Inputs),
        (onnx(&["input_ids"], f32::NAN), tokens, Unfit::Answer),
    ] {
        let refused = Meaning::read(model, &tokens).err();
        assert_eq!(refused, Some(unfit));
    }
}

#[test]
fn what_stands_high_in_either_comes_first_and_what_stands_in_both_before_it() {
    assert_eq!(fused(&[1, 2, 3], &[9, 2, 8]), [2, 1, 9, 3, 8]);
    assert_eq!(fused(&[1, 2, 3], &[]), [1, 2, 3]);
    assert!(fused::<u8>(&[], &[]).is_empty());
}

proptest! {
    /// Whatever a model file holds, reading it ends with an answer.
    #[test]
    fn no_bytes_bring_the_reader_down(at in any::<prop::sample::Index>(), with in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let (mut model, tokens) = model::model();
        let place = at.index(model.len());
        model[place] = with;
        model.truncate(cut.index(model.len()) + 1);
        let _ = Meaning::read(model, &tokens).map(|model| model.of("The bridge is closed."));
    }

    /// The signs lead to the vector itself, wherever it was put.
    #[test]
    fn a_vector_is_among_the_nearest_to_itself(
        many in prop::collection::vec(prop::collection::vec(-1.0_f32..1.0, 70), 1..40), at in any::<prop::sample::Index>()
    ) {
        let vectors: Vec<Vector> = many.iter().filter_map(|numbers| Vector::of(numbers)).collect();
        prop_assume!(vectors.len() == many.len());
        let mut signs = Signs::default();
        // Put in twice: the second takes the place of the first.
        for (place, _) in vectors.iter().enumerate() {
            signs.put(place, &vectors[0]);
        }
        vectors.iter().enumerate().for_each(|(place, vector)| signs.put(place, vector));
        let place = at.index(vectors.len());
        prop_assert!(signs.nearest(&vectors[place], 1).contains(&place));
        prop_assert_eq!(signs.nearest(&vectors[place], vectors.len()).len(), vectors.len());
        prop_assert_eq!(Vector::from_bytes(&vectors[place].bytes()), vectors[place].clone());
    }
}
