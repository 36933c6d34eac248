// Our own scripts: each page works without them. They add speed, keys, and patience with bad networks.
import { calls } from "./calls";
import { clocks } from "./clocks";
import { drafts, forgetDrafts } from "./drafts";
import { first } from "./first";
import { keys } from "./keys";
import { live } from "./live";
import { offline } from "./offline";
import { outcomes } from "./outcomes";
import { palette } from "./palette";
import { passkeys } from "./passkey";
import { push } from "./push";
import { scan } from "./scan";
import { who } from "./who";

keys();
clocks();
live();
drafts();
first();
outcomes();
palette();
passkeys();
push();
scan();
calls();
who();
offline();

for (const form of document.querySelectorAll<HTMLFormElement>('form[action="/sign-out"]')) {
  form.addEventListener("submit", forgetDrafts);
}
