package io.quell.testing.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Starts a handler in a process of its own, as Lambda's managed runtime does: the real runtime
/// interface client, which asks a [RuntimeApi] for invocations, and nothing of the environment that
/// would change what the handler does.
public final class FunctionProcess {
  /// Makes the hooks of a snapshot those of the runtime. Lambda's own start sets it always.
  public static final String HOOKS_OF_THE_RUNTIME =
      "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac";

  private FunctionProcess() {}

  /// The process, to be started. Its Region is us-east-1, and its credentials are none of AWS's.
  ///
  /// @param options options of Java
  /// @param code the jar of the function, and what else is to be on the class path
  /// @param handler the handler's name as Lambda is told it
  public static ProcessBuilder builder(
      List<String> options, List<Path> code, String handler, RuntimeApi api) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(
        List.of(
            "-cp",
            classPath(code),
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            handler));
    var builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("QUELL_"));
    environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
    environment.put("AWS_REGION", "us-east-1");
    environment.put("AWS_ACCESS_KEY_ID", "local");
    environment.put("AWS_SECRET_ACCESS_KEY", "local");
    return builder;
  }

  /// The function's code, and of the class path here only what Lambda brings along.
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
}
