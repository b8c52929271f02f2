// The message list. deep-chat draws it and takes what is typed; what is in a bubble is ours.

import { clock, mine, theirs } from "/own/bubbles.js";

const NEAR_PX = 80;
const STYLE = `
  #messages { padding: 10px 0; scrollbar-width: thin; }
  .text { white-space: pre-wrap; overflow-wrap: anywhere; text-align: left; }
  .pressed::before { content: "✓ "; }
  .time { font-size: .72rem; opacity: .65; margin-top: 3px; text-align: right; }
  .time.failed { color: #ffd9d4; opacity: 1; font-weight: 600; }
  audio { display: block; width: 240px; max-width: 100%; height: 40px; }
  .download { color: inherit; display: inline-block; padding: 6px 0; }
  .buttons { display: flex; flex-wrap: wrap; gap: 8px; margin: 10px 0 4px; }
  .input-button.inside-end { inset-inline-end: 15px; inset-block-end: 9px; margin: 0; width: 42px; height: 42px; border-radius: 50%; display: grid; place-items: center; }
  .input-button #submit-icon { position: static; width: 22px; height: 22px; filter: none !important; stroke: #0b6e4f; stroke-width: 1.8; }
  .input-button.disabled-button #submit-icon { stroke: #a9b4af; }
  button { font: inherit; cursor: pointer; }
  button:focus-visible { outline: 3px solid #2f7de1; outline-offset: 2px; }
  .choice { min-height: 44px; min-width: 72px; padding: 6px 16px; border-radius: 22px; border: 1px solid #0b6e4f; background: #fff; color: #0b6e4f; font-weight: 600; }
  .choice:hover { background: #e3f2ec; }
  .choice:disabled { opacity: .5; cursor: default; }
  .picture { display: block; padding: 0; border: 0; background: none; border-radius: 8px; overflow: hidden; cursor: zoom-in; }
  .picture img { display: block; border-radius: 8px; }
  .picture.small img { width: 168px; height: 126px; object-fit: cover; background: #0003; }
  .picture.large { margin-top: 8px; }
  .picture.large img { max-width: min(100%, 420px); max-height: 360px; height: auto; background: #eee; }
`;
const BUBBLE = { maxWidth: "min(86%, 560px)", padding: "9px 13px", borderRadius: "14px", fontSize: "1rem", lineHeight: "1.5", marginTop: "6px" };
const INPUT = { width: "calc(100% - 24px)", borderRadius: "23px", boxShadow: "none", border: "1px solid #c9d2ce", margin: "8px 0" };
const WORDS = "输入消息";

export class View {
  /** `on`: say(text), press(token, label), picture(source). `link` makes a file's address. */
  constructor(place, link, on) {
    this.place = place;
    this.chat = document.createElement("deep-chat");
    this.link = link;
    this.on = on;
    this.seen = new Set();
    this.newest = 0;
  }

