package io.quell.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;
import io.quell.finding.Json;
import io.quell.lambda.QuellHandler;
import io.quell.localhub.LocalHub;
import io.quell.testing.Findings;
import io.quell.testing.runtime.PackagedFunction;
import io.quell.testing.runtime.RuntimeApi.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The packaged jar from its start over Lambda's snapshot to its first response, run by the real
/// runtime interface client, which calls the hooks. The snapshot itself is not taken: the process
/// waits where Lambda takes it, and goes on.
final class PackagedSnapshotIT {
  private static final List<Path> CODE = BuiltFunction.withTestBook();
  private static final String HANDLER = QuellHandler.class.getName();
  private static final Findings.Sample LOG_BUCKET =
      Findings.finding().control("S3.9").tag("purpose", "access-logs").with("a", "Id");
  private static final String PRODUCT = "arn:aws:securityhub:eu-west-1::product/aws/securityhub";
  /// The runtime interface client keeps the trace of an invocation in it.
  private static final String OF_THE_RUNTIME = "awssdk.utilslite.SdkInternalThreadLocal";

  private static final String LOADED = "source: ";
  private static final Pattern KEY = Pattern.compile("Credential=(\\w+)/");

  private final LocalHub hub = LocalHub.start();

  @AfterEach
  void stop() {
    hub.close();
  }

  private PackagedFunction snapshot(Map<String, String> environment) throws Exception {
    hub.seed(LOG_BUCKET.text());
    return PackagedFunction.snapshot(CODE, HANDLER, hub.endpoint(), environment);
  }

  private boolean isSuppressed() {
    return hub.finding("a", PRODUCT).orElseThrow().contains("\"SUPPRESSED\"");
  }

  private static List<String> own(PackagedFunction function) throws IOException {
    return function.log().stream().filter(line -> line.startsWith("{")).toList();
  }

  @Test
  void isMadeReadyBeforeTheSnapshotAndNobodySeesIt() throws Exception {
    try (PackagedFunction function = snapshot(Map.of("QUELL_STACK", "here"))) {
      assertThat(own(function))
          .singleElement()
          .asString()
          .startsWith("{\"level\":\"INFO\",\"message\":\"primed\"");
      assertThat(hub.calls("BatchUpdateFindings")).isZero();
      assertThat(hub.calls("BatchUpdateFindingsV2")).isZero();
      assertThat(hub.calls("GetFindings")).isZero();

      function.restore();
      Reply reply = function.invoke(ImportedEvent.of(LOG_BUCKET));

      assertThat(reply.isError()).as(reply.body()).isFalse();
      assertThat(isSuppressed()).isTrue();
      assertThat(own(function))
          .filteredOn(line -> line.contains("\"message\":\"decision\""))
          .singleElement()
          .asString()
          .contains("\"finding\":\"a\"", "\"result\":\"processed\"");
    }
  }

