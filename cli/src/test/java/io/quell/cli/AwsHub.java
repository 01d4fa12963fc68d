package io.quell.cli;

import io.quell.cli.terminal.Terminal;
import io.quell.localhub.HubOptions;
import io.quell.localhub.LocalHub;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A local hub that commands take for AWS: the SDK's own settings name it while this is open.
public final class AwsHub implements AutoCloseable {
  /// A console at which somebody answers.
  public static final Terminal ASKED = new Terminal(false, true, true, 100, false);

  private static final List<String> SETTINGS =
      List.of("aws.endpointUrl", "aws.region", "aws.accessKeyId", "aws.secretAccessKey");

  private final LocalHub hub = LocalHub.start(HubOptions.defaults());
  private final Map<String, @Nullable String> before = new LinkedHashMap<>();

  /// A hub without findings.
  public AwsHub() {
    SETTINGS.forEach(name -> before.put(name, System.getProperty(name)));
    System.setProperty("aws.endpointUrl", hub.endpoint().toString());
    System.setProperty("aws.region", "eu-west-1");
    System.setProperty("aws.accessKeyId", "local");
    System.setProperty("aws.secretAccessKey", "local");
  }

  /// The hub itself.
  public LocalHub hub() {
    return hub;
  }

  @Override
  public void close() {
    before.forEach(
        (name, value) -> {
          if (value == null) {
            System.clearProperty(name);
          } else {
            System.setProperty(name, value);
          }
        });
    hub.close();
  }
}
