package io.quell.cli.sweep;

import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.HubFindings;
import io.quell.finding.Format;
import io.quell.hub.SecurityHub;
import io.quell.hub.query.FindingQuery;
import io.quell.localhub.LocalHub;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A query that is begun again on the way shows each finding once.
final class CreationOrderTest {
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
    int number = 650;
    try (LocalHub hub = LocalHub.start();
        SecurityHub client = SecurityHub.local(hub.endpoint())) {
      var findings = new HubFindings(hub);
      for (int at = 0; at < number; at++) {
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
      List<String> read = new ArrayList<>();
      List<String> unreadable = new ArrayList<>();
      new CreationOrder(client, one -> read.add(one.identifier().toString()), unreadable::add, 2)
          .read(FindingQuery.all(format));
      assertThat(unreadable).isEmpty();
      assertThat(read).hasSize(number);
      assertThat(new HashSet<>(read)).hasSize(number);
    }
  }
}
