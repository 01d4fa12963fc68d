package io.quell.cli.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quell.cli.CommandLineRun;
import io.quell.cli.CommandLineRun.Shell;
import io.quell.cli.terminal.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An account of AWS on loopback with one stack of Quell in it. It knows a call's service by the
/// scope of the call's signature, as AWS does, and refuses what it was not built for.
public final class StandInAws implements AutoCloseable {
  private static final Pattern SCOPE =
      Pattern.compile("Credential=[^/]+/\\d{8}/[a-z0-9-]+/([a-z]+)/aws4_request");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> calls = new ArrayList<>();
  private final Map<String, Refusal> refusals = new LinkedHashMap<>();
  private final Set<String> lost = new HashSet<>();
  private final StandInSqs sqs;
  private final StandInLambda lambda = new StandInLambda();
  private final StandInAppConfig appConfig = new StandInAppConfig();
  private final StandInCloudFormation cloudFormation = new StandInCloudFormation();
  private final StandInEvents events = new StandInEvents();

  private record Refusal(AtomicInteger left, StandInAnswer answer) {}

  private StandInAws(HttpServer server) {
    this.server = server;
    sqs = new StandInSqs(url());
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /// Starts one whose stack, Quell, has all outputs.
  public static StandInAws start() {
    try {
      var aws =
          new StandInAws(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      aws.furnish();
      return aws;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void furnish() {
    sqs.create("Failed", 14, Optional.empty());
    sqs.create("Findings", 7, Optional.of("Failed"));
    sqs.create("Undelivered", 14, Optional.empty());
    sqs.create("FailedRuns.fifo", 14, Optional.empty());
    sqs.create("Runs.fifo", 14, Optional.of("FailedRuns.fifo"));
    sqs.create("UnstartedRuns", 14, Optional.empty());
    Map<String, String> outputs = cloudFormation.outputs();
    outputs.put("Findings", sqs.url("Findings"));
    outputs.put("Failed", sqs.url("Failed"));
    outputs.put("Undelivered", sqs.url("Undelivered"));
    outputs.put("Reconciliation", sqs.url("Runs.fifo"));
    outputs.put("FailedRuns", sqs.url("FailedRuns.fifo"));
    outputs.put("UnstartedRuns", sqs.url("UnstartedRuns"));
    outputs.put("FunctionAlias", StandInLambda.ARN + ":live");
    outputs.put("Function", StandInLambda.NAME);
    outputs.put("Batches", StandInLambda.FINDINGS);
    outputs.put("ReconciliationBatches", StandInLambda.RUNS);
    outputs.put("ReconciliationFunction", "Quell-Reconciler");
    outputs.put("Delivery", "queue");
    outputs.put("Mode", "enforce");
    outputs.put("Rules", "appconfig");
    outputs.put("Book", "Quell");
    outputs.put("Version", "1.0.0");
    outputs.put("RulesApplication", "app1234");
    for (String what : List.of("Rules", "Levers")) {
      outputs.put(what + "Environment", "env" + what);
      outputs.put(what + "Profile", "profile" + what);
      outputs.put(what + "Strategy", "strategy" + what);
    }
  }

  /// Its address.
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// A shell whose environment names it, and in which time goes on.
  public Shell shell() {
    return new Shell().environment(Map.of("AWS_ENDPOINT_URL", url())).clock(Clock.systemUTC());
  }

  /// Runs a command against it.
  public CommandLineRun run(String... arguments) {
    return shell().run(arguments);
  }

  /// Runs a command against it, at a terminal where somebody answers.
  public CommandLineRun answering(String answer, String... arguments) {
    return shell()
        .terminal(new Terminal(false, true, true, 100, false))
        .input(answer + "\n")
        .run(arguments);
  }

  public StandInSqs sqs() {
    return sqs;
  }

  public StandInLambda lambda() {
    return lambda;
  }

  public StandInAppConfig appConfig() {
    return appConfig;
  }

  public StandInCloudFormation cloudFormation() {
    return cloudFormation;
  }

  public StandInEvents events() {
    return events;
  }

  /// The operations that were called, in their order, with what was refused.
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /// The operations that changed something.
  public List<String> changes() {
    return calls().stream().filter(call -> !call.matches("(Get|List|Describe|Receive).*")).toList();
  }

  /// Refuses an operation some times, with the answer that a service of its protocol gives.
  public synchronized void refuse(String operation, int times, String code, String message) {
    boolean isXml = operation.matches("DescribeStacks|ListStackResources");
    boolean isRpc = operation.matches(".*(Message|Queue|Rule).*");
    refusals.put(
        operation,
        new Refusal(
            new AtomicInteger(times),
            isXml
                ? StandInCloudFormation.error(code, message)
                : isRpc
                    ? StandInAnswer.rpcError(code, message)
                    : StandInAnswer.restError(
                        code.equals("AccessDeniedException") ? 403 : 429, code, message)));
  }

  /// Does an operation once and answers that it failed, as a service does that breaks in between.
  public synchronized void lose(String operation) {
    lost.add(operation);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      StandInAnswer answer;
      try {
        answer =
            answer(
                StandInRequest.of(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    exchange.getRequestURI().getRawQuery(),
                    exchange.getRequestHeaders(),
                    exchange.getRequestBody().readAllBytes()));
      } catch (RuntimeException | AssertionError e) {
        answer = StandInAnswer.restError(400, "StandInCannot", String.valueOf(e));
      }
      answer.headers().forEach(exchange.getResponseHeaders()::add);
      int length = answer.body().length;
      exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
      exchange.getResponseBody().write(answer.body());
    }
  }

  private StandInAnswer answer(StandInRequest request) {
    Matcher scope = SCOPE.matcher(request.header("Authorization").orElse(""));
    if (!scope.find()) {
      return StandInAnswer.restError(403, "MissingAuthenticationToken", "it is not signed");
    }
    Map.Entry<String, Function<StandInRequest, StandInAnswer>> call =
        switch (scope.group(1)) {
          case "sqs" -> Map.entry(StandInSqs.operation(request), sqs::answer);
          case "lambda" -> Map.entry(StandInLambda.operation(request), lambda::answer);
          case "appconfig" -> Map.entry(StandInAppConfig.operation(request), appConfig::answer);
          case "cloudformation" ->
              Map.entry(request.form().get("Action").getFirst(), cloudFormation::answer);
          case "events" -> Map.entry(StandInEvents.operation(request), events::answer);
          case "scheduler" ->
              Map.entry(StandInEvents.scheduleOperation(request), events::answerSchedule);
          default -> throw new AssertionError("no service: " + scope.group(1));
        };
    boolean isLost;
    synchronized (this) {
      calls.add(call.getKey());
      Refusal refusal = refusals.get(call.getKey());
      if (refusal != null && refusal.left().getAndDecrement() > 0) {
        return refusal.answer();
      }
      isLost = lost.remove(call.getKey());
    }
    StandInAnswer answer = call.getValue().apply(request);
    return isLost
        ? StandInAnswer.restError(500, "InternalServerException", "Internal error")
        : answer;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
