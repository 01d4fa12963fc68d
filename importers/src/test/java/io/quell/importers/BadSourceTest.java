package io.quell.importers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quell.importers.automation.AutomationRules;
import io.quell.importers.findingsmanager.FindingsManagerRules;
import io.quell.importers.prowler.ProwlerMutelist;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Files that no tool would take either: each ends in one sentence.
final class BadSourceTest {
  private static final int MILLION = 1_000_000;

  enum Source {
    AUTOMATION_RULES,
    FINDINGS_MANAGER,
    PROWLER_MUTELIST;

    ImportResult read(byte[] content) throws UnreadableSourceException {
      return switch (this) {
        case AUTOMATION_RULES -> AutomationRules.read("file", content, SourceFiles.OWNED);
        case FINDINGS_MANAGER -> FindingsManagerRules.read("file", content, SourceFiles.OWNED);
        case PROWLER_MUTELIST -> ProwlerMutelist.read("file", content, SourceFiles.OWNED);
      };
    }
  }

  private static String repeated(String text, int times) {
    return String.join(",", Collections.nCopies(times, text));
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatIsNoText(Source source) {
    for (byte[] content :
        new byte[][] {
          {(byte) 0xc3, 0x28},
          {0},
          {'{', 0},
          SourceFiles.utf8("\ufeff\ufeff{"),
          SourceFiles.utf8("%")
        }) {
      assertThatThrownBy(() -> source.read(content))
          .isInstanceOf(UnreadableSourceException.class)
          .hasMessageStartingWith("file: ");
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatHasNoEnd(Source source) {
    for (String text :
        new String[] {
          "&a [*a]",
          "a: &a {b: *a}",
          "[".repeat(100_000),
          "{\"a\":".repeat(100_000),
          "? ".repeat(10_000)
        }) {
      assertThatThrownBy(() -> source.read(SourceFiles.utf8(text)))
          .as(text.substring(0, 7))
          .isInstanceOf(UnreadableSourceException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesAliasesThatMultiply(Source source) {
    String laughs =
        IntStream.range(1, 12)
            .mapToObj(at -> "a%d: &a%d [%s]".formatted(at, at, repeated("*a" + (at - 1), 10)))
            .collect(Collectors.joining("\n", "a0: &a0 [x]\n", "\n"));
    assertThatThrownBy(() -> source.read(SourceFiles.utf8(laughs)))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessage(
            "file: line 7, column 22: with the alias '*a5' the aliases of this file stand for more"
                + " than 1,000,000 values; that is the most that is read");
  }

  @Test
  void readsMoreThanFiftyAliases() throws UnreadableSourceException {
    String checks =
        IntStream.range(0, 100)
            .mapToObj(at -> "s3_%d_x: {Regions: *all, Resources: *all}".formatted(at))
            .collect(Collectors.joining(", "));
    assertThat(
            Source.PROWLER_MUTELIST
                .read(
                    SourceFiles.utf8(
                        "Mutelist: {Accounts: {'*': {Checks: {a: {Regions: &all ['*'], Resources: *all}, %s}}}}"
                            .formatted(checks)))
                .rules())
        .hasSize(101);
  }

  @Test
  void refusesAMillionItems() {
    String one =
        "{\"Title\": [%s]}"
            .formatted(repeated("{\"Value\":\"a\",\"Comparison\":\"EQUALS\"}", MILLION));
    assertThat(
            SourceFiles.reported(
                SourceFiles.automationRules(
                    "{\"RuleName\":\"a\",\"RuleOrder\":1,\"Criteria\":%s}".formatted(one))))
        .singleElement()
        .asString()
        .contains("Criteria.Title has 1000000 elements; at most 10000 are read");
    assertThatThrownBy(
            () ->
                Source.AUTOMATION_RULES.read(
                    SourceFiles.utf8("[%s]".formatted(repeated("{\"RuleOrder\":1}", 20_000)))))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageContaining("it has 20000 automation rules; at most 10000 are read");
    String names =
        IntStream.range(0, 20_000).mapToObj(at -> "n" + at).collect(Collectors.joining(","));
    assertThat(
            SourceFiles.reported(
                SourceFiles.prowlerMutelist(
                    "Mutelist: {Accounts: {'*': {Checks: {a: {Regions: ['*'], Resources: [%s]}}}}}"
                        .formatted(names))))
        .singleElement()
        .asString()
        .contains("Resources has 20000 elements; at most 10000 are read");
    assertThatThrownBy(
            () ->
                Source.FINDINGS_MANAGER.read(
                    SourceFiles.utf8("Rules: [%s]".formatted(repeated("a", 20_000)))))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageContaining("Rules has 20000 elements; at most 10000 are read");
    assertThatThrownBy(
            () ->
                Source.FINDINGS_MANAGER.read(
                    SourceFiles.utf8("Rules: [%s]".formatted(repeated("a", MILLION)))))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageContaining("has 1000000 elements; at most 10000 are read");
  }

  @Test
  void refusesChecksWithoutEnd() {
    String checks =
        IntStream.range(0, 6_000)
            .mapToObj(at -> "c%d: {Regions: [], Resources: []}".formatted(at))
            .collect(Collectors.joining(","));
    assertThatThrownBy(
            () ->
                Source.PROWLER_MUTELIST.read(
                    SourceFiles.utf8(
                        "Mutelist: {Accounts: {'111122223333': {Checks: {%s}}, '*': {Checks: {%s}}}}"
                            .formatted(checks, checks))))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageContaining("it has more than 10000 checks");
  }

  @Test
  void refusesExceptionsThatWouldStandInEachOther() {
    String checks =
        IntStream.range(0, 252)
            .mapToObj(
                at ->
                    "c%d: {Regions: [], Resources: [], Exceptions: {Regions: [eu-west-1]}}"
                        .formatted(at))
            .collect(Collectors.joining(","));
    assertThat(
            SourceFiles.reported(
                SourceFiles.prowlerMutelist(
                    "Mutelist: {Accounts: {'*': {Checks: {%s}}}}".formatted(checks))))
        .last()
        .asString()
        .contains("not imported: more than 250 checks of the account have exceptions");
  }

  @ParameterizedTest
  @EnumSource
  void namesATagThatIsNoValue(Source source) {
    String text =
        switch (source) {
          case AUTOMATION_RULES ->
              "RuleName: !env NAME\n"
                  + "RuleOrder: 1\n"
                  + "Criteria: {Title: [{Value: a, Comparison: EQUALS}]}\n"
                  + "Actions: [{FindingFieldsUpdate: {Confidence: 5}}]";
          case FINDINGS_MANAGER ->
              "Rules: [{note: !env NAME, action: SUPPRESSED, match_on: {title: a}}]";
          case PROWLER_MUTELIST ->
              "Mutelist: {Accounts: {'*': {Checks: {a: {Regions: [!env NAME], Resources:"
                  + " ['*']}}}}}";
        };
    assertThat(
            switch (source) {
              case AUTOMATION_RULES -> SourceFiles.reported(SourceFiles.automationRules(text));
              case FINDINGS_MANAGER -> SourceFiles.reported(SourceFiles.findingsManager(text));
              case PROWLER_MUTELIST -> SourceFiles.reported(SourceFiles.prowlerMutelist(text));
            })
        .singleElement()
        .asString()
        .contains("not imported: ");
  }
}
