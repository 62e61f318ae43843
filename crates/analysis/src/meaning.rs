//! What a statement means, as a model of meaning has it: a vector each, near one another where two say the same in other
//! words. The model is a file that somebody brought along: what it answers is looked at, and never more than a rank.

mod vectors;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, Value, ValueOrView};
use rten_tensor::{AsView, Layout, NdTensor};
use thiserror::Error;
use tokenizers::{Tokenizer, TruncationParams};

pub use vectors::{Signs, Vector};

/// Bytes of a model and of its list of tokens, at most.
pub const LARGEST_MODEL: u64 = 512 << 20;
/// See [`LARGEST_MODEL`].
pub const LARGEST_TOKENS: u64 = 64 << 20;
/// Tokens of a statement that are read: a claim is a sentence or two.
const TOKENS: usize = 128;
/// Numbers that a vector has.
const NUMBERS: std::ops::RangeInclusive<usize> = 4..=4_096;
/// The rank from which on a place counts little (Cormack, Clarke and Büttcher 2009).
const RANK: f64 = 60.0;

/// Why a file is no model of meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Unfit {
    /// It is larger than any that we would run.
    #[error("the model is larger than 512 MiB, or its list of tokens larger than 64 MiB")]
    TooLarge,
    /// The tokens cannot be read.
    #[error("its tokenizer.json is no list of tokens")]
    Tokens,
    /// The model cannot be read.
    #[error("its model.onnx is no ONNX model, or one with parts that are not known here")]
    Model,
    /// It wants something else than tokens.
    #[error("its model.onnx takes something else than the tokens of a text")]
    Inputs,
    /// It answers something else than numbers for a text.
    #[error("its model.onnx answers something else than a row of numbers for each token or for the text")]
    Answer,
}

/// A model that was looked at and answers with vectors.
pub struct Meaning {
    model: Model,
    tokenizer: Tokenizer,
    inputs: Inputs,
    answer: NodeId,
    numbers: usize,
    /// One thread: it works beside whatever the analyst does.
    threads: Arc<ThreadPool>,
}

/// Where a model takes its tokens, which of them count, and which of two texts they are of.
struct Inputs {
    tokens: NodeId,
    counting: Option<NodeId>,
    kinds: Option<NodeId>,
}

impl Meaning {
    /// The model in `model` (ONNX), whose tokens `tokens` lists (`tokenizer.json`).
    pub fn read(model: Vec<u8>, tokens: &[u8]) -> Result<Self, Unfit> {
        if model.len() as u64 > LARGEST_MODEL || tokens.len() as u64 > LARGEST_TOKENS {
            return Err(Unfit::TooLarge);
        }
        let tokenizer = quietly(|| tokenizer(tokens)).ok_or(Unfit::Tokens)?;
        // Few tokens at a time: without, laying the weights out anew takes longer than the rest.
        let mut options = ModelOptions::with_all_ops();
        options.prepack_weights(true);
        let model = quietly(|| options.load(model).ok()).ok_or(Unfit::Model)?;
        let inputs = inputs(&model).ok_or(Unfit::Inputs)?;
        let answer = *model.output_ids().first().ok_or(Unfit::Answer)?;
        let threads = Arc::new(ThreadPool::with_num_threads(1));
        let mut meaning = Self { model, tokenizer, inputs, answer, numbers: 0, threads };
        let tried = quietly(|| meaning.numbers_of("The bridge is closed.")).ok_or(Unfit::Answer)?;
        if !NUMBERS.contains(&tried.len()) || Vector::of(&tried).is_none() {
            return Err(Unfit::Answer);
        }
        meaning.numbers = tried.len();
        Ok(meaning)
    }

    /// How many numbers its vectors have.
    pub fn numbers(&self) -> usize {
        self.numbers
    }

    /// What `statement` means; nothing where the model has no answer.
    pub fn of(&self, statement: &str) -> Option<Vector> {
        let numbers = quietly(|| self.numbers_of(statement))?;
        if numbers.len() == self.numbers { Vector::of(&numbers) } else { None }
    }

    /// The mean of what the model answers for the tokens of `statement`.
    fn numbers_of(&self, statement: &str) -> Option<Vec<f32>> {
        let read = self.tokenizer.encode_fast(statement, true).ok()?;
        let tokens: Vec<i32> = read.get_ids().iter().map(|id| i32::try_from(*id)).collect::<Result<_, _>>().ok()?;
        let length = tokens.len();
        let row = |numbers: Vec<i32>| NdTensor::from_data([1, length], numbers);
        let mut given: Vec<(NodeId, ValueOrView<'_>)> = vec![(self.inputs.tokens, row(tokens).into())];
        given.extend(self.inputs.counting.map(|place| (place, row(vec![1; length]).into())));
        given.extend(self.inputs.kinds.map(|place| (place, row(vec![0; length]).into())));
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(&self.threads)));
        let answer = self.model.run(given, &[self.answer], Some(options)).ok()?.pop()?;
        mean(answer, length)
    }
}

/// `first` and `second`, each the best first, as one: what stands high in either comes first, what stands in both before it.
pub fn fused<T: Copy + Ord>(first: &[T], second: &[T]) -> Vec<T> {
    let mut sums: Vec<(T, f64)> = Vec::with_capacity(first.len() + second.len());
    for ranked in [first, second] {
        let mut rank = RANK;
        for one in ranked {
            rank += 1.0;
            sums.push((*one, 1.0 / rank));
        }
    }
    sums.sort_by_key(|one| one.0);
    let mut sums: Vec<(T, f64)> =
        sums.chunk_by(|a, b| a.0 == b.0).map(|same| (same[0].0, same.iter().map(|one| one.1).sum())).collect();
    sums.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    sums.into_iter().map(|(one, _)| one).collect()
}

fn tokenizer(listed: &[u8]) -> Option<Tokenizer> {
    let mut tokenizer = Tokenizer::from_bytes(listed).ok()?;
    // One text at a time needs no padding, whatever the file says.
    tokenizer.with_padding(None);
    tokenizer.with_truncation(Some(TruncationParams { max_length: TOKENS, ..TruncationParams::default() })).ok()?;
    Some(tokenizer)
}

/// The inputs of `model`, where it has those of a text and no others.
fn inputs(model: &Model) -> Option<Inputs> {
    let named = |name: &str| model.find_node(name).filter(|node| model.input_ids().contains(node));
    let inputs =
        Inputs { tokens: named("input_ids")?, counting: named("attention_mask"), kinds: named("token_type_ids") };
    let known = 1 + usize::from(inputs.counting.is_some()) + usize::from(inputs.kinds.is_some());
    (model.input_ids().len() == known).then_some(inputs)
}

/// The mean of the rows of an answer for `tokens` tokens; or its one row.
fn mean(answer: Value, tokens: usize) -> Option<Vec<f32>> {
    let answer = answer.into_tensor::<f32>()?;
    let numbers = match answer.shape()[..] {
        [1, rows, numbers] if rows == tokens => numbers,
        [1, numbers] => numbers,
        _ => return None,
    };
    let all = answer.to_vec();
    let mut sums = vec![0.0; numbers];
    for row in all.chunks_exact(numbers.max(1)) {
        sums.iter_mut().zip(row).for_each(|(sum, number)| *sum += number);
    }
    Some(sums)
}

/// What `work` answers; nothing where it panics: others wrote the file and what reads it.
fn quietly<T>(work: impl FnOnce() -> Option<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok().flatten()
}
