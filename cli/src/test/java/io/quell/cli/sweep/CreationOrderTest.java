package io.quell.cli.sweep;

import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.quell.cli.HubFindings;
import io.quell.finding.Format;
import io.quell.hub.SecurityHub;
import io.quell.hub.query.FindingQuery;
import io.quell.localhub.HubOptions;
import io.quell.localhub.LocalHub;
import io.quell.localhub.api.HubOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A query that is begun again on the way shows each finding once.
final class CreationOrderTest {
  private static final int NUMBER = 650;
  private static final Instant FIRST = Instant.parse("2026-05-01T00:00:00Z");

  /// So many findings share a second: fewer than a page, more than two pages, all of them.
  static Stream<Arguments> crowds() {
    return Stream.of(Format.values())
        .flatMap(
            format -> Stream.of(1, 70, 250, 650).map(sharing -> Arguments.of(format, sharing)));
  }

  @ParameterizedTest
  @MethodSource("crowds")
  void readsEachFindingOnce(Format format, int sharing) {
    try (LocalHub hub = LocalHub.start();
        SecurityHub client = SecurityHub.local(hub.endpoint())) {
      hold(hub, format, sharing);
      List<String> read = new ArrayList<>();
      List<String> unreadable = new ArrayList<>();
      new CreationOrder(
              client, one -> read.add(one.identifier().toString()), unreadable::add, () -> false, 2)
          .read(FindingQuery.all(format));
      assertThat(unreadable).isEmpty();
      assertAll(read);
    }
  }

  /// Taking the findings lasts so long that tokens do not live until the next page.
  @ParameterizedTest
  @MethodSource("crowds")
  void readsOnWhereATokenHasGoneBad(Format format, int sharing) {
    var now = new AtomicReference<>(FIRST.plus(Duration.ofDays(30)));
    try (LocalHub hub = LocalHub.start(HubOptions.defaults().withClock(now::get));
        SecurityHub client = SecurityHub.local(hub.endpoint())) {
      hold(hub, format, sharing);
      List<String> read = new ArrayList<>();
      new CreationOrder(
              client,
              one -> {
                read.add(one.identifier().toString());
                if (read.size() % 150 == 0) {
                  now.updateAndGet(time -> time.plus(Duration.ofHours(2)));
                }
              },
              reason -> fail(reason),
              () -> false,
              50)
          .read(FindingQuery.all(format));
      assertAll(read);
    }
  }

  /// 100, 100, the last one of these again and 450 more: no call is refused.
  @ParameterizedTest
  @CsvSource({"true, 7", "false, 8"})
  void beginsANewQueryWhereTimeHasGoneBy(boolean says, int calls) {
    var now = new AtomicReference<>(FIRST.plus(Duration.ofDays(30)));
    var hasWaited = new AtomicBoolean();
    try (LocalHub hub = LocalHub.start(HubOptions.defaults().withClock(now::get));
        SecurityHub client = SecurityHub.local(hub.endpoint())) {
      hold(hub, Format.ASFF, 1);
      List<String> read = new ArrayList<>();
      new CreationOrder(
              client,
              one -> {
                read.add(one.identifier().toString());
                if (read.size() == 200) {
                  now.updateAndGet(time -> time.plus(Duration.ofHours(2)));
                  hasWaited.set(says);
                }
              },
              reason -> fail(reason),
              () -> hasWaited.getAndSet(false),
              50)
          .read(FindingQuery.all(Format.ASFF));
      assertAll(read);
      assertThat(hub.calls(HubOperation.GET_FINDINGS)).isEqualTo(calls);
    }
  }

  private static void hold(LocalHub hub, Format format, int sharing) {
    var findings = new HubFindings(hub);
    for (int at = 0; at < NUMBER; at++) {
      String created = FIRST.plusSeconds(at / sharing).toString();
      findings.hold(
          switch (format) {
            case ASFF -> finding().with("f-" + at, "Id").with(created, "CreatedAt");
            case OCSF ->
                ocsfFinding()
                    .with("f-" + at, "metadata", "uid")
                    .with(created, "finding_info", "created_time_dt");
          });
    }
  }

  private static void assertAll(List<String> read) {
    assertThat(read).hasSize(NUMBER);
    assertThat(new HashSet<>(read)).hasSize(NUMBER);
  }
}
