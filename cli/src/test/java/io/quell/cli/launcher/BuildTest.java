package io.quell.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.launcher.BuildProject.Made;
import io.quell.cli.launcher.BuildProject.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What `build/make` does for the launcher: when it builds, one at a time, whatever is killed.
@Timeout(120)
final class BuildTest {
  @TempDir private Path folder;
  private BuildProject project;

  @BeforeEach
  void begin() throws IOException {
    project = BuildProject.in(folder);
  }

  private void edit(String text) throws IOException {
    project.write(BuildProject.SOURCE, text);
  }

  private void isBuilt(String text) throws IOException, InterruptedException {
    Made made = project.make();
    assertThat(made.exitCode()).as(made.err()).isZero();
    assertThat(project.content(made)).isEqualTo(text);
  }

  @Test
  void buildsAgainOnlyAfterAnEdit() throws IOException, InterruptedException {
    isBuilt("first");
    isBuilt("first");
    assertThat(project.log()).containsExactly("built");
    edit("second");
    isBuilt("second");
    assertThat(project.log()).containsExactly("built", "built");
    assertThat(Files.readAllLines(folder.resolve("arguments")))
        .containsExactly(
            "-q --batch-mode -Dstyle.color=never -pl app -am -Dmaven.test.skip"
                + " -Dto=target/builds/1 package",
            "-q --batch-mode -Dstyle.color=never -pl app -am -Dmaven.test.skip"
                + " -Dto=target/builds/2 package");
  }

  @Test
  void buildsAfterAFileIsGoneOrReplacedByAnOlderOne() throws IOException, InterruptedException {
    Path other = project.write("app/src/main/java/Other.java", "");
    Path older = project.write("older", "older");
    isBuilt("first");
    Files.delete(other);
    isBuilt("first");
    Files.move(older, folder.resolve(BuildProject.SOURCE), StandardCopyOption.REPLACE_EXISTING);
    isBuilt("older");
    assertThat(project.log()).containsExactly("built", "built", "built");
  }

  @Test
  void buildsNothingWhereOnlyTheFileWasEditedThatIsReadAsItIs()
      throws IOException, InterruptedException {
    isBuilt("first");
    project.write(BuildProject.RULES, "rules: [one]");
    project.write(BuildProject.RULES + "~", "a copy of an editor");
    project.write("app/src/main/resources/.rules.yaml.swp", "another");
    isBuilt("first");
    Path saved = project.write("app/src/main/resources/.saved", "rules: [two]");
    Files.move(saved, folder.resolve(BuildProject.RULES), StandardCopyOption.REPLACE_EXISTING);
    isBuilt("first");
    assertThat(project.log()).containsExactly("built");
    Path other = project.write("app/src/main/resources/other.properties", "");
    isBuilt("first");
    Files.delete(other);
    isBuilt("first");
    assertThat(project.log()).containsExactly("built", "built", "built");
  }

  @Test
  void saysWhatMavenSaysWhereItFails() throws IOException, InterruptedException {
    project.write("broken", "");
    Made made = project.make();
    assertThat(made.exitCode()).isEqualTo(1);
    assertThat(made.out()).isEmpty();
    assertThat(made.err()).contains("App.java:1: no such thing", "the build failed, see above");
    Files.delete(folder.resolve("broken"));
    isBuilt("first");
  }

  @Test
  void buildsOnceForAllThatStartAtOnce() throws IOException, InterruptedException {
    isBuilt("first");
    edit("second");
    List<Made> all = new ArrayList<>();
    for (Running running : project.start(5)) {
      all.add(running.end());
    }
    assertThat(all)
        .allSatisfy(
            made -> {
              assertThat(made.exitCode()).as(made.err()).isZero();
              assertThat(project.content(made)).isEqualTo("second");
            });
    assertThat(all)
        .filteredOn(made -> made.err().contains("the sources have changed, building"))
        .hasSize(1);
    assertThat(all)
        .as("all but the one that builds, which may have let another one go first")
        .filteredOn(made -> !made.err().contains("the sources have changed, building"))
        .hasSize(4)
        .allMatch(made -> made.err().contains("waiting for another build, of process "));
    assertThat(project.log()).containsExactly("built", "built");
  }

