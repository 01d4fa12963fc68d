package io.quell.cli.sweep;

import io.quell.cli.sweep.FindingSource.Query;
import io.quell.finding.Format;
import io.quell.hub.query.FindingQuery;
import io.quell.hub.query.MarkQuery;
import io.quell.run.mark.Marking;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Questions for the findings that carry a mark, each with a wider one for a hub that refuses it.
public final class MarkedFindings {
  private MarkedFindings() {}

  /// Those that books have marked, archived ones too.
  ///
  /// @param books the names of the books
  public static List<Query> ofBooks(List<Format> formats, Collection<String> books) {
    return formats.stream()
        .flatMap(format -> ofBooks(format, books))
        .map(query -> query(query, books))
        .toList();
  }

  /// The comments of marks without a book are those of all books.
  private static Stream<FindingQuery> ofBooks(Format format, Collection<String> books) {
    List<FindingQuery> queries = new ArrayList<>();
    boolean isUnnamed = books.contains(Marking.UNNAMED);
    Set<String> named = new TreeSet<>(books);
    named.remove(Marking.UNNAMED);
    if (isUnnamed) {
      queries.add(MarkQuery.ofBooks(format, List.of(Marking.UNNAMED)));
    }
    if (!named.isEmpty() && !(isUnnamed && format == Format.OCSF)) {
      queries.add(MarkQuery.ofBooks(format, named));
    }
    return queries.stream();
  }

  /// Those whose marks name rules, or may do so, for some rules had no room.
  ///
  /// @param books the names of the books that the rules are of
  /// @param ids the present and the former ids of the rules
  public static List<Query> ofRules(
      List<Format> formats, Collection<String> books, Set<String> ids) {
    return formats.stream()
        .flatMap(
            format ->
                ids.size() > MarkQuery.MOST_RULES
                    ? ofBooks(format, books)
                    : Stream.of(MarkQuery.ofRules(format, ids, books)))
        .map(FindingSource::unarchived)
        .map(query -> query(query, books))
        .toList();
  }

  private static Query query(FindingQuery query, Collection<String> books) {
    return new Query.Own(query, MarkQuery.documented(query.format(), books));
  }
}
