//! The API as programs use it: the whole router in process.

mod asking_again;
mod deals;
mod document;
mod figures;
mod nouns;
mod office;
mod refusals;
