package io.quell.lambda.reconciliation;

import io.quell.finding.Format;
import io.quell.hub.call.Pace;
import io.quell.lambda.Mode;
import io.quell.lambda.Variables;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// How the function reconciles, as its environment says.
///
/// @param mode whether anything is sent
/// @param formats the formats of the findings that are looked at
/// @param atMost on how many findings a run gives something back, where its message does not say
/// @param pace how fast the hub is called
/// @param expectedFindings how many marked findings there are at most
public record ReconciliationSettings(
    Mode mode, List<Format> formats, int atMost, Pace pace, int expectedFindings) {
  static final String QUEUE_URL = "QUELL_RECONCILE_QUEUE_URL";
  private static final String AT_MOST = "QUELL_RECONCILE_AT_MOST";
  private static final String READS = "QUELL_RECONCILE_READS";
  private static final String UPDATES = "QUELL_RECONCILE_UPDATES";
  private static final String FINDINGS = "QUELL_RECONCILE_FINDINGS";
  private static final String FORMATS = "QUELL_FORMATS";
  private static final int DEFAULT_AT_MOST = 1_000;
  private static final int DEFAULT_READS = 1;
  private static final int DEFAULT_UPDATES = 2;
  private static final int DEFAULT_FINDINGS = 100_000;
  private static final int MOST_DIGITS_OF_FINDINGS = 9;

  /// The words for [#FORMATS].
  private enum FormatsWord {
    ASFF,
    OCSF,
    BOTH
  }

  public ReconciliationSettings {
    formats = List.copyOf(formats);
  }

  /// What the environment says.
  ///
  /// @throws IllegalArgumentException where a variable has a value that it cannot have
  public static ReconciliationSettings of(Map<String, String> environment) {
    return new ReconciliationSettings(
        Mode.of(environment),
        switch (Variables.oneOf(environment, FORMATS, FormatsWord.class, FormatsWord.BOTH)) {
          case ASFF -> List.of(Format.ASFF);
          case OCSF -> List.of(Format.OCSF);
          case BOTH -> Arrays.asList(Format.values());
        },
        Variables.number(environment, AT_MOST, DEFAULT_AT_MOST),
        pace(environment),
        Variables.number(environment, FINDINGS, DEFAULT_FINDINGS, MOST_DIGITS_OF_FINDINGS));
  }

  private static Pace pace(Map<String, String> environment) {
    try {
      return new Pace(
          Variables.number(environment, READS, DEFAULT_READS),
          Variables.number(environment, UPDATES, DEFAULT_UPDATES));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s and %s: %s".formatted(READS, UPDATES, e.getMessage()), e);
    }
  }
}
