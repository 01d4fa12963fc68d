package io.quell.cli.sweep;

import io.quell.cli.options.HubQuery;
import io.quell.cli.sweep.FindingSource.Query;
import io.quell.finding.Format;
import io.quell.run.mark.Marks;
import io.quell.update.ReservedFields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Questions for the findings that carry a mark. ASFF findings are found by their user-defined
/// fields. For OCSF findings the comment is all there is; whether AWS filters by it is not
/// documented, so that all of them are read where it refuses that.
public final class MarkedFindings {
  /// The most values of one attribute of a filter (API reference, GetFindings).
  private static final int MOST_VALUES = 20;
  private static final String OTHER_RULES = ",*,";

  private MarkedFindings() {}

  /// Those that books have marked.
  ///
  /// @param books the names of the books
  public static List<Query> ofBooks(Collection<String> books) {
    List<String> names = List.copyOf(new TreeSet<>(books));
    return List.of(asff(ReservedFields.BOOK, "EQUALS", names), ocsf(names));
  }

  /// Those whose marks name rules, or may do so, for some rules had no room.
  ///
  /// @param books the names of the books that the rules are of
  /// @param ids the present and the former ids of the rules
  public static List<Query> ofRules(Collection<String> books, Set<String> ids) {
    List<String> lists = new ArrayList<>();
    new TreeSet<>(ids).forEach(id -> lists.add("," + id + ","));
    lists.add(OTHER_RULES);
    List<String> names = List.copyOf(new TreeSet<>(books));
    return lists.size() > MOST_VALUES
        ? ofBooks(books)
        : List.of(asff(ReservedFields.RULES, "CONTAINS", lists), ocsf(names));
  }

  private static Query asff(String field, String comparison, List<String> values) {
    return Query.of(
        new HubQuery(
            Format.ASFF,
            Map.of(
                "UserDefinedFields",
                values.stream()
                    .map(value -> Map.of("Key", field, "Value", value, "Comparison", comparison))
                    .toList())));
  }

  private static Query ocsf(List<String> books) {
    List<Map<String, Object>> comments =
        books.stream()
            .map(
                book ->
                    Map.<String, Object>of(
                        "FieldName",
                        "comment",
                        "Filter",
                        Map.of(
                            "Value", Marks.opening(book).stripLeading(), "Comparison", "CONTAINS")))
            .toList();
    return new Query(
        new HubQuery(
            Format.OCSF,
            Map.of(
                "CompositeFilters", List.of(Map.of("StringFilters", comments, "Operator", "OR")))),
        new HubQuery(Format.OCSF, Map.of()));
  }
}
