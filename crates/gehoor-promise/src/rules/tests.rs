//! Properties of the rules over random lives of promises, and the cases that have a name.

mod cases;
mod laws;
mod outcomes;
mod sending;
mod taking;
mod trouble;
mod waiting;
mod windows;
mod world;
