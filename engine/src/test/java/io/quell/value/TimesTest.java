package io.quell.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The forms of times are those of the API reference of AwsSecurityFinding, its own examples among
/// them.
final class TimesTest {
  @ParameterizedTest
  @CsvSource({
    "2024-01-04T15:25:10Z, 2024-01-04T15:25:10Z",
    "2024-01-04T15:25:10.123Z, 2024-01-04T15:25:10.123Z",
    "2024-01-04T15:25:10.123456789Z, 2024-01-04T15:25:10.123456789Z",
    "2024-01-04T15:25:10.123456789-17:59, 2024-01-05T09:24:10.123456789Z",
    "2024-01-04T15:25:10+17:59, 2024-01-03T21:26:10Z",
    "2024-01-04T15:25:10-1759, 2024-01-05T09:24:10Z",
    "2024-01-04T15:25:10-0500, 2024-01-04T20:25:10Z",
    "2024-01-04T15:25:10+05, 2024-01-04T10:25:10Z",
    "2024-01-04t15:25:10z, 2024-01-04T15:25:10Z"
  })
  void readsEveryFormThatIsAllowed(String text, Instant time) {
    assertThat(Times.read(text)).hasValue(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2024-01-04",
        "2024-01-04 15:25:10Z",
        "2024-01-04T15:25:10",
        "2024-13-04T15:25:10Z",
        "2024-02-30T15:25:10Z",
        "2024-02-30T15:25:10-0500",
        "2024-01-04T15:25:10+1900",
        "2024-01-04T15:25:10Zulu",
        "+12027-01-31T00:00:00Z",
        "-0001-01-31T00:00:00Z",
        "12027-01-31T00:00:00Z",
        "9999-12-31T23:59:59-18:00",
        "0000-01-01T00:00:00+18:00",
        "1704381910"
      })
  void readsNothingElse(String text) {
    assertThat(Times.read(text)).isEmpty();
  }

  @Test
  void readsDays() {
    assertThat(Times.day("2027-01-31")).hasValue(LocalDate.of(2027, 1, 31));
    assertThat(Times.day("9999-12-31")).hasValue(LocalDate.of(9999, 12, 31));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2027-02-30",
        "27-01-31",
        "+12027-01-31",
        "12027-01-31",
        "-2027-01-31",
        "+2027-01-31",
        "2027-1-31",
        "2027-01-31T00:00:00Z"
      })
  void readsNoOtherDays(String text) {
    assertThat(Times.day(text)).isEmpty();
  }

  @Test
  void readsMillisecondsOfYearsWithFourDigits() {
    assertThat(Times.ofMilliseconds(0)).hasValue(Instant.EPOCH);
    for (long milliseconds :
        new long[] {Long.MAX_VALUE, Long.MIN_VALUE, 253_402_300_800_000L, -62_167_219_200_001L}) {
      assertThat(Times.ofMilliseconds(milliseconds)).isEmpty();
    }
  }
}
