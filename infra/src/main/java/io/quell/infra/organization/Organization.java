package io.quell.infra.organization;

import io.quell.infra.options.OrganizationOptions;
import io.quell.infra.synthesis.NagSuppressions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.TagProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;
import software.constructs.IConstruct;

/// Applies all that an organization asks for.
public final class Organization {
  /// Tags of dashboards are younger than cfn-lint 1.51, which refuses them.
  private static final TagProps TAGGED =
      TagProps.builder().excludeResourceTypes(List.of("AWS::CloudWatch::Dashboard")).build();

  private Organization() {}

  /// Applies it to all that a construct has. Call it last.
  ///
  /// @param key the organization's key
  public static void cover(Construct scope, OrganizationOptions options, Optional<IKey> key) {
    key.ifPresent(given -> Encryption.cover(scope, given));
    OrganizationOptions.NetworkIds network = options.network();
    if (network != null) {
      Network.cover(scope, network);
    }
    Integer concurrency = options.reservedConcurrency();
    if (concurrency != null) {
      Concurrency.cover(scope, concurrency);
    }
    options.tags().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(tag -> Tags.of(scope).add(tag.getKey(), tag.getValue(), TAGGED));
    for (IConstruct construct : scope.getNode().findAll()) {
      if (construct instanceof Function function) {
        NagSuppressions.accept(
            function,
            "NIST.800.53.R5-LambdaDLQ",
            "What a function does not deal with is kept: by the dead-letter queue of its queue, or"
                + " by the on-failure destination of its alias. AppConfig waits for the validator's"
                + " answer.");
      }
    }
  }
}
