package io.quell.hub.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.Finding;
import io.quell.finding.UnreadableException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FindingQueryTest {
  private static Finding asff(String created) throws UnreadableException {
    return Finding.read(
        Map.of(
            "SchemaVersion",
            "2018-10-08",
            "Id",
            "one",
            "ProductArn",
            "arn:aws:securityhub:eu-west-1::product/aws/securityhub",
            "CreatedAt",
            created));
  }

  private static Finding ocsf(String created) throws UnreadableException {
    return Finding.read(
        Map.of(
            "class_uid",
            2003,
            "metadata",
            Map.of("uid", "one", "product", Map.of("uid", "p")),
            "finding_info",
            Map.of("uid", "own", "created_time_dt", created)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-01T10:20:30Z",
        "2026-03-01T10:20:30.999Z",
        "2026-03-01T12:20:30.123456+02:00"
      })
  void tellsInBothFormatsInWhichSecondAFindingWasCreated(String created)
      throws UnreadableException {
    assertThat(FindingQuery.createdAt(asff(created)))
        .hasValue(Instant.parse("2026-03-01T10:20:30Z"));
    assertThat(FindingQuery.createdAt(ocsf(created)))
        .hasValue(Instant.parse("2026-03-01T10:20:30Z"));
  }

  @Test
  void tellsNoTimeThatCannotBeRead() throws UnreadableException {
    assertThat(FindingQuery.createdAt(asff("yesterday"))).isEmpty();
    assertThat(FindingQuery.createdAt(ocsf(" "))).isEmpty();
  }
}
