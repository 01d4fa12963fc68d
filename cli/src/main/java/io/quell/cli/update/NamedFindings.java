package io.quell.cli.update;

import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.finding.UnreadableException;
import io.quell.hub.SecurityHub;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Reads findings in ASFF that are named by their identifiers.
///
/// @param identifiers what names them
record NamedFindings(List<FindingIdentifier.Asff> identifiers) {
  /// The most values of an attribute in one filter (API reference, AwsSecurityFindingFilters).
  private static final int MOST_VALUES = 20;

  /// Reads those that the hub shows.
  ///
  /// @throws io.quell.hub.CallRefusedException where a call is refused
  /// @throws UnreadableException where the hub answers with something that is no finding
  void read(SecurityHub hub, Consumer<Finding> taker) throws UnreadableException {
    Map<String, List<String>> byProduct =
        identifiers.stream()
            .collect(
                Collectors.groupingBy(
                    FindingIdentifier.Asff::productArn,
                    LinkedHashMap::new,
                    Collectors.mapping(FindingIdentifier.Asff::id, Collectors.toList())));
    for (Map.Entry<String, List<String>> product : byProduct.entrySet()) {
      List<String> ids = product.getValue();
      for (int from = 0; from < ids.size(); from += MOST_VALUES) {
        List<Object> some =
            ids.subList(from, Math.min(from + MOST_VALUES, ids.size())).stream()
                .map(NamedFindings::equalTo)
                .toList();
        hub.findings(
            Format.ASFF,
            Map.of("Id", some, "ProductArn", List.of(equalTo(product.getKey()))),
            taker);
      }
    }
  }

  private static Object equalTo(String value) {
    return Map.of("Value", value, "Comparison", "EQUALS");
  }
}
