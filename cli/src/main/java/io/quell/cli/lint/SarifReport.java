package io.quell.cli.lint;

import io.quell.finding.Finding;
import io.quell.finding.JsonMembers;
import io.quell.lint.problem.Check;
import io.quell.lint.problem.Level;
import io.quell.value.QuellBuild;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// For code scanning: one log in SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format).
///
/// @param help where people read about the checks
record SarifReport(PrintWriter out, Optional<HelpAddress> help) implements LintReport {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  /// What the log says of a check.
  private record Descriptor(String id, String finds, String advice, Level level) {
    Map<String, Object> json(Optional<HelpAddress> help) {
      return new JsonMembers()
          .with("id", id)
          .with("shortDescription", Map.of("text", "A rule " + finds + "."))
          .with("help", Map.of("text", advice))
          .withPresent("helpUri", help.map(page -> page.of(id)))
          .with("defaultConfiguration", Map.of("level", LintReport.word(level)))
          .members();
    }
  }

  @Override
  public void tell(List<LintFinding> findings, int rules) {
    List<Descriptor> descriptors = descriptors();
    JsonMembers driver =
        new JsonMembers()
            .with("name", "Quell")
            .with("version", QuellBuild.version())
            .withPresent("informationUri", help.map(HelpAddress::page))
            .with("rules", descriptors.stream().map(each -> each.json(help)).toList());
    Map<String, Integer> known = new HashMap<>();
    List<Object> results = new ArrayList<>();
    for (LintFinding finding : findings) {
      String fingerprint = fingerprint(finding);
      int number = known.merge(fingerprint, 1, Integer::sum);
      results.add(
          result(finding, descriptors, number == 1 ? fingerprint : fingerprint + " " + number));
    }
    JsonMembers run =
        new JsonMembers()
            .with("tool", Map.of("driver", driver.members()))
            .with("columnKind", "unicodeCodePoints")
            .with("results", results);
    out.println(
        new JsonMembers()
            .with("$schema", SCHEMA)
            .with("version", "2.1.0")
            .with("runs", List.of(run.members())));
  }

  private static List<Descriptor> descriptors() {
    List<Descriptor> descriptors = new ArrayList<>();
    for (Check check : Check.values()) {
      descriptors.add(new Descriptor(check.id(), check.finds(), check.advice(), check.level()));
    }
    descriptors.add(
        new Descriptor(
            LintFinding.FILE, LintFinding.FILE_FINDS, LintFinding.FILE_ADVICE, Level.ERROR));
    return descriptors;
  }

  /// What stays the same when lines move and words change, so that a known result is not taken for
  /// a new one.
  private static String fingerprint(LintFinding finding) {
    String known =
        finding.rules().isEmpty() ? finding.message() : String.join(" ", finding.rules());
    return finding.check() + " " + known;
  }

  private static Map<String, Object> result(
      LintFinding finding, List<Descriptor> descriptors, String fingerprint) {
    JsonMembers result =
        new JsonMembers()
            .with("ruleId", finding.check())
            .with(
                "ruleIndex",
                descriptors.stream().map(Descriptor::id).toList().indexOf(finding.check()))
            .with("level", LintReport.word(finding.level()))
            .with(
                "message", Map.of("text", "%s %s".formatted(finding.sentence(), finding.advice())))
            .with("locations", List.of(location(finding.location()).members()));
    if (finding.locations().size() > 1) {
      result.with(
          "relatedLocations",
          IntStream.range(1, finding.locations().size())
              .mapToObj(at -> related(finding, at))
              .toList());
    }
    return result
        .with("partialFingerprints", Map.of("quellRules/v1", fingerprint))
        .with(
            "properties",
            new JsonMembers()
                .with("quellRules", finding.rules())
                .withPresent(
                    "exampleFinding", Optional.ofNullable(finding.example()).map(Finding::json))
                .members())
        .members();
  }

  /// Another rule that the result is about, and where it is.
  private static Map<String, Object> related(LintFinding finding, int at) {
    return location(finding.locations().get(at))
        .with("id", at)
        .with("message", Map.of("text", "The rule %s.".formatted(finding.rules().get(at))))
        .members();
  }

  private static JsonMembers location(LintLocation location) {
    var physical = new JsonMembers().with("artifactLocation", Map.of("uri", uri(location.file())));
    location
        .line()
        .ifPresent(
            line -> {
              var region = new JsonMembers().with("startLine", line);
              location.column().ifPresent(column -> region.with("startColumn", column));
              physical.with("region", region.members());
            });
    return new JsonMembers().with("physicalLocation", physical.members());
  }

  private static String uri(String path) {
    try {
      return new URI(null, null, path.replace('\\', '/'), null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("a path that can be no part of a URI: " + path, e);
    }
  }
}
