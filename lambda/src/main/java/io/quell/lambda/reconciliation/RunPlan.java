package io.quell.lambda.reconciliation;

import io.quell.criteria.Criteria;
import io.quell.finding.Format;
import io.quell.hub.query.CriteriaQuery;
import io.quell.hub.query.FindingQuery;
import io.quell.hub.query.MarkQuery;
import io.quell.run.BookSettings;
import io.quell.run.DueRules;
import io.quell.run.RuleEngine;
import io.quell.run.mark.Marking;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Which findings a run looks at, by the book as it is.
///
/// @param engine the book
/// @param formats the formats of the findings
record RunPlan(RuleEngine engine, Collection<Format> formats) {
  /// Of more rules than this each finding is looked at: a query of a few takes a read at least.
  private static final int MOST_QUERIES = 20;
  /// Providers' clocks may be ahead.
  private static final Duration AHEAD = Duration.ofDays(1);

  /// The slices that a run begins with.
  List<Slice> slices(ReconciliationKind kind, Instant at) {
    return switch (kind) {
      case DAILY -> ofDueRules(at);
      case WEEKLY, CHANGED -> whole(marked(), at);
    };
  }

  private List<Reach> marked() {
    List<Reach> marked = new ArrayList<>();
    Set<String> books = new TreeSet<>(books());
    if (books.remove(Marking.UNNAMED)) {
      marked.add(new Reach.Marked(List.of(Marking.UNNAMED)));
    }
    cut(List.copyOf(books), FindingQuery.MOST_VALUES)
        .forEach(some -> marked.add(new Reach.Marked(some)));
    return marked;
  }

  private Set<String> books() {
    BookSettings settings = engine.settings();
    Set<String> books = new LinkedHashSet<>(settings.formerBooks());
    books.add(settings.name());
    return books;
  }

  private List<Slice> ofDueRules(Instant at) {
    LocalDate yesterday = LocalDate.ofInstant(at, ZoneOffset.UTC).minusDays(1);
    DueRules due = engine.due(yesterday);
    List<List<String>> named = cut(due.named().stream().sorted().toList(), MarkQuery.MOST_RULES);
    List<Slice> slices = new ArrayList<>();
    for (Format format : formats) {
      slices.addAll(
          named.size() > MOST_QUERIES
              ? whole(format, marked(), at)
              : whole(format, named.stream().<Reach>map(Reach.Naming::new).toList(), at));
      slices.addAll(whole(format, wanted(due, format), at));
    }
    return slices;
  }

  private List<Reach> wanted(DueRules due, Format format) {
    List<Reach> wanted = new ArrayList<>();
    for (Map.Entry<String, Criteria> rule :
        due.wanting().entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
      Optional<FindingQuery> query = CriteriaQuery.of(rule.getValue(), format);
      if (query.isEmpty()) {
        continue;
      }
      if (query.get().parts().isEmpty() || wanted.size() == MOST_QUERIES) {
        return List.of(new Reach.Unanswered()); // which has what all of them want
      }
      wanted.add(new Reach.Wanted(rule.getKey()));
    }
    return wanted;
  }

  private List<Slice> whole(List<Reach> reaches, Instant at) {
    return formats.stream().flatMap(format -> whole(format, reaches, at).stream()).toList();
  }

  private static List<Slice> whole(Format format, List<Reach> reaches, Instant at) {
    Instant to = at.plus(AHEAD).truncatedTo(ChronoUnit.SECONDS);
    return reaches.stream().map(reach -> new Slice(format, reach, Instant.EPOCH, to)).toList();
  }

  private static List<List<String>> cut(List<String> all, int most) {
    List<List<String>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += most) {
      parts.add(all.subList(from, Math.min(all.size(), from + most)));
    }
    return parts;
  }

  /// What a slice's findings are read by where the hub refuses [#query]: comparisons of its own
  /// that the API reference has for automation rules alone.
  FindingQuery widerQuery(Slice slice) {
    Format format = slice.format();
    return switch (slice.reach()) {
      case Reach.Marked _, Reach.Naming _ -> MarkQuery.documented(format, books());
      case Reach.Wanted _, Reach.Unanswered() -> FindingQuery.all(format).open();
    };
  }

  /// What a slice's findings are read by; empty where its rule has left the book since, or asks for
  /// nothing any more.
  Optional<FindingQuery> query(Slice slice) {
    Format format = slice.format();
    return switch (slice.reach()) {
      case Reach.Marked(var books) -> Optional.of(MarkQuery.ofBooks(format, books));
      case Reach.Naming(var rules) -> Optional.of(MarkQuery.ofRules(format, rules, books()));
      case Reach.Wanted(var rule) ->
          engine
              .criteria(rule)
              .flatMap(criteria -> CriteriaQuery.of(criteria, format))
              .map(FindingQuery::open);
      case Reach.Unanswered() -> Optional.of(FindingQuery.all(format).open());
    };
  }
}
