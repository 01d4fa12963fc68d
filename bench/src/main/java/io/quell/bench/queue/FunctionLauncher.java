package io.quell.bench.queue;

import io.quell.bench.FunctionCode;
import io.quell.lambda.QuellHandler;
import io.quell.testing.runtime.PackagedFunction;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// Starts processes of the packaged function, one after the other.
public final class FunctionLauncher {
  private final Path jar;
  private final URI hub;
  private final Map<String, String> environment;
  private final Duration timeOut;

  /// @param jar one of [FunctionCode#withBook]
  /// @param hub where the updates go
  /// @param environment the variables of the function
  /// @param timeOut how much time it has for an invocation
  public FunctionLauncher(Path jar, URI hub, Map<String, String> environment, Duration timeOut) {
    this.jar = jar;
    this.hub = hub;
    this.environment = Map.copyOf(environment);
    this.timeOut = timeOut;
  }

  /// Starts a process, and waits until it answers: the runtime interface client writes its native
  /// part to a file that all of a machine share, and where two do so at once one of them dies.
  public synchronized PackagedFunction start() throws Exception {
    PackagedFunction function =
        PackagedFunction.start(
            FunctionCode.classPath(jar), QuellHandler.class.getName(), hub, environment, timeOut);
    function.invoke("{\"Records\":[]}");
    return function;
  }
}
