package io.quell.localhub.filter;

import java.util.List;

/// Which comparisons GetFindings and GetFindingsV2 take in their string and map filters.
///
/// The API reference says that CONTAINS and NOT_CONTAINS are for automation rules (StringFilter,
/// MapFilter), but not that reads refuse them.
public enum ReadComparisons {
  /// All of the service model.
  ALL,
  /// Those that the API reference has for reads: all but CONTAINS and NOT_CONTAINS.
  DOCUMENTED;

  private static final List<String> FOR_RULES =
      List.of(TextComparison.CONTAINS.name(), TextComparison.NOT_CONTAINS.name());

  /// The comparisons of one format.
  ///
  /// @param strings of a string filter
  /// @param maps of a map filter
  record AllowedComparisons(List<String> strings, List<String> maps) {}

  /// Those of GetFindings.
  AllowedComparisons ofAsff() {
    return new AllowedComparisons(
        allowed(TextComparison.OF_STRINGS), allowed(TextComparison.OF_MAPS));
  }

  /// Those of GetFindingsV2.
  AllowedComparisons ofOcsf() {
    return new AllowedComparisons(
        allowed(TextComparison.OF_OCSF_STRINGS), allowed(TextComparison.OF_MAPS));
  }

  private List<String> allowed(List<String> names) {
    return switch (this) {
      case ALL -> names;
      case DOCUMENTED -> names.stream().filter(name -> !FOR_RULES.contains(name)).toList();
    };
  }
}
