package io.quell.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import io.quell.localhub.LocalHub;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example of the AWS user guide for BatchUpdateFindings, by the AWS CLI in its two syntaxes
/// and by `quell update`: each against a hub of its own with the same two findings, which
/// afterwards are the same three times.
///
/// It needs an `aws` command on the PATH, of version 1 or 2, and is skipped where there is none.
final class AwsCommandTest {
  private static final String PRODUCT = "arn:aws:securityhub:us-west-1::product/aws/securityhub";
  private static final String FIRST =
      "arn:aws:securityhub:us-west-1:123456789012:subscription/pci-dss/v/3.2.1/PCI.Lambda.2/finding/a1b2c3d4-5678-90ab-cdef-EXAMPLE11111";
  private static final String SECOND =
      "arn:aws:securityhub:us-west-1:123456789012:subscription/pci-dss/v/3.2.1/PCI.Lambda.2/finding/a1b2c3d4-5678-90ab-cdef-EXAMPLE22222";
  private static final String TEXT = "Known issue that is not a risk.";

  @TempDir Path folder;

  @BeforeAll
  static void requireAws() {
    boolean isThere =
        Pattern.compile(Pattern.quote(File.pathSeparator))
            .splitAsStream(String.valueOf(System.getenv("PATH")))
            .map(part -> Path.of(part, "aws"))
            .anyMatch(Files::isExecutable);
    assumeTrue(isThere, "there is no aws command on the PATH");
  }

  /// Does the update.
  private interface Way {
    void update(LocalHub hub) throws IOException, InterruptedException;
  }

  @Test
  void givesTheSameInJsonInShorthandAndByQuell() throws IOException, InterruptedException {
    List<?> byQuell = findingsAfter(AwsCommandTest::updateByQuell);
    assertThat(byQuell)
        .hasSize(2)
        .allSatisfy(
            finding ->
                assertThat(String.valueOf(finding))
                    .contains(
                        "Label=LOW",
                        "Normalized=1",
                        "Status=RESOLVED",
                        "Text=" + TEXT,
                        "UpdatedBy=user1"));
    assertThat(findingsAfter(this::updateByJson)).isEqualTo(byQuell);
    assertThat(findingsAfter(this::updateByShorthand)).isEqualTo(byQuell);
  }

  private static List<?> findingsAfter(Way way) throws IOException, InterruptedException {
    try (LocalHub hub = LocalHub.start()) {
      for (String id : List.of(FIRST, SECOND)) {
        hub.seed(
            Samples.logBucket("x")
                .replace("\"Id\": \"x\"", "\"Id\": \"%s\"".formatted(id))
                .replace(Samples.PRODUCT, PRODUCT));
      }
      way.update(hub);
      assertThat(hub.calls("BatchUpdateFindings")).isEqualTo(1);
      return hub.findings().stream().map(AwsCommandTest::withoutTimesOfUpdate).toList();
    }
  }

  private static Map<Object, Object> withoutTimesOfUpdate(String finding) {
    Map<Object, Object> members = object(read(finding));
    Map<Object, Object> note = object(Objects.requireNonNull(members.get("Note")));
    assertThat(note.remove("UpdatedAt")).isNotNull();
    assertThat(members.remove("ProcessedAt")).isNotNull();
    members.put("Note", note);
    return members;
  }

  private static Object read(String json) {
    try {
      return Objects.requireNonNull(Json.read(json));
    } catch (UnreadableException e) {
      throw new AssertionError(json, e);
    }
  }

  private static Map<Object, Object> object(Object json) {
    assertThat(json).isInstanceOf(Map.class);
    return new LinkedHashMap<>((Map<?, ?>) json);
  }

  private static void updateByQuell(LocalHub hub) {
    CommandLineRun run =
        CommandLineRun.of(
            "update",
            "--endpoint-url",
            hub.endpoint().toString(),
            "--id",
            FIRST,
            "--id",
            SECOND,
            "--product-arn",
            PRODUCT,
            "--note",
            TEXT,
            "--note-by",
            "user1",
            "--severity",
            "LOW",
            "--workflow",
            "RESOLVED");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("2 findings: 2 processed");
  }

  private void updateByJson(LocalHub hub) throws IOException, InterruptedException {
    Path input =
        Files.writeString(
            folder.resolve("input.json"),
            """
            {
              "FindingIdentifiers": [
                {"Id": "%s", "ProductArn": "%s"},
                {"Id": "%s", "ProductArn": "%s"}
              ],
              "Note": {"Text": "%s", "UpdatedBy": "user1"},
              "Severity": {"Label": "LOW"},
              "Workflow": {"Status": "RESOLVED"}
            }
            """
                .formatted(FIRST, PRODUCT, SECOND, PRODUCT, TEXT));
    aws(hub, "--cli-input-json", "file://" + input);
  }

  private void updateByShorthand(LocalHub hub) throws IOException, InterruptedException {
    aws(
        hub,
        "--finding-identifiers",
        "Id=\"%s\",ProductArn=\"%s\"".formatted(FIRST, PRODUCT),
        "Id=\"%s\",ProductArn=\"%s\"".formatted(SECOND, PRODUCT),
        "--note",
        "Text=\"%s\",UpdatedBy=\"user1\"".formatted(TEXT),
        "--severity",
        "Label=\"LOW\"",
        "--workflow",
        "Status=\"RESOLVED\"");
  }

  private void aws(LocalHub hub, String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "aws",
                "--endpoint-url",
                hub.endpoint().toString(),
                "--region",
                "us-west-1",
                "--output",
                "json",
                "securityhub",
                "batch-update-findings"));
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output");
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_ACCESS_KEY_ID",
                "local",
                "AWS_SECRET_ACCESS_KEY",
                "local",
                "AWS_PAGER",
                "",
                "AWS_CONFIG_FILE",
                folder.resolve("none").toString(),
                "NO_PROXY",
                "127.0.0.1"));
    builder
        .environment()
        .keySet()
        .removeAll(List.of("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_CA_BUNDLE"));
    Process process = builder.start();
    boolean ended = process.waitFor(2, TimeUnit.MINUTES);
    process.destroyForcibly();
    String printed = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(ended && process.exitValue() == 0).as(printed).isTrue();
    assertThat(object(read(printed)).get("UnprocessedFindings")).isEqualTo(List.of());
  }
}
