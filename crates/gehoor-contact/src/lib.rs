//! Contact with customers: attempts, what they met, and the policy by which a customer is tried again.

pub mod rules;
