//! Commands for the people who build Paceline.
fn main() {}
