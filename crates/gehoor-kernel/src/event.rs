//! The envelope of a journal event: ids and facts only, never a name, a number or a word of a person (law 8).
