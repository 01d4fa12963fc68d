package io.quell.cli.lint;

import io.quell.finding.Json;
import io.quell.lint.problem.Check;
import io.quell.lint.problem.Level;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// For code scanning: one log in SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format).
record SarifReport(PrintWriter out) implements LintReport {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  /// What the log says of a check.
  private record Descriptor(String id, String finds, String advice, Level level) {
    Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("id", id);
      json.put("shortDescription", Map.of("text", "A rule " + finds + "."));
      json.put("help", Map.of("text", advice));
      json.put("defaultConfiguration", Map.of("level", word(level)));
      return json;
    }
  }

  @Override
  public void tell(List<LintFinding> findings, int rules) {
    List<Descriptor> descriptors = descriptors();
    Map<String, Object> driver = new LinkedHashMap<>();
    driver.put("name", "Quell");
    driver.put("semanticVersion", "1.0.0");
    driver.put("rules", descriptors.stream().map(Descriptor::json).toList());
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver));
    run.put("columnKind", "utf16CodeUnits");
    run.put("results", findings.stream().map(finding -> result(finding, descriptors)).toList());
    Map<String, Object> log = new LinkedHashMap<>();
    log.put("$schema", SCHEMA);
    log.put("version", "2.1.0");
    log.put("runs", List.of(run));
    out.println(Json.write(log));
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
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ruleId", finding.check());
    result.put(
        "ruleIndex", descriptors.stream().map(Descriptor::id).toList().indexOf(finding.check()));
    result.put("level", word(finding.level()));
    String about =
        finding.rules().isEmpty() ? "" : "Rule %s: ".formatted(finding.rules().getFirst());
    result.put(
        "message", Map.of("text", "%s%s %s".formatted(about, finding.message(), finding.advice())));
    result.put("locations", List.of(location(finding.location())));
    if (finding.locations().size() > 1) {
      result.put(
          "relatedLocations",
          finding.locations().stream().skip(1).map(SarifReport::location).distinct().toList());
    }
    // What stays the same when lines move, so that a known result is not taken for a new one.
    result.put(
        "partialFingerprints",
        Map.of(
            "quellRules/v1",
            finding.check()
                + " "
                + (finding.rules().isEmpty()
                    ? finding.message()
                    : String.join(" ", finding.rules()))));
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("quellRules", finding.rules());
    if (finding.example() != null) {
      properties.put("exampleFinding", finding.example().json());
    }
    result.put("properties", properties);
    return result;
  }

  private static Map<String, Object> location(LintLocation location) {
    Map<String, Object> physical = new LinkedHashMap<>();
    physical.put("artifactLocation", Map.of("uri", uri(location.file())));
    location.line().ifPresent(line -> physical.put("region", Map.of("startLine", line)));
    return Map.of("physicalLocation", physical);
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
