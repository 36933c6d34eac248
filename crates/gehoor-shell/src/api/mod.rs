//! The HTTP API's common half: who calls, what was sent, how it is answered. Handlers of slices are thin on top of it.

mod answer;
mod ask;
mod caller;
mod command;
mod fields;
mod idempotency;
mod json;
mod openapi;
mod page;
mod problem;

pub use answer::{Answer, Reply};
pub use ask::{Ask, PathId, path_id};
pub use caller::{Authenticator, Caller, Scope, Sees, TokenCache};
pub use command::Command;
pub use fields::Fields;
pub(crate) use idempotency::ALL as STATEMENTS;
pub use idempotency::{forget_keys_task, run as command};
pub use json::parse as parse_json;
pub(crate) use openapi::{complete as complete_openapi, frame as openapi_frame};
pub use openapi::{openapi, openapi_json};
pub use page::{API, Cursor, Page, Paging};
pub(crate) use page::{decode_query, without_cursor};
pub(crate) use problem::refused;
pub use problem::{Problem, ProblemFault, finish, problem};
