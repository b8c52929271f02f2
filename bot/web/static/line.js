// The line to the server: one WebSocket that comes back, and a queue that survives it.

const PAUSES_MS = [500, 1000, 2000, 4000, 8000, 15000];
const PING_MS = 15000;
const SILENT_MS = 10000;
const GONE = 4401;
const BUSY = 1013;

export class Line {
  /** `on`: history(items), item, ack(id), refused(id, words), waits(id, words), state("open|lost|busy|gone"). */
  constructor(token, person, newest, on) {
    this.token = token;
    this.newest = newest;
    this.on = on;
    this.tries = 0;
    this.held = 0;
    this.key = `bihuan.unsent.${person}`;
    addEventListener("online", () => this.#soon(0));
  }

  /** Send when possible; kept until the server says that it has it. */
  send(message) {
    this.#keep([...this.unsent(), message]);
    this.#write(message);
  }

  unsent() {
    try {
      return JSON.parse(localStorage.getItem(this.key)) ?? [];
    } catch {
      return [];
    }
  }

  connect() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const query = new URLSearchParams({ token: this.token, since: this.newest() });
    const socket = new WebSocket(`${scheme}://${location.host}/ws?${query}`);
    this.socket = socket;
    socket.onmessage = (event) => this.#got(JSON.parse(event.data));
    socket.onclose = (event) => this.#closed(socket, event.code);
  }

  #got(data) {
    clearTimeout(this.silent);
    if (data.hello) this.#opened();
    else if (data.history) this.#caughtUp(data.history);
    else if (data.ack) this.#done(data.ack, () => this.on.ack(data.ack));
    else if (data.later) this.#later(data.later, data.message);
    else if (data.error) this.#done(data.id, () => this.on.refused(data.id, data.message));
    else if (!data.pong) this.on.item(data);
  }

  #opened() {
    this.tries = 0;
    clearInterval(this.pinging);
    this.pinging = setInterval(() => this.#ping(), PING_MS);
  }

  #caughtUp(items) {
    this.on.history(items);
    this.on.state("open");
    this.#resend();
  }

  /** What was not acknowledged goes again; the server knows an id that it has. */
  #resend() {
    for (const message of this.unsent()) this.#write(message);
  }

  /** The server could not keep it: all that waits goes again, in its order, after a pause. */
  #later(id, words) {
    this.on.waits(id, words);
    clearTimeout(this.holding);
    this.holding = setTimeout(() => this.#resend(), PAUSES_MS[Math.min(this.held++, PAUSES_MS.length - 1)]);
  }

  #ping() {
    this.#write({ kind: "ping" });
    clearTimeout(this.silent);
    this.silent = setTimeout(() => this.socket.close(), SILENT_MS);
  }

  #closed(socket, code) {
    if (socket !== this.socket) return;
    clearInterval(this.pinging);
    clearTimeout(this.silent);
    if (code === GONE) return this.on.state("gone");
    this.on.state(code === BUSY ? "busy" : "lost");
    const pause = PAUSES_MS[Math.min(this.tries++, PAUSES_MS.length - 1)];
    this.#soon(pause * (0.75 + Math.random() / 2));
  }

  #soon(pause) {
    clearTimeout(this.again);
    this.again = setTimeout(() => {
      if (this.socket.readyState > WebSocket.OPEN) this.connect();
    }, pause);
  }

  #done(id, then) {
    this.held = 0;
    this.#keep(this.unsent().filter((message) => message.id !== id));
    then();
  }

  #keep(messages) {
    try {
      localStorage.setItem(this.key, JSON.stringify(messages));
    } catch {
      // Private windows may have no storage: then the message lives as long as the page.
    }
  }

  #write(message) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }
}
