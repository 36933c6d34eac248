//! The one list of all subjects of the product.

use gehoor_shell::Slice;

/// Every slice, in the order in which they may use one another.
pub fn all() -> Vec<Slice> {
    vec![
        gehoor_people::slice(),
        gehoor_signin::slice(),
        gehoor_customer::slice(),
        gehoor_contact::slice(),
        gehoor_promise::slice(),
        gehoor_today::slice(),
        gehoor_import::slice(),
        gehoor_setup::slice(),
        gehoor_search::slice(),
        gehoor_card::slice(),
        gehoor_link::slice(),
        gehoor_figures::slice(),
        gehoor_lead::slice(),
        gehoor_push::slice(),
        gehoor_admin::slice(),
    ]
}
