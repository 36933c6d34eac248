// Every page with every sample state, for the gallery and for what is checked on all pages.
import type { Who } from "./site";

export type Sample = { name: string; who: Who; path: (samples: Record<string, string>) => string | undefined };

const fixed = (name: string, path: string, who: Who = "administrator"): Sample => ({ name, who, path: () => path });
const promise = (state: string, rest = ""): Sample => ({
  name: `promise-${state}${rest.replaceAll("/", "-")}`,
  who: "administrator",
  path: (samples) => (samples[state] ? `/promises/${samples[state]}${rest}` : undefined),
});

export const SAMPLES: Sample[] = [
  fixed("today-all", "/today?view=all"),
  fixed("today-mine", "/today"),
  fixed("today-employee", "/today", "employee"),
  fixed("figures", "/figures"),
  fixed("keys", "/keys"),
  fixed("search", "/search"),
  fixed("search-found", "/search?q=de"),
  fixed("search-nothing", "/search?q=qqqq"),
  { name: "card", who: "administrator", path: (samples) => `/customers/${samples["customer"]}` },
  { name: "card-edit", who: "administrator", path: (samples) => `/customers/${samples["customer"]}/edit` },
  { name: "card-merge", who: "administrator", path: (samples) => `/customers/${samples["customer"]}/merge` },
  { name: "card-merge-found", who: "administrator", path: (samples) => `/customers/${samples["customer"]}/merge?q=de` },
  { name: "card-merge-two", who: "administrator", path: (samples) => (samples["otherCustomer"] ? `/customers/${samples["customer"]}/merge/${samples["otherCustomer"]}` : undefined) },
  { name: "card-held", who: "administrator", path: (samples) => `/customers/${samples["customer"]}/held` },
  { name: "card-erase", who: "administrator", path: (samples) => `/customers/${samples["customer"]}/erase` },
  fixed("card-new", "/customers/new"),
  fixed("promise-new", "/promises/new"),
  fixed("goods-in", "/goods-in"),
  ...["due", "trying", "waiting", "inDoubt", "kept", "released", "broken", "askedFirst"].map((state) => promise(state)),
  ...["due", "trying", "kept"].map((state) => promise(state, "/outcome")),
  promise("due", "/link"),
  ...["trying", "kept"].map((state): Sample => ({ name: `customer-${state}`, who: "nobody", path: (samples) => samples[`link-${state}`] })),
  fixed("lead", "/lead"),
  fixed("sign-in", "/sign-in", "nobody"),
  fixed("sign-in-code", "/sign-in/code", "nobody"),
  fixed("forgotten", "/forgotten", "nobody"),
  fixed("reset-gone", "/reset/gone", "nobody"),
  fixed("account", "/account"),
  fixed("account-employee", "/account", "employee"),
  fixed("push", "/account/push"),
  fixed("account-prove", "/account/prove"),
  fixed("samples", "/admin/samples"),
  fixed("admin", "/admin"),
  ...["users", "users/new", "teams", "absences", "tokens", "company", "hours", "policy", "texts", "backups"].map((page) =>
    fixed(`admin-${page.replace("/", "-")}`, `/admin/${page}`),
  ),
  { name: "admin-user", who: "administrator", path: (samples) => `/admin/users/${samples["user"]}` },
  { name: "admin-team", who: "administrator", path: (samples) => `/admin/teams/${samples["team"]}` },
  fixed("absences-lead", "/admin/absences", "lead"),
  fixed("not-found", "/nowhere"),
  fixed("not-found-outside", "/nowhere", "nobody"),
];
