// 语音: tap to record, tap again to send.

const LONGEST_MS = 60000;

export class Voice {
  /** `on`: send(file), say(words). */
  constructor(on) {
    this.on = on;
    this.button = document.getElementById("voice");
    this.button.onclick = () => (this.recorder ? this.recorder.stop() : this.#record());
  }

  async #record() {
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      this.on.say("录不了音:请允许本页使用麦克风,并用 https 打开。");
      return;
    }
    const parts = [];
    const recorder = new MediaRecorder(stream);
    recorder.ondataavailable = (event) => parts.push(event.data);
    recorder.onstop = () => this.#send(stream, new Blob(parts, { type: recorder.mimeType }));
    this.recorder = recorder;
    this.limit = setTimeout(() => recorder.stop(), LONGEST_MS);
    recorder.start();
    this.button.setAttribute("aria-pressed", "true");
    this.on.say("正在录音,再点一次「语音」发送。");
  }

  #send(stream, blob) {
    clearTimeout(this.limit);
    for (const track of stream.getTracks()) track.stop();
    this.recorder = null;
    this.button.setAttribute("aria-pressed", "false");
    this.on.say("");
    if (blob.size) this.on.send(new File([blob], "语音", { type: blob.type }));
  }
}
