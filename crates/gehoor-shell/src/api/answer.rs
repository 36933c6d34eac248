//! What a handler gives back when all went well.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use gehoor_kernel::id::CustomerId;
use serde::Serialize;

use crate::Error;

/// What handlers return.
pub type Reply = Result<Answer, Error>;

/// An answer: a status, a JSON body written once, and the headers of the object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The JSON text.
    pub body: String,
    /// The version of the object, for ETag.
    pub version: Option<i64>,
    /// Where the new object is found.
    pub location: Option<String>,
    /// The address of the next page, for the header Link.
    pub next: Option<String>,
    /// The customer whom the body is about, so that an erasure finds stored answers.
    pub customer: Option<CustomerId>,
}

impl Answer {
    /// 200 with this body.
    pub fn ok(body: &impl Serialize) -> Reply {
        Self::new(StatusCode::OK, body)
    }

    /// 201 with this body; the new object is found at `location` ("/api/v1/promises/pr_…").
    pub fn created(location: impl Into<String>, body: &impl Serialize) -> Reply {
        let mut answer = Self::new(StatusCode::CREATED, body)?;
        answer.location = Some(location.into());
        Ok(answer)
    }

    /// 204 without a body.
    pub fn nothing() -> Self {
        Self { status: 204, body: String::new(), version: None, location: None, next: None, customer: None }
    }

    /// With the version of the object, given as ETag.
    #[must_use]
    pub fn version(mut self, version: i64) -> Self {
        self.version = Some(version);
        self
    }

    /// With the customer whom the body is about.
    #[must_use]
    pub fn about(mut self, customer: CustomerId) -> Self {
        self.customer = Some(customer);
        self
    }

    fn new(status: StatusCode, body: &impl Serialize) -> Reply {
        let body = serde_json::to_string(body).map_err(|error| Error::program(error.to_string()))?;
        Ok(Self { status: status.as_u16(), body, version: None, location: None, next: None, customer: None })
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK);
        let mut response = Response::new(axum::body::Body::from(self.body));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        if status != StatusCode::NO_CONTENT {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        let mut put = |name, value: Option<String>| {
            if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
                headers.insert(name, value);
            }
        };
        put(header::ETAG, self.version.map(|version| format!("\"{version}\"")));
        put(header::LOCATION, self.location);
        put(header::LINK, self.next.map(|next| format!("<{next}>; rel=\"next\"")));
        response
    }
}
