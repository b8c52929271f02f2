// What stands in a bubble. Everything is built as nodes, so no text can become markup.

const MINE = { place: "位置", voice: "语音", file: "文件" };

/** A message of the bot: text, picture, buttons. */
export function theirs(item, link) {
  const bubble = node("div", "theirs");
  bubble.dataset.message = item.edit_of ?? item.message;
  if (item.text) bubble.append(node("div", "text", item.text));
  if (item.image) bubble.append(picture(link(item.image), "机器人发来的图片", "large"));
  if (item.buttons.length) {
    const row = node("div", "buttons");
    row.append(...item.buttons.map((button) => choice(button)));
    bubble.append(row);
  }
  bubble.append(node("div", "time", clock(item.at)));
  return bubble.outerHTML;
}

/** A message of the person; `state` stands where the time will be once the server has it. */
export function mine(item, link, state = "") {
  const bubble = node("div", "mine");
  bubble.dataset.mine = item.mine;
  if (item.kind === "photo" && item.file) bubble.append(picture(link(item.file), "我发的照片", "small"));
  if (item.kind === "voice" && item.file) bubble.append(sound(link(item.file)));
  const words = spoken(item);
  if (words) bubble.append(node("div", item.kind === "press" ? "text pressed" : "text", words));
  if (item.kind === "file" && item.file) bubble.append(download(link(item.file), item.name));
  bubble.append(node("div", "time", state || clock(item.at)));
  return bubble.outerHTML;
}

/** 10:05, or 11/23 10:05 on another day; in the company's time, like every time in a message. */
export function clock(at) {
  const moment = at ? new Date(at) : new Date();
  const day = (one) => format(one, { month: "2-digit", day: "2-digit" });
  const time = format(moment, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return day(moment) === day(new Date()) ? time : `${day(moment)} ${time}`;
}

function format(moment, parts) {
  return new Intl.DateTimeFormat("zh-CN", { ...parts, timeZone: document.body.dataset.zone }).format(moment);
}

function spoken(item) {
  if (item.kind === "photo" || (item.kind === "voice" && item.file)) return item.text;
  if (item.kind === "press") return item.text || "(按钮)";
  if (!(item.kind in MINE)) return item.text;
  const name = item.name || item.text;
  return name ? `[${MINE[item.kind]}] ${name}` : `[${MINE[item.kind]}]`;
}

function picture(source, words, size) {
  const button = node("button", `picture ${size}`);
  button.type = "button";
  button.dataset.picture = source;
  button.setAttribute("aria-label", `${words},点开看大图`);
  const image = node("img");
  image.src = source;
  image.alt = words;
  button.append(image);
  return button;
}

function sound(source) {
  const player = node("audio");
  player.controls = true;
  player.preload = "none";
  player.src = source;
  return player;
}

function download(source, name) {
  const anchor = node("a", "download", "下载");
  anchor.href = source;
  anchor.download = name || "文件";
  anchor.setAttribute("aria-label", `下载 ${name}`);
  return anchor;
}

function choice({ label, token }) {
  const button = node("button", "choice", label);
  button.type = "button";
  button.dataset.token = token;
  button.setAttribute("aria-label", label);
  return button;
}

function node(name, kind = "", text = "") {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  if (text) made.textContent = text;
  return made;
}
