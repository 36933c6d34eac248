// Running clocks: a `<time data-clock datetime>` says how long is left, or how late it is.
import { now } from "./now";
import { say, span } from "./words";

export function clocks(): void {
  if (!document.querySelector("[data-clock]")) return;
  tick();
  setInterval(tick, 1000);
}

function tick(): void {
  const moment = now();
  for (const clock of document.querySelectorAll<HTMLTimeElement>("time[data-clock]")) {
    const left = Date.parse(clock.dateTime) - moment;
    if (Number.isNaN(left)) continue;
    clock.textContent = say(left >= 0 ? "clock-left" : "clock-over", { t: span(left) });
    clock.classList.toggle("late-text", left < 0);
    clock.classList.toggle("soon-text", left >= 0 && left < 60_000);
  }
}
