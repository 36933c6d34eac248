// Our name of each icon, and its name in the package.
export const icons = {
  alert: "triangle-alert", archive: "archive", back: "arrow-left", bell: "bell", box: "package-check", building: "building-2", calendar: "calendar-days",
  call: "phone", camera: "camera", chart: "chart-column", check: "check", clock: "clock", cross: "x", edit: "pencil",
  "hand-over": "arrow-right-left", heart: "heart-handshake", history: "history", key: "key-round", keyboard: "keyboard", lead: "radar",
  letter: "mail", link: "link", list: "list-todo", "log-out": "log-out", menu: "menu", message: "message-circle", "no-answer": "phone-missed", note: "notebook-pen",
  people: "users", person: "user-round", plus: "plus", print: "printer", search: "search", settings: "settings", shield: "shield-check",
  star: "star", truck: "truck", undo: "undo-2", user: "circle-user-round", voicemail: "voicemail", warning: "octagon-alert", wrong: "phone-off",
};
