// A company of a test's own: the real program on an empty folder.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The program to start; empty where only `cargo xtask e2e` knows it. */
export const program = process.env["GEHOOR_PROGRAM"] ?? "";

/** A folder and a port; the server once it was started. */
export class Company {
  private server: ChildProcess | undefined;
  private told = "";

  private constructor(readonly folder: string, readonly port: number, readonly env: NodeJS.ProcessEnv) {}

  static async inEmptyFolder(more: Record<string, string> = {}): Promise<Company> {
    const folder = mkdtempSync(join(tmpdir(), "gehoor-company-"));
    const env = { ...process.env, GEHOOR_STORE__FOLDER: folder, GEHOOR_LOG__LEVEL: "warn", GEHOOR_SERVER__ADMIN_LISTEN: "off", ...more };
    return new Company(folder, await free(), env);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  start(): void {
    const server = spawn(program, ["serve", "--listen", `127.0.0.1:${this.port}`], { env: this.env });
    for (const stream of [server.stdout, server.stderr]) stream.on("data", (text) => (this.told += String(text)));
    this.server = server;
  }

  /** What the server wrote on its terminal so far. */
  said(): string {
    return this.told;
  }

  async isReady(): Promise<boolean> {
    return fetch(`${this.url}/readyz`).then((answer) => answer.ok, () => false);
  }

  end(): void {
    this.server?.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function free(): Promise<number> {
  return new Promise((resolve) => {
    const socket = createServer().listen(0, "127.0.0.1", () => {
      const address = socket.address();
      socket.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
