// What changed meanwhile: a bar "3 new – show" above a list. The list itself never moves under a finger.
import { say } from "./words";

const KINDS = [
  "handover.accepted", "handover.declined", "handover.lapsed", "handover.offered", "promise.amended",
  "promise.askedFirst", "promise.attempted", "promise.broken", "promise.doubtAnswered",
  "promise.doubtRaised", "promise.due", "promise.kept", "promise.leadTold", "promise.lookedLate", "promise.made",
  "promise.messageFailed", "promise.messageSent", "promise.noted", "promise.putRight", "promise.reassigned", "promise.released",
  "promise.reminded", "promise.signOfLifeDue", "promise.signOfLifeGiven",
  "promise.signOfLifeLeaves", "promise.signOfLifePutOff", "promise.takenBack", "promise.troubleTold", "promise.unmade",
  "promise.wentOn", "promise.woken",
];

export function live(): void {
  const region = document.querySelector<HTMLElement>("[data-live]");
  if (!region || !("EventSource" in window)) return;
  const subject = region.dataset["live"] ?? "";
  const mine = document.body.dataset["user"] ?? "";
  const changed = new Set<string>();
  let source: EventSource | undefined;
  const hear = (event: MessageEvent<string>): void => {
    const change = JSON.parse(event.data) as { subject: string; actor: string };
    if (change.actor === mine || (subject.includes("_") && change.subject !== subject)) return;
    changed.add(change.subject);
    bar(region, changed.size);
  };
  const open = (): void => {
    source?.close();
    source = new EventSource("/api/v1/changes");
    for (const kind of region.dataset["kinds"]?.split(" ") ?? KINDS) source.addEventListener(kind, hear);
  };
  // A page that nobody sees holds no connection.
  document.addEventListener("visibilitychange", () => (document.hidden ? source?.close() : open()));
  addEventListener("pagehide", () => source?.close());
  if (!document.hidden) open();
}

function bar(region: HTMLElement, count: number): void {
  let link = document.querySelector<HTMLAnchorElement>("a.live-bar");
  if (!link) {
    link = document.createElement("a");
    link.className = "live-bar button";
    link.href = location.href;
    link.setAttribute("role", "status");
    region.before(link);
  }
  link.textContent = `${say("live-new", { n: count })} – ${say("live-show")}`;
}
