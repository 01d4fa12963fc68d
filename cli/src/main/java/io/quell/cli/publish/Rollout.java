package io.quell.cli.publish;

import io.quell.cli.aws.AwsException;
import io.quell.cli.aws.Members;
import io.quell.cli.command.CommandContext;
import io.quell.cli.command.FailedException;
import io.quell.cli.command.Interruption;
import io.quell.cli.stack.HostedConfiguration;
import io.quell.cli.stack.HostedConfiguration.AppConfigDeployment;
import io.quell.cli.stack.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Brings a new version of a configuration to a stack's functions: creates it, deploys it, and
/// waits until it is in force, or taken back.
///
/// @param context where it is told
/// @param configuration what is deployed
record Rollout(CommandContext context, HostedConfiguration configuration) {
  /// Longer than any strategy of Quell's, which take twenty minutes at most.
  private static final Duration LONGEST = Duration.ofHours(2);
  private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(10);

  /// A new version.
  ///
  /// @param content what it says
  /// @param type its media type
  /// @param description what it is, for people
  /// @param label what the functions' logs call it; empty where it has only a number
  /// @param after the version that has to be the newest one until now
  @SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
  record NewVersion(
      byte[] content, String type, String description, Optional<String> label, OptionalInt after) {}

  /// Refuses to go on where a deployment is under way.
  ///
  /// @param newest the newest deployments of the environment
  static void requireRest(List<AppConfigDeployment> newest, String toStop) {
    newest.stream()
        .filter(AppConfigDeployment::isUnderWay)
        .findFirst()
        .ifPresent(
            other -> {
              throw new FailedException(
                  "deployment %d of version %s is under way (%s, %d %%): wait until it is over, or stop it by %s"
                      .formatted(
                          other.number(), other.version(), other.state(), other.percent(), toStop));
            });
  }

  /// Creates a version and starts its deployment. A version whose deployment is refused is deleted
  /// again.
  AppConfigDeployment start(NewVersion wanted) {
    int version;
    try {
      version =
          configuration.create(
              wanted.content(),
              wanted.type(),
              wanted.description(),
              wanted.label(),
              wanted.after());
    } catch (AwsException e) {
      throw e.code().equals("ConflictException")
          ? new FailedException(
              "somebody else has published at the same time (%s): look at what is in force now, and run the command again"
                  .formatted(e.reason()))
          : e;
    }
    AppConfigDeployment started;
    try {
      started = configuration.start(version, wanted.description());
    } catch (AwsException e) {
      started = begun(version, e).orElseThrow(() -> refused(version, e));
    }
    context
        .out()
        .printf("Version %d is being deployed, deployment %d.%n", version, started.number());
    context.out().flush();
    return started;
  }

  /// The deployment of the version that was begun by a call whose answer was lost: the call is sent
  /// again, and refused because of the first.
  private Optional<AppConfigDeployment> begun(int version, AwsException refusal) {
    return refusal.code().equals("ConflictException")
        ? configuration.newestDeployments().stream()
            .filter(deployment -> deployment.version().equals(Integer.toString(version)))
            .filter(AppConfigDeployment::isUnderWay)
            .findFirst()
        : Optional.empty();
  }

  private FailedException refused(int version, AwsException refusal) {
    List<String> sentences = new ArrayList<>();
    if (refusal.code().equals("ConflictException")) {
      sentences.add(
          "another deployment is under way, so that version %d is not deployed: %s"
              .formatted(version, refusal.reason()));
    } else {
      sentences.add(
          "version %d is not deployed: %s"
              .formatted(version, String.valueOf(refusal.getMessage())));
    }
    for (Members detail : refusal.details().object("Details").list("InvalidConfiguration")) {
      detail
          .text("Reason")
          .or(() -> detail.text("Constraint"))
          .ifPresent(reason -> reason.lines().forEach(sentences::add));
    }
    if (refusal.code().equals(AwsException.UNREACHABLE)) {
      sentences.add(
          "whether it was started is not known, so version %d is left: the deployments of the environment tell"
              .formatted(version));
      return new FailedException(sentences);
    }
    try {
      configuration.delete(version);
      sentences.add("version %d is deleted again; what was in force stays".formatted(version));
    } catch (AwsException e) {
      sentences.add(
          "version %d is left, and harms nothing: %s"
              .formatted(version, String.valueOf(e.getMessage())));
    }
    return new FailedException(sentences);
  }

  /// Waits until a deployment is over.
  ///
  /// @param onInterruption what is said where the wait is interrupted
  AppConfigDeployment follow(AppConfigDeployment begun, String onInterruption) {
    try (var _ = Interruption.then(() -> context.err().println(onInterruption))) {
      return new Waiting(LONGEST, LONGEST_INTERVAL, message -> context.err().println(message))
          .until(
              () -> configuration.deployment(begun.number()),
              deployment -> !deployment.isUnderWay(),
              deployment ->
                  "deployment %d: %s, %d %%"
                      .formatted(deployment.number(), deployment.state(), deployment.percent()));
    }
  }

  /// Prints that a version is in force, or fails and says who has taken it back.
  void requireComplete(AppConfigDeployment over) {
    if (over.isComplete()) {
      context
          .out()
          .printf("Version %s is in force (deployment %d).%n", over.version(), over.number());
      context.out().flush();
      return;
    }
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "deployment %d of version %s is %s: what was in force before is in force again"
            .formatted(over.number(), over.version(), over.state()));
    over.events().stream().filter(event -> event.startsWith("ROLLBACK")).forEach(sentences::add);
    throw new FailedException(sentences);
  }
}