  @Test
  void waitsForTheMavenOfAKilledBuildAndBuildsAnew() throws IOException, InterruptedException {
    project.write("seconds", "2");
    Running killed = project.start();
    project.untilBusy();
    List<ProcessHandle> left = killed.process().descendants().toList();
    killed.process().destroyForcibly();
    assertThat(killed.end().exitCode()).isNotZero();

    edit("second");
    Made made = project.make();
    assertThat(made.exitCode()).as(made.err()).isZero();
    assertThat(left)
        .anySatisfy(
            maven ->
                assertThat(made.err())
                    .contains(
                        "quell: waiting for another build, of process %d\n"
                            .formatted(maven.pid())));
    assertThat(project.content(made)).isEqualTo("second");
    assertThat(project.log()).containsExactly("built", "built");
  }

  @Test
  void waitsForNobodyAfterABuildWasKilledWithItsMaven() throws IOException, InterruptedException {
    project.write("seconds", "60");
    Running killed = project.start();
    project.untilBusy();
    List<ProcessHandle> all = new ArrayList<>(killed.process().descendants().toList());
    all.add(killed.process().toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    assertThat(killed.end().exitCode()).isNotZero();
    Files.delete(folder.resolve("busy"));

    project.write("seconds", "0");
    Made made = project.make();
    assertThat(made.exitCode()).as(made.err()).isZero();
    assertThat(made.err()).doesNotContain("waiting");
  }

  /// The flag of a killed build counts no longer where its number is another process's now.
  @Test
  void waitsForNoStrangerWithTheNumberOfAKilledBuild() throws IOException, InterruptedException {
    project.write("target/building/make.%d".formatted(ProcessHandle.current().pid()), "");
    project.write("target/building/maven.1", "");
    Made made = project.make();
    assertThat(made.exitCode()).as(made.err()).isZero();
    assertThat(made.err()).doesNotContain("waiting");
    assertThat(folder.resolve("target/building")).isEmptyDirectory();
  }

  @Test
  void givesTheLockBackWhereItIsAskedToEnd() throws IOException, InterruptedException {
    Running first = project.start();
    project.untilBusy();
    Running waiting = project.start();
    Running last = project.start();
    waiting.process().destroy();
    assertThat(waiting.end().exitCode()).isEqualTo(143);
    assertThat(first.end().exitCode()).isZero();
    assertThat(last.end().exitCode()).isZero();
    assertThat(project.log()).containsExactly("built");
    assertThat(folder.resolve("target/building")).isEmptyDirectory();
  }

  @Test
  void neverRunsTwoAtOnceWhateverIsKilled() throws IOException, InterruptedException {
    Random random = new Random(14);
    project.write("seconds", "0.1");
    List<Running> started = new ArrayList<>();
    for (int round = 0; round < 12; round++) {
      edit("round " + round);
      List<Running> now = project.start(3);
      started.addAll(now);
      Thread.sleep(random.nextInt(250));
      now.get(random.nextInt(3)).process().destroyForcibly();
    }
    edit("last");
    isBuilt("last");
    for (Running running : started) {
      running.end();
    }
    assertThat(project.log()).doesNotContain("two at once").hasSizeGreaterThan(3);
  }

  @Test
  void leavesABuildThatRunsAndTheLastOne() throws IOException, InterruptedException {
    isBuilt("first");
    Path builds = folder.resolve("app/target/builds");
    Process running =
        new ProcessBuilder(
                "sh", "-c", "sleep 100; :", builds.toRealPath().resolve("1/app.jar").toString())
            .start();
    try {
      for (String text : List.of("second", "third", "fourth")) {
        edit(text);
        isBuilt(text);
      }
      assertThat(builds.resolve("1/app.jar")).hasContent("first");
      assertThat(builds.resolve("2")).doesNotExist();
      assertThat(builds.resolve("3/app.jar")).hasContent("third");
    } finally {
      running.descendants().forEach(ProcessHandle::destroyForcibly);
      running.destroyForcibly().waitFor();
    }
    edit("fifth");
    isBuilt("fifth");
    assertThat(builds.resolve("1")).doesNotExist();
  }
}
