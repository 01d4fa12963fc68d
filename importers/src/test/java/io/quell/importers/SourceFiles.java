package io.quell.importers;

import io.quell.finding.Finding;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import io.quell.importers.automation.AutomationRules;
import io.quell.importers.findingsmanager.FindingsManagerRules;
import io.quell.importers.prowler.ProwlerMutelist;
import io.quell.rule.FixedRule;
import io.quell.rule.RuleHistory;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import io.quell.rulefile.RuleFileWriter;
import io.quell.run.RuleEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The sample files of the sources, and what all these tests need.
public final class SourceFiles {
  public static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  public static final CardDefaults OWNED = new CardDefaults("secops", null);

  private SourceFiles() {}

  public static byte[] bytes(String name) {
    try (InputStream input =
        Objects.requireNonNull(SourceFiles.class.getResourceAsStream("/imports/" + name), name)) {
      return input.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public static ImportResult automationRules(String text) {
    try {
      return AutomationRules.read("rules.json", utf8(text), OWNED);
    } catch (UnreadableSourceException e) {
      throw new AssertionError(e);
    }
  }

  public static ImportResult findingsManager(String text) {
    try {
      return FindingsManagerRules.read("manager.yaml", utf8(text), OWNED);
    } catch (UnreadableSourceException e) {
      throw new AssertionError(e);
    }
  }

  public static ImportResult prowlerMutelist(String text) {
    try {
      return ProwlerMutelist.read("mutelist.yaml", utf8(text), OWNED);
    } catch (UnreadableSourceException e) {
      throw new AssertionError(e);
    }
  }

  public static String sample(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  public static RuleEngine engine(List<FixedRule> rules) {
    return new RuleEngine(rules, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /// The engine of the file that an import is written to.
  public static RuleEngine written(ImportResult imports) {
    String text =
        RuleFileWriter.text(List.of(), imports.rules(), RuleHistory.NONE, imports.comments());
    try {
      return engine(RuleFile.read("rules.yaml", utf8(text)).rules());
    } catch (RuleFileException e) {
      throw new AssertionError(text, e);
    }
  }

  public static List<String> reported(ImportResult imports) {
    return imports.sourceRules().stream().map(SourceRule::toString).toList();
  }

  public static Map<String, @Nullable Object> object(String json) {
    try {
      return object(Json.read(json));
    } catch (UnreadableException e) {
      throw new AssertionError(json, e);
    }
  }

  public static Map<String, @Nullable Object> object(@Nullable Object value) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    ((Map<?, ?>) Objects.requireNonNull(value))
        .forEach((name, member) -> members.put(String.valueOf(name), member));
    return members;
  }

  public static Finding finding(Map<String, @Nullable Object> json) {
    try {
      return Finding.read(json);
    } catch (UnreadableException e) {
      throw new AssertionError(e);
    }
  }

  /// The findings in ASFF among the project's sample events, and the larger ones where they lie
  /// beside the project.
  public static List<Map<String, @Nullable Object>> asffFindings() {
    List<Map<String, @Nullable Object>> findings = new ArrayList<>();
    for (Path folder :
        List.of(
            Path.of("../testing/src/test/resources/events"), Path.of("../../shared/corpus/asff"))) {
      if (Files.exists(folder)) {
        collect(folder, findings);
      }
    }
    return findings;
  }

  private static void collect(Path folder, List<Map<String, @Nullable Object>> findings) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
        collect(Json.read(Files.readAllBytes(file)), findings);
      }
    } catch (IOException | UnreadableException e) {
      throw new AssertionError(e);
    }
  }

  /// Adds the findings in a value, however deep they are in it.
  private static void collect(
      @Nullable Object value, List<Map<String, @Nullable Object>> findings) {
    if (value instanceof List<?> elements) {
      elements.forEach(element -> collect(element, findings));
    } else if (value instanceof Map<?, ?> members) {
      if (members.containsKey("Id") && members.containsKey("ProductArn")) {
        findings.add(object(members));
      } else {
        members.values().forEach(member -> collect(member, findings));
      }
    }
  }
}
