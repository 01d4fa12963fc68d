package io.quell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.quell.cli.CommandLineRun.Shell;
import io.quell.localhub.LocalHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What commands print with `--json` is what its schema says, and each line names its version.
final class OutputSchemaTest {
  private static final String SCHEMA_TEXT = read(Path.of("..", "docs", "output.schema.json"));
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(SCHEMA_TEXT);

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> complaints(JsonSchema schema, String line) {
    try {
      return schema.validate(new ObjectMapper().readTree(line)).stream()
          .map(Object::toString)
          .toList();
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  private static final LocalHub HUB = LocalHub.start();
  private static final String RULES = "src/test/resources/rules-with-a-failing-example.yaml";

  @BeforeAll
  static void seed() {
    HUB.seed(Samples.logBucket("a"));
    HUB.seed(Samples.ocsfLogBucket("o"));
  }

  /// The input has all there can be: a match, none, an OCSF finding, what is unreadable and what is
  /// skipped.
  private static String input() {
    return String.join(
        "\n",
        Samples.logBucket("a"),
        Samples.logBucket("b").replace("access-logs", "invoices"),
        Samples.logBucket("c").replace("\"NEW\"", "\"RESOLVED\""),
        Samples.ocsfLogBucket("o"),
        "{\"Id\": \"no product\"}",
        read(Path.of(Samples.event("insight-results"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run --json -",
        "run --json --observe -",
        "run --json --endpoint-url HUB -",
        "explain --json -",
        "explain --json --rule log-buckets -",
        "update --json --dry-run --severity LOW --findings -",
        "update --json --endpoint-url HUB --yes --severity LOW --findings -",
        "apply --json --observe --endpoint-url HUB --book prod",
        "apply --json --yes --endpoint-url HUB --book prod",
        "release --json --yes --endpoint-url HUB --findings -",
        "release --json --yes --all --book prod --endpoint-url HUB",
        "lint --json",
        "test --json RULES",
        "rules --json",
        "rules --json --expiring 2000d",
        "backtest --json -",
        "history --json --endpoint-url HUB a",
        "cost --json --findings-per-day 1000 --matched 0.5",
        "probe --json --endpoint-url HUB --settle 100ms"
      })
  void printsWhatItsSchemaSays(String command) {
    CommandLineRun run =
        new Shell()
            .input(input())
            .run(
                command
                    .replace("HUB", HUB.endpoint().toString())
                    .replace("RULES", RULES)
                    .split(" "));

    assertThat(run.lines()).as(run.err()).isNotEmpty();
    assertThat(run.lines())
        .allSatisfy(
            line -> {
              assertThat(line).contains("\"formatVersion\":1");
              assertThat(complaints(SCHEMA, line)).as(line).isEmpty();
              assertThat(unnamed(line)).as(line).isEmpty();
            });
  }

  /// The members of a line that the schema does not name for lines of its message.
  private static Set<String> unnamed(String line) {
    try {
      var mapper = new ObjectMapper();
      JsonNode json = mapper.readTree(line);
      Set<String> members = new TreeSet<>();
      json.fieldNames().forEachRemaining(members::add);
      for (JsonNode definition : mapper.readTree(SCHEMA_TEXT).get("definitions")) {
        JsonNode properties = definition.get("properties");
        JsonNode messages = properties.path("message").path("enum");
        boolean isMeant =
            messages.isMissingNode()
                ? !json.has("message")
                : messages.valueStream().anyMatch(json.path("message")::equals);
        if (isMeant) {
          properties.fieldNames().forEachRemaining(members::remove);
        }
      }
      return members;
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  @Test
  void refusesWhatIsNoLine() {
    assertThat(complaints(SCHEMA, "{\"formatVersion\": 1}")).isNotEmpty();
    assertThat(complaints(SCHEMA, "{\"level\": \"INFO\", \"message\": \"summary\"}")).isNotEmpty();
    assertThat(
            complaints(
                SCHEMA,
                "{\"formatVersion\": 2, \"level\": \"INFO\", \"message\": \"history\", \"reason\":"
                    + " \"x\"}"))
        .isNotEmpty();
  }

  /// A script that reads the lines need not look for what is missing among them.
  @Test
  void tellsWhatCannotBeReadOnStandardErrorToo() {
    String many = "{\"Id\": \"no product\"}\n".repeat(30);
    for (String command : List.of("run --json -", "explain --json -")) {
      CommandLineRun run = new Shell().input(many).run(command.split(" "));
      assertThat(run.err().lines().collect(Collectors.toList()))
          .hasSize(21)
          .allMatch(line -> line.startsWith("quell "))
          .last()
          .asString()
          .endsWith("and 10 more that cannot be read");
    }
  }
}
