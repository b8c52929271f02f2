// 发位置: the device's position, and for the demo company a list of stores to try it with.

const OPTIONS = { enableHighAccuracy: true, timeout: 15000, maximumAge: 0 };
const WHY = {
  1: "没有定位权限。请在浏览器地址栏允许本页使用定位,再点一次。",
  2: "现在定不到位。到开阔处稍等,再点一次。",
  3: "定位超时。到开阔处稍等,再点一次。",
};

export class Place {
  /** `on`: send(place, name), say(words). */
  constructor(token, demo, on) {
    this.token = token;
    this.on = on;
    this.dialog = document.getElementById("places");
    document.getElementById("place").onclick = () => (demo ? this.#choose() : this.#here());
    document.getElementById("send-place").onclick = () => this.#typed();
  }

  async #here() {
    if (!isSecureContext || !navigator.geolocation) {
      this.on.say("这个浏览器给不了定位:请用 https 打开本页,或换手机再试。");
      return;
    }
    this.on.say("正在定位…");
    try {
      const { coords } = await new Promise((done, fail) => navigator.geolocation.getCurrentPosition(done, fail, OPTIONS));
      this.on.say("");
      this.on.send({ lat: coords.latitude, lon: coords.longitude, accuracy_m: coords.accuracy, live: true, datum: "wgs84" }, "");
    } catch (error) {
      this.on.say(WHY[error.code] ?? WHY[2]);
    }
  }

  async #choose() {
    const answer = await fetch(`/api/places?${new URLSearchParams({ token: this.token })}`).catch(() => null);
    const stores = answer?.ok ? await answer.json() : [];
    const list = document.getElementById("places-list");
    list.replaceChildren(
      ...stores.map((store) => this.#row(store.name, () => this.#pin(store.lat, store.lon, store.name))),
      this.#row("用这台设备的真实定位", () => this.#here()),
    );
    if (!this.dialog.open) this.dialog.showModal();
    list.querySelector("button").focus();
  }

  #row(words, act) {
    const row = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words;
    button.onclick = () => { this.dialog.close(); act(); };
    row.append(button);
    return row;
  }

  #typed() {
    const lat = document.getElementById("lat");
    const lon = document.getElementById("lon");
    const [north, east] = [lat, lon].map((input) => (input.value.trim() === "" ? NaN : Number(input.value)));
    const wrong = !(Math.abs(north) <= 90) ? lat : !(Math.abs(east) <= 180) ? lon : null;
    if (wrong) return wrong.focus();
    this.dialog.close();
    this.#pin(north, east, `${north}, ${east}`);
  }

  #pin(lat, lon, name) {
    this.on.send({ lat, lon, live: false, datum: "wgs84" }, name);
  }
}
