package io.quell.cli.options;

import io.quell.cli.aws.RequiredRegion;
import io.quell.cli.command.CommandContext;
import io.quell.hub.SecurityHub;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say which hub a command calls, at most one of them: AWS where none is given.
public final class HubTarget {
  @Option(
      names = "--endpoint-url",
      paramLabel = "URL",
      converter = HubConnection.AddressConverter.class,
      description =
          "Calls the hub at this address, such as the one of 'quell hub'. On this machine no"
              + " credentials are needed.")
  private @Nullable HubConnection endpoint;

  @Option(
      names = "--aws",
      description =
          "Calls AWS, with the credentials and the Region of the environment (AWS_PROFILE,"
              + " AWS_REGION). Commands that need a hub call AWS where neither is given.")
  private boolean aws;

  /// Whether one of them is given.
  public boolean isGiven() {
    return endpoint != null || aws;
  }

  /// Whether AWS is called, and not the hub at an address that is given.
  public boolean isAws() {
    return endpoint == null;
  }

  /// Whether the hub has findings that somebody works with: one on this machine is there to try
  /// things.
  public boolean isReal() {
    return endpoint == null || !endpoint.isLoopback();
  }

  /// A client for the hub.
  ///
  /// @throws io.quell.cli.command.FailedException where nothing listens on this machine
  public SecurityHub connect(CommandContext context) {
    return endpoint == null ? connectToAws(context) : endpoint.connect(context.environment());
  }

  /// A client for the hub of AWS.
  ///
  /// @throws io.quell.cli.command.WrongUseException where the Region is misspelt
  public static SecurityHub connectToAws(CommandContext context) {
    Optional.ofNullable(context.environment().get("AWS_REGION"))
        .filter(name -> !name.isBlank())
        .ifPresent(RequiredRegion::check);
    SecurityHub hub = SecurityHub.fromEnvironment();
    RequiredRegion.check(hub.region());
    return hub;
  }

  /// What the hub is called in a sentence.
  public String where(CommandContext context, SecurityHub hub) {
    if (endpoint != null) {
      return endpoint.address().toString();
    }
    return aws(context, hub);
  }

  /// What AWS is called in a sentence, or whatever hub the environment names in its place.
  public static String aws(CommandContext context, SecurityHub hub) {
    Map<String, String> environment = context.environment();
    Optional<String> elsewhere =
        Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_SECURITYHUB"))
            .or(() -> Optional.ofNullable(environment.get("AWS_ENDPOINT_URL")));
    if (elsewhere.isPresent()) {
      return elsewhere.get();
    }
    String profile = environment.getOrDefault("AWS_PROFILE", "");
    return "AWS, Region %s%s"
        .formatted(hub.region(), profile.isEmpty() ? "" : ", profile " + profile);
  }
}
