package io.quell.lambda.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.hub.query.FindingQuery;
import io.quell.hub.query.FindingQuery.Span;
import io.quell.hub.reading.HubPage;
import io.quell.testing.Findings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever order a hub keeps to, and wherever the reading is cut off, each finding is read.
final class SliceReaderTest {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Slice WHOLE =
      new Slice(Format.ASFF, new Reach.Unanswered(), Instant.EPOCH, BEGIN.plusSeconds(100_000));

  private static Finding finding(int number, Instant created) {
    return Findings.finding()
        .with("finding-" + number, "Id")
        .with(created.toString(), "CreatedAt")
        .read();
  }

  /// A hub with pages of ten, whose tokens say where the next one begins.
  private record Pages(List<Finding> findings) {
    HubPage read(FindingQuery query, @Nullable String token) {
      Span span = query.created().orElseThrow();
      List<Finding> asked =
          findings.stream()
              .filter(
                  finding -> {
                    Instant created = Instant.parse((String) finding.json().get("CreatedAt"));
                    return !created.isBefore(span.from()) && !created.isAfter(span.to());
                  })
              .toList();
      int from = token == null ? 0 : Integer.parseInt(token);
      int to = Math.min(asked.size(), from + 10);
      return new HubPage(
          asked.subList(from, to),
          List.of(),
          to < asked.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
    }
  }

  private static SliceReader reader(Slice slice, Pages pages) {
    return new SliceReader(slice, FindingQuery.all(Format.ASFF), pages::read, 2);
  }

  private static List<Finding> findings(int count, int inASecond, boolean isOrdered) {
    List<Finding> findings =
        new ArrayList<>(
            IntStream.range(0, count)
                .mapToObj(
                    at -> finding(at, BEGIN.plusMillis(at / inASecond * 1_000L + at % inASecond)))
                .toList());
    if (!isOrdered) {
      Collections.shuffle(findings, new Random(5));
    }
    return findings;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsEachFindingHoweverItIsCutOff(boolean isOrdered) {
    for (int windows = 1; windows < 6; windows++) {
      var pages = new Pages(findings(300, 3, isOrdered));
      Set<FindingIdentifier> read = new HashSet<>();
      List<Slice> open = new ArrayList<>(List.of(WHOLE));
      int readers = 0;
      while (!open.isEmpty()) {
        assertThat(readers++).isLessThan(500);
        SliceReader reader = reader(open.removeFirst(), pages);
        for (int at = 0; at < windows && reader.hasNext(); at++) {
          reader.next(() -> false).findings().forEach(finding -> read.add(finding.identifier()));
        }
        if (reader.hasNext()) {
          SliceReader.Rest rest = reader.rest(false, true);
          assertThat(rest.unending()).isEmpty();
          open.addAll(0, rest.slices());
        }
      }
      assertThat(read).hasSize(300);
    }
  }

  @Test
  void beginsANewQueryForEachWindowWhereTheHubKeepsTheOrder() {
    SliceReader reader = reader(WHOLE, new Pages(findings(100, 1, true)));
    while (reader.hasNext()) {
      reader.next(() -> false);
      assertThat(reader.isBehindFirstPage()).isFalse();
    }
  }

  @Test
  void leavesAShorterSliceWhereTheHubKeepsTheOrder() {
    SliceReader reader = reader(WHOLE, new Pages(findings(100, 1, true)));
    reader.next(() -> false);
    assertThat(reader.rest(false, true).slices())
        .containsExactly(WHOLE.from(BEGIN.plusSeconds(19)));
    assertThat(reader.rest(true, true).slices()).containsExactly(WHOLE);
    reader.next(() -> false);
    assertThat(reader.rest(true, false).slices())
        .containsExactly(WHOLE.from(BEGIN.plusSeconds(19)));
  }

  @Test
  void leavesTwoHalvesWhereTheHubKeepsNoOrder() {
    SliceReader reader = reader(WHOLE, new Pages(findings(100, 1, false)));
    reader.next(() -> false);
    assertThat(reader.rest(false, false).slices())
        .hasSize(2)
        .satisfies(
            halves -> {
              assertThat(halves.getFirst().from()).isEqualTo(Instant.EPOCH);
              assertThat(halves.getFirst().to()).isEqualTo(halves.getLast().from());
              assertThat(halves.getLast().to()).isEqualTo(WHOLE.to());
            });
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void tellsASecondThatItCannotReadThrough(boolean isOrdered) {
    Slice second = new Slice(Format.ASFF, new Reach.Unanswered(), BEGIN, BEGIN.plusSeconds(1));
    SliceReader reader = reader(second, new Pages(findings(900, 900, isOrdered)));
    reader.next(() -> false);
    assertThat(reader.rest(false, false).slices()).containsExactly(second);
    SliceReader.Rest rest = reader.rest(false, true);
    assertThat(rest.unending()).contains(BEGIN);
    assertThat(rest.slices()).containsExactly(second.from(BEGIN.plusSeconds(1)));
  }

  @Test
  void readsOnePageWhereTheTimeIsUp() {
    SliceReader reader = reader(WHOLE, new Pages(findings(100, 1, true)));
    assertThat(reader.next(() -> true).findings()).hasSize(10);
    assertThat(reader.next(() -> false).findings()).hasSize(20);
  }

  @Test
  void takesATextThatSortsBeforeItsTimeForTheSameSecond() {
    var pages =
        new Pages(
            List.of(
                finding(1, BEGIN.plus(500, ChronoUnit.MILLIS)),
                finding(2, BEGIN),
                finding(3, BEGIN.plusSeconds(2))));
    SliceReader reader = reader(WHOLE, pages);
    assertThat(reader.next(() -> false).findings()).hasSize(3);
    assertThat(reader.hasNext()).isFalse();
  }
}
