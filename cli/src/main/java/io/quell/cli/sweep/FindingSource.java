package io.quell.cli.sweep;

import io.quell.cli.command.FailedException;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.options.HubQuery;
import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.finding.UnreadableException;
import io.quell.hub.CallRefusedException;
import io.quell.hub.SecurityHub;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Which findings of a hub are looked at, each once. They are read as they are wanted and never
/// held.
///
/// @param named those that are named
/// @param queries what the hub is asked for
public record FindingSource(List<FindingIdentifier> named, List<Query> queries) {
  /// A question for the hub.
  ///
  /// @param filter the filter
  /// @param otherwise the filter to take where the hub refuses the first one, or null where the
  ///     first one is a person's own and must be right
  public record Query(HubQuery filter, @Nullable HubQuery otherwise) {
    /// A question of a person's own.
    public static Query of(HubQuery filter) {
      return new Query(filter, null);
    }
  }

  public FindingSource {
    named = List.copyOf(named);
    queries = List.copyOf(queries);
  }

  /// All findings that a rule could change: archived ones never are. The filter holds nothing that
  /// an update changes, so that no finding moves to another page while the pages are read.
  public static Query all(Format format) {
    return switch (format) {
      case ASFF ->
          Query.of(
              new HubQuery(
                  format,
                  Map.of(
                      "RecordState", List.of(Map.of("Value", "ACTIVE", "Comparison", "EQUALS")))));
      case OCSF -> Query.of(new HubQuery(format, Map.of()));
    };
  }

  /// Reads the findings.
  ///
  /// @param missing is told of the named ones that cannot be read, or that the hub does not show
  /// @throws WrongUseException where a person's filter makes no sense
  /// @throws FailedException where the findings cannot be read
  void read(SecurityHub hub, Consumer<Finding> taker, Consumer<FindingIdentifier> missing) {
    Set<FindingIdentifier> left = new HashSet<>(named);
    var counting = new Counting(taker);
    try {
      hub.findings(
          named.stream().filter(SecurityHub::isReadable).toList(),
          finding -> {
            if (left.remove(finding.identifier())) {
              counting.accept(finding);
            }
          });
      left.forEach(missing);
    } catch (CallRefusedException | UnreadableException e) {
      throw unreadable(e, counting);
    }
    Set<FindingIdentifier> seen = Set.copyOf(named);
    for (Query query : queries) {
      read(
          hub,
          query,
          finding -> {
            if (!seen.contains(finding.identifier())) {
              counting.accept(finding);
            }
          },
          counting);
    }
  }

  private static void read(
      SecurityHub hub, Query query, Consumer<Finding> taker, Counting counting) {
    HubQuery filter = query.filter();
    long before = counting.read;
    try {
      hub.findings(filter.format(), filter.members(), taker);
    } catch (CallRefusedException e) {
      boolean isFirstPage = counting.read == before;
      if (!e.isCallersFault() || !isFirstPage) {
        throw unreadable(e, counting);
      }
      if (query.otherwise() == null) {
        throw new WrongUseException(
            "the findings in %s cannot be read (--format and --filter choose which ones are): %s"
                .formatted(filter.format(), e.getMessage()));
      }
      read(hub, Query.of(query.otherwise()), taker, counting);
    } catch (UnreadableException e) {
      throw unreadable(e, counting);
    }
  }

  private static FailedException unreadable(Exception e, Counting counting) {
    return new FailedException(
        "the findings cannot be read: %s%s"
            .formatted(
                e.getMessage(),
                counting.read == 0
                    ? ""
                    : "; that was after %,d findings, and what was sent by then is in force: run it again, and it goes on"
                        .formatted(counting.read)));
  }

  private static final class Counting implements Consumer<Finding> {
    private final Consumer<Finding> taker;
    private long read;

    Counting(Consumer<Finding> taker) {
      this.taker = taker;
    }

    @Override
    public void accept(Finding finding) {
      read++;
      taker.accept(finding);
    }
  }
}
