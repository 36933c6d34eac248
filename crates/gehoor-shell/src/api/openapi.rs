//! The OpenAPI 3.1 document of all slices, from the code.

mod forms;
mod links;

use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{
    ContentBuilder, Info, OpenApi, OpenApiBuilder, Ref, RefOr, ResponseBuilder, SecurityRequirement,
};

use super::problem::{Problem, ProblemFault};
use crate::slice::Slice;

/// The document of all slices.
pub fn openapi(slices: &[Slice]) -> OpenApi {
    complete(crate::server::documented(slices).into_openapi())
}

/// The document as JSON text with a newline at its end, the same at every call.
pub fn openapi_json(slices: &[Slice]) -> String {
    let text = serde_json::to_string_pretty(&openapi(slices)).unwrap_or_default();
    text + "\n"
}

pub(crate) fn frame() -> OpenApi {
    let mut info = Info::new("Gehoor", env!("CARGO_PKG_VERSION"));
    info.description = Some(
        "Keeps every promise made to a customer. Moments are RFC 3339; any offset is accepted, UTC is given. \
         Refusals are problem documents (RFC 9457) with all faults at once. Every POST takes an Idempotency-Key, \
         kept for 7 days; one without is done and warned about in the header Warning. A change of an object needs \
         If-Match with its ETag. RateLimit-Policy and RateLimit say how many requests a caller has left; 429 says in \
         Retry-After how many seconds to wait."
            .to_owned(),
    );
    OpenApiBuilder::new().info(info).build()
}

/// Adds what all operations share: the token, and the problem document as every other answer.
pub(crate) fn complete(mut document: OpenApi) -> OpenApi {
    let components = document.components.get_or_insert_default();
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some("gehoor_pat_…")).build();
    components.add_security_scheme("token", SecurityScheme::Http(bearer));
    for (name, schema) in [schema::<Problem>("Problem"), schema::<ProblemFault>("ProblemFault")] {
        components.schemas.insert(name, schema);
    }
    links::complete(&mut document);
    forms::complete(&mut document);
    document.security = Some(vec![SecurityRequirement::new("token", Vec::<String>::new())]);
    for item in document.paths.paths.values_mut() {
        let all = [&mut item.get, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete];
        for operation in all.into_iter().flatten() {
            let refusal = ResponseBuilder::new().description("A refusal, as a problem document").content(
                "application/problem+json",
                ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build(),
            );
            let default = RefOr::T(refusal.build());
            operation.responses.responses.entry("default".to_owned()).or_insert(default);
        }
    }
    document
}

fn schema<T: utoipa::PartialSchema>(name: &str) -> (String, RefOr<utoipa::openapi::Schema>) {
    (name.to_owned(), T::schema())
}
