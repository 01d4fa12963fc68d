package io.quell.testing.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The packaged function in a process of its own, as Lambda's managed runtime runs it: the real
/// runtime interface client on the jar, talking to a [RuntimeApi] on loopback.
public final class PackagedFunction implements AutoCloseable {
  private final RuntimeApi api;
  private final Process process;
  private final Path log;

  private PackagedFunction(
      List<Path> code, String handler, Map<String, String> environment, Duration timeOut) {
    api = RuntimeApi.start(timeOut);
    try {
      log = Files.createTempFile("quell-function", ".log");
      ProcessBuilder builder =
          FunctionProcess.builder(List.of(FunctionProcess.HOOKS_OF_THE_RUNTIME), code, handler, api)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      environment.forEach(
          (name, value) -> {
            if (value.isEmpty()) {
              builder.environment().remove(name);
            } else {
              builder.environment().put(name, value);
            }
          });
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Starts the function.
  ///
  /// @param code the packaged function: its jar, and what else is to be on the class path
  /// @param handler the handler's name as Lambda is told it
  /// @param hub where the function's updates go
  /// @param environment more variables for the function; an empty value takes one away
  public static PackagedFunction start(
      List<Path> code, String handler, URI hub, Map<String, String> environment) {
    return start(code, handler, hub, environment, RuntimeApi.TIME_OUT);
  }

  /// Starts the function.
  ///
  /// @param code the packaged function: its jar, and what else is to be on the class path
  /// @param handler the handler's name as Lambda is told it
  /// @param hub where the function's updates go
  /// @param environment more variables for the function
  /// @param timeOut how much time it has for an invocation
  public static PackagedFunction start(
      List<Path> code, String handler, URI hub, Map<String, String> environment, Duration timeOut) {
    Map<String, String> all = new HashMap<>();
    all.put("AWS_ENDPOINT_URL_SECURITYHUB", hub.toString());
    all.putAll(environment);
    return new PackagedFunction(code, handler, all, timeOut);
  }

  /// Starts the function as SnapStart does, up to where the snapshot is taken. Invoke it once it is
  /// [#restore]d.
  ///
  /// @param code the packaged function: its jar, and what else is to be on the class path
  /// @param handler the handler's name as Lambda is told it
  /// @param hub where the function's updates go
  /// @param environment more variables for the function; an empty value takes one away
  /// @throws IllegalStateException where the function does not start
  public static PackagedFunction snapshot(
      List<Path> code, String handler, URI hub, Map<String, String> environment) throws Exception {
    Map<String, String> all = new HashMap<>(environment);
    all.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    PackagedFunction function = start(code, handler, hub, all);
    try {
      function.api.awaitSnapshot();
    } catch (Exception e) {
      function.close();
      throw e;
    }
    return function;
  }

  /// Goes on from the snapshot.
  public void restore() {
    api.restore();
  }

  /// The process that the function runs in.
  public ProcessHandle process() {
    return process.toHandle();
  }

  /// Invokes the function and waits for its reply.
  public RuntimeApi.Reply invoke(String payload) throws Exception {
    return api.invoke(payload);
  }

  /// What the function has written to its log so far.
  public List<String> log() throws IOException {
    return Files.readAllLines(log);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().orTimeout(5, TimeUnit.SECONDS).join();
    api.close();
    try {
      Files.deleteIfExists(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
