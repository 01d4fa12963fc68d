package io.quell.infra.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.infra.options.Options;
import io.quell.infra.pattern.FindingPattern;
import io.quell.infra.permissions.PermittedChanges;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BookHashTest {
  private static final Options OBSERVING = Options.of(Map.of());
  private static final List<FindingPattern> ALL =
      List.of(FindingPattern.open(OBSERVING.intake().formats()));
  private static final PermittedChanges NOTHING = PermittedChanges.of(List.of());

  @Test
  void isTheSameForTheSame() {
    assertThat(BookHash.of(ALL, NOTHING, OBSERVING))
        .matches("[0-9a-f]{12}")
        .isEqualTo(
            BookHash.of(
                List.of(FindingPattern.open(OBSERVING.intake().formats())),
                PermittedChanges.of(List.of()),
                Options.of(Map.of("logRetentionDays", "30"))));
  }

  @Test
  void isAnotherForOtherPatternsChangesOrOptions() {
    String hash = BookHash.of(ALL, NOTHING, OBSERVING);
    assertThat(
            List.of(
                BookHash.of(List.of(), NOTHING, OBSERVING),
                BookHash.of(ALL, NOTHING.andGivingBack(), OBSERVING),
                BookHash.of(ALL, NOTHING, Options.of(Map.of("mode", "enforce"))),
                BookHash.of(ALL, NOTHING, Options.of(Map.of("formats", "asff")))))
        .doesNotContain(hash)
        .doesNotHaveDuplicates();
  }
}
