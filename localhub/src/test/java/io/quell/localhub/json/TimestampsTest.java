package io.quell.localhub.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
  @ParameterizedTest
  @CsvSource({
    "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z",
    "2026-01-31T12:00:00.1Z, 2026-01-31T12:00:00.100Z",
    "2026-01-31T12:00:00.123456789Z, 2026-01-31T12:00:00.123456789Z",
    "2026-01-31T12:00:00+01:00, 2026-01-31T11:00:00Z",
    "2026-01-31T12:00:00.5+0130, 2026-01-31T10:30:00.500Z",
    "2026-01-31T12:00:00-08, 2026-01-31T20:00:00Z"
  })
  void areReadInEveryFormOfTheUserGuide(String text, String expected) {
    assertThat(Timestamps.read(text)).contains(Instant.parse(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-01-31",
        "2026-01-31T12:00:00",
        "2026-01-31T12:00Z",
        "2026-02-29T12:00:00Z",
        "2026-01-31 12:00:00Z",
        "2026-01-31T24:00:00Z",
        "2026-01-31T12:00:00.1234567890Z",
        "1769860800",
        "2026-01-31T12:00:00Z and more"
      })
  void areNotReadInAnyOther(String text) {
    assertThat(Timestamps.read(text)).isEmpty();
  }

  @Test
  void areWrittenAsTheServicesWriteThem() {
    Instant moment = Instant.parse("2026-01-31T12:00:00.000999Z");
    assertThat(Timestamps.write(moment)).isEqualTo("2026-01-31T12:00:00.000Z");
    assertThat(Timestamps.writeSeconds(moment)).isEqualTo("2026-01-31T12:00:00Z");
  }
}
