// Files on their way: one after another, tried again until the server has them.

const LIMIT = 20 * 1024 * 1024;
const PAUSES_MS = [1000, 2000, 4000, 8000, 15000];

export class Uploads {
  /** `on`: sending(item, address), arrived(id), failed(id, words), waits(id, words), gone(). */
  constructor(token, on) {
    this.token = token;
    this.on = on;
    this.last = Promise.resolve();
    this.open = 0;
    addEventListener("beforeunload", (event) => { if (this.open) event.preventDefault(); });
  }

  /** Send what was picked; several photos at once are one album. */
  send(files, kind) {
    const album = kind === "photo" && files.length > 1 ? newId() : "";
    for (const file of files) this.#add(file, kind, album);
  }

  #add(file, kind, album) {
    const id = newId();
    const isPicture = file.type.startsWith("image/") && file.type !== "image/svg+xml";
    const shown = isPicture ? "photo" : kind === "photo" ? "file" : kind;
    const address = shown === "file" ? "" : URL.createObjectURL(file);
    this.on.sending({ mine: id, kind: shown, file: address, text: "", name: kind === "voice" ? "" : file.name }, address);
    if (file.size > LIMIT) return this.on.failed(id, "超过20MB,没有发送");
    if (file.size === 0) return this.on.failed(id, "文件是空的,没有发送");
    this.open += 1;
    const one = () => this.#post(id, file, kind, album).finally(() => { this.open -= 1; });
    this.last = this.last.then(one);
  }

  async #post(id, file, kind, album) {
    const query = new URLSearchParams({ token: this.token, id, kind, album, name: file.name ?? "" });
    for (let tries = 0; ; tries += 1) {
      try {
        const answer = await fetch(`/upload?${query}`, { method: "POST", body: file });
        if (answer.ok) return this.on.arrived(id);
        if (answer.status === 401) return this.on.gone();
        if (answer.status < 500) return this.on.failed(id, (await answer.json()).message);
        this.on.waits(id, "没存上,稍后自动再发");
      } catch {
        this.on.waits(id, "网络不通,稍后自动再发"); // below is another try, with the same id
      }
      await new Promise((resolve) => { setTimeout(resolve, PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)]); });
    }
  }
}

/** An id that nobody has. randomUUID exists on https and localhost only. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
