package io.quell.hub.query;

import io.quell.finding.Format;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.hub.query.QueryPart.Comparand;
import io.quell.hub.query.QueryPart.Comparison;
import io.quell.run.mark.KnownRules;
import io.quell.run.mark.Marking;
import io.quell.run.mark.Marks;
import io.quell.update.ReservedFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The findings that books have marked, by what stands in the marks. Each query takes all findings
/// that it names, and may take more: only who reads a mark knows whose it is.
public final class MarkQuery {
  /// The most rules that one query names: each has up to three forms, and lists that are cut short
  /// have two.
  public static final int MOST_RULES = 5;

  private static final String FIELDS = "UserDefinedFields";
  private static final String COMMENT = "comment";
  private static final String FORMER_RULES = ReservedFields.FORMER_PREFIX + "rules";
  /// Where a former mark said that there were more rules.
  private static final String CUT_SHORT = ",";
  private static final String OTHERS = ",*,";

  private MarkQuery() {}

  /// The findings that one of these books has marked.
  ///
  /// @param books their names, at most [FindingQuery#MOST_VALUES]; [Marking#UNNAMED] stands alone
  /// @throws IllegalArgumentException where there is none, more than that, or another beside
  ///     [Marking#UNNAMED]
  public static FindingQuery ofBooks(Format format, Collection<String> books) {
    if (books.contains(Marking.UNNAMED)) {
      if (books.size() > 1) {
        throw new IllegalArgumentException(
            "the book '%s' is asked for alone".formatted(Marking.UNNAMED));
      }
      return unnamed(format);
    }
    return FindingQuery.all(format)
        .and(
            switch (format) {
              case ASFF ->
                  fields(books.stream().map(book -> equal(ReservedFields.BOOK, book)).toList());
              case OCSF -> comments(books.stream().map(Marks::opening).toList());
            });
  }

  /// The findings that one of these books may have marked, by comparisons that the API reference
  /// allows in reads: it has CONTAINS for automation rules alone (MapFilter, StringFilter), and a
  /// hub that keeps to that refuses the other queries. Of OCSF these are all findings.
  ///
  /// @param books their names, at most six
  public static FindingQuery documented(Format format, Collection<String> books) {
    List<Comparand> values = new ArrayList<>();
    books.forEach(book -> values.add(equal(ReservedFields.BOOK, book)));
    if (books.contains(Marking.UNNAMED)) {
      values.addAll(formerValues());
    }
    return switch (format) {
      case ASFF -> FindingQuery.all(format).and(fields(values));
      case OCSF -> FindingQuery.all(format);
    };
  }

  private static FindingQuery unnamed(Format format) {
    List<Comparand> values = formerValues();
    values.add(equal(ReservedFields.BOOK, Marking.UNNAMED));
    return FindingQuery.all(format)
        .and(
            switch (format) {
              case ASFF -> fields(values);
              case OCSF -> comments(List.of(" [quell:"));
            });
  }

  /// Former marks have no member that is the same in all of them, but none is without a value that
  /// it has set.
  private static List<Comparand> formerValues() {
    List<Comparand> values = new ArrayList<>();
    values.add(equal(ReservedFields.FORMER_PREFIX + "released", "true"));
    Arrays.stream(WorkflowStatus.values())
        .forEach(
            status -> values.add(equal(ReservedFields.FORMER_PREFIX + "workflow", status.name())));
    Arrays.stream(SeverityLabel.values())
        .forEach(
            label -> values.add(equal(ReservedFields.FORMER_PREFIX + "severity", label.name())));
    return values;
  }

  /// The findings whose marks name one of these rules, or have no room for all of theirs.
  ///
  /// @param ids the rules' ids, at most [#MOST_RULES]
  /// @param books the books whose marks count
  public static FindingQuery ofRules(
      Format format, Collection<String> ids, Collection<String> books) {
    boolean isFormer = books.contains(Marking.UNNAMED);
    Set<String> names = new LinkedHashSet<>(List.of(OTHERS));
    Set<String> formerNames = new LinkedHashSet<>();
    for (String id : ids) {
      names.add("," + id + ",");
      names.add("," + KnownRules.shortened(id) + ",");
      if (isFormer) {
        formerNames.add(CUT_SHORT);
        formerNames.add(id);
      }
    }
    return FindingQuery.all(format)
        .and(
            switch (format) {
              case ASFF -> {
                List<Comparand> values = new ArrayList<>();
                names.forEach(name -> values.add(contains(ReservedFields.RULES, name)));
                formerNames.forEach(name -> values.add(contains(FORMER_RULES, name)));
                yield fields(values);
              }
              case OCSF -> {
                if (formerNames.remove(CUT_SHORT)) { // a comment has commas elsewhere too
                  formerNames.addAll(List.of(", ", ",]"));
                }
                names.addAll(formerNames);
                yield comments(List.copyOf(names));
              }
            });
  }

  private static QueryPart fields(List<Comparand> values) {
    return new QueryPart(FIELDS, values);
  }

  private static QueryPart comments(List<String> parts) {
    return new QueryPart(
        COMMENT, parts.stream().map(part -> Comparand.of(Comparison.CONTAINS, part)).toList());
  }

  private static Comparand equal(String field, String value) {
    return new Comparand(field, Comparison.EQUALS, value);
  }

  private static Comparand contains(String field, String part) {
    return new Comparand(field, Comparison.CONTAINS, part);
  }
}
