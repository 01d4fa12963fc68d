package io.quell.lint.solver;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.criteria.Domain;
import io.quell.criteria.EvaluationContext;
import io.quell.criteria.Field.Named;
import io.quell.finding.Finding;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the solver takes for impossible is not there in findings either: the sample events, and
/// real findings where they are at hand.
final class RealFindingsTest {
  private static final Instant NOW = WideCriteria.NOW;
  private static final Path EVENTS = Path.of("../testing/src/test/resources/events");
  private static final Path CORPUS = Path.of("../../shared/corpus");

  private final Solver solver = new Solver(NOW);

  private static List<Finding> findings(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .flatMap(RealFindingsTest::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Finding> read(Path file) {
    try {
      return findings(Json.read(Files.readAllBytes(file))).stream();
    } catch (IOException | UnreadableException e) {
      throw new AssertionError("not to be read: " + file, e);
    }
  }

  /// The findings of an event or of a queue's batch; else the JSON is a finding itself.
  private static List<Finding> findings(@Nullable Object json) throws UnreadableException {
    List<Finding> findings = new ArrayList<>();
    if (!(json instanceof Map<?, ?> members)) {
      return findings;
    }
    if (members.get("Records") instanceof List<?> messages) {
      for (Object message : messages) {
        String body = String.valueOf(((Map<?, ?>) Objects.requireNonNull(message)).get("body"));
        findings.addAll(findings(Json.read(body.getBytes(StandardCharsets.UTF_8))));
      }
    } else if (members.get("detail") instanceof Map<?, ?> detail) {
      if (detail.get("findings") instanceof List<?> several) {
        for (Object finding : several) {
          findings.add(Finding.read(finding));
        }
      }
    } else {
      findings.add(Finding.read(members));
    }
    return findings;
  }

  /// All that fields with a list or a form of their own say of a finding, asked of it together.
  private static Criteria portrait(Finding finding) {
    EvaluationContext subject = EvaluationContext.of(finding, NOW);
    return Criteria.allOf(
        Stream.of(Named.values())
            .filter(field -> !(field.domain() instanceof Domain.Free) || field == Named.CONTROL)
            .flatMap(field -> field.values(subject).map(value -> field.is(value)))
            .toList());
  }

  private void assertPossible(List<Finding> findings) {
    assertThat(findings)
        .isNotEmpty()
        .allSatisfy(
            finding -> {
              Criteria portrait = portrait(finding);
              assertThat(portrait.holds(EvaluationContext.of(finding, NOW))).isTrue();
              assertThat(solver.solve(portrait))
                  .as("%s", portrait)
                  .isNotInstanceOf(Satisfiability.Never.class);
            });
  }

  /// The project's own, and the larger ones where they lie beside it.
  static Stream<Path> folders() {
    return Stream.of(EVENTS, CORPUS)
        .filter(folder -> folder.equals(EVENTS) || Files.exists(folder));
  }

  @ParameterizedTest
  @MethodSource("folders")
  void takesNoRealFindingForImpossible(Path folder) {
    assertPossible(findings(folder));
  }
}
