package io.quell.bench.start;

import io.quell.bench.FunctionCode;
import io.quell.bench.ProcessFigures;
import io.quell.bench.ProcessFigures.ProcessorTime;
import io.quell.testing.runtime.FunctionProcess;
import io.quell.testing.runtime.RuntimeApi;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A function in a process of its own under the real runtime interface client, from its start to
/// its second response.
///
/// @param first milliseconds to the first response, by the clock
/// @param processor milliseconds of processor time to it
/// @param second milliseconds from there to the second response
/// @param peakMegabytes the most memory of the process
record FunctionRun(double first, double processor, double second, double peakMegabytes) {
  private static final double MILLION = 1_000_000;
  private static final Duration TIME_OUT = Duration.ofSeconds(60);

  /// What a function is run with.
  ///
  /// @param jar the package
  /// @param published the package with the SDK as published
  /// @param hub where its calls go
  /// @param trustStore what it trusts the hub by, a PKCS12 file
  /// @param password opens the file
  /// @param event what it is invoked with
  record Setting(
      Path jar, Path published, URI hub, Path trustStore, String password, String event) {}

  /// Runs it once.
  ///
  /// @param isFromSnapshot whether the time begins where Lambda restores the function, and not
  ///     where its process starts
  static FunctionRun of(Contestant contestant, Setting setting, boolean isFromSnapshot)
      throws Exception {
    try (RuntimeApi api = RuntimeApi.start(TIME_OUT)) {
      ProcessBuilder builder = builder(contestant, setting, api, isFromSnapshot);
      Path log = Files.createTempFile("quell-bench", ".log");
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      long start = System.nanoTime();
      Process process = builder.start();
      try {
        ProcessorTime before = ProcessorTime.NOTHING;
        if (isFromSnapshot) {
          api.awaitSnapshot();
          before = ProcessFigures.now(process.toHandle());
        }
        CompletableFuture<RuntimeApi.Reply> reply = invocation(api, setting.event());
        if (isFromSnapshot) {
          Thread.sleep(50); // so that all threads of the invocation wait
          start = System.nanoTime();
          api.restore();
        }
        check(reply.get(TIME_OUT.toSeconds(), TimeUnit.SECONDS), log);
        long first = System.nanoTime();
        double processorTaken = ProcessFigures.processorMillis(process.toHandle(), before);
        check(api.invoke(setting.event()), log);
        long second = System.nanoTime();
        return new FunctionRun(
            (first - start) / MILLION,
            processorTaken,
            (second - first) / MILLION,
            ProcessFigures.peakMegabytes(process.toHandle()));
      } finally {
        process.destroyForcibly().waitFor();
        Files.delete(log);
      }
    }
  }

  private static CompletableFuture<RuntimeApi.Reply> invocation(RuntimeApi api, String event) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return api.invoke(event);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        },
        task -> Thread.ofVirtual().start(task));
  }

  private static void check(RuntimeApi.Reply reply, Path log) throws IOException {
    String lines = Files.readString(log);
    if (reply.isError() || lines.contains("priming failed")) {
      throw new IllegalStateException("the function failed: %s%n%s".formatted(reply.body(), lines));
    }
  }

  private static ProcessBuilder builder(
      Contestant contestant, Setting setting, RuntimeApi api, boolean isFromSnapshot) {
    List<String> options = new ArrayList<>(FunctionCode.heap(FunctionCode.MEMORY));
    if (contestant.isC1()) {
      options.add("-XX:TieredStopAtLevel=1");
    }
    if (contestant.isPrimed()) {
      // Without it the hooks are no hooks of the runtime's.
      options.add(FunctionProcess.HOOKS_OF_THE_RUNTIME);
    }
    options.add("-Djavax.net.ssl.trustStore=" + setting.trustStore());
    options.add("-Djavax.net.ssl.trustStorePassword=" + setting.password());
    ProcessBuilder builder =
        FunctionProcess.builder(
            options,
            FunctionCode.classPath(contestant.isOfPackage() ? setting.jar() : setting.published()),
            contestant.handler().getName(),
            api);
    Map<String, String> environment = builder.environment();
    environment.put("AWS_ENDPOINT_URL", setting.hub().toString());
    environment.put("QUELL_LATE_MINUTES", "off");
    if (isFromSnapshot) {
      environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    }
    environment.putAll(contestant.environment());
    return builder;
  }
}
