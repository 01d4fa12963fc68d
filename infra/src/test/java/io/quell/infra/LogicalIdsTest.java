package io.quell.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.infra.cloudformation.StackTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The logical ids of what holds state are an interface: with another one CloudFormation makes
/// another resource, and the one with the state in it leaves the stack. Each release has a list of
/// them that is never changed again.
final class LogicalIdsTest {
  private static final Path RELEASES = Project.path("infra/src/test/resources/stateful");
  private static final String MIGRATIONS = "## Migrations";

  private static Set<String> list(Path release) {
    return new TreeSet<>(Project.text(release).lines().toList());
  }

  private static Set<String> now() {
    return with(Map.of());
  }

  private static Set<String> with(Map<String, Object> options) {
    return DeploymentsTest.stateful(StackTemplate.of(Synthesis.template(options).json()))
        .entrySet()
        .stream()
        .map(resource -> resource.getKey() + " " + resource.getValue())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// The release that the project is on the way to.
  private static Path thisRelease() {
    String version = DeployedVersion.text().replace("-SNAPSHOT", "");
    return RELEASES.resolve(version + ".txt");
  }

  private static List<Path> releases() throws IOException {
    try (Stream<Path> files = Files.list(RELEASES)) {
      return files.sorted().toList();
    }
  }

  @Test
  void areAsTheListOfThisReleaseHasThem() {
    assertThat(thisRelease()).exists();
    assertThat(now())
        .as("Has one changed? Then what it holds is left behind: see %s in deploy.md", MIGRATIONS)
        .isEqualTo(list(thisRelease()));
  }

  @Test
  void stayAsEarlierReleasesHadThemOrHaveAMigration() throws IOException {
    Set<String> now = now();
    String page = Project.text(Project.path("docs/deploy.md"));
    String migrations = page.substring(page.indexOf(MIGRATIONS));

    for (Path release : releases()) {
      assertThat(list(release))
          .isNotEmpty()
          .filteredOn(resource -> !now.contains(resource))
          .as("what %s had, and what becomes of it", release.getFileName())
          .allSatisfy(
              resource -> assertThat(migrations).contains("`" + resource.split(" ", 2)[0] + "`"));
    }
  }

  @Test
  void areTheSameWithEveryOption() {
    Set<String> withoutReconciliation = now();
    withoutReconciliation.removeIf(resource -> resource.startsWith("QuellReconciliation"));

    for (Map<String, Object> options : PairwiseOptions.all()) {
      Set<String> stateful = with(options);
      // It is there where the options ask for it, and leaves the account never.
      stateful.removeIf(resource -> resource.endsWith(" AWS::KMS::Key"));
      assertThat(stateful)
          .as("%s", options)
          .isEqualTo("on".equals(options.get("reconcile")) ? now() : withoutReconciliation);
    }
  }
}