  /** Resolves when messages can be shown. */
  start() {
    const { chat } = this;
    // An inline font keeps deep-chat from asking a font host for one. It says only once that it
    // has rendered, so it gets everything before it is put into the page.
    chat.style.fontFamily = "inherit";
    chat.setAttribute("aria-label", "对话");
    const ready = new Promise((resolve) => { chat.onComponentRender = resolve; });
    Object.assign(chat, {
      auxiliaryStyle: STYLE,
      chatStyle: { fontFamily: "inherit", fontSize: "1rem" },
      displayLoadingBubble: false,
      messageStyles: { default: { shared: { bubble: BUBBLE }, user: { bubble: { backgroundColor: "#0b6e4f", color: "#fff" } }, ai: { bubble: { backgroundColor: "#fff", color: "#1d2421", border: "1px solid #dde3e0" } } } },
      textInput: { placeholder: { text: WORDS }, characterLimit: 8000, styles: { container: INPUT, text: { padding: "11px 44px 11px 16px", fontSize: "1rem" } } },
      connect: { websocket: true, handler: (_, signals) => this.#take(signals) },
    });
    this.place.append(chat);
    return ready.then(() => this.#finish());
  }

  /** Show an item of the protocol, once. */
  show(item) {
    if ("mine" in item) return this.#mine(item);
    const key = `${item.message}:${item.text}`;
    this.newest = Math.max(this.newest, item.message);
    if (this.#known(key) || (item.edit_of && this.#replaced(item))) return false;
    this.chat.addMessage({ html: theirs(item, this.link), role: "ai" });
    this.#down();
    return true;
  }

  /** Show something of one's own that is on its way; `address` is a local preview. */
  sending(item, address) {
    this.seen.add(`mine:${item.mine}`);
    this.chat.addMessage({ html: mine(item, address ? () => address : this.link, "发送中…"), role: "user" });
    this.#down();
  }

  /** The server has it. */
  arrived(id) { this.#state(id, clock()); }

  /** The server will never take it, or it could not be sent. */
  failed(id, words) { this.#state(id, words, true); }

  /** It is not kept yet and goes again by itself. */
  waits(id, words) { this.#state(id, words); }

  /** Whether something of one's own is shown already. */
  has(id) { return this.seen.has(`mine:${id}`); }

  #mine(item) {
    if (this.#known(`mine:${item.mine}`)) {
      this.#state(item.mine, clock(item.at));
      return false;
    }
    this.chat.addMessage({ html: mine(item, this.link), role: "user" });
    this.#down();
    return true;
  }

  /** A message that is kept up to date stays where it is; `false` when the page does not have it. */
  #replaced(item) {
    const standing = this.chat.shadowRoot.querySelectorAll(`[data-message="${Number(item.edit_of)}"]`);
    const shown = [...standing].at(-1);
    if (shown) shown.outerHTML = theirs(item, this.link);
    return Boolean(shown);
  }

  #known(key) {
    if (this.seen.has(key)) return true;
    this.seen.add(key);
    return false;
  }

  #state(id, words, failed = false) {
    const time = this.chat.shadowRoot.querySelector(`[data-mine="${CSS.escape(id)}"] .time`);
    if (!time) return;
    time.textContent = words;
    time.classList.toggle("failed", failed);
  }

  /** deep-chat shows typed text as Markdown; it is shown again as the plain text that it is. */
  #take(signals) {
    signals.onOpen();
    signals.newUserMessage.listener = (body) => {
      const text = body.messages.at(-1)?.text ?? "";
      if (!text.trim()) return;
      const item = this.on.say(text);
      this.seen.add(`mine:${item.mine}`);
      const bubbles = this.chat.shadowRoot.querySelectorAll(".user-message");
      bubbles[bubbles.length - 1].innerHTML = mine(item, this.link, "发送中…");
      this.#down();
    };
  }

  #finish() {
    const root = this.chat.shadowRoot;
    root.addEventListener("click", (event) => this.#click(event));
    const list = root.getElementById("messages");
    list.setAttribute("role", "log");
    list.setAttribute("aria-live", "polite");
    this.#stayDown(root, list);
    const input = root.getElementById("text-input");
    input?.setAttribute("role", "textbox");
    input?.setAttribute("aria-multiline", "true");
    input?.setAttribute("aria-label", "输入消息");
    const submit = root.querySelector(".input-button");
    submit?.setAttribute("aria-label", "发送");
    submit?.setAttribute("role", "button");
    submit?.setAttribute("tabindex", "0");
  }

  /** Who reads the newest message keeps seeing it: when a picture got its height, a keyboard came. */
  #stayDown(root, list) {
    let down = true;
    list.addEventListener("scroll", () => { down = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_PX; });
    const follow = () => { if (down) this.#down(); };
    root.addEventListener("load", follow, true);
    new ResizeObserver(follow).observe(list);
  }

  #click(event) {
    const button = event.target.closest?.("button");
    if (button?.dataset.picture) this.on.picture(button.dataset.picture);
    if (!button?.dataset.token) return;
    button.disabled = true; // a double tap is one tap
    setTimeout(() => { button.disabled = false; }, 1500);
    this.on.press(button.dataset.token, button.textContent);
  }

  #down() { requestAnimationFrame(() => this.chat.scrollToBottom()); }
}
