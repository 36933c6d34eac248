// A field with `data-scan` can be filled by the camera, where the browser reads barcodes itself.
import { say } from "./words";

type Detector = { detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]> };
declare const BarcodeDetector: (new () => Detector) | undefined;

export function scan(): void {
  if (!("BarcodeDetector" in window) || !navigator.mediaDevices) return;
  for (const field of document.querySelectorAll<HTMLInputElement>("input[data-scan]")) offer(field);
}

function offer(field: HTMLInputElement): void {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = say("scan-start");
  field.after(button);
  let stop: (() => void) | undefined;
  button.addEventListener("click", async () => {
    if (stop) {
      stop();
      stop = undefined;
    } else {
      stop = await watch(field, () => {
        stop = undefined;
        button.textContent = say("scan-start");
      });
    }
    button.textContent = say(stop ? "scan-stop" : "scan-start");
  });
}

async function watch(field: HTMLInputElement, done: () => void): Promise<(() => void) | undefined> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }).catch(() => undefined);
  if (!stream || !BarcodeDetector) return undefined;
  const video = document.createElement("video");
  video.className = "scan";
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  field.before(video);
  await video.play();
  const detector = new BarcodeDetector();
  const timer = setInterval(async () => {
    const [code] = await detector.detect(video).catch(() => []);
    if (!code) return;
    end();
    done();
    field.value = code.rawValue;
    field.form?.requestSubmit();
  }, 200);
  const end = (): void => {
    clearInterval(timer);
    for (const track of stream.getTracks()) track.stop();
    video.remove();
  };
  return end;
}
