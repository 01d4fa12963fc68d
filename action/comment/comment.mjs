// Keeps one comment on a pull request up to date. What it says comes from a workflow that may have run the code of a
// fork: nothing of it is trusted. It is cut to what a comment holds, and shown as preformatted text, in which nothing is
// a link, an image, a mention or HTML. Which pull request is meant is told by GitHub and not by the file.
import { realpathSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const MARKER = "<!-- quell-review -->";
// GitHub takes 65,536 characters; the rest is for what stands around the text.
const LONGEST = 60_000;
const MOST_PAGES = 50;

/** The text of a comment: the marker, and what the file says between fences that nothing in it can close. */
export function body(text) {
  const plain = text
    .replaceAll("\r\n", "\n")
    // Control characters, and those that change the direction of what follows or are not seen.
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g, "\ufffd")
    // A fence is longer than any of these.
    .replace(/`{20,}/g, "`".repeat(19) + "…")
    .trimEnd();
  let shown = plain;
  if (plain.length > LONGEST) {
    // The last character may be half of one.
    shown = plain.slice(0, plain.lastIndexOf("\n", LONGEST) + 1 || LONGEST).replace(/[\ud800-\udbff]$/, "");
    shown += `\n… and ${(plain.length - shown.length).toLocaleString("en")} characters more; the artifact of the review has all`;
  }
  const longestRun = Math.max(0, ...[...shown.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = "`".repeat(Math.max(3, longestRun + 1));
  return `${MARKER}\n### Review of the rules\n\n${fence}text\n${shown}\n${fence}\n`;
}

/** Calls GitHub; an answer that is no success is an error with what it says. */
async function call(environment, method, path, content) {
  const answer = await fetch(`${environment.GITHUB_API_URL}${path}`, {
    method,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${environment.INPUT_TOKEN}`,
      "content-type": "application/json",
      "x-github-api-version": "2022-11-28",
    },
    body: content === undefined ? undefined : JSON.stringify(content),
  });
  const text = await answer.text();
  if (!answer.ok) {
    throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 500)}`);
  }
  return JSON.parse(text);
}

/** The number of the open pull request whose head the reviewed run was about, or undefined where there is none now. */
async function pullRequest(environment, run) {
  const head = `${run.head_repository.owner.login}:${run.head_branch}`;
  const open = await call(
    environment,
    "GET",
    `/repos/${environment.GITHUB_REPOSITORY}/pulls?state=open&per_page=100&head=${encodeURIComponent(head)}`,
  );
  return open.find((one) => one.head.sha === run.head_sha)?.number;
}

/** The comment of an earlier review, or undefined. */
async function earlier(environment, number) {
  for (let page = 1; page <= MOST_PAGES; page++) {
    const comments = await call(
      environment,
      "GET",
      `/repos/${environment.GITHUB_REPOSITORY}/issues/${number}/comments?per_page=100&page=${page}`,
    );
    const own = comments.find(
      (one) => one.user?.login === environment.INPUT_AUTHOR && one.body.startsWith(MARKER),
    );
    if (own || comments.length < 100) {
      return own;
    }
  }
  return undefined;
}

/** Comments, and says in a sentence what was done. */
export async function comment(environment) {
  const event = JSON.parse(await readFile(environment.GITHUB_EVENT_PATH, "utf8"));
  if (!event.workflow_run) {
    throw new Error("this action is for workflows that run on workflow_run");
  }
  const number = await pullRequest(environment, event.workflow_run);
  if (number === undefined) {
    return "no open pull request has this commit as its head: there is nothing to comment on";
  }
  const said = body(await readFile(environment.INPUT_FILE, "utf8"));
  const own = await earlier(environment, number);
  if (own) {
    await call(environment, "PATCH", `/repos/${environment.GITHUB_REPOSITORY}/issues/comments/${own.id}`, { body: said });
    return `updated the comment on pull request ${number}`;
  }
  await call(environment, "POST", `/repos/${environment.GITHUB_REPOSITORY}/issues/${number}/comments`, { body: said });
  return `commented on pull request ${number}`;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    console.log(await comment(process.env));
  } catch (error) {
    console.log(`::error::${String(error.message).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A")}`);
    process.exitCode = 1;
  }
}
