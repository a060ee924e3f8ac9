// The product as it is delivered, filled with its demonstration, and people at their browsers.
import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { launch, open } from "../web/test/browser.mjs";

const run = promisify(execFile);

/** What everybody in the demonstration signs in with. */
export const PASSWORD = "paceline-demo";

/** A running product of its own with its demonstration and one browser, for all journeys of a file. */
export async function start() {
  const folder = await mkdtemp(join(tmpdir(), "paceline-journeys-"));
  return serve(folder, ["demo", "--data", join(folder, "data"), "--port", "0", "--no-open"]);
}

/** The same with an empty workspace, and the link by which its first admin joins. */
export async function startEmpty(admin) {
  const folder = await mkdtemp(join(tmpdir(), "paceline-journeys-"));
  const data = join(folder, "data");
  const { stdout } = await run(process.env.PACELINE, ["setup", "--data", data, "--name", "Harbour Lights", "--admin", admin, "--email", "lea@harbour.example"]);
  const product = await serve(folder, ["serve", "--data", data, "--port", "0"]);
  return { ...product, link: /\/join\/\S+/.exec(stdout)[0] };
}

async function serve(folder, command) {
  const server = spawn(process.env.PACELINE, command, { stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve) => { server.once("exit", resolve); });
  process.once("exit", () => server.kill());
  const [origin, browser] = await Promise.all([addressOf(server), launch()]);
  return {
    origin,
    browser,
    /** A fresh browser profile at an address, signed in by nobody. */
    async visit(path = "/", options = {}) {
      const page = await open(browser, origin + path, { viewport: { width: 1360, height: 900 }, ...options });
      page.context().setDefaultTimeout(10_000);
      return page;
    },
    /** Whoever may be played with one click is signed in with it, anybody else with the password. */
    async signIn(name, options = {}) {
      const page = await this.visit("/", options);
      const button = page.getByRole("button", { name });
      if (await button.count() > 0) await button.click();
      else await signInWithPassword(page, name);
      await page.waitForURL("**/today");
      await page.locator("h1").waitFor();
      return page;
    },
    async stop() {
      await browser.close();
      server.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Addresses in the demonstration are made of the first name. */
async function signInWithPassword(page, name) {
  await page.getByLabel("E-mail").fill(`${name.split(" ")[0].toLowerCase()}@tidewater.example`);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** The product says where it is once it listens; what it complains about is passed on. */
function addressOf(server) {
  const heard = [];
  return new Promise((resolve, reject) => {
    const hear = (line) => {
      heard.push(line);
      const address = /https?:\/\/\S+/.exec(line)?.[0];
      if (address) resolve(address);
    };
    createInterface({ input: server.stdout }).on("line", hear);
    createInterface({ input: server.stderr }).on("line", hear);
    server.once("exit", (code) => reject(new Error(`the product ended with ${code}: ${heard.join("\n")}`)));
  });
}
