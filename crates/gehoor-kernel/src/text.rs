//! Names, telephone numbers, e-mail addresses: checking what people type.
