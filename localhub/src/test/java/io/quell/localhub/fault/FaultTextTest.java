package io.quell.localhub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.ServiceError;
import io.quell.localhub.api.UnprocessedCode;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FaultTextTest {
  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("throttle=0.1", Fault.refuse(ServiceError.THROTTLED).fraction(0.1)),
        Arguments.of("throttle", Fault.refuse(ServiceError.THROTTLED)),
        Arguments.of("throttle=3x", Fault.refuse(ServiceError.THROTTLED).times(3)),
        Arguments.of("deny=1", Fault.refuse(ServiceError.DENIED)),
        Arguments.of("invalid=0", Fault.refuse(ServiceError.INVALID).fraction(0)),
        Arguments.of("conflict=.5", Fault.refuse(ServiceError.CONFLICT).fraction(0.5)),
        Arguments.of(
            "internal=1.0@GetFindingsV2",
            Fault.refuse(ServiceError.INTERNAL).on(HubOperation.GET_FINDINGS_V2)),
        Arguments.of(
            "ConcurrentUpdateError=0.05",
            Fault.unprocessed(UnprocessedCode.CONCURRENT_UPDATE_ERROR).fraction(0.05)),
        Arguments.of("delay=200ms", Fault.delay(Duration.ofMillis(200))),
        Arguments.of(
            "delay=2s@GetFindings",
            Fault.delay(Duration.ofSeconds(2)).on(HubOperation.GET_FINDINGS)),
        Arguments.of("cut=0.01", Fault.cutBefore().fraction(0.01)),
        Arguments.of("cut-after=0.01", Fault.cutAfter().fraction(0.01)),
        Arguments.of("duplicate-events", Fault.duplicateEvents()));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void isReadAsAFault(String text, Fault fault) {
    assertThat(Fault.parse(text)).isEqualTo(fault);
  }

  @ParameterizedTest
  @EnumSource(UnprocessedCode.class)
  void knowsEveryCode(UnprocessedCode code) {
    assertThat(Fault.parse(code.code() + "=1x")).isEqualTo(Fault.unprocessed(code).times(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | NAME=NUMBER",
        "=0.1 | NAME=NUMBER",
        "throttle 0.1 | NAME=NUMBER",
        "slow=1 | there are: throttle, deny",
        "concurrentupdateerror=1 | ConcurrentUpdateError",
        "throttle= | fraction from 0 to 1",
        "throttle=1.1 | fraction from 0 to 1",
        "throttle=-1 | fraction from 0 to 1",
        "throttle=10% | fraction from 0 to 1",
        "throttle=0x | such as 3x",
        "throttle=3 | such as 3x",
        "throttle=NaN | fraction",
        "delay | delay=200ms",
        "delay=200 | delay=200ms",
        "delay=0.5 | delay=200ms",
        "delay=1m | delay=200ms",
        "throttle=0.1@Nothing | BatchImportFindings, GetFindings",
        "throttle=0.1@ | BatchImportFindings",
        "conflict=1@GetFindings | GetFindingsV2, BatchUpdateFindingsV2",
        "ConflictException=1@BatchUpdateFindings | one of: BatchUpdateFindingsV2",
        "duplicate-events=1@GetFindings | no operation's"
      })
  void isRefusedWithWhatIsAllowed(String text, String allowed) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fault.parse(text))
        .withMessageContaining("'" + text + "'")
        .withMessageContaining(allowed);
  }

  @Test
  void isWhatTheDocumentationShows() {
    for (String text :
        new String[] {
          "throttle=0.1",
          "throttle=3x",
          "ConcurrentUpdateError=0.05",
          "delay=200ms",
          "cut=0.01",
          "cut-after=0.01",
          "duplicate-events=1",
          "throttle=0.1@GetFindings"
        }) {
      assertThat(Fault.parse(text)).as(text).isNotNull();
    }
  }
}
