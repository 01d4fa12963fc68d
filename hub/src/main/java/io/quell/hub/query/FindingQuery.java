package io.quell.hub.query;

import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.hub.query.QueryPart.Comparand;
import io.quell.hub.query.QueryPart.Comparison;
import io.quell.value.JsonTree;
import io.quell.value.Times;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which findings of a format a call asks for: those that meet all parts.
///
/// No part depends on the time of the call, so that the pages of one query, and two tries of it,
/// ask for the same.
///
/// @param format the format, which decides on the operation
/// @param parts the conditions, each on an attribute of its own
/// @param created when the findings were created; empty for any time
public record FindingQuery(Format format, List<QueryPart> parts, Optional<Span> created) {
  /// The most values that a filter has for one attribute (API reference, GetFindings and
  /// GetFindingsV2).
  public static final int MOST_VALUES = 20;
  /// The most attributes of GetFindings, and the most composite filters of GetFindingsV2 (API
  /// reference).
  static final int MOST_ATTRIBUTES = 10;

  private static final String ASFF_CREATED = "CreatedAt";
  private static final String OCSF_CREATED = "finding_info.created_time_dt";

  /// A range of times, both ends included.
  public record Span(Instant from, Instant to) {
    /// @throws IllegalArgumentException where it ends before it begins
    public Span {
      if (to.isBefore(from)) {
        throw new IllegalArgumentException("a range from %s to %s".formatted(from, to));
      }
    }
  }

  /// @throws IllegalArgumentException where there are more attributes than a call takes
  public FindingQuery {
    parts = List.copyOf(parts);
    if (parts.size() + (created.isPresent() ? 1 : 0) > MOST_ATTRIBUTES) {
      throw new IllegalArgumentException(
          "a call filters by at most %d attributes".formatted(MOST_ATTRIBUTES));
    }
  }

  /// All findings of a format.
  public static FindingQuery all(Format format) {
    return new FindingQuery(format, List.of(), Optional.empty());
  }

  /// Those of them that meet a condition too. Where the query has one on this attribute already, it
  /// keeps that.
  public FindingQuery and(QueryPart part) {
    if (parts.stream().anyMatch(other -> other.attribute().equals(part.attribute()))) {
      return this;
    }
    List<QueryPart> more = new ArrayList<>(parts);
    more.add(part);
    return new FindingQuery(format, more, created);
  }

  /// Those of them that can be open: neither archived nor resolved. OCSF findings that are closed
  /// are gone after 14 days, so that they are not worth a condition, which would miss those whose
  /// status has no caption.
  public FindingQuery open() {
    return switch (format) {
      case ASFF -> and(not("RecordState", "ARCHIVED")).and(not("WorkflowStatus", "RESOLVED"));
      case OCSF -> this;
    };
  }

  private static QueryPart not(String attribute, String value) {
    return new QueryPart(attribute, List.of(Comparand.of(Comparison.NOT_EQUALS, value)));
  }

  /// When a finding was created, which never changes: the time that [#created(Span)] asks for.
  ///
  /// @return the time in whole seconds, for hubs may sort times as the texts that they are; empty
  ///     where the finding has none that can be read
  public static Optional<Instant> createdAt(Finding finding) {
    return (switch (finding.format()) {
          case ASFF -> JsonTree.text(finding.json(), ASFF_CREATED);
          case OCSF -> JsonTree.text(finding.json(), OCSF_CREATED.split("\\."));
        })
        .flatMap(Times::read)
        .map(time -> time.truncatedTo(ChronoUnit.SECONDS));
  }

  /// Those of them that were created in a range of time, which never changes.
  public FindingQuery created(Span span) {
    return new FindingQuery(format, parts, Optional.of(span));
  }

  /// The member `Filters` of a call of GetFindings, or for OCSF of GetFindingsV2.
  public Map<String, Object> filters() {
    return switch (format) {
      case ASFF -> asffFilters();
      case OCSF -> ocsfFilters();
    };
  }

  private Map<String, Object> asffFilters() {
    Map<String, Object> filters = new LinkedHashMap<>();
    parts.forEach(part -> filters.put(part.attribute(), part.asffFilters()));
    created.ifPresent(span -> filters.put(ASFF_CREATED, List.of(range(span))));
    return filters;
  }

  private Map<String, Object> ocsfFilters() {
    List<Map<String, Object>> composites = new ArrayList<>();
    parts.forEach(part -> composites.add(part.composite()));
    created.ifPresent(
        span ->
            composites.add(
                Map.of(
                    "DateFilters",
                    List.of(Map.of("FieldName", OCSF_CREATED, "Filter", range(span))))));
    return composites.isEmpty()
        ? Map.of()
        : Map.of("CompositeFilters", composites, "CompositeOperator", "AND");
  }

  private static Map<String, Object> range(Span span) {
    return Map.of("Start", span.from().toString(), "End", span.to().toString());
  }

  /// The member `SortCriteria` by which findings come in the order in which they were created.
  public List<Map<String, Object>> inOrderOfCreation() {
    return List.of(
        Map.of(
            "Field",
            switch (format) {
              case ASFF -> ASFF_CREATED;
              case OCSF -> OCSF_CREATED;
            },
            "SortOrder",
            "asc"));
  }
}