  /// Whatever the machine does meanwhile: what is loaded is counted, and no time is measured.
  @Test
  void loadsNextToNothingForTheFirstEvent() throws Exception {
    try (PackagedFunction function =
        snapshot(Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:stdout"))) {
      long before = loaded(function).count();

      function.restore();
      assertThat(function.invoke(ImportedEvent.of(LOG_BUCKET)).isError()).isFalse();

      assertThat(before).isGreaterThan(3_000);
      assertThat(loaded(function).skip(before))
          .hasSizeLessThan(40)
          .filteredOn(
              line ->
                  (line.contains(" software.amazon.awssdk.") && !line.contains(OF_THE_RUNTIME))
                      || line.contains(" org.apache.")
                      || (line.contains(" io.quell.") && !line.contains(" io.quell.infra.")))
          .isEmpty();
    }
  }

  private static Stream<String> loaded(PackagedFunction function) throws IOException {
    return function.log().stream()
        .filter(line -> line.contains(LOADED))
        .filter(line -> !line.contains("Lambda/0x") && !line.contains("LambdaForm"));
  }

  @Test
  void keepsNoConnectionOpen() throws Exception {
    try (PackagedFunction function = snapshot(Map.of())) {
      Path process = Path.of("/proc", Long.toString(function.process().pid()));
      assumeThat(process.resolve("fd")).as("what a process has open").isDirectory();

      // What it has open is the way to the Runtime API alone, whose answer it waits for.
      assertThat(connections(process)).hasSizeLessThanOrEqualTo(1);
    }
  }

  /// The sockets of TCP that a process has open, by their numbers (proc(5)).
  private static Set<String> connections(Path process) throws IOException {
    Set<String> open = new HashSet<>();
    try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
      descriptors.map(PackagedSnapshotIT::target).forEach(open::add);
    }
    Set<String> connections = new HashSet<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      Files.readAllLines(process.resolve(table)).stream()
          .skip(1)
          .map(line -> "socket:[%s]".formatted(line.strip().split("\\s+", -1)[9]))
          .filter(open::contains)
          .forEach(connections::add);
    }
    return connections;
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException gone) {
      return "";
    }
  }

  /// As in Lambda, where a function with a snapshot gets its credentials from an address.
  @Test
  void asksForItsCredentialsAnewOnceItIsRestored() throws Exception {
    var key = new AtomicReference<>("BEFORE");
    var used = new AtomicReference<>("");
    HttpServer credentials = server();
    credentials.createContext(
        "/credentials",
        exchange -> {
          byte[] body =
              Json.write(
                      Map.of(
                          "AccessKeyId",
                          key.get(),
                          "SecretAccessKey",
                          "secret",
                          "Token",
                          "token",
                          "Expiration",
                          "2099-01-01T00:00:00Z"))
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    credentials.createContext(
        "/findings",
        exchange -> {
          Matcher signer = KEY.matcher(exchange.getRequestHeaders().getFirst("Authorization"));
          used.set(signer.find() ? signer.group(1) : "nobody");
          exchange.sendResponseHeaders(403, -1);
          exchange.close();
        });
    credentials.start();
    String address = "http://127.0.0.1:" + credentials.getAddress().getPort();
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_ACCESS_KEY_ID", "");
    environment.put("AWS_SECRET_ACCESS_KEY", "");
    environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", address + "/credentials");
    environment.put("AWS_ENDPOINT_URL_SECURITYHUB", address);
    try (PackagedFunction function = snapshot(environment)) {
      assertThat(own(function)).singleElement().asString().contains("\"primed\"");
      assertThat(used.get()).isEmpty();

      key.set("AFTER");
      function.restore();
      function.invoke(ImportedEvent.of(LOG_BUCKET));

      assertThat(used.get()).isEqualTo("AFTER");
    } finally {
      credentials.stop(0);
    }
  }

  private static HttpServer server() throws IOException {
    return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @Test
  void startsWhereItCannotBeMadeReady() throws Exception {
    try (PackagedFunction function =
        snapshot(
            Map.of(
                "AWS_ACCESS_KEY_ID",
                "",
                "AWS_SECRET_ACCESS_KEY",
                "",
                "AWS_EC2_METADATA_DISABLED",
                "true"))) {
      assertThat(own(function))
          .anyMatch(
              line ->
                  line.contains("\"level\":\"ERROR\",\"message\":\"priming failed\"")
                      && line.contains("no AWS credentials are found"))
          .anyMatch(line -> line.contains("\"PrimingFailures\":1"));

      function.restore();
      Reply reply = function.invoke(ImportedEvent.of(LOG_BUCKET).replace("S3.9", "S3.5"));

      assertThat(reply.isError()).as(reply.body()).isFalse();
    }
  }

  /// Without a snapshot nothing is done that only a snapshot makes worth its time.
  @Test
  void doesNothingOfThisWithoutASnapshot() throws Exception {
    try (PackagedFunction function =
        PackagedFunction.start(
            CODE,
            HANDLER,
            hub.endpoint(),
            Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:stdout"))) {
      function.invoke(ImportedEvent.of(LOG_BUCKET));

      assertThat(function.log())
          .hasSizeGreaterThan(1_000)
          .filteredOn(
              line ->
                  line.contains("\"primed\"")
                      || line.contains(" org.crac.")
                      || line.contains(" io.quell.lambda.Priming "))
          .isEmpty();
    }
  }
}
