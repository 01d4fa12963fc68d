package io.quell.testing.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
      List<String> command =
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              // So does Lambda's own start: it makes the interface's hooks those of the runtime.
              "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
              "-cp",
              classPath(code),
              "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
              handler);
      var builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder
          .environment()
          .keySet()
          .removeIf(name -> name.startsWith("AWS_") || name.startsWith("QUELL_"));
      builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
      builder.environment().put("AWS_REGION", "us-east-1");
      builder.environment().put("AWS_ACCESS_KEY_ID", "local");
      builder.environment().put("AWS_SECRET_ACCESS_KEY", "local");
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

  /// The function's code, and of this test's class path only what Lambda brings along.
  private static String classPath(List<Path> code) {
    String separator = System.getProperty("path.separator");
    Stream<String> runtime =
        Arrays.stream(System.getProperty("java.class.path").split(separator, -1))
            .filter(
                entry ->
                    Path.of(entry)
                        .getFileName()
                        .toString()
                        .matches("aws-lambda-java-(runtime|core|serial).*"));
    return Stream.concat(code.stream().map(Path::toAbsolutePath).map(Path::toString), runtime)
        .collect(Collectors.joining(separator));
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
