package io.quell.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.Note;
import io.quell.rule.FixedRule;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import io.quell.run.RuleEngine;
import io.quell.testing.Findings;
import io.quell.update.Update;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the README shows is what there is.
final class ReadmeTest {
  private static final Path RULE =
      Path.of("src/main/java/io/quell/rules/SuppressAccessLoggingOnLogBuckets.java");
  private static final Path TEST =
      Path.of("src/test/java/io/quell/rules/SuppressAccessLoggingOnLogBucketsTest.java");

  private final String readme = Files.readString(Path.of("../README.md"));

  ReadmeTest() throws IOException {}

  @Test
  void showsTheRuleAsItIs() throws IOException {
    String source = Files.readString(RULE);

    assertThat(readme).contains(source.substring(source.indexOf("/// Suppresses")).strip());
  }

  @Test
  void showsTheSameRuleInYaml() throws RuleFileException {
    String yaml = readme.substring(readme.indexOf("```yaml\n") + "```yaml\n".length());
    FixedRule shown =
        RuleFile.read("README.md", yaml.substring(0, yaml.indexOf("```")).getBytes(UTF_8))
            .rules()
            .getFirst();
    var rule = new SuppressAccessLoggingOnLogBuckets();

    assertThat(shown.card()).isEqualTo(rule.card());
    assertThat(shown.when()).isEqualTo(rule.when());
  }

  @Test
  void showsTheTestAsItIs() throws IOException {
    String source = Files.readString(TEST);
    String method =
        source.substring(
            source.indexOf("  @Test\n  void suppressesOnLogBuckets"), source.lastIndexOf('}'));

    assertThat(readme.replaceAll("(?m)^ +", "")).contains(method.strip().replaceAll("(?m)^ +", ""));
  }

  @Test
  void showsWhatTheRuleLeavesOnAFinding() {
    var engine =
        new RuleEngine(
            List.of(new SuppressAccessLoggingOnLogBuckets()),
            Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC));

    Update update =
        engine
            .evaluate(Findings.finding().control("S3.9").tag("purpose", "access-logs").read())
            .update();

    assertThat(update.note().map(Note::text))
        .hasValueSatisfying(text -> assertThat(readme).contains(text));
    assertThat(update.userDefinedFields().keySet())
        .allSatisfy(name -> assertThat(readme).contains("`" + name + "`"));
  }
}
