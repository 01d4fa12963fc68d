package io.quell.cli.lint;

import io.quell.finding.Finding;
import io.quell.finding.JsonMembers;
import io.quell.lint.problem.Check;
import io.quell.lint.problem.Level;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// For code scanning: one log in SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format).
record SarifReport(PrintWriter out) implements LintReport {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  /// What the log says of a check.
  private record Descriptor(String id, String finds, String advice, Level level) {
    Map<String, Object> json() {
      return new JsonMembers()
          .with("id", id)
          .with("shortDescription", Map.of("text", "A rule " + finds + "."))
          .with("help", Map.of("text", advice))
          .with("defaultConfiguration", Map.of("level", word(level)))
          .members();
    }
  }

  @Override
  public void tell(List<LintFinding> findings, int rules) {
    List<Descriptor> descriptors = descriptors();
    JsonMembers driver =
        new JsonMembers()
            .with("name", "Quell")
            .with("semanticVersion", "1.0.0")
            .with("rules", descriptors.stream().map(Descriptor::json).toList());
    JsonMembers run =
        new JsonMembers()
            .with("tool", Map.of("driver", driver.members()))
            .with("columnKind", "utf16CodeUnits")
            .with(
                "results", findings.stream().map(finding -> result(finding, descriptors)).toList());
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

  private static Map<String, Object> result(LintFinding finding, List<Descriptor> descriptors) {
    List<String> rules = finding.rules();
    String about = rules.isEmpty() ? "" : "Rule %s: ".formatted(rules.getFirst());
    JsonMembers result =
        new JsonMembers()
            .with("ruleId", finding.check())
            .with(
                "ruleIndex",
                descriptors.stream().map(Descriptor::id).toList().indexOf(finding.check()))
            .with("level", word(finding.level()))
            .with(
                "message",
                Map.of("text", "%s%s %s".formatted(about, finding.message(), finding.advice())))
            .with("locations", List.of(location(finding.location())));
    if (finding.locations().size() > 1) {
      result.with(
          "relatedLocations",
          finding.locations().stream().skip(1).map(SarifReport::location).distinct().toList());
    }
    // What stays the same when lines move, so that a known result is not taken for a new one.
    String known = rules.isEmpty() ? finding.message() : String.join(" ", rules);
    return result
        .with("partialFingerprints", Map.of("quellRules/v1", finding.check() + " " + known))
        .with(
            "properties",
            new JsonMembers()
                .with("quellRules", rules)
                .withPresent(
                    "exampleFinding", Optional.ofNullable(finding.example()).map(Finding::json))
                .members())
        .members();
  }

  private static Map<String, Object> location(LintLocation location) {
    var physical = new JsonMembers().with("artifactLocation", Map.of("uri", uri(location.file())));
    location.line().ifPresent(line -> physical.with("region", Map.of("startLine", line)));
    return Map.of("physicalLocation", physical.members());
  }

  private static String uri(String path) {
    try {
      return new URI(null, null, path.replace('\\', '/'), null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("a path that can be no part of a URI: " + path, e);
    }
  }

  private static String word(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }
}
