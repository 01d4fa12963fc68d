package io.quell.infra.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.compile.pattern.FindingPattern;
import io.quell.compile.permission.PermittedChanges;
import io.quell.infra.options.Options;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OptionsHashTest {
  private static final Options OBSERVING = Options.of(Map.of());
  private static final List<FindingPattern> ALL =
      List.of(FindingPattern.open(OBSERVING.intake().formats()));
  private static final PermittedChanges NOTHING = PermittedChanges.of(List.of());

  @Test
  void isTheSameForTheSame() {
    assertThat(OptionsHash.of(ALL, NOTHING, OBSERVING))
        .matches("[0-9a-f]{12}")
        .isEqualTo(
            OptionsHash.of(
                List.of(FindingPattern.open(OBSERVING.intake().formats())),
                PermittedChanges.of(List.of()),
                Options.of(Map.of("logRetentionDays", "30"))));
  }

  @Test
  void isAnotherForOtherPatternsChangesOrOptions() {
    String hash = OptionsHash.of(ALL, NOTHING, OBSERVING);
    assertThat(
            List.of(
                OptionsHash.of(List.of(), NOTHING, OBSERVING),
                OptionsHash.of(ALL, NOTHING.andGivingBack(), OBSERVING),
                OptionsHash.of(ALL, NOTHING, Options.of(Map.of("mode", "enforce"))),
                OptionsHash.of(ALL, NOTHING, Options.of(Map.of("formats", "asff")))))
        .doesNotContain(hash)
        .doesNotHaveDuplicates();
  }
}
