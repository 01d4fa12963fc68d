package io.quell.cli.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.review.LocalGithub.Comment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The action that comments, run by Node as GitHub runs it, against a server that answers as GitHub
/// does.
final class CommentTest {
  private static final Path ACTION = Path.of("../action/comment/comment.mjs");
  private static final String SHA = "5f0c2b7e9d";

  @TempDir private Path folder;

  /// Runs the action for a commit on the branch `fix` of a fork, and tells what it printed.
  private String comment(LocalGithub github, String said, String sha, int exitCode)
      throws IOException, InterruptedException {
    Path event =
        Files.writeString(
            folder.resolve("event.json"),
            """
            {"workflow_run": {"head_branch": "fix", "head_sha": "%s",
              "head_repository": {"owner": {"login": "mallory"}}}}
            """
                .formatted(sha));
    Path file = Files.writeString(folder.resolve("comment.txt"), said);
    Path printed = folder.resolve("printed");
    ProcessBuilder builder =
        new ProcessBuilder("node", ACTION.toAbsolutePath().normalize().toString())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "GITHUB_API_URL",
                github.address(),
                "GITHUB_REPOSITORY",
                "acme/rules",
                "GITHUB_EVENT_PATH",
                event.toString(),
                "INPUT_FILE",
                file.toString(),
                "INPUT_TOKEN",
                LocalGithub.TOKEN,
                "INPUT_AUTHOR",
                LocalGithub.AUTHOR));
    int ended = builder.start().waitFor();
    String output = Files.readString(printed);
    assertThat(ended).as(output).isEqualTo(exitCode);
    return output;
  }

  private static LocalGithub github() throws IOException {
    return LocalGithub.start("mallory:fix", SHA);
  }

  @Test
  void keepsOneCommentUpToDate() throws IOException, InterruptedException {
    try (LocalGithub github = github()) {
      github.add(new Comment("ana", "Looks good."));
      assertThat(comment(github, "1 rule: nothing is wrong\n", SHA, 0))
          .contains("commented on pull request 7");
      assertThat(comment(github, "2 rules: 1 error\n", SHA, 0))
          .contains("updated the comment on pull request 7");

      assertThat(github.comments())
          .containsExactly(
              new Comment("ana", "Looks good."),
              new Comment(
                  LocalGithub.AUTHOR,
                  """
                  <!-- quell-review -->
                  ### Review of the rules

                  ```text
                  2 rules: 1 error
                  ```
                  """));
    }
  }

  @Test
  void findsItsCommentBehindManyOthers() throws IOException, InterruptedException {
    try (LocalGithub github = github()) {
      for (int at = 0; at < 250; at++) {
        github.add(new Comment("ana", "Comment " + at));
      }
      comment(github, "one", SHA, 0);
      comment(github, "two", SHA, 0);
      assertThat(github.comments()).hasSize(251);
      assertThat(github.comments().getLast().body()).contains("two");
    }
  }

  /// Anybody may write the marker; a comment of somebody else's is not written over.
  @Test
  void leavesCommentsOfOthersAlone() throws IOException, InterruptedException {
    try (LocalGithub github = github()) {
      Comment foreign = new Comment("mallory", "<!-- quell-review -->\nmine");
      github.add(foreign);
      comment(github, "said", SHA, 0);
      assertThat(github.comments()).hasSize(2).first().isEqualTo(foreign);
    }
  }

  @Test
  void showsHostileTextAsText() throws IOException, InterruptedException {
    String hostile =
        """
        ```
        @everyone ![x](https://evil.example/x.png) <img src=x onerror=alert(1)>
        ````````` ~~~ <!-- quell-review --> [link](https://evil.example)
        \u202eabc\u0007\u200b
        """;
    try (LocalGithub github = github()) {
      comment(github, hostile, SHA, 0);
      List<String> lines = github.comments().getFirst().body().lines().toList();

      String fence = "`".repeat(10);
      assertThat(lines).startsWith("<!-- quell-review -->", "### Review of the rules", "");
      assertThat(lines.get(3)).isEqualTo(fence + "text");
      assertThat(lines.getLast()).isEqualTo(fence);
      assertThat(lines.subList(4, lines.size() - 1))
          .as("a fence is closed by one that is as long, and nothing between is")
          .hasSize(4)
          .noneMatch(line -> line.contains(fence))
          .last()
          .isEqualTo("\ufffdabc\ufffd\ufffd");
    }
  }

  @Test
  void cutsWhatACommentDoesNotHold() throws IOException, InterruptedException {
    try (LocalGithub github = github()) {
      comment(github, "0123456789".repeat(10).concat("\n").repeat(2_000), SHA, 0);
      String body = github.comments().getFirst().body();
      assertThat(body).hasSizeLessThan(65_536).contains("characters more");
      comment(github, "`".repeat(500_000), SHA, 0);
      comment(github, "\ud83d\ude00".repeat(100_000), SHA, 0);
      assertThat(github.comments()).hasSize(1);
      assertThat(github.comments().getFirst().body()).hasSizeLessThan(65_536);
    }
  }

  /// A later commit has a review of its own.
  @Test
  void saysNothingOnAPullRequestThatHasGoneOn() throws IOException, InterruptedException {
    try (LocalGithub github = github()) {
      assertThat(comment(github, "said", "older", 0)).contains("nothing to comment on");
      assertThat(github.comments()).isEmpty();
    }
  }

  @Test
  void failsWhereNobodyAnswers() throws IOException, InterruptedException {
    LocalGithub github = github();
    github.close();
    assertThat(comment(github, "said", SHA, 1)).startsWith("::error::");
  }

  @Test
  void failsWhereGithubRefuses() throws IOException, InterruptedException {
    try (LocalGithub github = github()) {
      github.refuse();
      assertThat(comment(github, "said", SHA, 1))
          .startsWith("::error::")
          .contains("GET /repos/acme/rules/pulls", "403");
    }
  }
}
