package io.quell.cli.sweep;

import io.quell.cli.command.FailedException;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.options.HubQuery;
import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.finding.UnreadableException;
import io.quell.hub.SecurityHub;
import io.quell.hub.call.CallRefusedException;
import io.quell.hub.query.FindingQuery;
import io.quell.hub.query.QueryPart;
import io.quell.hub.query.QueryPart.Comparand;
import io.quell.hub.query.QueryPart.Comparison;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Which findings of a hub are looked at. They are read as they are wanted and never held.
///
/// @param named those that are named
/// @param queries what the hub is asked for
/// @param unreadable what should name findings and cannot be read, each a sentence
public record FindingSource(
    List<FindingIdentifier> named, List<Query> queries, List<String> unreadable) {
  /// A question for the hub.
  public sealed interface Query {
    /// A question of Quell's own.
    ///
    /// @param query the question
    /// @param otherwise the one to ask where the hub refuses the first: the same, or a wider one
    record Own(FindingQuery query, FindingQuery otherwise) implements Query {}

    /// A filter of a person's own, which has to be right.
    record Given(HubQuery filter) implements Query {}
  }

  /// Is told what cannot be read.
  interface Losses {
    /// A finding that is named cannot be read, or the hub does not show it.
    void missing(FindingIdentifier identifier);

    /// The hub shows something that is no finding, or refuses to show the findings of a format.
    ///
    /// @param what what cannot be read
    /// @param reason why
    void unreadable(String what, String reason);
  }

  public FindingSource {
    named = List.copyOf(named);
    queries = List.copyOf(queries);
    unreadable = List.copyOf(unreadable);
  }

  /// What the hub is asked for.
  public static FindingSource of(List<? extends Query> queries) {
    return new FindingSource(List.of(), List.copyOf(queries), List.of());
  }

  /// All findings that a rule could change: archived ones never are.
  public static Query all(Format format) {
    FindingQuery query = unarchived(FindingQuery.all(format));
    return new Query.Own(query, query);
  }

  /// Those of a query that are not archived. The status of an OCSF finding has a part in that,
  /// which Quell changes, so that it is not asked for.
  static FindingQuery unarchived(FindingQuery query) {
    return switch (query.format()) {
      case ASFF ->
          query.and(
              new QueryPart(
                  "RecordState", List.of(Comparand.of(Comparison.NOT_EQUALS, "ARCHIVED"))));
      case OCSF -> query;
    };
  }

  /// Reads the findings.
  ///
  /// @param hasWaited whether time has gone by, other than by reading, since this was last asked
  /// @throws WrongUseException where a person's filter makes no sense
  /// @throws FailedException where the findings cannot be read
  void read(SecurityHub hub, Consumer<Finding> taker, Losses losses, BooleanSupplier hasWaited) {
    var counting = new Counting(taker);
    Set<FindingIdentifier> names = Set.copyOf(named);
    try {
      readNamed(hub, counting, losses);
      for (Query query : queries) {
        Consumer<Finding> others =
            finding -> {
              if (!names.contains(finding.identifier())) {
                counting.accept(finding);
              }
            };
        var reader =
            new QueryReader(
                hub,
                others,
                reason -> losses.unreadable("what the hub shows is no finding", reason),
                hasWaited);
        switch (query) {
          case Query.Given(var filter) -> readGiven(reader, filter, counting);
          case Query.Own own -> readOwn(reader, own, counting, losses);
        }
      }
    } catch (CallRefusedException | UnreadableException e) {
      throw new FailedException(
          "the findings cannot be read: %s%s"
              .formatted(
                  e.getMessage(),
                  counting.read == 0
                      ? ""
                      : "; that was after %,d findings, and what was sent by then is in force: run it again, and it goes on"
                          .formatted(counting.read)));
    }
  }

  private void readNamed(SecurityHub hub, Counting taker, Losses losses)
      throws UnreadableException {
    Set<FindingIdentifier> left = new HashSet<>(named);
    hub.findings(
        named.stream().filter(SecurityHub::isReadable).toList(),
        finding -> {
          if (left.remove(finding.identifier())) {
            taker.accept(finding);
          }
        });
    named.stream().filter(left::contains).forEach(losses::missing);
  }

  private static void readGiven(QueryReader reader, HubQuery filter, Counting counting) {
    long before = counting.read;
    try {
      reader.read(filter);
    } catch (CallRefusedException e) {
      if (e.isCallersFault() && counting.read == before) {
        throw new WrongUseException("--filter: " + e.getMessage());
      }
      throw e;
    }
  }

  /// A format whose findings the hub refuses to show, as where Security Hub is not enabled for it,
  /// does not keep the other one from being read.
  private static void readOwn(QueryReader reader, Query.Own own, Counting counting, Losses losses) {
    long before = counting.read;
    try {
      reader.read(own.query());
    } catch (CallRefusedException e) {
      if (!e.isAnswered() || counting.read > before) {
        throw e;
      }
      if (!e.isCallersFault() || own.otherwise().equals(own.query())) {
        losses.unreadable(
            "the findings in %s cannot be read; --only reads those of the other format alone"
                .formatted(own.query().format()),
            String.valueOf(e.getMessage()));
        return;
      }
      readOwn(reader, new Query.Own(own.otherwise(), own.otherwise()), counting, losses);
    }
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
