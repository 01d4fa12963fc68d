package io.quell.bench.warm;

import io.quell.bench.FunctionCode;
import io.quell.bench.ProcessFigures;
import io.quell.bench.ProcessFigures.ProcessorTime;
import io.quell.bench.TlsHub;
import io.quell.testing.runtime.PackagedFunction;
import io.quell.testing.runtime.RuntimeApi;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// A handler in a process of its own, restored from its snapshot, that is invoked again and again
/// with the same payload.
final class WarmFunction implements AutoCloseable {
  /// What one invocation takes.
  ///
  /// @param wall milliseconds to its answer, by the clock
  /// @param processor milliseconds of processor time, the compiler's and the collector's included
  record WarmTimes(double wall, double processor) {}

  private static final double MILLION = 1_000_000;

  private final PackagedFunction function;
  private final String payload;

  private WarmFunction(PackagedFunction function, String payload) {
    this.function = function;
    this.payload = payload;
  }

  /// Starts it, as the stack deploys it.
  ///
  /// @param jar the package
  /// @param isC1 whether Java compiles with C1 alone, as the stack has it
  /// @param environment more variables
  static WarmFunction start(
      Path jar,
      TlsHub hub,
      Class<?> handler,
      boolean isC1,
      String payload,
      Map<String, String> environment)
      throws Exception {
    Map<String, String> all = new HashMap<>(environment);
    all.put(
        "JAVA_TOOL_OPTIONS",
        "%s %s%s"
            .formatted(
                String.join(" ", FunctionCode.heap(FunctionCode.MEMORY)),
                isC1 ? "-XX:TieredStopAtLevel=1 " : "",
                hub.trustOptions()));
    all.put("QUELL_MODE", "enforce");
    all.put("QUELL_LATE_MINUTES", "off");
    PackagedFunction function =
        PackagedFunction.snapshot(
            FunctionCode.classPath(jar), handler.getName(), hub.address(), all);
    function.restore();
    return new WarmFunction(function, payload);
  }

  /// Invokes it once.
  WarmTimes invoke() throws Exception {
    ProcessorTime before = ProcessFigures.now(function.process());
    long start = System.nanoTime();
    RuntimeApi.Reply reply = function.invoke(payload);
    double wall = (System.nanoTime() - start) / MILLION;
    if (reply.isError() || reply.body().contains("itemIdentifier")) {
      throw new IllegalStateException(
          "the function failed: %s%n%s".formatted(reply.body(), function.log()));
    }
    return new WarmTimes(wall, ProcessFigures.processorMillis(function.process(), before));
  }

  /// How many bytes it has logged so far.
  long logged() throws Exception {
    return function.log().stream().mapToLong(line -> line.length() + 1L).sum();
  }

  @Override
  public void close() {
    function.close();
  }
}
