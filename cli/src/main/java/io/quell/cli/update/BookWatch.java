package io.quell.cli.update;

import io.quell.cli.sweep.Decider;
import io.quell.cli.sweep.Proposal;
import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.finding.UnreadableException;
import io.quell.hub.SecurityHub;
import io.quell.hub.call.CallRefusedException;
import io.quell.run.mark.Marking;
import io.quell.run.mark.Marks;
import io.quell.run.mark.Trace;
import io.quell.value.MeantName;
import java.io.Serial;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Looks whether any finding carries a mark of the books that are meant: where none does, the name
/// is misspelt most of the time.
final class BookWatch implements Decider {
  /// So many findings with notes of Quell's are looked at for the names of other books: a page.
  private static final int MOST_LOOKED_AT = 100;

  private final Decider decider;
  private final Set<String> books;
  private boolean isSeen;

  BookWatch(Decider decider, Set<String> books) {
    this.decider = decider;
    this.books = books;
  }

  @Override
  public Proposal decide(Finding finding) {
    isSeen |= book(finding).filter(books::contains).isPresent();
    return decider.decide(finding);
  }

  private static Optional<String> book(Finding finding) {
    return Trace.of(finding).map(Trace::book);
  }

  /// What is to be said where no finding has carried such a mark: that, and whose marks there are.
  Optional<String> missing(SecurityHub hub) {
    if (isSeen) {
      return Optional.empty();
    }
    NavigableSet<String> others = others(hub);
    String said =
        "no finding carries a mark of the book "
            + books.stream()
                .filter(book -> books.size() == 1 || !book.equals(Marking.UNNAMED))
                .collect(Collectors.joining(" or "));
    if (others.isEmpty()) {
      return Optional.of(said);
    }
    Optional<String> meant =
        books.stream().flatMap(book -> MeantName.among(others, book).stream()).findFirst();
    return Optional.of(
        "%s%s carry marks of %s"
            .formatted(
                said,
                meant.map("; did you mean '%s'? Others"::formatted).orElse("; others"),
                MeantName.list(others)));
  }

  /// The books whose marks are on the first findings with a note of Quell's.
  private static NavigableSet<String> others(SecurityHub hub) {
    NavigableSet<String> seen = new TreeSet<>();
    int[] looked = {0};
    try {
      hub.findings(
          Format.ASFF,
          Map.of("NoteUpdatedBy", List.of(Map.of("Value", Marks.AUTHOR, "Comparison", "EQUALS"))),
          finding -> {
            book(finding).ifPresent(seen::add);
            if (++looked[0] == MOST_LOOKED_AT) {
              throw new EnoughException();
            }
          });
    } catch (EnoughException | CallRefusedException | UnreadableException enough) {
      return seen; // it is a help, which may know of no book
    }
    return seen;
  }

  /// Ends the reading: the hub reads all pages, unless the one who takes them throws.
  private static final class EnoughException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    EnoughException() {
      super("a page is enough", null, false, false);
    }
  }
}
