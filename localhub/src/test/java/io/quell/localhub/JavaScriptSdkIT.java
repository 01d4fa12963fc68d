package io.quell.localhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.localhub.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The AWS SDK for JavaScript against the hub: one run of `src/test/js/interoperability.mjs`, and
/// what came back.
///
/// The SDK is installed into `target/js` as its lock file says, once until that file changes.
/// Without Node.js 20 or newer and npm the test is skipped.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class JavaScriptSdkIT {
  private static final Path SOURCES = Path.of("src", "test", "js");
  private static final Path INSTALLED = Path.of("target", "js");
  private static final String LOCK = "package-lock.json";
  private static final String SCRIPT = "interoperability.mjs";

  private final LocalHub hub = LocalHub.start();
  private JsonNode printed = JsonText.object();

  private record Ended(int code, String output) {}

  @BeforeAll
  void callTheHub() throws IOException, InterruptedException {
    assumeTrue(
        answers("node", "--version").matches("v(2[0-9]|[3-9][0-9])\\..*")
            && !answers("npm", "--version").isEmpty(),
        "Node.js 20 or newer and npm are needed to test the AWS SDK for JavaScript, and are not"
            + " there.");
    install();
    hub.seed(Findings.finding("a").toString());
    hub.seed(Findings.finding("b").toString());
    hub.importOcsf(OcsfFindings.finding("o").toString());
    hub.importOcsf(OcsfFindings.finding("p").toString());
    Ended ended =
        run(
            Map.of(
                "AWS_ENDPOINT_URL_SECURITYHUB",
                hub.endpoint().toString(),
                "AWS_REGION",
                "eu-central-1",
                "AWS_ACCESS_KEY_ID",
                "local",
                "AWS_SECRET_ACCESS_KEY",
                "local"),
            "node",
            SCRIPT,
            Findings.PRODUCT,
            Findings.ACCOUNT,
            OcsfFindings.PRODUCT);
    assertThat(ended.code()).as(ended.output()).isZero();
    printed = HubCalls.json(ended.output().lines().toList().getLast());
  }

  @AfterAll
  void close() {
    hub.close();
  }

  @Test
  void updatesAsffFindings() {
    JsonNode answer = printed.path("batchUpdateFindings");
    assertThat(answer.path("ProcessedFindings").findValuesAsText("Id")).containsExactly("a");
    assertThat(answer.at("/UnprocessedFindings/0/FindingIdentifier/Id").asText())
        .isEqualTo("nobody");
    assertThat(answer.at("/UnprocessedFindings/0/ErrorCode").asText()).isEqualTo("FindingNotFound");
    assertThat(HubCalls.finding(hub, "a").at("/Workflow/Status").asText()).isEqualTo("SUPPRESSED");
    assertThat(HubCalls.finding(hub, "a").at("/UserDefinedFields/rule").asText()).isEqualTo("r1");
  }

  @Test
  void readsAsffFindings() {
    assertThat(printed.path("ids").valueStream().map(JsonNode::asText)).containsExactly("a", "b");
    assertThat(printed.at("/getFindings/Findings")).hasSize(1);
    assertThat(printed.at("/getFindings/Findings/0/Note/Text").asText()).isEqualTo("accepted");
    assertThat(printed.at("/getFindings/Findings/0/Resources/0/Type").asText())
        .isEqualTo("AwsSqsQueue");
  }

  @Test
  void updatesOcsfFindings() {
    JsonNode answer = printed.path("batchUpdateFindingsV2");
    assertThat(answer.path("ProcessedFindings").findValuesAsText("MetadataUid"))
        .containsExactly("o");
    assertThat(answer.at("/UnprocessedFindings/0/MetadataUid").asText()).isEqualTo("nobody");
    assertThat(answer.at("/UnprocessedFindings/0/ErrorCode").asText())
        .isEqualTo("ResourceNotFoundException");
    assertThat(
            printed
                .at("/byIdentifier/ProcessedFindings/0/FindingIdentifier/FindingInfoUid")
                .asText())
        .isEqualTo("info-p");
    assertThat(OcsfFindings.stored(hub, "o").path("status").asText()).isEqualTo("Suppressed");
    assertThat(OcsfFindings.stored(hub, "p").path("status").asText()).isEqualTo("In Progress");
  }

  @Test
  void readsOcsfFindings() {
    JsonNode findings = printed.at("/getFindingsV2/Findings");
    assertThat(findings).hasSize(2);
    assertThat(findings.path(0)).isEqualTo(OcsfFindings.stored(hub, "o"));
    assertThat(findings.path(1)).isEqualTo(OcsfFindings.stored(hub, "p"));
  }

  @Test
  void throwsTheExceptionsOfTheModel() {
    assertThat(printed.path("refused"))
        .isEqualTo(
            HubCalls.json(
                """
                {
                  "batchUpdateFindings": {"name": "InvalidInputException", "fault": "client", "status": 400},
                  "batchUpdateFindingsV2": {"name": "ValidationException", "fault": "client", "status": 400},
                  "getFindings": {"name": "InvalidInputException", "fault": "client", "status": 400},
                  "getFindingsV2": {"name": "ValidationException", "fault": "client", "status": 400}
                }
                """));
  }

  private static void install() throws IOException, InterruptedException {
    Files.createDirectories(INSTALLED);
    Path lock = INSTALLED.resolve(LOCK);
    boolean current =
        Files.exists(INSTALLED.resolve("node_modules").resolve(".package-lock.json"))
            && Files.exists(lock)
            && Files.mismatch(SOURCES.resolve(LOCK), lock) < 0;
    for (String file : List.of(".npmrc", "package.json", SCRIPT)) {
      Files.copy(
          SOURCES.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!current) {
      Files.copy(SOURCES.resolve(LOCK), lock, StandardCopyOption.REPLACE_EXISTING);
      Ended ended = run(Map.of(), "npm", "ci", "--ignore-scripts", "--no-progress");
      assertThat(ended.code()).as("npm ci: " + ended.output()).isZero();
    }
  }

  /// What a program prints; an empty string where there is no such program.
  private static String answers(String... command) throws InterruptedException {
    try {
      Files.createDirectories(INSTALLED);
      return run(Map.of(), command).output().strip();
    } catch (IOException noSuchProgram) {
      return "";
    }
  }

  private static Ended run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(INSTALLED, "output", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(new ArrayList<>(List.of(command)))
            .directory(INSTALLED.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
    }
    String text = Files.readString(output);
    Files.delete(output);
    return new Ended(process.exitValue(), text);
  }
}
