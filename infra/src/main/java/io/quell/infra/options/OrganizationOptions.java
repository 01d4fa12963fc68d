package io.quell.infra.options;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an organization asks of every stack: a key, a network, a share of the concurrency, tags.
///
/// @param key the ARN of the key that encrypts, [#CREATE], or null for the services' own keys
/// @param network where the functions run, or null for Lambda's own network
/// @param reservedConcurrency how many invocations of the function the account keeps free for it,
///     or null where it shares with the other functions
/// @param tags what each resource is tagged with, by name
public record OrganizationOptions(
    @Nullable String key,
    @Nullable NetworkIds network,
    @Nullable Integer reservedConcurrency,
    Map<String, String> tags) {
  /// The value of `key` with which the stack creates the key.
  static final String CREATE = "create";
  /// One more than Lambda's event source mapping runs at once, so that an event that is sent
  /// directly is not refused while both are busy.
  static final int LEAST_CONCURRENCY = 3;
  /// The quota of a new account in most Regions (Lambda quotas, concurrent executions).
  static final int MOST_CONCURRENCY = 1_000;
  /// The most tags of a resource, of which CloudFormation may add some of its own.
  static final int MOST_TAGS = 40;

  private static final int LONGEST_TAG = 128;
  private static final int LONGEST_TAG_VALUE = 256;
  private static final String TAG_CHARACTERS = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*";

  public OrganizationOptions {
    tags = Map.copyOf(tags);
    if (reservedConcurrency != null) {
      DeploymentOption.RESERVED_CONCURRENCY.requireWithin(
          LEAST_CONCURRENCY, reservedConcurrency, MOST_CONCURRENCY);
    }
    DeploymentOption.TAGS.require(tags.size() <= MOST_TAGS, tags.size() + " tags");
  }

  /// A network of the organization's own.
  ///
  /// @param vpc the id of the VPC
  /// @param subnets the ids of the subnets, one or more
  /// @param securityGroups the ids of the security groups, one or more
  public record NetworkIds(String vpc, List<String> subnets, List<String> securityGroups) {
    /// The most security groups, and subnets, of a function (Lambda, VpcConfig).
    static final int MOST_GROUPS = 5;

    static final int MOST_SUBNETS = 16;

    public NetworkIds {
      subnets = List.copyOf(subnets);
      securityGroups = List.copyOf(securityGroups);
      DeploymentOption.SUBNETS.require(subnets.size() <= MOST_SUBNETS, String.join(",", subnets));
      DeploymentOption.SECURITY_GROUPS.require(
          securityGroups.size() <= MOST_GROUPS, String.join(",", securityGroups));
    }

    private static @Nullable NetworkIds read(OptionValues values) {
      String vpc = values.id(DeploymentOption.VPC, "vpc");
      List<String> subnets = values.ids(DeploymentOption.SUBNETS, "subnet");
      List<String> securityGroups = values.ids(DeploymentOption.SECURITY_GROUPS, "sg");
      if (vpc == null && subnets.isEmpty() && securityGroups.isEmpty()) {
        return null;
      }
      if (vpc == null || subnets.isEmpty() || securityGroups.isEmpty()) {
        DeploymentOption missing =
            vpc == null
                ? DeploymentOption.VPC
                : subnets.isEmpty() ? DeploymentOption.SUBNETS : DeploymentOption.SECURITY_GROUPS;
        throw new OptionException(
            missing,
            "Options vpc, subnets and securityGroups belong together: %s is missing."
                .formatted(missing.key()));
      }
      return new NetworkIds(vpc, subnets, securityGroups);
    }
  }

  /// Whether the stack creates the key.
  public boolean createsKey() {
    return CREATE.equals(key);
  }

  static OrganizationOptions read(OptionValues values) {
    return new OrganizationOptions(
        CREATE.equals(values.textOrNull(DeploymentOption.KEY))
            ? CREATE
            : values.arn(DeploymentOption.KEY, "kms"),
        NetworkIds.read(values),
        values.textOrNull(DeploymentOption.RESERVED_CONCURRENCY) == null
            ? null
            : values.number(DeploymentOption.RESERVED_CONCURRENCY),
        tags(values.list(DeploymentOption.TAGS)));
  }

  /// What AWS takes as a tag (Tagging, limits and requirements).
  private static Map<String, String> tags(List<String> texts) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (String text : texts) {
      String[] parts = text.split("=", 2);
      String name = parts[0].strip();
      String value = parts.length == 2 ? parts[1].strip() : "";
      DeploymentOption.TAGS.require(
          parts.length == 2
              && !name.isEmpty()
              && name.length() <= LONGEST_TAG
              && value.length() <= LONGEST_TAG_VALUE
              && Arrays.stream(parts).allMatch(part -> part.matches(TAG_CHARACTERS))
              && !name.toLowerCase(Locale.ROOT).startsWith("aws:")
              && tags.put(name, value) == null,
          String.join(",", texts));
    }
    return tags;
  }
}
