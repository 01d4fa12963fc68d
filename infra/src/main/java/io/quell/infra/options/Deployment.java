package io.quell.infra.options;

import io.quell.infra.region.Partition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What one file of options deploys: a stack in the Region of the credentials, or one in each
/// Region that is named.
///
/// @param stacks the options of each stack, at least one
public record Deployment(List<Options> stacks) {
  private static final Pattern REGION =
      Pattern.compile("(?!us-iso|eu-iso)[a-z]{2}(-[a-z]+)+-[0-9]");

  public Deployment {
    stacks = List.copyOf(stacks);
  }

  /// Reads options by name. Under `regions` stand the Regions, each with the options that are
  /// otherwise there; a list of Regions where there are none.
  ///
  /// @throws OptionException where there is no such option, or a value is wrong
  public static Deployment of(Map<String, ?> values) {
    Map<String, Map<String, ?>> regions = regions(values);
    List<OptionProblem> problems = new ArrayList<>(unknown(values.keySet(), List.of()));
    regions.forEach((region, own) -> problems.addAll(unknown(own.keySet(), sectionOf(region))));
    if (problems.isEmpty() && regions.isEmpty()) {
      return new Deployment(List.of(Options.read(new OptionValues(values, Map.of(), null, false))));
    }
    List<Options> stacks = new ArrayList<>();
    if (problems.isEmpty()) {
      regions.forEach(
          (region, own) -> {
            try {
              stacks.add(Options.read(new OptionValues(values, own, region, regions.size() > 1)));
            } catch (OptionException e) {
              problems.addAll(placed(e, own.keySet(), region));
            }
          });
    }
    if (!problems.isEmpty()) {
      throw new OptionException(problems.stream().distinct().toList());
    }
    return new Deployment(stacks);
  }

  private static List<String> sectionOf(String region) {
    return List.of(DeploymentOption.REGIONS.key(), region);
  }

  /// A problem stands where the value does: in the Region's section or above all.
  private static List<OptionProblem> placed(
      OptionException problem, Collection<String> own, String region) {
    return problem.problems().stream()
        .map(
            found ->
                !found.path().isEmpty() && own.contains(found.path().getFirst())
                    ? found.under(sectionOf(region))
                    : found)
        .toList();
  }

  /// The problems of names that are no option's.
  static List<OptionProblem> unknown(Collection<String> names, List<String> section) {
    return names.stream()
        .flatMap(
            name ->
                refusal(name, section)
                    .map(message -> new OptionProblem(List.of(name), message).under(section))
                    .stream())
        .toList();
  }

  private static Optional<String> refusal(String name, List<String> section) {
    Optional<DeploymentOption> option = OptionNames.named(name);
    if (option.isPresent()) {
      return section.isEmpty() || option.get() != DeploymentOption.REGIONS
          ? Optional.empty()
          : Optional.of("There are no Regions within a Region: write them side by side.");
    }
    String hint =
        OptionNames.meant(name)
            .map(meant -> ": did you mean %s?".formatted(meant.key()))
            .or(
                () ->
                    OptionNames.valueMeant(name)
                        .map(choice -> ": did you mean '%s'?".formatted(choice.line())))
            .orElse(".");
    return Optional.of(
        "There is no option %s%s There are: %s."
            .formatted(OptionValues.shown(name), hint, names()));
  }

  private static String names() {
    return Arrays.stream(DeploymentOption.values())
        .map(DeploymentOption::key)
        .collect(Collectors.joining(", "));
  }

  private static Map<String, Map<String, ?>> regions(Map<String, ?> values) {
    DeploymentOption option = DeploymentOption.REGIONS;
    Object value = values.get(option.key());
    if (value == null) {
      option.require(!values.containsKey(option.key()), "");
      return Map.of();
    }
    Map<String, Map<String, ?>> regions = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> sections) {
      sections.forEach((region, own) -> regions.put(String.valueOf(region), section(region, own)));
    } else {
      for (String region : new OptionValues(values, Map.of(), null, false).list(option)) {
        option.require(regions.put(region, Map.of()) == null, value);
      }
    }
    option.require(!regions.isEmpty(), "");
    for (String region : regions.keySet()) {
      if (!REGION.matcher(region).matches()) {
        throw new OptionException(
            List.of(
                new OptionProblem(
                    value instanceof Map ? sectionOf(region) : List.of(option.key()),
                    option.refusal(value instanceof Map ? region : value))));
      }
    }
    option.require(
        // No credentials are valid in two partitions.
        regions.keySet().stream().map(Partition::of).distinct().count() == 1,
        String.join(",", regions.keySet()));
    return regions;
  }

  private static Map<String, ?> section(Object region, @Nullable Object own) {
    return switch (own) {
      case null -> Map.of();
      case Map<?, ?> members -> named(members);
      case Object other ->
          throw new OptionException(
              List.of(
                  new OptionProblem(
                      sectionOf(String.valueOf(region)),
                      "Under %s stands '%s', but it must be a mapping of its options, or nothing."
                          .formatted(region, OptionValues.shown(other)))));
    };
  }

  private static Map<String, ?> named(Map<?, ?> members) {
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    members.forEach((name, value) -> named.put(String.valueOf(name), value));
    return named;
  }
}
