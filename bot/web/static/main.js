// The chat page: puts the parts together. The protocol is described in bot/channels/console.

import { Line } from "/own/line.js";
import { Place } from "/own/place.js";
import { newId, Uploads } from "/own/uploads.js";
import { View } from "/own/view.js";
import { Voice } from "/own/voice.js";

const token = decodeURIComponent(location.pathname.split("/").pop());
const { person, demo } = document.body.dataset;
const title = document.title;
const notes = { line: "", hint: "" };

const link = (path) => `${path}?${new URLSearchParams({ token })}`;
const view = new View(document.querySelector("main"), link, { say, press, picture });
const line = new Line(token, person, () => view.newest, {
  history: caughtUp,
  item: show,
  ack: (id) => view.arrived(id),
  refused: (id, words) => view.failed(id, words),
  waits: (id, words) => view.waits(id, words),
  state,
});
const uploads = new Uploads(token, {
  sending: (item, address) => view.sending(item, address),
  arrived: (id) => view.arrived(id),
  failed: (id, words) => view.failed(id, words),
  waits: (id, words) => view.waits(id, words),
  gone: () => state("gone"),
});
new Place(token, demo !== undefined, { send: place, say: hint });
new Voice({ send: (file) => uploads.send([file], "voice"), say: hint });

await view.start();
pickers();
line.connect();

function say(text) {
  const message = { id: newId(), kind: "said", text };
  line.send(message);
  document.getElementById("empty").hidden = true;
  return itemOf(message);
}

function tell(message) {
  line.send(message);
  view.sending(itemOf(message));
}

function press(button, label) {
  tell({ id: newId(), kind: "press", token: button, label });
}

function place(where, name) {
  tell({ id: newId(), kind: "place", ...where, name });
}

function itemOf(message) {
  return { mine: message.id, kind: message.kind, text: message.label ?? message.text ?? "", name: message.name ?? "" };
}

/** An item from the server; the quick bar follows what the newest message wants. */
function show(item) {
  const shown = view.show(item);
  greet();
  if (!("message" in item) || item.edit_of) return;
  for (const button of document.querySelectorAll("[data-wanted]")) {
    button.classList.toggle("wanted", button.dataset.wanted === item.wants);
  }
  if (shown && document.hidden) document.title = `● ${title}`;
}

function caughtUp(items) {
  items.forEach((item) => show(item));
  for (const message of line.unsent()) {
    if (!view.has(message.id)) view.sending(itemOf(message)); // left over from before a reload
  }
  greet();
}

/** An empty page says how to begin. */
function greet() {
  document.getElementById("empty").hidden = view.seen.size > 0;
}

function picture(source) {
  document.getElementById("picture-image").src = source;
  document.getElementById("picture").showModal();
}

function state(name) {
  const words = { open: "", lost: "连接断开,正在重连…", busy: "服务器忙,正在重试…", gone: "这个链接已失效。请重新打开您的专属链接。" };
  notes.line = words[name];
  note();
}

function hint(words) {
  notes.hint = words;
  note();
  clearTimeout(hint.timer);
  if (words && !words.endsWith("…") && !words.startsWith("正在")) hint.timer = setTimeout(() => hint(""), 8000);
}

function note() {
  const bar = document.getElementById("line");
  bar.textContent = notes.line || notes.hint;
  bar.hidden = !bar.textContent;
}

function pickers() {
  document.getElementById("picture").onclick = (event) => { if (event.target.id === "picture") event.target.close(); };
  for (const [name, kind] of [["camera", "photo"], ["album", "photo"], ["file", "file"]]) {
    const input = document.getElementById(`${name}-input`);
    document.getElementById(name).onclick = () => input.click();
    input.onchange = () => {
      uploads.send([...input.files], kind);
      input.value = "";
    };
  }
  for (const button of document.querySelectorAll("[data-say]")) {
    button.onclick = () => tell({ id: newId(), kind: "said", text: button.dataset.say });
  }
  addEventListener("visibilitychange", () => { if (!document.hidden) document.title = title; });
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    const files = [...event.dataTransfer.files];
    const pictures = files.every((file) => file.type.startsWith("image/"));
    if (files.length) uploads.send(files, pictures ? "photo" : "file");
  });
}
